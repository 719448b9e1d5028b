import { describe, expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import type { Grid } from '../../shared/grid';
import { chooseChanges } from '../../shared/import/choose';
import { contentOfImport } from '../../shared/import/content';
import { compareImport } from '../../shared/import/compare';
import type { SubmissionData } from '../../shared/submission';
import { workbookPlan } from '../../shared/workbook';
import { formatAddress } from '../../shared/workbook-address';
import { placedCells } from '../../shared/workbook-cells';
import {
  definitions,
  edited,
  gridOfPlan,
  plainHash,
  stage,
  withoutSheet,
  withRowAbove,
} from '../support/import-grid';
import { cellsOfSample, lastYear, thisYear } from '../support/sample';
import { calculationInput, round2025old, submissionData, village } from '../support/school';

const previous = [
  {
    school: village,
    collection: round2025old,
    data: submissionData(cellsOfSample(lastYear)),
  },
];
const gaps = {
  局缺口1: [
    { id: 'record-0001', position: 1, cells: { c02: { kind: 'text', text: '投影仪' } } },
    { id: 'record-0002', position: 2, cells: { c02: { kind: 'text', text: '课桌' } } },
  ],
} as unknown as SubmissionData['lists'];

function input(): CalculationInput {
  const plain = calculationInput(cellsOfSample(thisYear), { previous, lists: gaps as never });
  const finding = createCalculation(definitions, plain)
    .findings()
    .find(({ severity }) => severity === 'warning');
  if (finding === undefined) throw new Error('no warning');
  const { key, values } = finding;
  const explanations = [{ finding: key, text: '随父母外出务工', values }];
  return { ...plain, data: { ...plain.data, explanations, reviewed: ['教基3112', '教基3040'] } };
}

function workbook(draft = true): { grid: Grid; input: CalculationInput } {
  const of = input();
  const calculation = createCalculation(definitions, of);
  const plan = workbookPlan({ definitions, ...of, calculation, draft, hashText: plainHash });
  return { grid: gridOfPlan(plan), input: of };
}

const address = (form: string, key: string): string => {
  const definition = definitions.forms[form];
  const cell = definition && placedCells(definition, village, 9).find((placed) => placed.key === key);
  if (cell === undefined) throw new Error(`no place of ${form}!${key}`);
  return formatAddress(cell.position);
};
const sheet = '教基3112_小学';
const at = (key: string) => address('教基3112', key);
/** What 教基3112!01.10 reads. */
const source = address('教基3113', '04.5');
const ages = (definitions.forms['教基3113']?.layout.sheet ?? '')
  .replace('{code}', '教基3113')
  .replace('{schoolType}', '小学');

describe('our own workbook', () => {
  test('untouched says what was written: every value, nothing edited, no problem', () => {
    const { grid, input: of } = workbook();
    const { report, found, written } = stage(grid);
    expect(report).toMatchObject({
      origin: 'own',
      state: 'draft',
      edits: [],
      problems: [],
      schoolYear: 2026,
    });
    expect(report.record).toMatchObject({ code: village.code, name: village.name });
    expect(found).toEqual(written);
    expect(found.cells.get('教基3112!01.1')).toEqual({ kind: 'number', text: '101' });
    expect(found.cells.get('教基3112!03.3')).toEqual({ kind: 'number', text: '0' });
    expect(found.reviewed).toEqual(['教基3112', '教基3040']);
    expect(found.explanations).toEqual(of.data.explanations);
    expect(report.sheets.filter(({ part }) => part === 'unknown')).toEqual([]);
  });

  test('the same numbers as text, full-width, spaced or grouped are no edits', () => {
    const { grid } = workbook();
    const same = edited(grid, {
      [sheet]: { [at('01.1')]: ' １０１　', [at('01.9')]: '99.0', [at('01.10')]: '98 ' },
    });
    expect(stage(same).report.edits).toEqual([]);
  });

  test('a changed figure is told with what was written and found, and taken', () => {
    const { grid } = workbook();
    const changed = edited(grid, {
      [sheet]: { [at('01.9')]: '１，２３４', [at('01.10')]: null, [at('01.11')]: 'ab', [at('02.1')]: '—' },
    });
    const { report, found } = stage(changed);
    const form = '教基3112';
    expect(report.edits.filter(({ fate }) => fate === 'taken')).toEqual([
      { sheet, address: at('01.9'), form, cell: '01.9', written: '99', found: '１，２３４', fate: 'taken' },
      { sheet, address: at('01.10'), form, cell: '01.10', written: '98', found: '', fate: 'taken' },
      { sheet, address: at('01.11'), form, cell: '01.11', written: '101', found: 'ab', fate: 'taken' },
      { sheet, address: at('02.1'), form, cell: '02.1', written: '48', found: '—', fate: 'taken' },
    ]);
    const cells = ['01.9', '01.10', '01.11', '02.1'].map((cell) => found.cells.get(`${form}!${cell}`));
    expect(cells).toEqual([{ kind: 'number', text: '1234' }, null, { kind: 'raw', text: 'ab' }, null]);
    expect(report.problems).toEqual([
      { severity: 'notice', sheet, address: at('01.11'), error: { code: 'import.notItsValue', params: { found: 'ab' } } },
    ]);
  }); // prettier-ignore

  test('a changed total is told and kept as stated, never taken', () => {
    const { grid } = workbook();
    const total = at('01.7');
    const { report, found, written } = stage(edited(grid, { [sheet]: { [total]: 9999 } }));
    expect(report.edits).toMatchObject([{ address: total, cell: '01.7', found: '9999', fate: 'computed' }]);
    expect(found.cells).toEqual(written?.cells);
    expect(found.stated.get('教基3112!01.7')).toBe('9999');
  });

  test('changed labels are told once for each sheet; lines to be signed may say anything', () => {
    const { grid } = workbook();
    const labels = grid.sheets.find(({ name }) => name === sheet)?.cells ?? new Map<string, never>();
    const texts = [...labels].filter(([, { text }]) => /[一-龥]{3}/.test(text)).slice(2, 5);
    expect(texts).toHaveLength(3);
    const changed = Object.fromEntries(texts.map(([place]) => [place, '改了的字']));
    const { report } = stage(edited(grid, { [sheet]: changed }));
    expect(report.edits).toEqual([
      {
        ...{ sheet, address: texts[0]?.[0], form: null, cell: null },
        ...{ written: texts[0]?.[1].text, found: '改了的字', fate: 'label' },
      },
    ]);
  });

  test('a figure in a closed cell is not taken and told', () => {
    const { grid } = workbook();
    const closed = placedCells(definitions.forms['教基3112'] as never, village).find(
      ({ kind }) => kind === 'notApplicable',
    );
    if (closed === undefined) throw new Error('none closed');
    const place = formatAddress(closed.position);
    const { report } = stage(edited(grid, { [sheet]: { [place]: 7 } }));
    expect(report.problems).toEqual([
      {
        severity: 'error',
        sheet,
        address: place,
        error: { code: 'import.closedCell', params: { found: '7' } },
      },
    ]);
  });

  test('a formula without a result is told, and what was written stays', () => {
    const { grid } = workbook();
    const cell = { kind: 'uncalculated', text: '', formula: '1+1' } as const;
    const { report, found, written } = stage(edited(grid, { [sheet]: { [at('01.9')]: cell } }));
    expect(report.problems).toMatchObject([
      {
        severity: 'error',
        address: at('01.9'),
        error: { code: 'import.uncalculated', params: { formula: '1+1' } },
      },
    ]);
    expect(found.cells).toEqual(written?.cells);
  });

  test('totals without a result are one notice, no edit, and stay what was written', () => {
    const { grid, input: of } = workbook(false);
    const cell = { kind: 'uncalculated', text: '', formula: 'SUM(A1:A2)' } as const;
    const saved = (more: Record<string, typeof cell> = {}) =>
      stage(edited(grid, { [sheet]: { [at('01.7')]: cell, [at('02.7')]: cell, ...more } }));
    const { report, found, written } = saved();
    expect(report.edits).toEqual([]);
    const error = { code: 'import.totalsUncalculated', params: { cells: 2 } };
    expect(report.problems).toEqual([{ severity: 'notice', sheet: '', address: '', error }]);
    expect(found).toEqual(written);
    const place = { school: village, collection: of.collection, stored: null, previous };
    const restores = (staged: ReturnType<typeof stage>) =>
      compareImport(definitions, staged, place).comparison.restoresFinal;
    expect([saved(), saved({ [at('01.9')]: cell })].map(restores)).toEqual([true, false]);
  });

  test('a row put in outside shifts nothing: cells are found by their labels', () => {
    const { grid } = workbook();
    const { row } = placedCells(definitions.forms['教基3112'] as never, village)[0]?.position ?? { row: 0 };
    const shifted = edited(withRowAbove(grid, sheet, row + 3), { [sheet]: { [at('01.9')]: 55 } });
    const { report, found, written } = stage(shifted);
    expect(report.edits.filter(({ fate }) => fate !== 'label')).toMatchObject([
      { cell: '01.9', written: '99', found: '55', fate: 'taken' },
    ]);
    const { '教基3112!01.9': changed, ...rest } = Object.fromEntries(found.cells);
    const { '教基3112!01.9': _before, ...before } = Object.fromEntries(written?.cells ?? []);
    expect([changed, rest]).toEqual([{ kind: 'number', text: '55' }, before]);
  });

  test('a sheet that is gone is told; its figures are those that were written', () => {
    const { report, found, written } = stage(withoutSheet(workbook().grid, sheet));
    expect(report.problems).toEqual([
      { severity: 'error', sheet, address: '', error: { code: 'import.sheetGone', params: {} } },
    ]);
    expect(found.cells).toEqual(written?.cells);
  });

  test('a damaged data sheet is not believed: the visible cells are read instead, and that is said', () => {
    const { grid } = workbook();
    const { report, found, own } = stage(edited(grid, { _data: { B6: '{"format":"tianbao-submission"}' } }));
    expect(report).toMatchObject({ origin: 'official', edition: 'jiaoji-2021', record: null });
    expect(report.problems[0]).toEqual({
      ...{ severity: 'error', sheet: '', address: '' },
      error: { code: 'import.dataSheetDamaged', params: {} },
    });
    expect(own).toBeNull();
    expect(found.cells.get('教基3112!01.1')).toEqual({ kind: 'number', text: '101' });
  });
});

describe('records of our own list', () => {
  const list = '局缺口1';
  const name = definitions.forms[list]?.layout.sheet.replace('{code}', list) ?? '';
  const place = (record: number, column: string) => address(list, `${record}.${column}`);

  test('a row written below is a new record, a row emptied takes its record away', () => {
    const { grid } = workbook();
    const changed = edited(grid, {
      [name]: { [place(0, 'c02')]: null, [place(1, 'c02')]: '课桌椅', [place(2, 'c02')]: '球架', [place(4, 'c02')]: '跳绳' },
    }); // prettier-ignore
    const { found, report } = stage(changed);
    expect(found.lists[list]?.map(({ id, cells }) => [id, cells['c02']?.text])).toEqual([
      ['record-0002', '课桌椅'],
      ['record-0003', '球架'],
      ['record-0005', '跳绳'],
    ]);
    expect(report.edits.map(({ cell, fate }) => [cell, fate])).toEqual([
      ['record-0001.c02', 'taken'],
      ['record-0002.c02', 'taken'],
      ['record-0003.c02', 'taken'],
      ['record-0005.c02', 'taken'],
    ]);
  });
});

test('a list of a hundred thousand rows is cut and told', () => {
  const { grid } = workbook();
  const name = definitions.forms['局缺口1']?.layout.sheet.replace('{code}', '局缺口1') ?? '';
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address('局缺口1', '0.c02')) ?? [];
  const rows = Array.from({ length: 100_000 }, (_, row) => [`${letters}${Number(digits) + row}`, '球架']);
  const { found, report } = stage(
    edited(grid, { [name]: Object.fromEntries(rows) as Record<string, string> }),
  );
  expect(found.lists['局缺口1']).toHaveLength(20_000);
  expect(report.problems).toContainEqual({
    ...{ severity: 'error', sheet: name, address: '' },
    error: { code: 'import.tooManyRows', params: { limit: 20_000 } },
  });
});

describe('explanations', () => {
  const name = '数据核查结果说明';
  function lines(grid: Grid): readonly (readonly [string, string])[] {
    const cells = grid.sheets.find((candidate) => candidate.name === name)?.cells ?? new Map<string, never>();
    return [...cells].flatMap(([place, { text }]) => (/^H\d+$/.test(place) ? [[`I${place.slice(1)}`, text] as const] : []));
  } // prettier-ignore

  test('a changed text is taken with the values it was bound to', () => {
    const { grid, input: of } = workbook();
    const line = lines(grid).find(([, state]) => state === '已说明')?.[0] ?? '';
    const { report, found } = stage(edited(grid, { [name]: { [line]: '随父母外出务工，已核实' } }), {
      previousOf: () => previous,
    });
    expect(report.edits).toEqual([
      {
        ...{ sheet: name, address: line, form: null, cell: null, fate: 'taken' },
        ...{ written: '随父母外出务工', found: '随父母外出务工，已核实' },
      },
    ]);
    expect(found.explanations).toEqual([{ ...of.data.explanations[0], text: '随父母外出务工，已核实' }]);
  });

  test('a text for a finding that had none is taken; one that belongs nowhere is told', () => {
    const { grid } = workbook();
    const line = lines(grid).find(([, state]) => state === '未说明')?.[0] ?? '';
    const changed = edited(grid, { [name]: { [line]: '新写的', C99: 'X-1', I99: '别处的话' } });
    const { report, found } = stage(changed, { previousOf: () => previous });
    expect(found.explanations.map(({ text }) => text)).toEqual(['随父母外出务工', '新写的']);
    expect(report.edits).toMatchObject([{ address: line, written: '', found: '新写的', fate: 'taken' }]);
    expect(report.problems).toMatchObject([
      { address: 'I99', error: { code: 'import.explanationUnmatched', params: { text: '别处的话' } } },
    ]);
  });
});

describe('the comparison', () => {
  const place = (stored: SubmissionData | null) => ({
    ...{ school: village, collection: calculationInput().collection, stored, previous },
  });

  test('with what it was written from there is no difference', () => {
    const { grid, input: of } = workbook();
    const { comparison } = compareImport(definitions, stage(grid), place(of.data));
    expect(comparison.differences).toEqual([]);
    expect(comparison.problems).toEqual([]);
    expect(comparison.same).toBeGreaterThan(200);
  });

  test('an edit from outside is refused to what is stored, or to what was written where nothing is', () => {
    const { grid, input: of } = workbook();
    const staged = stage(edited(grid, { [sheet]: { [at('01.9')]: 77 } }));
    const here = compareImport(definitions, staged, place(of.data)).differences;
    expect(here.map(({ shown, refuse }) => [shown, refuse])).toEqual([
      [
        {
          ...{ key: 'cell:教基3112!01.9', kind: 'cell', form: '教基3112', cell: '01.9', origin: 'edited' },
          ...{ label: expect.stringContaining('教基3112 ') as string, stored: '99', found: '77' },
        },
        null,
      ],
    ]);
    const elsewhere = compareImport(definitions, staged, place(null)).differences;
    const same = elsewhere.find(({ shown }) => shown.key === 'cell:教基3112!01.9');
    expect(same?.shown).toMatchObject({ stored: '', found: '77', origin: 'edited', instead: '99' });
    expect(same?.refuse).toEqual({
      ...{ kind: 'cell', form: '教基3112', cell: '01.9', content: { kind: 'number', text: '99' } },
    });
  });

  test('what the cell cannot hold is marked with its reason; what the program wrote itself is not', () => {
    const { grid, input: of } = workbook();
    const staged = stage(edited(grid, { [sheet]: { [at('01.9')]: '约100', [at('01.11')]: 12.5 } }));
    const { comparison } = compareImport(definitions, staged, place(of.data));
    expect(comparison.differences.map(({ cell, found, unreadable }) => [cell, found, unreadable])).toEqual([
      ['01.9', '约100', 'notNumber'],
      ['01.11', '12.5', 'notInteger'],
    ]);
  });

  test('a figure that is shown already is marked while its source goes on saying it', () => {
    const { grid, input: of } = workbook();
    const pulled = (found: string | number) => {
      const staged = { ...stage(edited(grid, { [ages]: { [source]: found } })), own: null, written: null };
      const cells = of.data.cells.filter(({ form, cell }) => `${form}!${cell}` !== '教基3112!01.10');
      const { differences } = compareImport(definitions, staged, place({ ...of.data, cells })).comparison;
      return differences.find(({ key }) => key === 'cell:教基3112!01.10');
    };
    expect(pulled('约92')).toMatchObject({ stored: '98', found: '98', repeats: true });
    expect([pulled(93)?.found, pulled(93)?.repeats]).toEqual(['98', undefined]);
  });

  test('a pulled cell is left to its source, unless what that reads was refused', () => {
    const { grid, input: of } = workbook();
    const stored = calculationInput({
      ...cellsOfSample(thisYear),
      ...{ '教基3112!01.10': 8, '教基3113!04.5': 50 },
    }).data;
    const at2026 = place({ ...of.data, cells: stored.cells });
    const { differences } = compareImport(definitions, stage(grid), at2026);
    expect(differences.map(({ shown }) => [shown.key, shown.stored, shown.found])).toEqual([
      ['cell:教基3112!01.10', '8', '98'],
      ['cell:教基3113!04.5', '50', '92'],
    ]);
    const pulled = (refused: string[]) =>
      chooseChanges(definitions, at2026, differences, new Set(refused))[0]?.change;
    const change = { kind: 'cell', form: '教基3112', cell: '01.10' };
    expect(pulled([])).toEqual({ ...change, content: null });
    expect(pulled(['cell:教基3113!04.5'])).toEqual({ ...change, content: { kind: 'number', text: '98' } });
  });

  test('by itself, too, a pulled cell says what its edited source says now', () => {
    const { grid } = workbook();
    const staged = stage(edited(grid, { [ages]: { [source]: 93 } }));
    const { content } = contentOfImport(definitions, staged, { school: {}, schoolYear: null });
    const value = (form: string, cell: string) =>
      content.data.cells.find((item) => item.form === form && item.cell === cell)?.content.text;
    expect([value('教基3113', '04.5'), value('教基3112', '01.10')]).toEqual(['93', '99']);
  });

  test('only a final workbook that nobody changed becomes final again', () => {
    const { grid, input: of } = workbook(false);
    const final = (changed: Grid, stored: SubmissionData | null) =>
      compareImport(definitions, stage(changed), place(stored)).comparison.restoresFinal;
    expect(final(grid, null)).toBe(true);
    expect(final(grid, of.data)).toBe(true);
    expect(final(edited(grid, { [sheet]: { [at('01.9')]: 77 } }), null)).toBe(false);
    expect(final(edited(grid, { [sheet]: { [at('01.7')]: 77 } }), null)).toBe(false);
    const more = {
      ...of.data,
      lists: { ...of.data.lists, 局特教2: [{ id: 'record-0009', position: 1, cells: {} }] },
    };
    expect(final(grid, more)).toBe(false);
    expect(final(workbook(true).grid, null)).toBe(false);
    const later = { ...of.data, submission: { ...of.data.submission, version: 1 } };
    expect(final(grid, later)).toBe(false);
  });
});
