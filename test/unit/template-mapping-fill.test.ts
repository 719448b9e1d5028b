import { expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { Refusal } from '../../shared/error';
import type { ListRecord } from '../../shared/submission';
import { fillPlan } from '../../shared/template/fill';
import type { FillPlan } from '../../shared/template/fill';
import type { MappedCell, MappedList } from '../../shared/template/mapping';
import { readSource, sourceName } from '../../shared/template/source';
import { templateSheet } from '../../shared/template/sheets';
import { sourceWords } from '../../shared/template/words';
import { shippedDefinitions } from '../support/definitions';
import { gridSheet } from '../support/grid';
import { calculationInput, round2025old, village } from '../support/school';

const definitions = shippedDefinitions();

function plan(
  cells: Readonly<Record<string, string>>,
  {
    input = calculationInput({ '教基3112!01.9': 99, '教基3112!01.10': 98, '教基3112!01.1': 0 }),
    grid = {},
    lists = [],
  }: { input?: CalculationInput; grid?: Record<string, string | number>; lists?: MappedList[] } = {},
): FillPlan {
  const mapped = Object.entries(cells).map(([address, source]): MappedCell => ({
    sheet: '县表',
    address,
    source,
    by: 'hand',
  }));
  const figures = { definitions, ...input, calculation: createCalculation(definitions, input) };
  return fillPlan([templateSheet(gridSheet('县表', grid), [])], { cells: mapped, lists }, figures);
}

const said = ({ values }: FillPlan) =>
  Object.fromEntries(values.map(({ address, kind, text }) => [address, `${kind} ${text}`]));
const codes = ({ problems }: FillPlan) => problems.map(({ address, error }) => `${address} ${error.code}`);

test('figures are numbers, a typed zero too; names and codes are texts', () => {
  const filled = plan({
    ...{ A1: '教基3112!01.7', A2: '教基3112!01.1', A3: 'school.code', A4: 'collection.schoolYear' },
    ...{ A5: '{{school.name}}（{{collection.year}}）共{{教基3112!01.7}}人', A6: 'school.type' },
  });
  expect(said(filled)).toEqual({
    ...{ A1: 'number 197', A2: 'number 0', A3: 'text 9900000001', A4: 'text 2026—2027学年' },
    ...{ A5: 'text 清河镇中心小学（2026）共197人', A6: 'text 小学' },
  });
  expect(filled.problems).toEqual([]);
});

test('a blank leaves the template’s cell, but no mark and no old figure goes out unseen', () => {
  const sources = {
    A1: '教基3112!02.9',
    A2: '教基3112!02.9',
    A3: '教基3112!02.9',
    A4: '教基3112!02.9',
    A5: '共{{教基3112!02.9}}人',
  };
  const filled = plan(sources, {
    grid: { A2: '{{教基3112!02.9}}', A3: 512, A4: 0, A5: '共{{教基3112!02.9}}人' },
  });
  expect(said(filled)).toEqual({ A2: 'blank ', A5: 'text 共人' });
  expect(filled.blank).toBe(4);
  expect(codes(filled)).toEqual(['A3 template.keptFigure']);
});

test('a text that its cell cannot hold is not passed on', () => {
  const input = calculationInput();
  const raw = { form: '教基3112', cell: '01.9', content: { kind: 'raw', text: '九十九' } } as const;
  const filled = plan(
    { A1: '教基3112!01.9' },
    { input: { ...input, data: { ...input.data, cells: [raw] } }, grid: { A1: '{{教基3112!01.9}}' } },
  );
  expect(said(filled)).toEqual({ A1: 'blank ' });
  expect(filled.problems).toEqual([
    {
      ...{ sheet: '县表', address: 'A1' },
      error: { code: 'template.unreadable', params: { source: '教基3112!01.9', found: '九十九' } },
    },
  ]);
});

test('forms that the school does not fill, or of another edition, are told of once', () => {
  const filled = plan({ A1: '教基3115!01.1', A2: '教基3115!01.2', A3: '基础基312!01.1' });
  expect(said(filled)).toEqual({});
  expect(filled.problems.map(({ error }) => error)).toEqual([
    { code: 'template.formNotFilled', params: { form: '教基3115', cells: 2 } },
    { code: 'template.formOfOtherEdition', params: { form: '基础基312', cells: 1 } },
  ]);
});

test('zero is 0 also where the edition prints it as a blank and figures as text', () => {
  const input = calculationInput(
    { '基础基312!02.1': 0, '基础基312!02.2': 7 },
    { collection: { ...round2025old, id: 2 } },
  );
  expect(said(plan({ A1: '基础基312!02.1', A2: '基础基312!02.2' }, { input }))).toEqual({
    A1: 'number 0',
    A2: 'number 7',
  });
});

test('formulas, covered cells and unknown sources are left alone and told of', () => {
  const filled = plan(
    { A1: '教基3112!01.7', A2: '教基3112!88.7', A3: '教基3112!01.7' },
    { grid: { A1: '=B1+C1' } },
  );
  expect(said(filled)).toEqual({ A3: 'number 197' });
  expect(codes(filled)).toEqual(['A1 template.formulaCell', 'A2 template.unknownSource']);
});

const record = (index: number, cells: Record<string, string>): ListRecord => ({
  ...{ id: `record-${String(index).padStart(4, '0')}`, position: index },
  cells: Object.fromEntries(
    Object.entries(cells).map(([key, text]) => [
      key,
      { kind: /^\d+$/.test(text) ? ('number' as const) : ('text' as const), text },
    ]),
  ),
});
const gaps = [
  record(1, { c04: '显微镜', c09: '18', c10: '200' }),
  record(2, { c04: '天平', c09: '0', c10: '85' }),
];
const list = (lastRow: number): MappedList => ({
  ...{ sheet: '县表', form: '局缺口1', firstRow: 5, lastRow },
  columns: { c04: 'B', c10: 'C', c11: 'D' },
});

test('records go row by row, computed columns with them', () => {
  const input = calculationInput({}, { lists: { 局缺口1: gaps } });
  const filled = plan({}, { input, lists: [list(6)], grid: { B5: '{{局缺口1!c04}}', C6: '=1' } });
  expect(said(filled)).toEqual({
    ...{ B5: 'text 显微镜', C5: 'number 200', D5: 'number 3600' },
    ...{ B6: 'text 天平', D6: 'number 0' },
  });
  expect(codes(filled)).toEqual(['C6 template.formulaCell']);
});

test('a list that does not fit is refused, none of it is left out', () => {
  const input = calculationInput({}, { lists: { 局缺口1: gaps } });
  expect(() => plan({}, { input, lists: [list(5)] })).toThrow(Refusal);
  try {
    plan({}, { input, lists: [list(5)] });
  } catch (error) {
    expect((error as Refusal).error).toEqual({
      code: 'template.listTooLong',
      params: { form: '局缺口1', records: 2, rows: 1 },
    });
  }
});

test('a list without records empties its marks', () => {
  const filled = plan({}, { lists: [list(9)], grid: { B5: '{{局缺口1!c04}}' } });
  expect(said(filled)).toEqual({ B5: 'blank ' });
  expect(filled.problems).toEqual([]);
});

test('an indicator brings its figure, and what it was made of', () => {
  const input = calculationInput(
    { '教基3040!04.1': 612, '教基3040!04.13': 4 },
    { collection: { ...calculationInput().collection } },
  );
  const calculation = createCalculation(definitions, input);
  const found = calculation
    .indicators()
    .find(({ isDefaultMethod, indicator }) => isDefaultMethod && indicator === 'primary_dropout_rate');
  if (found === undefined) throw new Error('no indicator has a value');
  const id = `indicator.${found.indicator}`;
  const filled = plan(
    { A1: id, A2: `${id}.display`, A3: `${id}.denominator`, A4: `${id}.method` },
    { input },
  );
  const decimals = definitions.indicators.find((one) => one.id === found.indicator)?.decimals ?? 0;
  expect(said(filled)).toEqual({
    A1: `number ${Number(Number(found.value).toFixed(decimals))}`,
    A2: `text ${found.display}`,
    A3: `number ${found.denominator ?? ''}`,
    A4: `text ${found.methodName}`,
  });
});

test('a figure of each stage has a name of its own, and without one it is the first', () => {
  const nine = { ...village, type: '九年一贯制学校' } as const;
  const cells = { '教基3112!01.9': 40, '教基2106!09.2': 1, '教基3115!01.5': 90, '教基2107!09.2': 2 };
  const input = { ...calculationInput(cells), school: nine };
  const results = createCalculation(definitions, input).indicators();
  const sizes = ['小学', '初中'].map((stage) => results.find((each) => each.indicator === 'avg_class_size' && each.stage === stage));
  const [primary, junior] = sizes.map((each) => each?.value ?? null);
  expect(junior).not.toBe(primary);
  const filled = plan(
    {
      ...{ A1: 'indicator.avg_class_size', A2: '指标.平均班额.小学', A3: 'indicator.avg_class_size.初中' },
      ...{ A4: '指标.平均班额.初中.文字', A5: '{{指标.平均班额.初中.分母}}' },
    },
    { input },
  );
  const number = (value: string | null | undefined) => `number ${Number(Number(value).toFixed(2))}`;
  expect(said(filled)).toEqual({
    ...{ A1: number(primary), A2: number(primary), A3: number(junior) },
    ...{ A4: `text ${sizes[1]?.display ?? ''}`, A5: `number ${sizes[1]?.denominator ?? ''}` },
  });
  const read = (name: string) => {
    const source = readSource(definitions, name);
    return source === null ? null : [sourceName(source), sourceWords(definitions, source)];
  };
  expect(read('指标.平均班额')).toEqual(['indicator.avg_class_size', '指标 平均班额（小学）']);
  expect(read('指标.平均班额.初中.分子')).toEqual(['indicator.avg_class_size.初中.numerator', '指标 平均班额（初中）（分子）']);
  expect(read('指标.小学辍学率.小学')?.[0]).toBe('indicator.primary_dropout_rate');
  expect([read('指标.平均班额.高中'), read('指标.平均班额.分子.初中')]).toEqual([null, null]);
}); // prettier-ignore

test('no name of a name list goes out, whatever a mapping file asks for', () => {
  const name = record(1, { c02: '甄晓', c07: '三年级' });
  const input = calculationInput({}, { lists: { 局控辍1: [name] } });
  const asked: MappedList = {
    sheet: '县表',
    form: '局控辍1',
    firstRow: 5,
    lastRow: 9,
    columns: { c02: 'B' },
  };
  const filled = plan({ A1: '局控辍1!c02', A2: '辍学：{{局控辍1!c02}}' }, { input, lists: [asked] });
  expect(JSON.stringify(filled.values)).not.toContain('甄晓');
  expect(said(filled)).toEqual({});
  expect(codes(filled)).toEqual(['A1 template.listMark', 'A2 template.listMark', 'B5 template.personalList']);
});
