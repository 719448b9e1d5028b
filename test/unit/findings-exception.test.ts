import { describe, expect, test } from 'vitest';
import { whatIsMissing } from '../../electron/handlers/readiness';
import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { readDocument } from '../../shared/exchange';
import type { Grid } from '../../shared/grid';
import { compareImport } from '../../shared/import/compare';
import { openFindingsOf, standingsOf } from '../../shared/standing';
import type { Explanation } from '../../shared/submission';
import { workbookPlan } from '../../shared/workbook';
import { definitions, edited, gridOfPlan, plainHash, stage, withoutSheet } from '../support/import-grid';
import { cellsOfSample, lastYear, thisYear } from '../support/sample';
import { calculationInput, round2025old, submissionData, village } from '../support/school';
import { documentIn } from './workbook-plans';

const key = 'J3040-10#3';
const name = '数据核查结果说明';
const reason = '一名学生九月二日转走，外校已统计，本校学籍未转出';
const previous = [
  { school: village, collection: round2025old, data: submissionData(cellsOfSample(lastYear)) },
];

const plain = calculationInput({ ...cellsOfSample(thisYear), '教基3040!04.14': 20 }, { previous });
const finding = createCalculation(definitions, plain)
  .findings()
  .find((each) => each.key === key);
if (finding === undefined) throw new Error(`no ${key}`);
const request: Explanation = { finding: key, text: reason, values: finding.values, exception: true };

const inputWith = (explanations: readonly Explanation[]): CalculationInput => ({
  ...plain,
  data: { ...plain.data, explanations },
});

function workbook(explanations: readonly Explanation[], draft = true) {
  const input = inputWith(explanations);
  const calculation = createCalculation(definitions, input);
  const plan = workbookPlan({ definitions, ...input, calculation, draft, hashText: plainHash });
  return { plan, grid: gridOfPlan(plan), input };
}

/** The line of the finding: its address in the column of the texts, and its texts. */
function lineOf(grid: Grid): { readonly row: number; readonly texts: readonly string[] } {
  const cells = grid.sheets.find((sheet) => sheet.name === name)?.cells ?? new Map<string, never>();
  const row = [...cells]
    .find(([address, { text }]) => /^C\d/.test(address) && text === 'J3040-10')?.[0]
    .slice(1);
  const texts = [...'DGHI'].map((column) => cells.get(`${column}${row}`)?.text ?? '');
  return { row: Number(row), texts };
}

test('it no longer stands in the way of 定稿 nor counts as open, as long as it fits', () => {
  const missing = (explanations: readonly Explanation[]) =>
    whatIsMissing(createCalculation(definitions, inputWith(explanations)), explanations).errors;
  const { exception: _, ...unmarked } = request;
  expect(missing([])).toBe(1);
  expect(missing([request])).toBe(0);
  expect(missing([unmarked])).toBe(1);
  expect(missing([{ ...request, text: '不平' }])).toBe(1);
  expect(missing([{ ...request, values: { ...request.values, left: '599' } }])).toBe(1);
  const { data } = inputWith([request]);
  const calculation = createCalculation(definitions, inputWith([request]));
  const standing = standingsOf({ data, calculation }, openFindingsOf({ data, calculation }));
  expect(standing.find(({ form }) => form === '教基3040')?.errors).toBe(0);
});

describe('the workbook', () => {
  test('lists it first, also in a final one, and says how many there are', () => {
    for (const draft of [true, false]) {
      const { grid } = workbook([request], draft);
      const { row, texts } = lineOf(grid);
      expect(texts).toEqual([
        '逻辑校验',
        '应当左边 = 右边；现在左边 600，右边 601，差 1',
        '特殊情况说明',
        reason,
      ]);
      const cells = grid.sheets.find((sheet) => sheet.name === name)?.cells;
      expect(cells?.get(`A${row}`)?.text).toBe('1');
      expect([...(cells?.values() ?? [])].map(({ text }) => text).join()).toContain('其中特殊情况说明 1 处');
    }
    expect(workbook([], false).grid.sheets.find((sheet) => sheet.name === name)?.cells.size).toBeGreaterThan(
      0,
    );
    expect(lineOf(workbook([], false).grid).row).toBeNaN();
    expect(lineOf(workbook([{ ...request, values: {} }]).grid).texts[2]).toBe('特殊情况说明待更新');
  });

  test('brings it back as it was, and an edited text with its mark', () => {
    const { grid, input } = workbook([request]);
    expect(stage(grid).found.explanations).toEqual([request]);
    const { row } = lineOf(grid);
    const other = `${reason}，已报县局`;
    const read = stage(edited(grid, { [name]: { [`I${row}`]: other } }), { previousOf: () => previous });
    expect(read.found.explanations).toEqual([{ ...request, text: other }]);
    const place = { school: village, collection: input.collection, stored: input.data, previous };
    const { differences } = compareImport(definitions, read, place);
    expect(differences.map(({ shown, accept }) => [shown.label, accept])).toEqual([
      [
        '特殊情况说明：教基3040 小学招生、毕业、在校生与教基3112一致',
        { kind: 'explanation', explanation: { ...request, text: other } },
      ],
    ]);
    expect(compareImport(definitions, stage(grid), place).comparison.differences).toEqual([]);
  });

  test('tells it from a mere text of the same words', () => {
    const { grid, input } = workbook([request]);
    const { exception: _, ...unmarked } = request;
    const stored = { ...input.data, explanations: [unmarked] };
    const place = { school: village, collection: input.collection, stored, previous };
    expect(compareImport(definitions, stage(grid), place).differences.map(({ accept }) => accept)).toEqual([
      { kind: 'explanation', explanation: request },
    ]);
  });

  test('is read by its state where the data sheet is gone; one to be renewed stays stale', () => {
    const read = (explanations: readonly Explanation[]) => {
      const { grid, input } = workbook(explanations);
      const place = { school: village, collection: input.collection, stored: null, previous };
      const { differences } = compareImport(definitions, stage(withoutSheet(grid, '_data')), place);
      return differences.flatMap(({ accept }) =>
        accept?.kind === 'explanation' && accept.explanation.finding === key ? [accept.explanation] : [],
      );
    };
    expect(read([request])).toEqual([request]);
    expect(read([{ ...request, values: {} }])).toEqual([{ ...request, values: {} }]);
  });
});

test('the exchange document carries it both ways', () => {
  const document = documentIn(workbook([request]).plan);
  expect(document.explanations).toEqual([request]);
  expect(readDocument(definitions, JSON.parse(JSON.stringify(document))).data.explanations).toEqual([
    request,
  ]);
});
