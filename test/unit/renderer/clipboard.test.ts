import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTable, pasteInto, printTable } from '../../../renderer/grid/clipboard';
import { matrixShape } from '../../../renderer/grid/shape';
import { shippedDefinitions } from '../../support/definitions';

const form = shippedDefinitions().forms['教基3112'];
if (form === undefined) throw new Error('no 教基3112');
const shape = matrixShape(form, { stages: new Set(['小学']), years: {} });
const at = (row: number, column: number) => ({ row, column });

describe('parseTable', () => {
  it('reads rows and columns with any line end, without the empty line at the end', () => {
    expect(parseTable('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(parseTable('1\n2')).toEqual([['1'], ['2']]);
    expect(parseTable('')).toEqual([['']]);
  });

  it('keeps blank cells, so that columns stay where they are', () => {
    expect(parseTable('\t2\t\n\t\t3')).toEqual([
      ['', '2', ''],
      ['', '', '3'],
    ]);
  });

  it('reads quoted cells with breaks and doubled quotes', () => {
    expect(parseTable('"一行\n两行"\t"说""好"""\t3')).toEqual([['一行\n两行', '说"好"', '3']]);
  });

  it('takes a quote inside a text for what it is', () => {
    expect(parseTable('5" 屏\t"甲"班')).toEqual([['5" 屏', '"甲"班']]);
  });

  it('reads back what it printed', () => {
    const cell = fc.string({ unit: fc.constantFrom('1', '女', '"', '\t', '\n', ' ') });
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      );
    fc.assert(
      fc.property(table, (rows) => {
        // A last row that is entirely empty cannot be told from the line end that office programs add.
        fc.pre(rows.length === 1 || rows.at(-1)?.join('') !== '' || (rows.at(-1)?.length ?? 0) > 1);
        expect(parseTable(printTable(rows))).toEqual(rows);
      }),
    );
  });
});

describe('pasteInto', () => {
  it('lays a rectangle from the corner and steps over computed and closed cells', () => {
    const table = [
      ['101', '98', '2', '6'],
      ['48', '47', '1', '3'],
    ];
    const pasted = pasteInto(shape, { from: at(0, 0), to: at(0, 0) }, table);
    expect(pasted.entries.map(({ cell, text }) => `${cell}=${text}`)).toEqual([
      '01.1=101', '01.3=2', '01.4=6', '02.1=48', '02.3=1', '02.4=3',
    ]); // prettier-ignore
    expect(pasted.skipped).toBe(2);
    expect(pasted.range).toEqual({ from: at(0, 0), to: at(1, 3) });
  });

  it('starts at the upper left corner however the range was drawn', () => {
    const pasted = pasteInto(shape, { from: at(2, 9), to: at(1, 8) }, [['7', '8']]);
    expect(pasted.entries.map(({ cell }) => cell)).toEqual(['02.9', '02.10']);
  });

  it('fills the whole selection with a single value', () => {
    const pasted = pasteInto(shape, { from: at(0, 8), to: at(1, 9) }, [['5']]);
    expect(pasted.entries.map(({ cell }) => cell)).toEqual(['01.9', '01.10', '02.9', '02.10']);
  });

  it('tells what did not fit', () => {
    const pasted = pasteInto(shape, { from: at(11, 14), to: at(11, 14) }, [
      ['1', '2'],
      ['3', ''],
    ]);
    expect(pasted.entries.map(({ cell }) => cell)).toEqual(['12.15']);
    expect(pasted.outside).toBe(2);
  });
});
