import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recogniseWorkbook } from '../../shared/import/recognise';
import { parseAddress } from '../../shared/workbook-address';
import {
  inserted,
  nameless,
  narrowed,
  paddedCodes,
  plainCodes,
  prefixed,
  recounted,
  removed,
  renamed,
  spaced,
  swappable,
  swapped,
  widened,
  withoutCodes,
} from '../support/recognise-changes';
import type { Change } from '../support/recognise-changes';
import { gridOf, judge, schoolsOf, sheetDraft } from '../support/recognise-sheets';
import type { SheetDraft } from '../support/recognise-sheets';
import type { Form } from '../../shared/form';
import { definitions, formOf } from './workbook-plans';

const forms = Object.values(definitions.forms);
const headTop = ({ layout }: Form): number => layout.headRows?.[0] ?? parseAddress(layout.title).row;

/** Lines that hold figures now, wherever earlier changes have moved them. */
function dataLines(draft: SheetDraft, line: 'row' | 'column'): readonly number[] {
  return [...new Set(draft.cells.filter(({ role }) => role === 'data').map((cell) => cell[line]))];
}

const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(1, from.length)];

function removedAt(line: 'row' | 'column', at: number): Change {
  return (draft) => {
    const lines = dataLines(draft, line);
    return lines.length < 3 ? draft : removed(line, pick(lines, at) ?? 1)(draft);
  };
}

function swappedAt(form: Form, at: number): Change {
  return (draft) => {
    const heads = draft.cells.filter(({ role }) => role === 'label').map(({ row }) => row);
    const top = Math.max(headTop(form), Math.min(...heads));
    const pair = form.kind === 'fields' ? undefined : pick(swappable(draft, top), at);
    return pair === undefined ? draft : swapped(pair[0], pair[1], top)(draft);
  };
}

/** Steps by name, so that a failing one can be read; the number picks the line that it is about. */
const steps: Readonly<Record<string, (form: Form, at: number) => Change>> = {
  plainCodes: () => plainCodes,
  paddedCodes: () => paddedCodes,
  widened: () => widened,
  spaced: () => spaced,
  narrowed: () => narrowed,
  prefixed: () => prefixed,
  renamed: () => renamed('Sheet7'),
  rowsAbove: (_, at) => inserted('row', 1, 1 + (at % 3)),
  columnBefore: () => inserted('column', 1, 1),
  rowBetween: (form, at) => (draft) =>
    // A blank row between a label and its blank value could be either.
    form.kind !== 'matrix' ? draft : inserted('row', pick(dataLines(draft, 'row'), at) ?? 1, 1)(draft),
  columnBetween: (form, at) => (draft) =>
    form.kind === 'fields' ? draft : inserted('column', pick(dataLines(draft, 'column'), at) ?? 1, 1)(draft),
  rowRemoved: (form, at) => (form.kind === 'list' ? (draft) => draft : removedAt('row', at)),
  columnRemoved: (form, at) => (form.kind === 'fields' ? (draft) => draft : removedAt('column', at)),
  swapped: swappedAt,
};
const stepNames = Object.keys(steps);
/** Without codes only what leaves a reader no doubt: a child row does not outlive its parent. */
const harmless = stepNames.filter((name) => !/Removed|swapped/.test(name));

const anyScene = fc.record({
  form: fc.constantFrom(...forms.map(({ code }) => code)),
  school: fc.nat(20),
  steps: fc.array(fc.tuple(fc.constantFrom(...stepNames), fc.nat(400)), { minLength: 1, maxLength: 7 }),
  nameless: fc.boolean(),
  codes: fc.boolean(),
  first: fc.constantFrom(1000, 0, null),
});
type Scene = typeof anyScene extends fc.Arbitrary<infer T> ? T : never;

function built(scene: Scene): { form: Form; draft: SheetDraft } {
  const form = formOf(scene.form);
  const school = pick(schoolsOf(form), scene.school);
  if (school === undefined) throw new Error(`nobody fills ${form.code}`);
  let draft = sheetDraft(form, school, scene.first);
  for (const [name, at] of scene.steps)
    if (scene.codes || harmless.includes(name)) draft = steps[name]?.(form, at)(draft) ?? draft;
  if (!scene.codes) draft = withoutCodes(draft);
  return { form, draft: scene.nameless ? nameless(draft) : draft };
}

/** Rows and columns that others are part of: a reader needs them to know what the others are. */
function isPart(form: Form, key: string): boolean {
  const [row = '', column = ''] = key.split('.');
  const path = form.columns?.find(({ code }) => code === column)?.label.join() ?? '';
  return (
    form.rows?.some(({ parent }) => parent === row) === true ||
    form.columns?.some(({ label }) => label.length > 1 && label.join().startsWith(`${path},`)) === true
  );
}

function leafRemovedAt(form: Form, line: 'row' | 'column', at: number): Change {
  return (draft) => {
    const data = draft.cells.filter(({ role }) => role === 'data');
    const needed = new Set(data.filter(({ key }) => isPart(form, key ?? '')).map((cell) => cell[line]));
    const leaves = dataLines(draft, line).filter((one) => !needed.has(one));
    return leaves.length < 2 ? draft : removed(line, pick(leaves, at) ?? 1)(draft);
  };
}

const matrices = forms.filter(({ kind }) => kind === 'matrix').map(({ code }) => code);
const anyRecount = fc.record({
  form: fc.constantFrom(...matrices),
  school: fc.nat(20),
  removed: fc.array(fc.tuple(fc.constantFrom('row' as const, 'column' as const), fc.nat(400)), {
    maxLength: 6,
  }),
  codes: fc.constantFrom('recounted', 'none'),
  nameless: fc.boolean(),
});

const runs = Number(process.env['RECOGNISE_RUNS'] ?? 800);

test('nor do rows and columns left out and the rest counted anew', () => {
  let cells = 0;
  let placed = 0;
  fc.assert(
    fc.property(anyRecount, (scene) => {
      const form = formOf(scene.form);
      const school = pick(schoolsOf(form), scene.school);
      if (school === undefined) return;
      let draft = sheetDraft(form, school);
      for (const [line, at] of scene.removed) draft = leafRemovedAt(form, line, at)(draft);
      draft = scene.codes === 'none' ? withoutCodes(draft) : recounted(draft);
      if (scene.nameless) draft = nameless(draft);
      const { placements } = recogniseWorkbook(definitions, gridOf(draft));
      const found = judge(form, draft, placements[0]);
      cells += found.cells;
      placed += found.placed;
      expect(found.wrong.slice(0, 3)).toEqual([]);
    }),
    { numRuns: runs },
  );
  expect(placed / cells).toBeGreaterThan(0.5);
}, 120_000);

test('no change of layout, wording or name puts a figure into a wrong cell', () => {
  let cells = 0;
  let placed = 0;
  fc.assert(
    fc.property(anyScene, (scene) => {
      const { form, draft } = built(scene);
      const { placements } = recogniseWorkbook(definitions, gridOf(draft));
      const found = judge(form, draft, placements[0]);
      cells += found.cells;
      placed += found.placed;
      expect(found.wrong.slice(0, 3)).toEqual([]);
    }),
    { numRuns: runs },
  );
  expect(placed / cells).toBeGreaterThan(0.7);
}, 120_000);
