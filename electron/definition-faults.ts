import { cellsOf, columnCodes, expandCodes, rowCodes } from '../shared/cell';
import type { Edition, Form } from '../shared/form';
import { definitionSentences as sentences } from '../shared/definition-sentences';

/** What a schema cannot say: how the parts of one definition, and of all of them, fit together. */
export interface Fault {
  /** Where in the file: `columns.2.options`. */
  readonly path: string;
  readonly problem: string;
}

type Faults = Generator<Fault, void, undefined>;

function first(faults: Iterable<Fault>): Fault | undefined {
  for (const fault of faults) return fault;
  return undefined;
}

export function faultInEdition(
  edition: Edition,
  folder: string,
  files: readonly string[],
  known: ReadonlyMap<string, string>,
): Fault | undefined {
  return first(editionFaults(edition, folder, files, known));
}

function* editionFaults(
  edition: Edition,
  folder: string,
  files: readonly string[],
  known: ReadonlyMap<string, string>,
): Faults {
  if (edition.id !== folder) yield { path: 'id', problem: sentences.otherName(edition.id) };
  for (const [index, code] of edition.forms.entries()) {
    const path = `forms.${index}`;
    if (known.has(code) || edition.forms.indexOf(code) < index)
      yield { path, problem: sentences.formTwice(code) };
    if (!files.includes(`${code}.json`)) yield { path, problem: sentences.fileMissing(code) };
  }
  const grouped = edition.groups.flatMap(({ forms }) => forms);
  for (const code of new Set([...edition.forms, ...grouped])) {
    const times = grouped.filter((each) => each === code).length;
    if (times !== 1 || !edition.forms.includes(code))
      yield { path: 'groups', problem: sentences.notInOneGroup(code) };
  }
  for (const [index, code] of edition.pending.entries()) {
    if (edition.forms.includes(code))
      yield { path: `pending.${index}`, problem: sentences.pendingDefined(code) };
  }
  const unlisted = files.find(
    (name) => name !== 'manifest.json' && !edition.forms.includes(name.replace(/\.json$/, '')),
  );
  if (unlisted !== undefined) yield { path: 'forms', problem: sentences.fileUnlisted(unlisted) };
}

export function faultInForm(form: Form, code: string): Fault | undefined {
  return first(formFaults(form, code));
}

function* formFaults(form: Form, code: string): Faults {
  if (form.code !== code) yield { path: 'code', problem: sentences.otherName(form.code) };
  yield* partFaults(form);
  yield* repeated(
    'rows',
    'code',
    (form.rows ?? []).map((row) => row.code),
  );
  yield* repeated(
    'columns',
    'code',
    (form.columns ?? []).map((column) => column.code),
  );
  yield* repeated(
    'fields',
    'id',
    (form.fields ?? []).map((field) => field.id),
  );
  yield* parentFaults(form);
  yield* typeFaults(form);
  yield* codeSetFaults(form);
  yield* carriedFaults(form);
  yield* carriedRecordsFaults(form);
}

function* partFaults(form: Form): Faults {
  const parts = { matrix: ['columns', 'rows'], fields: ['fields'], list: ['columns'] } as const;
  for (const part of ['columns', 'rows', 'fields'] as const) {
    const wanted = parts[form.kind].some((name) => name === part);
    const count = form[part]?.length ?? 0;
    if (wanted && count === 0) yield { path: part, problem: sentences.partMissing(part) };
    if (!wanted && count > 0) yield { path: part, problem: sentences.partUnwanted(part) };
  }
}

function* repeated(part: string, key: string, codes: readonly string[]): Faults {
  for (const [index, code] of codes.entries()) {
    if (codes.indexOf(code) < index)
      yield { path: `${part}.${index}.${key}`, problem: sentences.codeTwice(code) };
  }
}

function* parentFaults({ rows = [] }: Form): Faults {
  const parentOf = new Map(rows.map((row) => [row.code, row.parent]));
  for (const [index, row] of rows.entries()) {
    const path = `rows.${index}.parent`;
    const passed = new Set([row.code]);
    for (let parent = row.parent; parent !== undefined; parent = parentOf.get(parent)) {
      if (!parentOf.has(parent)) yield { path, problem: sentences.unknownParent(parent) };
      if (passed.has(parent)) return yield { path, problem: sentences.circularParent(row.code) };
      passed.add(parent);
    }
  }
}

function* typeFaults(form: Form): Faults {
  for (const [index, { type }] of (form.columns ?? []).entries()) {
    if (type !== 'byRow') continue;
    if (form.kind !== 'matrix')
      yield { path: `columns.${index}.type`, problem: sentences.byRowOutsideMatrix() };
    for (const [row, { type: own }] of (form.rows ?? []).entries())
      if (own === undefined) yield { path: `rows.${row}.type`, problem: sentences.rowTypeMissing() };
  }
  for (const part of ['columns', 'rows', 'fields'] as const) {
    for (const [index, { type, options, decimals }] of (form[part] ?? []).entries()) {
      const path = `${part}.${index}`;
      const choices = options?.length ?? 0;
      if (type === 'enum' && choices === 0)
        yield { path: `${path}.options`, problem: sentences.optionsMissing() };
      if (type !== 'enum' && choices > 0)
        yield { path: `${path}.options`, problem: sentences.optionsUnwanted() };
      if (type === 'decimal' && decimals === undefined) {
        yield { path: `${path}.decimals`, problem: sentences.decimalsMissing() };
      }
      if (type !== 'decimal' && decimals !== undefined) {
        yield { path: `${path}.decimals`, problem: sentences.decimalsUnwanted() };
      }
    }
  }
}

function* codeSetFaults(form: Form): Faults {
  const orders = { rows: rowCodes(form), cols: columnCodes(form) };
  const ranges = [
    ...form.notApplicable.map((range, index) => ({ range, path: `notApplicable.${index}` })),
    ...(form.pulled ?? []).map((range, index) => ({ range, path: `pulled.${index}` })),
    ...(form.carried ?? []).map((range, index) => ({ range, path: `carried.${index}` })),
    ...form.checks.map((range, index) => ({ range, path: `checks.${index}` })),
    ...(form.columns ?? []).map(({ computedInRows: rows }, index) => ({
      range: { rows, cols: undefined },
      path: `columns.${index}.computedInRows`,
    })),
  ];
  for (const { range, path } of ranges) {
    for (const side of ['rows', 'cols'] as const) {
      const codes = range[side];
      if (codes === undefined || expandCodes(codes, orders[side]) !== undefined) continue;
      const where = path.endsWith('computedInRows') ? path : `${path}.${side}`;
      yield { path: where, problem: sentences.outOfRange(codes) };
    }
  }
}

/** What the program computes, pulls or closes is never last year's. */
function* carriedFaults(form: Form): Faults {
  if (form.kind === 'list' && form.carried !== undefined)
    yield { path: 'carried', problem: sentences.carriedInList() };
  const wrong = cellsOf(form).find(({ carried, kind }) => carried && kind !== 'input');
  if (wrong === undefined) return;
  const field = (form.fields ?? []).findIndex(({ id }) => id === wrong.key);
  const path = field < 0 ? 'carried' : `fields.${field}.carried`;
  yield { path, problem: sentences.carriedNotTyped(wrong.key) };
}

/** Columns that exist, and of those taken over only typed ones. */
function* carriedRecordsFaults(form: Form): Faults {
  const { carriedRecords: rule } = form;
  if (rule === undefined) return;
  if (form.kind !== 'list') yield { path: 'carriedRecords', problem: sentences.carriedRecordsElsewhere() };
  const codes = columnCodes(form);
  for (const part of ['columns', 'same'] as const) {
    const columns = expandCodes(rule[part], codes);
    const path = `carriedRecords.${part}`;
    if (columns === undefined) yield { path, problem: sentences.outOfRange(rule[part]) };
    const computed = form.columns?.find(
      ({ code, computed: by }) => by !== undefined && columns?.includes(code) === true,
    );
    if (computed !== undefined) yield { path, problem: sentences.carriedColumnNotTyped(computed.code) };
  }
  const { ended = [], grades } = rule;
  const named = [
    ...ended.flatMap(({ column, on }, index) => [
      { path: `carriedRecords.ended.${index}.column`, code: column },
      ...(on === undefined ? [] : [{ path: `carriedRecords.ended.${index}.on`, code: on }]),
    ]),
    ...(grades === undefined
      ? []
      : (['stage', 'grade'] as const).map((part) => ({
          path: `carriedRecords.grades.${part}`,
          code: grades[part],
        }))),
  ];
  for (const { path, code } of named)
    if (!codes.includes(code)) yield { path, problem: sentences.outOfRange(code) };
}

/** Explanations and reports name a check by its id alone, so it must mean one check in all editions together. */
export function* faultInChecks(
  forms: Readonly<Record<string, Form>>,
): Generator<Fault & { readonly form: string }> {
  const homes = new Map<string, string>();
  for (const form of Object.values(forms)) {
    for (const [index, { id }] of form.checks.entries()) {
      const home = homes.get(id);
      if (home !== undefined) {
        yield { form: form.code, path: `checks.${index}.id`, problem: sentences.checkTwice(id, home) };
      }
      homes.set(id, form.code);
    }
  }
}
