import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { TemplateValue } from '../../electron/jobs/table';
import { fillTemplate } from '../../electron/workbook/patch-template';
import { verifyFilled } from '../../electron/workbook/patch-verify';
import { patchSheet } from '../../electron/workbook/patch-sheet';
import { isInRange, parseAddress, parseRange } from '../../shared/workbook-address';
import { piecesOf, randomSheet, sheetXml } from '../support/random-sheet';
import type { Piece, RandomSheet } from '../support/random-sheet';
import { packed } from '../support/template-package';
import { temporaryFolder } from './storage-place';
import { readWithOpenpyxl } from './workbook-readers';

const value: fc.Arbitrary<TemplateValue> = fc
  .tuple(
    fc.constantFrom(...'ABCDEFGHIJ'),
    fc.integer({ min: 1, max: 15 }),
    fc.oneof(
      fc.record({ kind: fc.constant('number' as const), text: fc.constantFrom('0', '12', '-3.5', '100000') }),
      fc.record({
        kind: fc.constant('text' as const),
        text: fc.constantFrom('=A1', '甲 <&> 𠀀', ' 两端 ', '_x000D_'),
      }),
      fc.record({ kind: fc.constant('blank' as const), text: fc.constant('') }),
    ),
  )
  .map(([letter, row, content]) => ({ sheet: '表', address: `${letter}${row}`, ...content }));

const values = fc.uniqueArray(value, { selector: ({ address }) => address, maxLength: 25 });

const isCell = ({ address }: Piece): boolean => address !== null && /[A-Z]/.test(address);
const cellsOf = (pieces: readonly Piece[]): ReadonlyMap<string | null, string> =>
  new Map(pieces.filter(isCell).map(({ address, text }) => [address, text]));

/** What a cell says by its XML: content, and its attributes but for those about the content. */
function readPiece(text: string): { kind: string; text: string; attributes: string } {
  const tag = /^<[^>]*>/.exec(text)?.[0] ?? '';
  const inner = /<(?:\w+:)?(?:v|t)\b[^>]*>([^<]*)</.exec(text)?.[1];
  const kind = tag.includes('inlineStr') ? 'text' : inner === undefined ? 'blank' : 'number';
  const plain = (inner ?? '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/_x005F_/g, '_');
  const attributes = tag.replace(/\s(?:t|vm)=(?:"[^"]*"|'[^']*')/g, '').replace(/\s*\/?>$/, '');
  return { kind, text: plain, attributes };
}

/** Style that a new cell takes, by the model. */
function expectedStyle(sheet: RandomSheet, address: string): number {
  const { row, column } = parseAddress(address);
  const ofRow = sheet.rows.find((found) => found.row === row)?.style ?? null;
  const { columnStyle } = sheet;
  if (ofRow !== null) return ofRow;
  return columnStyle !== null && columnStyle.from <= column && column <= columnStyle.to
    ? columnStyle.style
    : 0;
}

/** Everything but the filled cells and the rows made for them. */
function frame(
  pieces: readonly Piece[],
  without: ReadonlySet<string>,
  rows: ReadonlySet<string | null>,
): string {
  return pieces
    .filter(({ address, text }) => {
      if (address === null) return !/^<\/(\w+:)?row>$/.test(text);
      return isCell({ address, text }) ? !without.has(address) : rows.has(address);
    })
    .map(({ text }) => text.replace(/ spans="[^"]*"/, '').replace(/(dimension ref=")[^"]*/, '$1'))
    .join('')
    .replace(/<\/(\w+:)?row>|<\/(\w+:)?sheetData>/g, '')
    .replace(/(<(?:\w+:)?(?:row|sheetData)\b[^>]*?)\/?>/g, '$1>');
}

test('random cells of random sheets: each says what it should, all else is as it was, in order', () => {
  fc.assert(
    fc.property(randomSheet, values, (sheet, wanted) => {
      const xml = sheetXml(sheet);
      const patched = patchSheet(xml, wanted, []);
      const [was, is] = [piecesOf(xml), piecesOf(patched.text)];
      const [before, after] = [cellsOf(was), cellsOf(is)];
      expect(patched.filled.length + patched.skipped.length).toBe(wanted.length);
      for (const { address, why } of patched.skipped) {
        expect(why).toBe(/:f>|<f>/.test(before.get(address) ?? '') ? 'formula' : 'covered');
        expect(after.get(address)).toBe(before.get(address));
      }
      for (const { address, kind, text } of patched.filled) {
        const [old, found] = [before.get(address), after.get(address)];
        if (found === undefined) expect([kind, old]).toEqual(['blank', undefined]);
        else {
          const read = readPiece(found);
          expect([address, read.kind, read.text]).toEqual([address, kind, text]);
          if (old !== undefined) expect(read.attributes).toBe(readPiece(old).attributes);
          else expect(Number(/ s="(\d+)"/.exec(found)?.[1] ?? 0)).toBe(expectedStyle(sheet, address));
          if (old?.includes('extLst')) expect(found).toContain('<y:z xmlns:y="u"/>');
        }
      }
      const changed = new Set(patched.filled.map(({ address }) => address));
      const rows = new Set(was.filter((piece) => !isCell(piece)).map(({ address }) => address));
      expect(frame(is, changed, rows)).toBe(frame(was, changed, rows));
      expectOrder(is);
      expectTruthful(
        patched.text,
        is,
        [...changed].filter((address) => after.has(address) && !before.has(address)),
      );
    }),
    { numRuns: 1500 },
  );
});

function expectOrder(pieces: readonly Piece[]): void {
  const places = pieces.filter(isCell).map(({ address }) => parseAddress(address ?? ''));
  const numbers = places.map(({ row, column }) => row * 100 + column);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  const rows = pieces
    .filter((piece) => piece.address !== null && !isCell(piece))
    .map(({ address }) => Number(address));
  expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
}

/** Spans hold the cells of their rows, and the dimension those that are new. */
function expectTruthful(text: string, pieces: readonly Piece[], added: readonly string[]): void {
  const dimension = /dimension ref="([^"]*)"/.exec(text)?.[1];
  for (const address of dimension === undefined ? [] : added) {
    expect([dimension, address, isInRange(parseRange(dimension ?? ''), parseAddress(address))]).toEqual([
      dimension,
      address,
      true,
    ]);
  }
  let spans: readonly number[] | null = null;
  for (const piece of pieces) {
    if (piece.address === null) continue;
    if (!isCell(piece)) {
      const stated = / spans="(\d+):(\d+)"/.exec(piece.text);
      spans = stated === null ? null : [Number(stated[1]), Number(stated[2])];
    } else if (spans !== null) {
      const { column } = parseAddress(piece.address);
      expect(column).toBeGreaterThanOrEqual(spans[0] ?? 0);
      expect(column).toBeLessThanOrEqual(spans[1] ?? 0);
    }
  }
}

test('random packages pass the program’s own check and are read by openpyxl', async () => {
  const folder = temporaryFolder();
  const samples = fc.sample(fc.tuple(randomSheet, values), { numRuns: 12, seed: 20260901 });
  for (const [index, [sheet, wanted]] of samples.entries()) {
    const template = packed(sheetXml(sheet));
    const filling = await fillTemplate(template, 'random.xlsx', wanted);
    await verifyFilled(template, filling.bytes, filling, 'random.xlsx');
    const file = path.join(folder, `${index}.xlsx`);
    writeFileSync(file, filling.bytes);
    const cells = (await readWithOpenpyxl(file)).get('表')?.cells ?? {};
    for (const { address, kind, text } of filling.written) {
      const expected =
        kind === 'number' ? Number(text) : kind === 'blank' ? null : text.replace('_x', '_x005F_x');
      expect([index, address, cells[address]?.value ?? null]).toEqual([index, address, expected]);
    }
  }
}, 60_000);
