import { describe, expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { cellsOf } from '../../shared/cell';
import type { Grid, GridCell } from '../../shared/grid';
import { compareImport } from '../../shared/import/compare';
import { emptySubmission } from '../../shared/import/settle';
import type { ImportPlace } from '../../shared/import/settle';
import { workbookPlan } from '../../shared/workbook';
import { formatAddress } from '../../shared/workbook-address';
import { placedCells } from '../../shared/workbook-cells';
import { definitions, edited, gridOfPlan, plainHash, stage, withoutSheet } from '../support/import-grid';
import { cellsOfSample, lastYear } from '../support/sample';
import { calculationInput, round2025old, village } from '../support/school';

const input = calculationInput(cellsOfSample(lastYear), { collection: round2025old });

/** Last year's workbook of the older edition as the official system exports it: without our data. */
function official(): Grid {
  const calculation = createCalculation(definitions, input);
  const plan = workbookPlan({ definitions, ...input, calculation, draft: false, hashText: plainHash });
  const names = ['_data', '指标', '数据核查结果说明'];
  return names.reduce(withoutSheet, gridOfPlan(plan));
}

const address = (form: string, key: string): string => {
  const definition = definitions.forms[form];
  const cell = definition && placedCells(definition, village).find((placed) => placed.key === key);
  if (cell === undefined) throw new Error(`no place of ${form}!${key}`);
  return formatAddress(cell.position);
};
const sheetOf = (grid: Grid, form: string): string =>
  stage(grid).report.sheets.find((sheet) => sheet.form === form)?.sheet ?? '';

const place: ImportPlace = { school: village, collection: round2025old, stored: null, previous: [] };
const formula = (text: string, kind: GridCell['kind'] = 'number'): GridCell => ({
  kind,
  text,
  formula: 'A1',
});

describe('an official workbook', () => {
  test('tells whose it is and of which year, from its contents', () => {
    const { report, facts, own } = stage(official());
    expect(report).toMatchObject({
      ...{ origin: 'official', edition: 'jichuji-2018-86', schoolYear: 2025, state: 'draft', version: 0 },
      ...{ record: null, edits: [], problems: [] },
      school: { code: village.code, name: village.name, type: '小学' },
    });
    expect(facts).toMatchObject({ system: '六三', entryAge: 6 });
    expect(own).toBeNull();
  });

  test('gives every figure again; blanks of open cells are zeros of their own origin', () => {
    const { comparison, settled } = compareImport(definitions, stage(official()), place);
    const shown = createCalculation(definitions, input);
    let figures = 0;
    for (const { form, cell, content } of input.data.cells) {
      if (settled.follow.has(`${form}!${cell}`)) continue;
      expect([form, cell, settled.cells.get(`${form}!${cell}`)]).toEqual([form, cell, content]);
      figures += 1;
    }
    expect(figures).toBeGreaterThan(80);
    expect(settled.cells.get('基础基312!02.1')).toEqual({ kind: 'number', text: '45' });
    const entered = new Set(input.data.cells.map(({ form, cell }) => `${form}!${cell}`));
    const open = cellsOf(definitions.forms['基础基312'] as never).find(
      ({ kind, key }) => kind === 'input' && !entered.has(`基础基312!${key}`),
    );
    const name = `基础基312!${open?.key ?? ''}`;
    expect(shown.cell('基础基312', open?.key ?? '').text).toBe('');
    expect(settled.cells.get(name)).toEqual({ kind: 'number', text: '0' });
    const blank = comparison.differences.find(({ key }) => key === `cell:${name}`);
    expect(blank).toMatchObject({ stored: '', found: '0', origin: 'blank' });
    const reviewed = { ...place, stored: { ...emptySubmission, reviewed: ['基础基312'] } };
    const again = compareImport(definitions, stage(official()), reviewed).comparison.differences;
    expect(again.filter(({ form, origin }) => form === '基础基312' && origin === 'blank')).toEqual([]);
    // Fields and texts that are blank say nothing.
    expect(settled.cells.get('基础基111!longitude')).toEqual({ kind: 'number', text: '114.5' });
    expect(settled.cells.get('基础基111!fax')).toBeNull();
    expect(settled.calculation.findings().filter(({ check }) => check === 'CELL')).toEqual([]);
  });

  test('-1 stands for what the school does not have, never for a figure', () => {
    const grid = official();
    const { settled, comparison } = compareImport(definitions, stage(grid), place);
    const sheet = grid.sheets.find(({ name }) => name === sheetOf(grid, '基础基111'));
    expect(sheet?.cells.get('I15')?.text).toBe('-1');
    expect(settled.cells.get('基础基111!yearsJunior')).toBeNull();
    expect(settled.calculation.cell('基础基111', 'yearsJunior')).toMatchObject({ text: '-1', content: null });
    expect(comparison.differences.filter(({ form, cell }) => form === '基础基111' && /years|entry/.test(cell))).toEqual([]);
  }); // prettier-ignore

  test('numbers as text, full-width, grouped, spaced, and results of formulas are understood', () => {
    const grid = official();
    const at = (key: string) => address('基础基312', key);
    const changed = edited(grid, {
      [sheetOf(grid, '基础基312')]: {
        ...{ [at('02.1')]: ' ４５　', [at('03.1')]: '1,004', [at('03.2')]: formula('5') },
        ...{ [at('03.3')]: 6.0, [at('03.5')]: '15 ' },
      },
    });
    const { report, found } = stage(changed);
    expect(report.problems).toEqual([]);
    const read = ['02.1', '03.1', '03.2', '03.3', '03.5'].map(
      (key) => found.cells.get(`基础基312!${key}`)?.text,
    );
    expect(read).toEqual(['45', '1004', '5', '6', '15']);
  });

  test('a cell shown as a percentage is read in percent where percents are asked for, else told of', () => {
    const grid = official();
    const percent = (text: string): GridCell => ({ kind: 'number', text, formula: null, percent: true });
    const [target, people] = [sheetOf(grid, '局目标1'), sheetOf(grid, '基础基312')];
    const changed = edited(grid, {
      [target]: {
        [address('局目标1', '01.1')]: percent('1'),
        [address('局目标1', '01.2')]: percent('0.9531'),
        [address('局目标1', '02.2')]: 0.65,
      },
      [people]: { [address('基础基312', '03.2')]: percent('5') },
    });
    const { report, found } = stage(changed);
    expect(['01.1', '01.2', '02.2'].map((key) => found.cells.get(`局目标1!${key}`)?.text)).toEqual([
      ...['100', '95.31', '0.65'],
    ]);
    expect(found.cells.get('基础基312!03.2')?.text).toBe('5');
    expect(report.problems).toEqual([
      {
        ...{ severity: 'notice', sheet: people, address: address('基础基312', '03.2') },
        error: { code: 'file.percentCell', params: { found: '5' } },
      },
    ]);
  });

  test('what cannot be read is kept where it can be, and named with its place', () => {
    const grid = official();
    const sheet = sheetOf(grid, '基础基312');
    const at = (key: string) => address('基础基312', key);
    const changed = edited(grid, {
      [sheet]: {
        [at('02.1')]: { kind: 'error', text: '#REF!', formula: 'A1' },
        [at('03.1')]: { kind: 'uncalculated', text: '', formula: 'SUM(A1:A2)' },
        [at('03.2')]: { kind: 'date', text: '1905-03-01', formula: null },
        [at('03.3')]: '约5人',
        [at('01.4')]: '#N/A',
      },
    });
    const { report, found } = stage(changed);
    const told = report.problems.map(({ severity, address: where, error }) => [severity, where, error.code]);
    expect(told.sort()).toEqual(
      [
        ['error', at('02.1'), 'import.errorValue'],
        ['error', at('03.1'), 'import.uncalculated'],
        ['notice', at('03.2'), 'import.notItsValue'],
        ['notice', at('03.3'), 'import.notItsValue'],
        ['error', at('01.4'), 'import.notTotal'],
      ].sort(),
    );
    expect(found.cells.get('基础基312!02.1')).toEqual({ kind: 'raw', text: '#REF!' });
    expect(found.cells.has('基础基312!03.1')).toBe(false);
    expect(found.cells.get('基础基312!03.2')).toEqual({ kind: 'raw', text: '1905-03-01' });
    expect(found.cells.get('基础基312!03.3')).toEqual({ kind: 'raw', text: '约5人' });
    expect(report.problems.every((problem) => problem.sheet === sheet)).toBe(true);
  });

  test('closed cells may print any mark or zero; a figure there is told and not taken', () => {
    const grid = official();
    const form = '基础基312';
    const closed = placedCells(definitions.forms[form] as never, village)
      .filter(({ kind }) => kind === 'notApplicable')
      .map(({ position }) => formatAddress(position));
    const marks: (string | number | null)[] = ['*', '—', '－', '-', '/', '**', 0, null, ' ', '──'];
    const cells = Object.fromEntries(marks.map((mark, index) => [closed[index] ?? '', mark]));
    const wrong = closed[marks.length] ?? '';
    const { report } = stage(edited(grid, { [sheetOf(grid, form)]: { ...cells, [wrong]: 12 } }));
    expect(report.problems).toMatchObject([
      { severity: 'error', address: wrong, error: { code: 'import.closedCell', params: { found: '12' } } },
    ]);
  });

  test('a mark in an open figure cell is neither a zero nor a text, and is told', () => {
    const grid = official();
    const sheet = sheetOf(grid, '基础基312');
    const where = address('基础基312', '03.1');
    const { settled, comparison } = compareImport(
      definitions,
      stage(edited(grid, { [sheet]: { [where]: '—' } })),
      place,
    );
    expect(settled.cells.get('基础基312!03.1')).toBeNull();
    expect(comparison.problems).toMatchObject([
      { severity: 'notice', sheet, address: where, error: { code: 'import.openCellMarked' } },
    ]);
  });

  test('a total is compared with the recomputed one and never used', () => {
    const grid = official();
    const sheet = sheetOf(grid, '基础基312');
    const total = { [address('基础基312', '01.4')]: '9999' };
    const staged = stage(edited(grid, { [sheet]: total }));
    const { settled } = compareImport(definitions, staged, place);
    expect(settled.cells.has('基础基312!01.4')).toBe(false);
    expect(settled.calculation.findings().map(({ key }) => key)).toContain('J312-02@c4');
    const right = compareImport(definitions, stage(grid), place).settled.calculation.findings();
    expect(right.map(({ key }) => key)).not.toContain('J312-02@c4');
    expect(right.filter(({ check }) => check === 'STATED')).toEqual([]);
  });

  test('another school, type or year than was chosen is an error that is told', () => {
    const other = { ...village, code: '9900000002', type: '小学教学点' as const, name: '别的学校' };
    const collection = { ...round2025old, schoolYear: 2024 };
    const { comparison } = compareImport(definitions, stage(official()), {
      ...place,
      school: other,
      collection,
    });
    const told = comparison.problems
      .filter(({ severity }) => severity === 'error')
      .map(({ error }) => error.code);
    expect(told).toEqual(['import.otherSchool', 'import.otherType', 'import.otherYear']);
  });

  test('a sheet that is no form is named; a form that comes twice is read once', () => {
    const grid = official();
    const name = sheetOf(grid, '基础基312');
    const twin = grid.sheets.find((sheet) => sheet.name === name);
    if (twin === undefined) throw new Error('no sheet');
    const note: GridCell = { kind: 'text', text: '开会通知', formula: null };
    const odd = { ...twin, name: '记事', cells: new Map([['A1', note]]), merges: [] };
    const { report } = stage({ ...grid, sheets: [...grid.sheets, { ...twin, name: `${name} (2)` }, odd] });
    const codes = report.problems.map(({ sheet, error }) => [sheet, error.code]);
    expect(codes).toContainEqual(['记事', 'import.unknownSheet']);
    expect(codes).toHaveLength(2);
  });

  test('a workbook without a single form is refused', () => {
    const note: GridCell = { kind: 'text', text: '开会通知', formula: null };
    const sheets = [
      { name: 'a', visibility: 'visible' as const, cells: new Map([['A1', note]]), merges: [] },
    ];
    expect(() => stage({ format: 'xlsx', sheets, notices: [] })).toThrow('import.nothingRecognised');
  });
});
