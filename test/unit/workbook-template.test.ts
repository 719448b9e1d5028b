import { describe, expect, test } from 'vitest';
import { formatAddress, parseRange, positionsOf } from '../../shared/workbook-address';
import type { School } from '../../shared/school';
import { placedCells } from '../../shared/workbook-cells';
import type { SheetTemplate } from '../../shared/workbook-sheet';
import { sheetTemplate } from '../../shared/workbook-template';
import { definitions, editionOf, formOf, templateOf } from './workbook-plans';
import { village } from '../support/school';

function textsOf(template: SheetTemplate): ReadonlyMap<string, string> {
  return new Map(template.texts.map(({ address, text }) => [address, text]));
}

describe('教基3112, built around its anchor', () => {
  const template = templateOf('教基3112');
  const texts = textsOf(template);

  test('carries the school type in its sheet name', () => {
    expect(template.sheet).toBe('教基3112_小学');
    const other = sheetTemplate(editionOf(formOf('教基3112')), formOf('教基3112'), {
      school: { ...village, type: '九年一贯制学校' },
      schoolYear: 2026,
    });
    expect(other.sheet).toBe('教基3112_九年一贯制学校');
  });

  test('has title, code with unit, and the head of the official form', () => {
    expect(texts.get('A1')).toBe('小学分类型学生数');
    expect(texts.get('A2')).toMatch(/^教基3112 \u3000+ 单位：人$/);
    const heads = {
      A3: '指标名称',
      B3: '代码',
      C3: '毕业生数',
      D3: '招生数',
      E3: '接受学前教育',
      I3: '在校生数',
      J3: '#女',
    };
    for (const [address, text] of Object.entries(heads)) expect(texts.get(address)).toBe(text);
    expect(['E4', 'F4', 'G4', 'H4'].map((address) => texts.get(address))).toEqual([
      '未接受过',
      '一年',
      '两年',
      '三年',
    ]);
    expect(['A5', 'B5', 'C5', 'I5', 'Q5'].map((address) => texts.get(address))).toEqual([
      '甲',
      '乙',
      '1',
      '7',
      '15',
    ]);
  });

  test('merges title, code and every head that spans', () => {
    const tall = ['A', 'B', 'C', 'D', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q'].map(
      (letter) => `${letter}3:${letter}4`,
    );
    expect([...template.merges].sort()).toEqual(['A1:Q1', 'A2:Q2', 'E3:H3', ...tall].sort());
  });

  test('indents row labels and prints row codes with two digits', () => {
    expect(['A6', 'A7', 'A12', 'B6', 'B17'].map((address) => texts.get(address))).toEqual([
      '总计',
      '\u3000#女',
      '\u3000\u3000外省迁入',
      '01',
      '12',
    ]);
  });

  test('keeps I6 for 在校生数 and marks what must not be filled', () => {
    const data = new Set(template.data.map(({ address }) => address));
    expect(data.has('I6')).toBe(true);
    expect(texts.get('J7')).toBe('—');
    expect(texts.get('E9')).toBe('—');
    expect(data.has('J7')).toBe(false);
  });

  test('prints on A4 landscape, one page wide, the head repeated', () => {
    expect(template.page).toMatchObject({
      paper: 'A4',
      orientation: 'landscape',
      footer: '&P/&N',
      centered: true,
    });
    expect(template.titleRows).toEqual([3, 5]);
    expect(template.printArea).toBe('A1:Q17');
  });
});

describe('教基4153, which prints only the blocks of the stages that a school teaches', () => {
  const form = formOf('教基4153');
  const printed = (type: School['type']): [string, string][] => {
    const of = { school: { ...village, type }, schoolYear: 2026 };
    const texts = textsOf(sheetTemplate(editionOf(form), form, of));
    return [5, 13, 14, 22, 23].map((row) => [texts.get(`A${row}`) ?? '', texts.get(`B${row}`) ?? '']);
  };

  test('小学 stands in rows 5–13 of a 小学, under its official codes', () => {
    expect(printed('小学')).toEqual([
      ['小学', '10'],
      ['　未定职级', '18'],
      ['', ''],
      ['', ''],
      ['', ''],
    ]);
  });

  test('of a 九年一贯制学校 小学 stands in rows 5–13 and 初中 in rows 14–22', () => {
    expect(printed('九年一贯制学校')).toEqual([
      ['小学', '10'],
      ['　未定职级', '18'],
      ['初中', '19'],
      ['　未定职级', '27'],
      ['', ''],
    ]);
  });

  test('figures stand in the rows of their labels', () => {
    const school = { ...village, type: '九年一贯制学校' } as const;
    const places = new Map(
      placedCells(form, school).map(({ key, position }) => [key, formatAddress(position)]),
    );
    expect(['10.1', '13.1', '19.1', '22.1', '27.11'].map((key) => places.get(key))).toEqual([
      'C5',
      'C8',
      'C14',
      'C17',
      'M22',
    ]);
    expect(places.has('01.1')).toBe(false);
  });
});

describe('every shipped form', () => {
  const forms = Object.values(definitions.forms);

  test.each(forms.map((form) => [form.code, form] as const))('%s can be opened without repair', (_, form) => {
    const template = templateOf(form.code, form.kind === 'list' ? 3 : 0);
    const addresses = [...template.texts, ...template.data].map(({ address }) => address);
    expect(new Set(addresses).size).toBe(addresses.length);

    const merged = template.merges.flatMap((merge) => positionsOf(parseRange(merge)).map(formatAddress));
    expect(new Set(merged).size).toBe(merged.length);
    const covered = new Set(
      template.merges.flatMap((merge) => positionsOf(parseRange(merge)).slice(1).map(formatAddress)),
    );
    expect(template.data.filter(({ address }) => covered.has(address))).toEqual([]);
    expect(template.texts.filter(({ address, text }) => text !== '' && covered.has(address))).toEqual([]);

    for (const { style } of [...template.texts, ...template.data])
      expect(template.styles).toHaveProperty(style);
    expect(template.sheet).toMatch(/^[^\\/*?:[\]]{1,31}$/);
    for (const [index, span] of template.columns.entries()) {
      expect(span.from).toBeGreaterThan(template.columns[index - 1]?.to ?? 0);
      expect(span.to).toBeGreaterThanOrEqual(span.from);
    }
    expect(template.rows.every((span) => span.size <= 409)).toBe(true);
    const rows = template.rows.map((span) => span.from);
    expect(new Set(rows).size).toBe(rows.length);
  });

  test('has personal data in lists only, which workbooks leave out as a whole', () => {
    const others = forms.filter((form) => form.kind !== 'list');
    const specs = others.flatMap((form) => [...(form.columns ?? []), ...(form.fields ?? [])]);
    expect(specs.filter((spec) => spec.sensitive === true)).toEqual([]);
  });

  test('no two sheets of a workbook have the same name', () => {
    for (const edition of definitions.editions) {
      const names = forms
        .filter((form) => [edition.id, 'local'].includes(definitions.editionOf[form.code] ?? ''))
        .map((form) => templateOf(form.code).sheet.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
