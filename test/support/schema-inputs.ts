import fc from 'fast-check';
import type { z } from 'zod';

/** As much of a schema as has to be known to say something that it accepts. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Described>>;
  readonly element?: Described;
  readonly innerType?: Described;
  readonly in?: Described;
  readonly options?: readonly Described[];
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly values?: readonly unknown[];
  readonly keyType?: Described;
  readonly valueType?: Described;
  readonly items?: readonly Described[];
}
interface Described {
  readonly def: Definition;
  readonly safeParse: (value: unknown) => { readonly success: boolean };
}

/** Texts that mean something to one method or another, and some that nobody types. */
const texts = [
  ...[
    '教基3112',
    '教基1001',
    '局控辍1',
    '教基3040',
    '04.15',
    '01.1',
    '01.7',
    'c05',
    '00000000',
    '99000000-1',
    'pupils',
    'teachers',
  ],
  ...[
    '九年义务教育巩固率',
    'retention',
    'baoding_2012',
    'jiaoji-2021',
    'jichuji-2018-86',
    'a',
    'name',
    '清河镇中心小学',
    '9900000001',
    '12',
    '-3',
    '0',
  ],
  ...[
    '2026-09-20',
    '',
    ' ',
    '../../x',
    '__proto__',
    "'; DROP TABLE schools; --",
    '\u0000',
    '%s',
    '=1+1',
    'x'.repeat(300),
    '{}',
    '\ud800',
  ],
];
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(...texts),
  fc.integer(),
  fc.double(),
  fc.constant(undefined),
);

/**
 * Inputs for a schema: mostly of its shape, with ids that exist and ids that do not, and now and then something else in
 * a place where the schema wants something of its own.
 */
export function inputsOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  return valueOf(schema);
}

function valueOf(schema: Described): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary: wellFormed(schema) }, { weight: 1, arbitrary: anything });
}

const numbers = [1, 1, 1, 2, 0, 3, 2026, 6, 1.25, 99, -1, 1e15];

/** Of what there is to choose from mostly what the schema takes. */
function choice(values: readonly unknown[], schema: Described): fc.Arbitrary<unknown> {
  const taken = values.filter((value) => schema.safeParse(value).success);
  if (taken.length === 0) return fc.constantFrom(...values);
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...taken) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
}

function wellFormed(schema: Described): fc.Arbitrary<unknown> {
  const { def } = schema;
  switch (def.type) {
    case 'null':
      return fc.constant(null);
    case 'string':
      return choice(texts, schema);
    case 'number':
    case 'int':
      return choice(numbers, schema);
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    case 'union':
      return fc.oneof(...(def.options ?? []).map(valueOf));
    case 'array':
      return fc.array(inner(def.element), { maxLength: 3 });
    case 'tuple':
      return fc.tuple(...(def.items ?? []).map(valueOf));
    case 'record':
      return fc.dictionary(fc.constantFrom(...texts), inner(def.valueType), { maxKeys: 3 });
    case 'object':
      return objectOf(def.shape ?? {});
    case 'nullable':
      return fc.oneof(inner(def.innerType), fc.constant(null));
    case 'optional':
    case 'default':
      return fc.oneof(inner(def.innerType), fc.constant(undefined));
    case 'readonly':
      return inner(def.innerType);
    case 'pipe':
      return inner(def.in);
    default:
      return anything;
  }
}

function inner(schema: Described | undefined): fc.Arbitrary<unknown> {
  return schema === undefined ? anything : valueOf(schema);
}

function objectOf(shape: Readonly<Record<string, Described>>): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, valueOf(schema)]));
  return fc.record(fields).map((value) => {
    // What is not there is left away, as JSON leaves it away.
    const stated = Object.entries(value as Record<string, unknown>).filter(
      ([, child]) => child !== undefined,
    );
    return Object.fromEntries(stated);
  });
}
