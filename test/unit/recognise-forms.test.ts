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
import { definitions, editionOf } from './workbook-plans';

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

describe.each(changes)('%s', (name, change) => {
  const rows: string[] = [];
  test.each(forms.map((form) => [form.code, form] as const))('%s', (_, form) => {
    for (const school of schoolsOf(form).slice(0, 2)) {
      const draft = change(form)(sheetDraft(form, school));
      const { placements } = recogniseWorkbook(definitions, gridOf(draft));
      const found = judge(form, draft, placements[0]);
      if (found.placed < found.cells)
        rows.push(`${form.code} ${school.type} ${found.how ?? '-'} ${found.placed}/${found.cells}`);
      expect.soft(found.wrong.slice(0, 5)).toEqual([]);
    }
    if (form === forms.at(-1)) console.log(`## ${name}: ${rows.length}\n${rows.join('\n')}`);
  });
});
