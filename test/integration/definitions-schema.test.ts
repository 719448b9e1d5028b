import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { definitionSchemas } from '../../electron/cli/schemas';
import { describe as addComments } from '../../scripts/schema-comments.mjs';

const resources = path.resolve(import.meta.dirname, '../../resources');
const folder = path.join(resources, 'schema');

function readJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

function filesUnder(name: string): string[] {
  return readdirSync(path.join(resources, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.join(resources, name, file));
}

test('the schemas for editors are those of the code; `node scripts/schema.mjs` writes them anew', () => {
  const generated = definitionSchemas();
  for (const { file, source, schema } of generated) {
    addComments(schema, source);
    expect(readJson(path.join(folder, file)), file).toEqual(JSON.parse(JSON.stringify(schema)));
  }
  expect(readdirSync(folder).sort()).toEqual(generated.map(({ file }) => file).sort());
});

test('an editor shows what the comments in the code say', () => {
  const form = readJson(path.join(folder, 'form.schema.json')) as unknown as {
    properties: { columns: { items: { properties: Record<string, { description?: string }> } } };
  };
  const { computed, options } = form.properties.columns.items.properties;
  expect(computed?.description).toMatch(/c03/);
  expect(options?.description).toBeDefined();
});

/** The kind of schema that a definition has to name, by where it stands. */
function schemaOf(file: string): string {
  const [part, ...rest] = path.relative(resources, file).split(path.sep);
  if (part === 'indicators') return 'indicator.schema.json';
  if (part === 'targets') return 'target.schema.json';
  if (rest.length === 1) return 'bridge.schema.json';
  return rest[1] === 'manifest.json' ? 'edition.schema.json' : 'form.schema.json';
}

describe('every definition', () => {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTuples: false,
    allowUnionTypes: true,
    formats: { date: true },
  });
  const validators = new Map(
    readdirSync(folder).map((name) => [name, ajv.compile(readJson(path.join(folder, name)))]),
  );
  const files = ['editions', 'indicators', 'targets'].flatMap(filesUnder);

  test('names its schema first, by a path that leads there', () => {
    for (const file of files) {
      const [first, ...others] = Object.keys(readJson(file));
      expect([file, first]).toEqual([file, '$schema']);
      const named = path.resolve(path.dirname(file), String(readJson(file)['$schema']));
      expect([file, named]).toEqual([file, path.join(folder, schemaOf(file))]);
      expect(others.length).toBeGreaterThan(0);
    }
  });

  test('is right to an editor', () => {
    for (const file of files) {
      const validate = validators.get(schemaOf(file));
      const right = validate?.(readJson(file));
      expect([file, right, validate?.errors]).toEqual([file, true, null]);
    }
  });

  test('of rosters is right to an editor', () => {
    const schemaOfRoster = (file: string): string => {
      if (path.dirname(file).endsWith('counts')) return 'roster-count.schema.json';
      return file.endsWith('conditions.json')
        ? 'roster-conditions.schema.json'
        : 'roster-columns.schema.json';
    };
    const rosters = filesUnder('rosters');
    expect(rosters.length).toBeGreaterThan(3);
    for (const file of rosters) {
      const validate = validators.get(schemaOfRoster(file));
      expect([file, validate?.(readJson(file)), validate?.errors]).toEqual([file, true, null]);
    }
    const [wrong] = rosters.filter((file) => file.endsWith('staff.json'));
    expect(validators.get('roster-columns.schema.json')?.({ ...readJson(wrong ?? ''), of: 'cooks' })).toBe(
      false,
    );
  });

  test('is wrong to an editor after a slip of the hand', () => {
    const form = readJson(path.join(resources, 'editions/jiaoji-2021/教基3112.json'));
    const validate = validators.get('form.schema.json');
    expect(validate?.({ ...form, colour: 'red' })).toBe(false);
    expect(validate?.({ ...form, kind: 'matix' })).toBe(false);
    const rows = (form['rows'] as object[]).map((row, index) => (index === 2 ? { ...row, label: 7 } : row));
    expect(validate?.({ ...form, rows })).toBe(false);
    expect(validate?.errors?.[0]?.instancePath).toBe('/rows/2/label');
  });
});
