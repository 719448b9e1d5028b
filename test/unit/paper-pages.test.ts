import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fittedFont } from '../../shared/paper/fit';
import { placedTexts } from '../../shared/paper/header-footer';
import { columnPoints, widthInEms, wrappedLines } from '../../shared/paper/measure';
import { pagesOf, printableSize, scaleOf, sizeOf } from '../../shared/paper/pages';
import { shownText } from '../../shared/paper/shown';
import { paperTable } from '../../shared/paper/table';
import { ownStyles } from '../../shared/workbook-styles';
import { plainSheet } from '../support/paper';

const words = (rows: number, columns = 3): string[][] =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => `${row}/${column}`),
  );

test('columns are as wide as Excel draws them with 宋体 11: whole pixels of eight to a digit', () => {
  // 9 is stored for the usual column, which Excel shows as 8.38 characters and 72 pixels.
  expect([9, 8.38, 13.5, 0.75, 0].map(columnPoints)).toEqual([54, 50.25, 81, 4.5, 0]);
  expect(columnPoints()).toBe(54);
});

describe('scale', () => {
  const scale = (columns: number, rows: number, page: Parameters<typeof plainSheet>[0]['page']) =>
    scaleOf(paperTable(plainSheet({ texts: words(rows, columns), ...(page === undefined ? {} : { page }) })));

  test('A4 landscape leaves 785 × 539 points between margins of a centimetre', () => {
    const { page } = plainSheet({ texts: words(1) }).template;
    expect(printableSize(page).width).toBeCloseTo(785.2, 1);
    expect(printableSize(page).height).toBeCloseTo(538.6, 1);
    expect(printableSize({ ...page, orientation: 'portrait' }).width).toBeCloseTo(538.6, 1);
    expect(printableSize({ ...page, paper: 'A3' }).height).toBeCloseTo(785.2, 1);
  });

  test('fitting shrinks in whole per cent and never enlarges', () => {
    // Twenty columns of 54 points: 785.2 / 1080 = 0.727.
    expect(scale(20, 5, { fit: 'width' })).toBe(0.72);
    expect(scale(3, 5, { fit: 'width' })).toBe(1);
    expect(scale(3, 100, { fit: 'width' })).toBe(1);
    // A hundred rows of 15 points: 538.6 / 1500 = 0.359.
    expect(scale(3, 100, { fit: 'page' })).toBe(0.35);
    expect(scale(20, 100, { fit: 'page' })).toBe(0.35);
  });

  test('a sheet that is not fitted has its stated scale, unless the paper would cut it', () => {
    expect(scale(3, 5, { fit: 'none', scale: 90 })).toBe(0.9);
    expect(scale(3, 5, { fit: 'none', scale: 150 })).toBe(1.5);
    expect(scale(20, 5, { fit: 'none', scale: 90 })).toBe(0.72);
    expect(scale(3, 5, { fit: 'none', scale: null })).toBe(1);
    // A stored scale is only a hint where the sheet is fitted.
    expect(scale(3, 5, { fit: 'width', scale: 50 })).toBe(1);
  });
});

describe('pages', () => {
  test('rows that fill the paper exactly stay on one page; one more begins another', () => {
    const fits = Math.floor(538.6 / 15);
    expect(pagesOf(paperTable(plainSheet({ texts: words(fits) })))).toHaveLength(1);
    expect(pagesOf(paperTable(plainSheet({ texts: words(fits + 1) })))).toHaveLength(2);
    expect(pagesOf(paperTable(plainSheet({ texts: words(fits + 1), page: { fit: 'page' } })))).toHaveLength(
      1,
    );
  });

  test('title rows are repeated on every page below them and take their room', () => {
    const pages = pagesOf(paperTable(plainSheet({ texts: words(100), titleRows: [2, 3] })));
    expect(pages.map(({ rows }) => rows.length)).toEqual([35, 33, 32]);
    expect(pages.map(({ head }) => head.map(({ index }) => index))).toEqual([[], [2, 3], [2, 3]]);
  });

  test('no row is lost, doubled or split, whatever their heights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 5, max: 400 }), { minLength: 1, maxLength: 80 }),
        fc.constantFrom<[number, number] | null>(null, [1, 1], [2, 4]),
        (heights, titleRows) => {
          const sheet = plainSheet({ texts: words(heights.length), titleRows });
          const rows = heights.map((size, index) => ({
            from: index + 1,
            to: index + 1,
            size,
            hidden: false,
          }));
          const pages = pagesOf(paperTable({ ...sheet, template: { ...sheet.template, rows } }));
          expect(pages.flatMap((page) => page.rows.map(({ index }) => index))).toEqual(
            heights.map((_, index) => index + 1),
          );
          for (const { head, rows: shown } of pages) {
            const isOneTooHigh = shown.length === 1;
            expect(isOneTooHigh || sizeOf(head) + sizeOf(shown) <= 538.7).toBe(true);
          }
        },
      ),
    );
  });
});

describe('lists that are too wide for their paper', () => {
  /** Forty columns of 54 points in letters of 9: on one page they would be 3.2 points high. */
  function wideList(rows: number) {
    const sheet = plainSheet({ texts: words(rows, 40), titleRows: [1, 1], page: { fit: 'width' } });
    const { words: style } = ownStyles;
    const styles = { ...sheet.template.styles, entry: { ...style, size: 9 } };
    const data = [{ address: 'A2', style: 'entry' }];
    return paperTable({ ...sheet, template: { ...sheet.template, styles, data } });
  }

  test('go over pages side by side, each with the first two columns, and stay large enough to read', () => {
    const pages = pagesOf(wideList(3), true);
    const columns = pages.map((page) => page.columns.map(({ index }) => index));
    expect(columns).toEqual([
      [1, 2, ...Array.from({ length: 13 }, (_, index) => index + 3)],
      [1, 2, ...Array.from({ length: 12 }, (_, index) => index + 16)],
      [1, 2, ...Array.from({ length: 13 }, (_, index) => index + 28)],
    ]);
    expect(new Set(pages.map(({ scale }) => scale)).size).toBe(1);
    for (const { scale } of pages) expect(scale * 9).toBeGreaterThanOrEqual(6.5);
  });

  test('show every row on each part, from left to right before the next rows', () => {
    const pages = pagesOf(wideList(80), true);
    expect(pages.length % 3).toBe(0);
    for (let part = 0; part < 3; part += 1) {
      const rows = pages.filter((_, index) => index % 3 === part).flatMap((page) => page.rows);
      expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
    }
    expect(pages[0]?.rows).toEqual(pages[2]?.rows);
    expect(pages.slice(3).every(({ head }) => head.length === 1)).toBe(true);
  });

  test('any other sheet stays one page wide', () => {
    expect(pagesOf(wideList(3)).map(({ columns }) => columns.length)).toEqual([40]);
  });

  test('a list that is readable on its paper stays one page wide', () => {
    const narrow = paperTable(plainSheet({ texts: words(3, 14), page: { fit: 'width' } }));
    expect(pagesOf(narrow, true)).toHaveLength(1);
  });
});

describe('texts in their cells', () => {
  test('a line breaks between Chinese characters, at spaces, and never before 。or after （', () => {
    expect(wrappedLines('三年级及以上', 4)).toBe(2);
    expect(wrappedLines('预计毕业生数。', 6)).toBe(2);
    expect(wrappedLines('a\nb\n\nc', 20)).toBe(4);
    expect(wrappedLines('hello world', 4)).toBe(2);
    expect(wrappedLines('1234567890123456789', 4)).toBe(3);
    expect(wrappedLines('', 4)).toBe(1);
    expect(widthInEms('教基')).toBe(2);
  });

  test('what has room keeps its size; what has not becomes smaller, lines closer first', () => {
    const style = { ...ownStyles.words, size: 10 };
    expect(fittedFont('教基', style, 1, { width: 30, height: 15 })).toEqual({ size: 10, lineHeight: 1.2 });
    expect(fittedFont('教基教基教', style, 1, { width: 30, height: 22 })).toEqual({
      size: 10,
      lineHeight: 1.1,
    });
    const small = fittedFont('教基教基教基', style, 1, { width: 30, height: 15 });
    expect(small.size).toBeLessThan(10);
    expect(wrappedLines('教基教基教基', 30 / small.size) * small.size * small.lineHeight).toBeLessThanOrEqual(
      15,
    );
    expect(fittedFont('教'.repeat(500), style, 1, { width: 30, height: 15 }).size).toBe(5);
  });

  test('a number is never broken over lines', () => {
    const style = { ...ownStyles.figure, wrap: false, size: 10 };
    const { size } = fittedFont('123456789012', style, 1, { width: 40, height: 15 });
    expect(widthInEms('123456789012') * size).toBeLessThanOrEqual(40);
  });
});

test('numbers are shown as a workbook program shows them', () => {
  const shown = (text: string, format: string) => shownText({ kind: 'number', text }, format);
  expect(shown('12.50', 'General')).toBe('12.50');
  expect(shown('601', '0')).toBe('601');
  expect(shown('2.345', '0.00')).toBe('2.35');
  expect(shown('0.0065', '0.00%')).toBe('0.65%');
  expect(shown('0.333333333333333', 'General')).toBe('0.333333333');
  expect(shown('102.0202020202', 'General')).toBe('102.020202');
  expect(shown('434160.00', '@')).toBe('434160.00');
  expect(shownText({ kind: 'text', text: '0012' }, '0.00')).toBe('0012');
});

test('headers and footers are read as a workbook writes them', () => {
  const of = { page: 3, pages: 12, sheet: '教基3112_小学' };
  expect(placedTexts('&P/&N', of)).toEqual([{ place: 'center', text: '3/12', size: 10 }]);
  expect(placedTexts('&C&16草稿', of)).toEqual([{ place: 'center', text: '草稿', size: 16 }]);
  expect(placedTexts('&L&"宋体,常规"&9&A&R第&P页 A&&B', of)).toEqual([
    { place: 'left', text: '教基3112_小学', size: 9 },
    { place: 'right', text: '第3页 A&B', size: 10 },
  ]);
  expect(placedTexts(null, of)).toEqual([]);
});
