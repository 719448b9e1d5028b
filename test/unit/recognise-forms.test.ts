import { describe, expect, test } from 'vitest';
import { recogniseWorkbook } from '../../shared/import/recognise';
import { parseAddress } from '../../shared/workbook-address';
import {
  inserted,
  nameless,
  narrowed,
  plainCodes,
  prefixed,
  removed,
  renamed,
  spaced,
  swappable,
  swapped,
  widened,
  withoutCodes,
  withoutHelpers,
} from '../support/recognise-changes';
import type { Change } from '../support/recognise-changes';
import { gridOf, judge, schoolsOf, sheetDraft } from '../support/recognise-sheets';
import type { SheetDraft } from '../support/recognise-sheets';
import type { Form } from '../../shared/form';
import { village } from '../support/school';
import { definitions, editionOf, formOf } from './workbook-plans';

const forms = Object.values(definitions.forms);
const helpers = (form: Form): boolean => editionOf(form).sheets.helpers !== undefined;

function headTop({ layout }: Form): number {
  return layout.headRows?.[0] ?? parseAddress(layout.firstDataCell).row;
}
function swapTwo(form: Form, draft: SheetDraft): SheetDraft {
  const pairs = form.kind === 'fields' ? [] : swappable(draft, headTop(form));
  const pair = pairs[Math.floor(pairs.length / 2)];
  return pair === undefined ? draft : swapped(pair[0], pair[1], headTop(form))(draft);
}
function withoutTwoRows(form: Form, draft: SheetDraft): SheetDraft {
  if (form.kind === 'list') return draft;
  const rows = [...new Set(draft.cells.filter(({ role }) => role === 'data').map(({ row }) => row))];
  if (rows.length < 4) return draft;
  return removed('row', rows[1] ?? 0)(removed('row', rows[2] ?? 0)(draft));
}

const changes: readonly (readonly [string, (form: Form) => Change])[] = [
  ['as exported', () => (draft) => draft],
  ['three rows put in above', () => inserted('row', 1, 3)],
  ['helper row and column gone', (form) => (helpers(form) ? withoutHelpers : (draft) => draft)],
  ['a column put in at the left', () => inserted('column', 1, 1)],
  [
    'a column put in after the labels',
    (form) => inserted('column', parseAddress(form.layout.firstDataCell).column, 1),
  ],
  ['a row put in above the head', (form) => inserted('row', headTop(form), 1)],
  ['sheet renamed', () => renamed('Sheet7')],
  ['two columns swapped', (form) => (draft) => swapTwo(form, draft)],
  ['two rows gone', (form) => (draft) => withoutTwoRows(form, draft)],
  ['codes as numbers', () => plainCodes],
  ['spaces and line breaks', () => spaced],
  ['full width', () => widened],
  ['half width', () => narrowed],
  ['其中 for #', () => prefixed],
  ['neither name nor title', () => nameless],
  ['no codes', () => withoutCodes],
  ['neither name nor title nor codes', () => (draft) => nameless(withoutCodes(draft))],
];

/**
 * Forms that are not found whole after a change, with the least share that is. Two editions print some tables alike, so
 * without any name only the workbook's edition tells them apart; 教基5170 has three rows 其他 that only codes tell.
 */
const exceptions: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // The labels stay where they are and the values move away from them: nothing is placed.
  'a column put in after the labels': { 教基1001: 0 },
  'a row put in above the head': { 基础基111: 0.95, 基础基112续表1: 0 },
  // Too few rows are left to tell whether the codes can be believed.
  'two rows gone': { 基础基112续表1: 0, 教基3045: 0.4, 教基4063: 0.5 },
  'neither name nor title': { 基础基112续表1: 0 },
  'no codes': { 教基5170: 0.84 },
  'neither name nor title nor codes': {
    教基3041: 0,
    教基3120: 0,
    教基4153: 0,
    教基5170: 0.84,
    基础基112续表1: 0,
    基础基315: 0,
    基础基332: 0,
    基础基422: 0,
  },
};
/** Changes after which every label still stands where the definition has it. */
const unmoved = [
  'as exported',
  'sheet renamed',
  'codes as numbers',
  'spaces and line breaks',
  'full width',
  'half width',
  '其中 for #',
];

describe.each(changes)('%s', (name, change) => {
  test.each(forms.map((form) => [form.code, form] as const))('%s', (code, form) => {
    for (const school of schoolsOf(form)) {
      const draft = change(form)(sheetDraft(form, school));
      const { placements } = recogniseWorkbook(definitions, gridOf(draft));
      const found = judge(form, draft, placements[0]);
      expect(found.wrong).toEqual([]);
      expect(found.placed / found.cells).toBeGreaterThanOrEqual(exceptions[name]?.[code] ?? 1);
      if (unmoved.includes(name)) expect(found.how).toBe('layout');
    }
  });
});

test('the edition tells which of two tables that print alike', () => {
  for (const [code, other] of [
    ['教基3120', '基础基315'],
    ['基础基315', '教基3120'],
  ] as const) {
    const form = formOf(code);
    const draft = nameless(withoutCodes(sheetDraft(form, village)));
    const edition = editionOf(form).id;
    const named = recogniseWorkbook(definitions, gridOf(draft), { edition }).placements[0];
    expect(judge(form, draft, named)).toMatchObject({ wrong: [], placed: judge(form, draft, named).cells });
    expect(named?.form).toBe(code);
    const beside = sheetDraft(formOf(edition === 'jiaoji-2021' ? '教基2106' : '基础基212'), village);
    const found = recogniseWorkbook(definitions, gridOf(beside, draft)).placements.map((one) => one.form);
    expect(found).toContain(code);
    expect(found).not.toContain(other);
  }
});
