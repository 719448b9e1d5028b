import { describe, expect, test } from 'vitest';
import { paperHtml } from '../../shared/paper/paper';
import { enlargement } from '../../shared/paper/measure';
import type { SheetPlan } from '../../shared/workbook-draft';
import { coverage, plainSheet, sheetsOf, tablesIn } from '../support/paper';
import { cellsOfSample, lastYear, thisYear } from '../support/sample';
import { calculationInput, round2025old } from '../support/school';
import { planOf } from './workbook-plans';

const present = sheetsOf(planOf(calculationInput(cellsOfSample(thisYear))));
const earlier = sheetsOf(planOf(calculationInput(cellsOfSample(lastYear), { collection: round2025old })));
const html = (sheets: readonly SheetPlan[], draft = false) => paperHtml(sheets, { title: '纸', draft });
const named = (sheets: readonly SheetPlan[], name: string): SheetPlan => {
  const found = sheets.find(({ template }) => template.sheet === name);
  if (found === undefined) throw new Error(`no sheet ${name}`);
  return found;
};
const texts = (document: string) =>
  tablesIn(document).flatMap(({ rows }) => rows.flat().map(({ text }) => text));

describe('教基3112', () => {
  const document = html([named(present, '教基3112_小学')]);
  const [table] = tablesIn(document);

  test('is one page of A4 landscape, shrunk to 87 per cent', () => {
    expect(document.match(/<section/g)).toHaveLength(1);
    expect(document).toContain('@page p0{size:297mm 210mm;margin:0}');
    const width = table?.widths.reduce((sum, one) => sum + one, 0) ?? 0;
    expect(width / enlargement).toBeCloseTo(777.8, 1);
    expect(table?.heights.slice(-1)).toEqual([Number((15 * 0.87 * enlargement).toFixed(2))]);
  });

  test('has its head tree as spans and its figures in their rows', () => {
    const head = table?.rows[2]?.map(({ text, rows, columns }) => [text, rows, columns]);
    expect(head).toContainEqual(['指标名称', 2, 1]);
    expect(head).toContainEqual(['接受学前教育', 1, 4]);
    const total = table?.rows.find(([first]) => first?.text === '总计')?.map(({ text }) => text);
    expect(total?.slice(0, 9)).toEqual(['总计', '01', '101', '98', '2', '6', '20', '70', '601']);
  });

  test('gives its page number and says nothing of a draft', () => {
    expect(document).toContain('>1/1</p>');
    expect(document).not.toContain('草稿');
  });
});

test('every place of every sheet is covered once, and every planned text is printed', () => {
  for (const sheet of [...present, ...earlier]) {
    if (sheet.template.visibility !== 'visible') continue;
    const document = html([sheet]);
    for (const table of tablesIn(document))
      expect([sheet.template.sheet, new Set(coverage(table).flat())]).toEqual([
        sheet.template.sheet,
        new Set([1]),
      ]);
    const printed = new Set(texts(document));
    const missing = sheet.cells.filter(({ value: { kind, text } }) => kind === 'text' && !printed.has(text));
    expect([sheet.template.sheet, missing]).toEqual([sheet.template.sheet, []]);
  }
});

test('the hidden numbering of the older sheets is not printed', () => {
  const sheet = named(earlier, '基础基331');
  expect(sheet.template.texts.find(({ address }) => address === 'B1')?.text).toBe('B');
  const [table] = tablesIn(html([sheet]));
  expect(table?.rows[0]?.map(({ text }) => text)).not.toContain('B');
  expect(table?.rows.flat().filter(({ text }) => text === 'C')).toEqual([]);
  expect(table?.rows.flat().filter(({ text }) => text === '612')).toHaveLength(1);
});

test('page numbers run over the whole document; the data sheet has no page', () => {
  const document = html(present, true);
  const pages = document.match(/<section/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(30);
  expect([...document.matchAll(/>(\d+)\/(\d+)<\/p>/g)].map(([, page]) => Number(page))).toEqual(
    Array.from({ length: pages }, (_, index) => index + 1),
  );
  expect(document).toContain(`>${pages}/${pages}</p>`);
  expect(document.match(/>草稿<\/p>/g)).toHaveLength(pages);
  expect(document).not.toContain('sha256');
});

test('a long list repeats its head on each page', () => {
  const row = (index: number) => [String(index), `记录${index}`, ''];
  const sheet = plainSheet({
    texts: [
      ['台账', '', ''],
      ['序号', '姓名', '备注'],
      ...Array.from({ length: 80 }, (_, index) => row(index)),
    ],
    titleRows: [2, 2],
  });
  const tables = tablesIn(html([sheet]));
  expect(tables.map(({ head }) => head)).toEqual([0, 1, 1]);
  expect(tables.map(({ rows }) => rows.findIndex(([first]) => first?.text === '序号'))).toEqual([1, 0, 0]);
  const printed = tables
    .flatMap(({ rows }) => rows.map((cells) => cells[1]?.text))
    .filter((text) => text?.startsWith('记录'));
  expect(printed).toEqual(Array.from({ length: 80 }, (_, index) => `记录${index}`));
});

test('a merge that runs over the edge of a page is closed on both and says its text on both', () => {
  const words = Array.from({ length: 60 }, (_, index) => [index === 1 ? '小学' : '', String(index)]);
  const tables = tablesIn(html([plainSheet({ texts: words, merges: ['A2:A60'] })]));
  expect(tables).toHaveLength(2);
  for (const table of tables) expect(new Set(coverage(table).flat())).toEqual(new Set([1]));
  expect(tables.map(({ rows }) => rows.flat().filter(({ text }) => text === '小学').length)).toEqual([1, 1]);
});

test('sheets on different paper have rules of their own in one document', () => {
  const one = plainSheet({ texts: [['一']] });
  const two = plainSheet({ texts: [['二']], page: { paper: 'A3', orientation: 'portrait' } });
  const document = html([one, two, one]);
  expect(document.match(/@page p\d\{[^}]*\}/g)).toEqual([
    '@page p0{size:297mm 210mm;margin:0}',
    '@page p1{size:297mm 420mm;margin:0}',
  ]);
  expect([...document.matchAll(/<section class="page (\w+)"/g)].map(([, name]) => name)).toEqual([
    'p0',
    'p1',
    'p0',
  ]);
});

test('whatever a cell says stays text, and the document has no script', () => {
  const evil = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    '</td></style><script>',
    '=1+1',
  ];
  const title = '</title><script>x</script>';
  const document = paperHtml([plainSheet({ texts: [evil] })], { title, draft: false });
  expect(texts(document)).toEqual(evil);
  expect(document).not.toMatch(/<script|<img|onerror=alert\(1\)>[^&]*<\/img/i);
  expect(document).toContain('<title>&lt;/title&gt;&lt;script&gt;');
  expect(document).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
  );
});
