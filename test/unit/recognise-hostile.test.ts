import { describe, expect, test } from 'vitest';
import type { Grid, GridCell, GridSheet } from '../../shared/grid';
import { recogniseWorkbook } from '../../shared/import/recognise';
import { columnLetters } from '../../shared/workbook-address';
import type { Range } from '../../shared/workbook-address';
import { village } from '../support/school';
import { sheetDraft, sheetOf } from '../support/recognise-sheets';
import { definitions, formOf } from './workbook-plans';

const cell = (text: string, kind: GridCell['kind'] = 'text'): GridCell => ({ kind, text, formula: null });

function sheet(
  name: string,
  rows: number,
  columns: number,
  say: (row: number, column: number) => GridCell,
): GridSheet {
  const letters = Array.from({ length: columns }, (_, at) => columnLetters(at + 1));
  const cells = new Map<string, GridCell>();
  for (let row = 1; row <= rows; row += 1)
    for (const [at, letter] of letters.entries()) cells.set(`${letter}${row}`, say(row, at + 1));
  return { name, visibility: 'visible', cells, merges: [] };
}

const grid = (...sheets: GridSheet[]): Grid => ({ format: 'xlsx', sheets, notices: [] });
const many = <T>(count: number, one: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => one(at));
const words = [
  '女',
  '合计',
  '小学',
  '初中',
  '总计',
  '招生数',
  '在校生数',
  '一年级',
  '少数民族',
  '名称',
  '代码',
];
const word = (at: number): string => words[at % words.length] ?? '';

const form = sheetOf(sheetDraft(formOf('教基3040'), { ...village, type: '九年一贯制学校' }));
const merges = (count: number): Range[] =>
  many(count, (at) => ({
    from: { column: 1 + (at % 100), row: 1 + (at % 300) },
    to: { column: 16_000, row: 1_000_000 },
  }));

/** Files that no office makes. What is asked of each is that an answer comes, soon, and names every sheet once. */
const hostile: readonly (readonly [string, () => Grid])[] = [
  [
    'a million figures on one sheet',
    () => grid(sheet('a', 10_000, 100, (row) => cell(String(row), 'number'))),
  ],
  [
    'a million different texts on one sheet',
    () => grid(sheet('a', 10_000, 100, (row, column) => cell(`文${row}字${column}`))),
  ],
  [
    'a million of our own words',
    () => grid(sheet('a', 10_000, 100, (row, column) => cell(word(row + column)))),
  ],
  [
    'a thousand sheets of a thousand words',
    () =>
      grid(...many(1000, (at) => sheet(`s${at}`, 50, 20, (row, column) => cell(word(row * column + at))))),
  ],
  [
    'a thousand sheets of a thousand different texts',
    () =>
      grid(
        ...many(1000, (at) => sheet(`s${at}`, 50, 20, (row, column) => cell(`第${at}张${row}行${column}`))),
      ),
  ],
  [
    'a thousand times the same form',
    () => grid(...many(1000, (at) => ({ ...form, name: `教基3040_${at}` }))),
  ],
  ['a hundred thousand merges', () => grid({ ...form, merges: merges(100_000) })],
  [
    'a hundred thousand merges on each of ten',
    () => grid(...many(10, (at) => ({ ...form, name: `m${at}`, merges: merges(100_000) }))),
  ],
  [
    'long texts',
    () => grid(sheet('a', 100, 10, (row, column) => cell('其中：#'.repeat(5000) + row * column))),
  ],
  [
    'texts that take long to strip',
    () => grid(sheet('a', 1000, 10, (row, column) => cell('#'.repeat(590) + row * column))),
  ],
  ...['教基4153', '教基3112', '基础基111', '基础基442', '局控辍1'].map(
    (code) =>
      [
        `twenty sheets full of the words of ${code}`,
        () => {
          const own = [...sheetOf(sheetDraft(formOf(code), village, null)).cells.values()];
          const said = own.map(({ text }) => text).filter((text) => !/^\d*$/.test(text));
          const wordAt = (row: number, column: number, at: number): GridCell =>
            cell(said[(row * 31 + column * 17 + at) % said.length] ?? '');
          return grid(
            ...many(20, (at) => sheet(`${code}_${at}`, 400, 120, (row, column) => wordAt(row, column, at))),
          );
        },
      ] as const,
  ),
  [
    'children without parents, heads without groups',
    () =>
      grid(
        ...many(20, (at) =>
          sheet(`教基4153_${at}`, 400, 100, (row, column) =>
            cell(column === 1 && row > 5 ? '女' : (['合计', '女'][column % 2] ?? '')),
          ),
        ),
      ),
  ],
  [
    'far away cells',
    () =>
      grid({ ...form, cells: new Map([...form.cells, ['XFD1048576', cell('女')], ['nowhere', cell('女')]]) }),
  ],
  ['no cells at all', () => grid(sheet('a', 0, 0, () => cell('')))],
];

describe.each(hostile)('%s', (_, make) => {
  test('is answered', () => {
    const made = make();
    const found = recogniseWorkbook(definitions, made);
    expect([...found.placements, ...found.others].map((one) => one.sheet).sort()).toEqual(
      made.sheets.map((one) => one.name).sort(),
    );
  });
});
