import { describe, expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { workbookFileName } from '../../shared/workbook';
import { printedValue } from '../../shared/workbook-form';
import type { WorkbookPlan } from '../../shared/workbook-sheet';
import { printableText } from '../../shared/workbook-sheet';
import { calculationInput, round2025old, village } from '../support/school';
import { definitions, documentIn, edition, grades, planOf, valueAt } from './workbook-plans';

describe('values', () => {
  test('在校生数 of 教基3112 is a number in I6, computed from the grades', () => {
    const plan = planOf(calculationInput(grades));
    expect(valueAt(plan, '教基3112_小学', 'I6')).toEqual({ kind: 'number', text: '303' });
    expect(valueAt(plan, '教基3112_小学', 'K6')).toEqual({ kind: 'number', text: '100' });
    expect(valueAt(plan, '教基3112_小学', 'N6')).toEqual({ kind: 'blank', text: '' });
  });

  test('last year in the older edition: R10 of 基础基331 is text, a zero an empty cell', () => {
    const cells = { '基础基331!04.1': 612, '基础基331!04.3': 98, '基础基331!04.5': 14, '基础基331!04.4': 0 };
    const plan = planOf(calculationInput(cells, { collection: round2025old }));
    expect(valueAt(plan, '基础基331', 'R10')).toEqual({ kind: 'text', text: '724' });
    expect(valueAt(plan, '基础基331', 'G10')).toEqual({ kind: 'blank', text: '' });
    expect(documentIn(plan).forms['基础基331']).toMatchObject({ '04.4': 0, '04.15': 724 });
  });

  test('the current edition prints a typed zero and leaves a blank blank', () => {
    const plan = planOf(calculationInput({ ...grades, '教基3112!01.1': 0 }));
    expect(valueAt(plan, '教基3112_小学', 'C6')).toEqual({ kind: 'number', text: '0' });
    expect(valueAt(plan, '教基3112_小学', 'C7')).toEqual({ kind: 'blank', text: '' });
  });

  test('what a cell cannot hold goes out as it was typed', () => {
    const input = calculationInput(grades);
    const raw = { form: '教基3112', cell: '01.12', content: { kind: 'raw', text: '１０１人' } } as const;
    const plan = planOf({ ...input, data: { ...input.data, cells: [...input.data.cells, raw] } }, true);
    expect(valueAt(plan, '教基3112_小学', 'N6')).toEqual({ kind: 'text', text: '１０１人' });
    expect(documentIn(plan).forms['教基3112']).toMatchObject({ '01.12': '１０１人' });
  });

  test('codes stay text, decimals keep their digits', () => {
    const current = edition('jiaoji-2021');
    const content = { kind: 'text', text: '0123' } as const;
    expect(printedValue(current, 'text', { content, text: '0123' })).toEqual({ kind: 'text', text: '0123' });
    expect(printedValue(current, 'decimal', { content: null, text: '12.50' })).toEqual({
      kind: 'number',
      text: '12.50',
    });
    expect(printedValue(current, 'integer', { content: null, text: '—' })).toEqual({
      kind: 'text',
      text: '—',
    });
    expect(printedValue(edition('jichuji-2018-86'), 'decimal', { content: null, text: '0.00' }).kind).toBe(
      'blank',
    );
  });

  test('a text loses only what no workbook can hold', () => {
    expect(printableText('甲\r\n乙\r丙\t丁')).toBe('甲\n乙\n丙\t丁');
    expect(printableText('a\u0000b\u001Fc\uD800d\uFFFEe𠀀')).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe𠀀');
  });
});

describe('sheets', () => {
  test('stand in the order of the contents, name lists and the data sheet are not shown', () => {
    const plan = planOf(calculationInput(grades));
    const names = plan.sheets.map(({ sheet }) => sheet);
    expect(names.slice(0, 3)).toEqual(['封面', '目录', '教基1001_小学']);
    expect(names.slice(-3)).toEqual(['数据核查结果说明', '指标', '_data']);
    expect(names.some((name) => name.includes('名册'))).toBe(false);
    expect(plan.sheets.at(-1)?.visibility).toBe('veryHidden');
    const listed = plan.cells.filter((cell) => cell.sheet === '目录' && cell.address.startsWith('F'));
    expect(listed.map((cell) => cell.value.text)).toEqual(names.slice(2, -1));
  });

  test('the cover names school, code, year and version', () => {
    const input = calculationInput(grades);
    const data = {
      ...input.data,
      submission: { ...input.data.submission, state: 'finalised' as const, version: 3 },
    };
    const plan = planOf({ ...input, data });
    expect(valueAt(plan, '封面', 'D11')?.text).toBe(village.name);
    expect(valueAt(plan, '封面', 'D12')).toEqual({ kind: 'text', text: village.code });
    expect(valueAt(plan, '封面', 'C4')?.text).toBe('（2026 /2027 学年初）');
    expect(valueAt(plan, '封面', 'C16')?.text).toContain('版本 3');
    expect(plan.sheets.map(({ page }) => page.header)).toEqual(plan.sheets.map(() => null));
  });

  test('a draft says so on every sheet that can be seen', () => {
    const plan = planOf(calculationInput(grades), true);
    for (const { visibility, page } of plan.sheets.filter((sheet) => sheet.visibility === 'visible')) {
      expect([visibility, page.header]).toEqual(['visible', '&C&16草稿']);
      expect(page.margins.top).toBeGreaterThan(page.margins.header + 0.3);
    }
    expect(valueAt(plan, '封面', 'C16')?.text).toContain('草稿');
    expect(documentIn(plan).state).toBe('draft');
  });

  test('a warning is listed with cells, values, explanation and whether it still fits', () => {
    const input = calculationInput({ '教基3040!04.12': 2 });
    const findings = createCalculation(definitions, input).findings();
    const dropout = findings.find((finding) => finding.check === 'J3040-W1');
    if (dropout === undefined) throw new Error('no warning about 退学');
    const explanations = [{ finding: dropout.key, text: '两名学生随父母出国', values: dropout.values }];
    const rowOf = (data: CalculationInput['data']): string[] => {
      const cells = planOf({ ...input, data }).cells.filter((cell) => cell.sheet === '数据核查结果说明');
      const row = cells.find((cell) => cell.value.text === 'J3040-W1')?.address.slice(1);
      return cells.filter((cell) => cell.address.slice(1) === row).map((cell) => cell.value.text);
    };
    expect(rowOf({ ...input.data, explanations })).toEqual([
      expect.any(String),
      '教基3040',
      'J3040-W1',
      '经验校验',
      dropout.text,
      '教基3040 小学 · 减少学生数·退学（04.12）：2',
      '应当左边 = 右边；现在左边 2，右边 0，差 2',
      '已说明',
      '两名学生随父母出国',
    ]);
    const stale = [{ ...explanations[0]!, values: { '教基3040!04.12': '1' } }];
    expect(rowOf({ ...input.data, explanations: stale })[7]).toBe('数据已变，说明待更新');
    expect(rowOf(input.data)[7]).toBe('未说明');
  });

  test('errors are listed in a draft only', () => {
    const input = calculationInput({ '教基3112!01.9': 10, '教基3112!02.9': 20 });
    const kinds = (plan: WorkbookPlan): Set<string> =>
      new Set(
        plan.cells
          .filter((cell) => cell.sheet === '数据核查结果说明' && /^D\d/.test(cell.address))
          .map((cell) => cell.value.text),
      );
    expect(kinds(planOf(input, true))).toContain('逻辑校验');
    expect(kinds(planOf(input, false))).not.toContain('逻辑校验');
  });

  test('every indicator travels with method, numerator, denominator, school year and verdict', () => {
    const input = calculationInput({ '教基3040!04.1': 100, '教基3040!04.12': 1 });
    const all = createCalculation(definitions, input).indicators();
    const isDue = ({ value, isDefaultMethod, targets }: (typeof all)[number]) =>
      value !== null || (isDefaultMethod && targets.some(({ binding }) => binding));
    const results = all.filter(isDue);
    expect(results.length).toBeLessThan(all.length / 2);
    const cells = planOf(input).cells.filter(
      (cell) => cell.sheet === '指标' && /^[A-N]\d/.test(cell.address),
    );
    expect(cells.filter(({ address }) => /^B\d/.test(address))).toHaveLength(results.length);
    const rows = results.map((_, index) =>
      cells.filter((cell) => cell.address.slice(1) === String(4 + index)),
    );
    results.forEach((result, index) => {
      const texts = rows[index]?.map((cell) => cell.value.text) ?? [];
      expect(texts).toEqual(
        expect.arrayContaining([result.name, result.display, result.numerator ?? '', result.period]),
      );
      expect(['达标', '未达标', '临界', '不适用', '缺数据', '无目标值']).toContain(texts[11]);
    });
    const dropout = results.findIndex(
      ({ indicator, isDefaultMethod }) => indicator === 'primary_dropout_rate' && isDefaultMethod,
    );
    const texts = rows[dropout]?.map((cell) => cell.value.text) ?? [];
    expect(texts.slice(1, 6)).toEqual(['小学辍学率', '小学', '台账口径（采用）', '1.00%(1/100)', '%']);
    expect(texts.slice(10)).toEqual([
      '≤0.6 未达标\n≤1 达标',
      '未达标',
      '1 名',
      expect.stringContaining('目标来源：'),
    ]);
  });
});

test('the file name carries code, name, school year and version, and nothing that a file system refuses', () => {
  expect(workbookFileName(village, 2026, 2)).toBe('教基_9900000001_清河镇中心小学_2026-2027_v2.xlsx');
  expect(workbookFileName(village, 2026, null)).toBe('教基_9900000001_清河镇中心小学_2026-2027_草稿.xlsx');
  const name = workbookFileName({ code: '9900000001', name: 'a/b\\c:d*e?f"g<h>i|j\n' }, 2026, 1);
  expect(name).toBe('教基_9900000001_a_b_c_d_e_f_g_h_i_j__2026-2027_v1.xlsx');
});
