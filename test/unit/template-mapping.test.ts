import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Placement } from '../../shared/import/recognition';
import { automaticMapping } from '../../shared/template/automatic';
import { mappingProblems } from '../../shared/template/check';
import { readMapping, mappingText } from '../../shared/template/mapping-file';
import type { Mapping } from '../../shared/template/mapping';
import { lastFreeRow, templateSheet } from '../../shared/template/sheets';
import { cellSourceName, readCellSource, readSource, sourceName } from '../../shared/template/source';
import { shippedDefinitions } from '../support/definitions';
import { gridSheet } from '../support/grid';

const definitions = shippedDefinitions();

const placement = (sheet: string, cells: Readonly<Record<string, string>>, form = '教基3112'): Placement => ({
  ...{ form, sheet, how: 'labels', list: null, missing: [], confidence: 1 },
  cells: new Map(Object.entries(cells)),
});

const read = (typed: string) => {
  const source = readSource(definitions, typed);
  return source === null ? null : sourceName(source);
};

test.each([
  ['教基3112!01.7', '教基3112!01.7'],
  ['教基３１１２！１．７', '教基3112!01.7'],
  [' 教基3112 ! r01c07 ', '教基3112!01.7'],
  ['教基1001!schoolCode', '教基1001!schoolCode'],
  ['学校名称', 'school.name'],
  ['school.code', 'school.code'],
  ['学校（机构）标识码', 'school.code'],
  ['学年', 'collection.schoolYear'],
  ['indicator.primary_dropout_rate', 'indicator.primary_dropout_rate'],
  ['指标.primary_dropout_rate.分子', 'indicator.primary_dropout_rate.numerator'],
  ['局缺口1!5', '局缺口1!c05'],
  ['局缺口1!c05', '局缺口1!c05'],
])('the name %s means %s', (typed, name) => {
  expect(read(typed)).toBe(name);
});

test.each([
  '教基3112',
  '教基3112!99.1',
  '教基9999!01.1',
  '局缺口1!c99',
  'school.id',
  '校长',
  '',
  '教基3112!01.7.2',
  '指标.小学辍学率.constructor',
  '__proto__!01.7',
  'constructor!length',
])('the name %s means nothing', (typed) => {
  expect(read(typed)).toBeNull();
});

test('an indicator is found by its name, and a field by its label', () => {
  const [indicator] = definitions.indicators;
  expect(read(`指标.${indicator?.name ?? ''}`)).toBe(`indicator.${indicator?.id ?? ''}`);
  const field = definitions.forms['教基1001']?.fields?.[0];
  expect(read(`教基1001!${field?.label ?? ''}`)).toBe(`教基1001!${field?.id ?? ''}`);
});

test('every mark that the manual shows means something', () => {
  const manual = readFileSync(path.resolve(import.meta.dirname, '../../docs/manual/template.md'), 'utf8');
  const shown = [...manual.matchAll(/`([^`]*\{\{[^`…]+\}\}[^`]*)`/g)].map((match) => match[1] ?? '');
  expect(shown.length).toBeGreaterThan(12);
  for (const text of shown) expect(readCellSource(definitions, text), text).toHaveProperty('read');
  for (const part of ['分子', '分母', '方法', '文字'])
    expect(read(`指标.小学辍学率.${part}`), part).toMatch(/^indicator\.primary_dropout_rate\./);
});

test('every cell of every form has a name that reads back', () => {
  let cells = 0;
  for (const form of Object.values(definitions.forms)) {
    for (const key of [...(form.rows ?? [])].flatMap(
      ({ code }) => form.columns?.map((c) => `${code}.${c.code}`) ?? [],
    )) {
      expect(read(`${form.code}!${key}`)).toBe(`${form.code}!${key}`);
      cells += 1;
    }
  }
  expect(cells).toBeGreaterThan(5000);
});

test('a mark with words around it keeps the words', () => {
  const found = readCellSource(definitions, '填报单位：{{学校名称}}（{{ 学年 }}）');
  expect('read' in found && cellSourceName(found.read)).toBe(
    '填报单位：{{school.name}}（{{collection.schoolYear}}）',
  );
  const whole = readCellSource(definitions, ' ｛｛教基3112!1.7｝｝ ');
  expect('read' in whole && cellSourceName(whole.read)).toBe('教基3112!01.7');
  expect(readCellSource(definitions, '共{{教基3112!1.99}}人')).toEqual({ unknown: '教基3112!1.99' });
});

test('labels map free cells; marks, formulas, words and covered cells are the bureau’s', () => {
  const grid = gridSheet(
    '县表',
    { A1: '小学', B2: '{{教基3112!02.7}}', C2: '=1+1', D2: '—', E2: 0, F2: '合计' },
    ['G2:H2'],
  );
  const cells = {
    '01.7': 'A9',
    '02.7': 'B2',
    '01.1': 'C2',
    '01.2': 'D2',
    '01.3': 'E2',
    '01.4': 'F2',
    '01.5': 'H2',
    '02.8': 'A10',
  };
  const placements = [placement('县表', cells)];
  const found = automaticMapping(definitions, [templateSheet(grid, placements)], placements);
  expect(found.cells).toEqual([
    { sheet: '县表', address: 'B2', source: '教基3112!02.7', by: 'mark' },
    { sheet: '县表', address: 'A9', source: '教基3112!01.7', by: 'label' },
    { sheet: '县表', address: 'E2', source: '教基3112!01.3', by: 'label' },
  ]);
});

test('marks of a list in one row are its columns, down to the next words', () => {
  const grid = gridSheet('台账', {
    A1: '名称', B1: '数量',
    A2: '{{局缺口1!c04}}', B2: '{{局缺口1!c09}}',
    A12: '填表人：', B14: '{{局缺口1!c10}}',
  }); // prettier-ignore
  const found = automaticMapping(definitions, [templateSheet(grid, [])], []);
  expect(found.lists).toEqual([
    { sheet: '台账', form: '局缺口1', firstRow: 2, lastRow: 11, columns: { c04: 'A', c09: 'B' } },
  ]);
  const sheets = [templateSheet(grid, [])];
  expect(
    mappingProblems(definitions, sheets, found).map(({ address, error }) => [address, error.code]),
  ).toEqual([['B14', 'template.listMark']]);
});

test.each([
  [{}, 2001],
  [{ A3: 2, A4: 3, A5: 4 }, 2001],
  [{ B9: '显微镜' }, 8],
  [{ C9: '显微镜' }, 2001],
  [{ C9: '合 计' }, 8],
  [{ B7: '=SUM(B2:B6)' }, 6],
  [{ B2: '=A2*2', B3: '=A3*2', B4: '=A4*2', D6: '填表人：' }, 5],
])('a list goes down to what is no record: %j', (cells, last) => {
  expect(lastFreeRow(templateSheet(gridSheet('台账', cells, ['D4:E4']), []), 2, [1, 2])).toBe(last);
});

test('a list found by its heads leaves the bureau’s own columns of formulas alone', () => {
  const grid = gridSheet('台账', { A1: '名称', B1: '金额', B2: '=C2*D2', B3: '=C3*D3', A9: '合计' });
  const list = { firstRow: 2, lastRow: 3, columns: new Map([['c04', 'A'], ['c11', 'B']]) }; // prettier-ignore
  const placements = [{ ...placement('台账', {}, '局缺口1'), list }];
  const found = automaticMapping(definitions, [templateSheet(grid, placements)], placements);
  expect(found.lists).toEqual([
    { sheet: '台账', form: '局缺口1', firstRow: 2, lastRow: 8, columns: { c04: 'A' } },
  ]);
});

test('name lists are never offered, by mark or by label', () => {
  const sheets = [templateSheet(gridSheet('名册', { A2: '{{局控辍1!c02}}' }), [])];
  const list = { firstRow: 2, lastRow: 9, columns: new Map([['c02', 'A']]) };
  const found = automaticMapping(definitions, sheets, [{ ...placement('名册', {}, '局控辍1'), list }]);
  expect(found.cells).toEqual([]);
  expect(found.lists).toEqual([]);
  expect(found.problems.map(({ address, error }) => [address, error.code])).toEqual([
    ['', 'template.personalList'],
  ]);
  expect(
    mappingProblems(definitions, sheets, found).map(({ address, error }) => [address, error.code]),
  ).toEqual([['A2', 'template.personalList']]);
  const byHand = { sheet: '名册', form: '局控辍1', firstRow: 2, lastRow: 9, columns: { c02: 'A' } };
  const codes = mappingProblems(definitions, sheets, { cells: [], lists: [byHand] }).map(
    ({ error }) => error.code,
  );
  expect(codes).toContain('template.personalList');
});

test('a cell under a merge is known in a tall merge as in a low one', () => {
  const by = 'hand' as const;
  const sheets = [templateSheet(gridSheet('县表', {}, ['A1:A500', 'C1:D2']), [])];
  const cells = ['A1', 'A400', 'C1', 'D2', 'E2'].map((address) => ({
    ...{ sheet: '县表', address, source: '教基3112!01.7', by },
  }));
  const problems = mappingProblems(definitions, sheets, { cells, lists: [] });
  expect(problems.map(({ address, error }) => [address, error])).toEqual([
    ['A400', { code: 'template.coveredCell', params: { range: 'A1:A500' } }],
    ['D2', { code: 'template.coveredCell', params: { range: 'C1:D2' } }],
  ]);
});

test('what is wrong with a mapping is told with its place', () => {
  const grid = gridSheet('县表', { B2: '=SUM(C2:D2)', C9: '{{学校名称}}', A20: '合计' }, ['D3:E4']);
  const by = 'hand' as const;
  const cell = (address: string, source: string, sheet = '县表') => ({ sheet, address, source, by });
  const problems = mappingProblems(definitions, [templateSheet(grid, [])], {
    cells: [
      cell('A1', '教基3112!01.7'),
      cell('A1', '教基3112!02.7'),
      cell('B2', '教基3112!01.7'),
      cell('D3', '教基3112!01.7'),
      cell('E4', '教基3112!01.7'),
      cell('A5', '教基3112!77.7'),
      cell('A6', '教基3112!02.8'),
      cell('A7', '局缺口1!c05'),
      cell('A8', '教基3112!01.7', '没有'),
      cell('ZZZ9', '教基3112!01.7'),
      cell('A19', '教基3112!01.1'),
    ],
    lists: [{ sheet: '县表', form: '局缺口1', firstRow: 18, lastRow: 21, columns: { c05: 'A' } }],
  });
  expect(problems.map(({ sheet, address, error }) => [sheet, address, error.code])).toEqual([
    ['县表', 'B2', 'template.formulaCell'],
    ['县表', 'E4', 'template.coveredCell'],
    ['县表', 'A5', 'template.unknownSource'],
    ['县表', 'A6', 'template.closedSource'],
    ['县表', 'A7', 'template.listMark'],
    ['没有', '', 'template.noSheet'],
    ['县表', 'ZZZ9', 'template.noSuchCell'],
    ['县表', 'A19', 'template.twoSources'],
    ['县表', 'A20', 'template.listOverText'],
    ['县表', 'A1', 'template.twoSources'],
    ['县表', 'C9', 'template.markLeft'],
  ]);
});

const mapping: Mapping = {
  ...{ format: 'tianbao-mapping', formatVersion: 1, title: '县表', edition: 'jiaoji-2021' },
  template: { fileName: '县表.xlsx', sha256: 'a'.repeat(64), sheets: ['县表'] },
  cells: [{ sheet: '县表', address: 'B2', source: '教基3112!01.7', by: 'label' }],
  lists: [],
};

test('a mapping file reads back, one cell a line', () => {
  const text = mappingText(mapping);
  expect(readMapping(JSON.parse(text))).toEqual({ mapping });
  expect(text.split('\n').filter((line) => line.includes('"address"'))).toHaveLength(1);
});

test.each([
  [[], '', '它不是模板的对照文件'],
  [{ ...mapping, format: 'tianbao-submission' }, '', '它不是模板的对照文件'],
  [{ ...mapping, formatVersion: 2 }, '', '它是用更新版本的程序做的，请先升级程序'],
])('what is no mapping is told so: %#', (json, path, problem) => {
  expect(readMapping(json)).toEqual({ fault: { path, problem } });
});

test('a fault in a mapping file is told with its place', () => {
  const cells = [...mapping.cells, { ...mapping.cells[0], address: 'b2' }];
  expect(readMapping({ ...mapping, cells })).toMatchObject({ fault: { path: 'cells 第 2 项 address' } });
  expect(readMapping({ ...mapping, note: '多余' })).toMatchObject({ fault: { path: '' } });
});

test('a mark with a slip in its braces, or within a formula, is told of with its place', () => {
  const sheet = templateSheet(
    gridSheet('县表', {
      ...{ A1: '{教基3112!01.7}', A2: '{{教基3112!01.7}', A3: '教基3112!01.7}}人', A4: '｛学校名称｝' },
      ...{ B1: '="共{{教基3112!01.7}}人"', B2: '=SUM({1,2})', B3: '{备注}', B4: '{1,2}' },
      ...{ C1: '{{学校名称}}（{学校标识码}）', C2: '{{学校名称}}' },
    }),
    [],
  );
  const { cells, lists } = automaticMapping(definitions, [sheet], []);
  const told = (by: Parameters<typeof mappingProblems>[2]) =>
    mappingProblems(definitions, [sheet], by).map(({ address, error }) => `${address} ${error.code}`);
  expect(told({ cells, lists })).toEqual([
    ...['A1', 'A2', 'A3', 'A4'].map((address) => `${address} template.brokenMark`),
    ...['B1 template.formulaMark', 'C1 template.brokenMark'],
  ]);
  const byHand = { sheet: '县表', address: 'A1', source: '教基3112!01.7', by: 'hand' } as const;
  expect(told({ cells: [...cells, byHand], lists })).not.toContain('A1 template.brokenMark');
});
