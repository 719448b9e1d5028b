import { describe, expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { Refusal } from '../../shared/error';
import { readDocument, submissionDocumentSchema } from '../../shared/exchange';
import type { DocumentContent } from '../../shared/exchange';
import { leaveToSources } from '../../shared/exchange-sources';
import { generateSchools } from '../../shared/generator';
import { errorSentence } from '../../shared/messages';
import type { ListRecord } from '../../shared/submission';
import { submissionDocument } from '../../shared/workbook-data';
import type { SubmissionDocument } from '../../shared/workbook-data';
import { shippedDefinitions } from '../support/definitions';
import { cellsOfSample, dropouts, lastYear, thisYear } from '../support/sample';
import {
  calculationInput,
  content,
  round2025old,
  round2026,
  submissionData,
  village,
} from '../support/school';

const definitions = shippedDefinitions();
const previous = [{ collection: round2025old, data: submissionData(cellsOfSample(lastYear)) }];
const ledger: ListRecord[] = dropouts.map((row, index) => ({
  id: `record-${index}0`,
  position: index + 1,
  cells: Object.fromEntries(Object.entries(row).map(([key, text]) => [key, content(text)])),
}));

function documentOf(input: CalculationInput, nameLists = false): SubmissionDocument {
  const edition = definitions.editions.find(({ id }) => id === input.collection.edition);
  if (edition === undefined) throw new Error('no edition');
  const calculation = createCalculation(definitions, input);
  const { school, collection, data } = input;
  const { editions } = definitions;
  return submissionDocument({
    school,
    collection,
    edition,
    editions,
    data,
    calculation,
    draft: true,
    nameLists,
  });
}

/** A document as it arrives: text, without what only this program's memory knows. */
const arrived = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const inputOf = ({ school, collection, data, stated }: DocumentContent): CalculationInput => ({
  ...{ school, collection, data, stated },
  previous,
});

const sample = calculationInput(cellsOfSample(thisYear), {
  previous,
  lists: { 局控辍1: ledger },
  reviewed: ['教基3112'],
});

describe('a document that this program wrote', () => {
  test('says the same after it was read', () => {
    const [finding] = createCalculation(definitions, sample).findings();
    const explanations = [{ finding: finding?.key ?? '', text: '已核实', values: finding?.values ?? {} }];
    const written = documentOf({ ...sample, data: { ...sample.data, explanations } }, true);
    const read = readDocument(definitions, arrived(written));
    expect(read.problems).toEqual([]);
    expect(documentOf(inputOf(read), true)).toEqual(written);
    expect(read.school).toEqual({ ...village, id: 1 });
    expect(read.collection).toEqual({ ...round2026, id: 1 });
    expect(read.data.lists['局控辍1']?.[0]?.cells['c04']).toEqual({
      kind: 'text',
      text: '99012320120415001X',
    });
  });

  test('has totals that agree with the recomputed ones, so that nothing is found that was not found before', () => {
    const keys = (input: CalculationInput) =>
      createCalculation(definitions, input)
        .findings()
        .map(({ key }) => key);
    const read = readDocument(definitions, arrived(documentOf(sample, true)));
    expect(read.stated.get('教基3112!01.7')).toBe('601');
    const data = leaveToSources(definitions, inputOf(read));
    expect(keys({ ...inputOf(read), data })).toEqual(keys(sample));
  });

  test('leaves a pulled cell to its source where both say the same, and keeps what was typed over it', () => {
    const typed = { ...cellsOfSample(thisYear), '教基3040!05.1': 999 };
    const input = calculationInput(typed, { previous });
    const read = readDocument(definitions, arrived(documentOf(input)));
    expect(read.data.cells.some(({ cell, form }) => form === '教基3040' && cell === '04.1')).toBe(true);
    const data = leaveToSources(definitions, inputOf(read));
    const names = (cells: typeof data.cells) => cells.map(({ form, cell }) => `${form}!${cell}`).sort();
    const calculation = createCalculation(definitions, input);
    const differing = input.data.cells.filter(({ form, cell, content: { text } }) => {
      const { kind, source } = calculation.cell(form, cell);
      return kind !== 'pulled' || source !== text;
    });
    expect(names(data.cells)).toEqual(names(differing));
    expect(names(data.cells)).toContain('教基3040!05.1');
    expect(names(data.cells)).not.toContain('教基3040!04.1');
    expect(documentOf({ ...input, data })).toEqual(documentOf(input));
  });

  test('says the same for every kind of school, with nothing found that was not found before', () => {
    const types = ['小学教学点', '九年一贯制学校', '特殊教育学校', '幼儿园'] as const;
    for (const { school, years } of generateSchools(definitions, { schools: 4, seed: 11, types })) {
      const [before, now] = years;
      if (before === undefined || now === undefined) throw new Error('two years were asked for');
      const input: CalculationInput = { school, ...now, previous: [before] };
      const written = documentOf(input, true);
      const read = { ...inputOf(readDocument(definitions, arrived(written))), previous: [before] };
      const settled = { ...read, data: leaveToSources(definitions, read) };
      expect(documentOf(settled, true)).toEqual(written);
      const found = createCalculation(definitions, settled).findings();
      expect(found).toEqual(createCalculation(definitions, input).findings());
    }
  });

  test('has the shape that is published', () => {
    expect(submissionDocumentSchema.safeParse(arrived(documentOf(sample, true))).success).toBe(true);
  });

  test('carries texts that their cells cannot hold letter by letter', () => {
    const input = calculationInput({ '教基3112!01.9': 1 });
    const raw = { form: '教基3112', cell: '01.10', content: { kind: 'raw', text: '约１０人' } } as const;
    const data = { ...input.data, cells: [...input.data.cells, raw] };
    const read = readDocument(definitions, arrived(documentOf({ ...input, data })));
    expect(read.problems).toEqual([]);
    expect(read.data.cells).toContainEqual(raw);
  });
});

/** What someone writes by hand who has read no more than the README. */
const least = {
  school: {
    code: '9900000001',
    name: '清河镇中心小学',
    type: '小学',
    system: '六三',
    entryAge: 6,
    placeType: '乡村',
  },
  collection: { schoolYear: 2026 },
  edition: { id: 'jiaoji-2021' },
};

function problemsOf(more: object): { severity: string; code: string; sentence: string }[] {
  return readDocument(definitions, { ...least, ...more }).problems.map(({ severity, error }) => {
    return { severity, code: error.code, sentence: errorSentence(error) };
  });
}

function refusedWith(json: unknown): string {
  try {
    readDocument(definitions, json);
  } catch (error) {
    if (error instanceof Refusal) return errorSentence(error.error);
  }
  throw new Error('was not refused');
}

describe('a document written by hand', () => {
  test('may leave out what has an evident meaning', () => {
    const read = readDocument(definitions, least);
    expect(read.problems).toEqual([]);
    expect(read.collection).toMatchObject({ edition: 'jiaoji-2021', targetProfiles: [], dueDate: null });
    expect(read.data).toMatchObject({ cells: [], lists: {}, reviewed: [], explanations: [] });
  });

  test('is told what was assumed about the school', () => {
    const { school, ...rest } = least;
    const read = readDocument(definitions, { ...rest, school: { code: school.code, type: '小学' } });
    expect(read.school).toMatchObject({ system: '六三', entryAge: 6, name: '9900000001' });
    expect(read.problems.map(({ error }) => errorSentence(error))).toContain(
      '没有写明 school.system，按“六三”处理。',
    );
    expect(read.problems.every(({ severity }) => severity === 'notice')).toBe(true);
  });

  test('blanks are absent, null or empty', () => {
    const read = readDocument(definitions, { ...least, forms: { 教基3112: { '01.9': null, '01.10': '' } } });
    expect(read.data.cells).toEqual([]);
    expect(read.problems).toEqual([]);
  });

  test('numbers are exact, however they are written', () => {
    const forms = { 教基3112: { '01.9': 98, '01.10': '９８', '01.11': ' 1,098 ' }, 局经费1: { '01.1': 0.1 } };
    const { data } = readDocument(definitions, { ...least, forms });
    expect(data.cells.map((cell) => cell.content.text)).toEqual(['98', '98', '1098', '0.1']);
  });

  test('totals are compared and never used', () => {
    const read = readDocument(definitions, { ...least, forms: { 教基3112: { '01.9': 10, '01.7': 12 } } });
    expect(read.data.cells).toHaveLength(1);
    expect([...read.stated]).toEqual([['教基3112!01.7', '12']]);
    const findings = createCalculation(definitions, inputOf(read)).findings();
    expect(findings.map(({ left, right }) => [left, right])).toContainEqual(['12', '10']);
  });

  test('a total without any of its parts is a difference too, a zero is none', () => {
    const forms = { 教基3112: { '01.7': 601, '02.7': 0 } };
    const read = readDocument(definitions, { ...least, forms });
    const findings = createCalculation(definitions, { ...inputOf(read), previous: [] }).findings();
    expect(findings.map(({ check, cells, left }) => [check, cells[0]?.cell, left])).toEqual([
      ['STATED', '01.7', '601'],
    ]);
  });

  test('a computed column of a record is compared and never used', () => {
    const record = { id: 'record-01', c09: 3, c10: 200, c11: 700 };
    const read = readDocument(definitions, { ...least, lists: { 局缺口1: [record] } });
    expect(read.data.lists['局缺口1']?.[0]?.cells).not.toHaveProperty('c11');
    const input = { ...inputOf(read), previous: [] };
    expect(createCalculation(definitions, input).findings()).toMatchObject([
      { check: 'STATED', form: '局缺口1', cells: [{ cell: 'record-01.c11' }], left: '700', right: '600' },
    ]);
    expect(documentOf(input).lists['局缺口1']).toEqual([{ ...record, c11: 600 }]);
  });

  test.each([
    ['an unknown form', { forms: { 教基9999: { '01.1': 1 } } }, '没有表 教基9999，其中的内容没有读取。'],
    ['a name that every object has', { forms: { constructor: {} } }, '没有表 constructor，其中的内容没有读取。'],
    ['a form of another edition', { forms: { 基础基331: { '04.1': 1 } } }, '表 基础基331 属于版本 jichuji-2018-86，不在本次年报之内，其中的内容没有读取。'],
    ['an unknown cell', { forms: { 教基3112: { '99.1': 1 } } }, '表 教基3112 没有单元格 99.1，这一项没有读取。'],
    ['a closed cell', { forms: { 教基3112: { '04.3': 7 } } }, '表 教基3112 的单元格 04.3 不应填写，“7”没有读取。'],
    ['a truth value', { forms: { 教基3112: { '01.9': true } } }, '表 教基3112 的单元格 01.9 应是数字或文字，不能是 true，这一项没有读取。'],
    ['a total that is no number', { forms: { 教基3112: { '01.7': '很多' } } }, '表 教基3112 的单元格 01.7 是合计，“很多”不是数字，没有与重新计算的结果比较。'],
    ['a list among the forms', { forms: { 局控辍1: {} } }, '表 局控辍1 的内容放错了位置：台账的记录写在 lists 里，其他表写在 forms 里。这张表没有读取。'],
    ['a form among the lists', { lists: { 教基3112: [] } }, '表 教基3112 的内容放错了位置：台账的记录写在 lists 里，其他表写在 forms 里。这张表没有读取。'],
    ['an unknown column of a list', { lists: { 局控辍1: [{ id: 'record-01', c99: 1 }] } }, '表 局控辍1 没有单元格 record-01.c99，这一项没有读取。'],
    ['a text beyond all bounds', { forms: { 教基1001: { sponsor: '长'.repeat(4001) } } }, '表 教基1001 的单元格 sponsor 文字太长，没有读取。'],
    ['a reviewed form that does not exist', { reviewed: ['教基9999'] }, '没有表 教基9999，其中的内容没有读取。'],
  ])('%s is named with its place', (_name, more, sentence) => {
    expect(problemsOf(more)).toEqual([{ severity: 'error', code: expect.any(String) as string, sentence }]);
  }); // prettier-ignore

  test.each([
    ['a form that the school does not fill', { forms: { 教基3115: { '01.5': 3 } } }, '本校不填表 教基3115，其中 1 个单元格的内容已保留，不参加校验。'],
    ['a stage that it does not teach', { forms: { 教基3040: { '07.5': 3 } } }, '表 教基3040 的 07.5 属于本校没有的学段，内容已保留，不参加校验。'],
    ['a misspelt property', { review: ['教基3112'] }, '不认识 review，没有读取。'],
    ['another version of the definitions', { edition: { id: 'jiaoji-2021', version: '0.1' } }, '文件按 jiaoji-2021 的 0.1 版填写'],
    ['an explanation bound to nothing', { explanations: [{ finding: 'X', text: '因故' }] }, '对 X 的说明没有写明所依据的数值，视为需要重新确认。'],
    ['a record name that cannot be used', { lists: { 局控辍1: [{ id: '甲', c02: '甲' }] } }, '表 局控辍1 的记录编号“甲”不能使用，已改为 record-0001。'],
  ])('%s is kept or passed over with a notice', (_name, more, sentence) => {
    const problems = problemsOf(more);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.severity).toBe('notice');
    expect(problems[0]?.sentence).toContain(sentence);
  }); // prettier-ignore

  test.each([
    ['no object', 7, '文件的格式不对'],
    ['no school', { ...least, school: undefined }, '文件的格式不对，位置 school'],
    ['a kind of school that does not exist', { ...least, school: { code: '9900000001', type: '大学' } }, '位置 school.type'],
    ['a form that is no table', { ...least, forms: { 教基3112: [1] } }, '位置 forms.教基3112'],
    ['an unknown edition', { ...least, edition: { id: 'x' } }, '没有版本“x”的报表。已有的版本：jiaoji-2021、jichuji-2018-86。'],
    ['two editions', { ...least, collection: { schoolYear: 2026, edition: 'jichuji-2018-86' } }, '两个不同的版本'],
    ['another format', { ...least, format: 'x' }, '位置 format'],
  ])('%s is refused', (_name, json, sentence) => {
    expect(refusedWith(json)).toContain(sentence);
  }); // prettier-ignore
});
