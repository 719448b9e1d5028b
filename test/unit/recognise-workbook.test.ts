import { describe, expect, test } from 'vitest';
import type { Grid } from '../../shared/grid';
import { placeForm, recogniseWorkbook } from '../../shared/import/recognise';
import type { Recognition } from '../../shared/import/recognition';
import { formatAddress, parseRange } from '../../shared/workbook-address';
import { placedCells } from '../../shared/workbook-cells';
import { sheetName } from '../../shared/workbook-template';
import type { WorkbookPlan } from '../../shared/workbook-sheet';
import { calculationInput, round2025old, village } from '../support/school';
import { cellsOfSample, lastYear, thisYear } from '../support/sample';
import { nameless, removed } from '../support/recognise-changes';
import { copyOf, gridOf, judge, schoolsOf, sheetDraft, sheetOf } from '../support/recognise-sheets';
import { definitions, formOf, planOf } from './workbook-plans';

/** The plan as the reader meets it in a file. */
function gridOfPlan(plan: WorkbookPlan): Grid {
  return {
    format: 'xlsx',
    notices: [],
    sheets: plan.sheets.map((template) => {
      const texts = template.texts.map(({ address, text }) => ({ address, kind: 'text' as const, text }));
      const values = plan.cells
        .filter(({ sheet }) => sheet === template.sheet)
        .map(({ address, value }) => ({
          address,
          kind: value.kind === 'number' ? ('number' as const) : ('text' as const),
          text: value.text,
        }));
      const filled = [...texts, ...values].filter(({ text }) => text !== '');
      return {
        name: template.sheet,
        visibility: template.visibility,
        cells: new Map(filled.map(({ address, kind, text }) => [address, { kind, text, formula: null }])),
        merges: template.merges.map(parseRange),
      };
    }),
  };
}

const current = planOf(calculationInput(cellsOfSample(thisYear)));
const old = planOf(calculationInput(cellsOfSample(lastYear), { collection: round2025old }));

const partsOf = ({ others }: Recognition): Record<string, string> =>
  Object.fromEntries(others.map(({ sheet, part }) => [sheet, part]));

describe.each([
  ['jiaoji-2021', current, 2026],
  ['jichuji-2018-86', old, 2025],
] as const)('our own workbook of %s', (edition, plan, year) => {
  const found = recogniseWorkbook(definitions, gridOfPlan(plan));
  const parts = {
    封面: 'front',
    目录: 'front',
    数据核查结果说明: 'explanations',
    指标: 'indicators',
    _data: 'data',
  };

  test('has every sheet in one of the two lists, forms by their layout', () => {
    expect(partsOf(found)).toEqual(parts);
    expect(found.placements.length + found.others.length).toBe(plan.sheets.length);
    expect(found.placements.filter(({ how }) => how !== 'layout')).toEqual([]);
    for (const { form, sheet } of found.placements) expect(sheet).toBe(sheetName(formOf(form), village));
    expect(found.edition).toBe(edition);
  });

  test('says whose it is', () => {
    expect(found.school).toEqual({ code: village.code, name: village.name, type: '小学' });
    expect(found.schoolYear).toBe(year);
  });

  test('finds the value of every cell where the plan has put it', () => {
    for (const { form, cells, list } of found.placements) {
      const planned = placedCells(formOf(form), village).flatMap(({ key, kind, position }) =>
        kind === 'notApplicable' ? [] : [[key, formatAddress(position)] as const],
      );
      if (list === null)
        expect([form, Object.fromEntries(cells)]).toEqual([form, Object.fromEntries(planned)]);
    }
  });

  test('is known without its data sheet, its cover and its names, in another order', () => {
    const grid = gridOfPlan(plan);
    const sheets = grid.sheets
      .filter(({ name }) => !['_data', '封面', '目录'].includes(name))
      .reverse()
      .map((sheet, at) => ({ ...sheet, name: `Sheet${at + 1}` }));
    const again = recogniseWorkbook(definitions, { ...grid, sheets });
    expect(new Set(again.placements.map(({ form }) => form))).toEqual(
      new Set(found.placements.map(({ form }) => form)),
    );
    expect(again.placements.every(({ how }) => how === 'layout')).toBe(true);
    expect(again.edition).toBe(edition);
  });
});

describe('two sheets of one form', () => {
  const form = formOf('教基3112');
  const draft = sheetDraft(form, village);

  test('the one that lies better is kept, the other is unknown', () => {
    const worse = { ...removed('column', 5)(draft), name: '教基3112_小学 (2)' };
    const found = recogniseWorkbook(definitions, gridOf(worse, draft));
    expect(found.placements.map(({ sheet, how }) => [sheet, how])).toEqual([['教基3112_小学', 'layout']]);
    expect(found.others).toEqual([{ sheet: '教基3112_小学 (2)', part: 'unknown', repeats: '教基3112' }]);
  });

  test('one that continues the other is kept beside it', () => {
    const rows = [...new Set(draft.cells.filter(({ role }) => role === 'data').map(({ row }) => row))];
    const without = (gone: readonly number[]) =>
      [...gone].sort((a, b) => b - a).reduce((sheet, row) => removed('row', row)(sheet), copyOf(draft));
    const first = { ...without(rows.slice(5)), name: '教基3112' };
    const rest = { ...without(rows.slice(0, 5)), name: '教基3112续' };
    const { placements } = recogniseWorkbook(definitions, gridOf(first, rest));
    expect(placements.map(({ sheet }) => sheet)).toEqual(['教基3112', '教基3112续']);
    const [one, two] = placements;
    expect(judge(form, first, one).wrong).toEqual([]);
    expect(judge(form, rest, two).wrong).toEqual([]);
    expect([...(one?.cells.keys() ?? [])].filter((key) => two?.cells.has(key) === true)).toEqual([]);
  });
});

describe('forms that look alike', () => {
  const alike = [
    ['教基3112', '教基3113', '教基3115', '教基3116'],
    ['教基4149', '教基4153', '教基4155'],
    ['教基2106', '教基2107', '基础基212', '基础基213'],
    ['基础基312', '基础基313', '基础基315', '基础基331', '教基3040', '教基3120'],
    ['基础基412', '教基4149', '教基4063', '基础基431'],
    ['基础基511', '基础基512', '教基5170', '基础基521', '基础基522', '教基5176'],
  ];
  test.each(alike)('%s and its like are told apart without name and title', (...codes) => {
    for (const code of codes) {
      const form = formOf(code);
      for (const school of schoolsOf(form)) {
        const draft = nameless(sheetDraft(form, school));
        expect(recogniseWorkbook(definitions, gridOf(draft)).placements.map((one) => one.form)).toEqual([
          code,
        ]);
      }
    }
  });

  test('a form that names itself as one that is not ours is none of ours', () => {
    const draft = sheetDraft(formOf('基础基312'), village);
    const other = copyOf(draft);
    for (const cell of other.cells)
      if (cell.role === 'title')
        cell.text = cell.text.replace('基础基312', '基础基314').replace('小学', '普通高中');
    expect(recogniseWorkbook(definitions, gridOf({ ...other, name: 'Sheet1' })).placements).toEqual([]);
    const unprinted = copyOf(nameless(draft));
    expect(recogniseWorkbook(definitions, gridOf({ ...unprinted, name: '基础基314' })).placements).toEqual(
      [],
    );
  });
});

test('a form chosen by hand is placed where its labels are', () => {
  const form = formOf('教基3113');
  const draft = nameless(removed('row', 8)(sheetDraft(form, village)));
  const placement = placeForm(definitions, form, sheetOf(draft));
  const found = judge(form, draft, placement ?? undefined);
  expect(found.wrong).toEqual([]);
  expect(found.placed).toBe(found.cells);
  expect(placement?.missing).toContain('03.2');
  expect(placeForm(definitions, formOf('局经费3'), sheetOf(draft))).toBeNull();
});
