import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTable, pasteInto, printHtml, printTable, tableOf } from '../../../renderer/grid/clipboard';
import { listShape, matrixShape } from '../../../renderer/grid/shape';
import { shippedDefinitions } from '../../support/definitions';

const { 教基3112: form, 局控辍1: ledger } = shippedDefinitions().forms;
if (form === undefined || ledger === undefined) throw new Error('no 教基3112 or 局控辍1');
const shape = matrixShape(form, { stages: new Set(['小学']), years: {} });
const at = (row: number, column: number) => ({ row, column });
const shown = (table: readonly (readonly string[])[]) =>
  table.map((row) => row.map((text) => ({ text, exact: null })));

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

describe('printHtml', () => {
  it('tells office programs which cells are texts, and lets nothing of a text be taken for markup', () => {
    const html = printHtml([
      [
        { text: '12', numeric: true },
        { text: '0100', numeric: false },
        { text: '<b>&"\n', numeric: false },
      ],
    ]);
    expect(html).toBe(
      `<table><tr><td>12</td><td style='mso-number-format:"\\@"'>0100</td>` +
        `<td style='mso-number-format:"\\@"'>&lt;b&gt;&amp;&quot;<br style="mso-data-placement:same-cell"></td></tr></table>`,
    );
  });

  it('is read back as it was', () => {
    const rows = [
      ['01', '两行\n说明'],
      ['<i>', '3'],
    ];
    const html = printHtml(rows.map((row) => row.map((text) => ({ text, numeric: false }))));
    expect(tableOf({ plain: '', html })).toEqual(shown(rows));
  });
});

describe('tableOf', () => {
  const exact = [
    [
      { text: '1,235', exact: '1234.5' },
      { text: '2', exact: null },
    ],
  ];
  const table = '<table><tr><td x:num="1234.5">1,235</td><td>2</td></tr></table>';

  it('prefers one copied table to its plain text', () => {
    expect(tableOf({ plain: '1,235\t2', html: table })).toEqual(exact);
    expect(tableOf({ plain: '', html: table })).toEqual(exact);
  });

  it('takes the plain text where there is more than a table, or none', () => {
    expect(tableOf({ plain: '甲\n1\t2', html: `<p>甲</p>${table}` })).toEqual(shown([['甲'], ['1', '2']]));
    expect(tableOf({ plain: '7', html: '<b>7</b>' })).toEqual(shown([['7']]));
    expect(tableOf({ plain: '1\t2\n3\t4', html: table + table })).toEqual(
      shown([
        ['1', '2'],
        ['3', '4'],
      ]),
    );
  });
});

describe('pasteInto', () => {
  it('lays a rectangle from the corner and steps over computed and closed cells', () => {
    const table = [
      ['101', '98', '2', '6'],
      ['48', '47', '1', '3'],
    ];
    const pasted = pasteInto(shape, { from: at(0, 0), to: at(0, 0) }, shown(table));
    expect(pasted.entries.map(({ cell, text }) => `${cell}=${text}`)).toEqual([
      '01.1=101', '01.3=2', '01.4=6', '02.1=48', '02.3=1', '02.4=3',
    ]); // prettier-ignore
    expect(pasted.skipped.map((place) => shape.cellAt(place))).toEqual(['01.2', '02.2']);
    expect(pasted.range).toEqual({ from: at(0, 0), to: at(1, 3) });
  });

  it('starts at the upper left corner however the range was drawn', () => {
    const pasted = pasteInto(shape, { from: at(2, 9), to: at(1, 8) }, shown([['7', '8']]));
    expect(pasted.range.from).toEqual(at(1, 8));
    expect(pasted.entries.map(({ cell, text }) => `${cell}=${text}`)).toEqual([
      '02.9=7', '02.10=8', '03.9=7', '03.10=8',
    ]); // prettier-ignore
  });

  it('fills the whole selection with a single value', () => {
    const pasted = pasteInto(shape, { from: at(0, 8), to: at(1, 9) }, shown([['5']]));
    expect(pasted.entries.map(({ cell }) => cell)).toEqual(['01.9', '01.10', '02.9', '02.10']);
  });

  it('lays a row once where the selection is no whole number of it', () => {
    const pasted = pasteInto(shape, { from: at(0, 8), to: at(0, 10) }, shown([['7', '8']]));
    expect(pasted.entries.map(({ cell }) => cell)).toEqual(['01.9', '01.10']);
  });

  it('counts no dash of a closed cell as a value that was left out', () => {
    const closed = shape.columns.findIndex((_, column) => shape.kindAt(at(1, column)) === 'notApplicable');
    expect(closed).toBeGreaterThan(0);
    const range = { from: at(1, closed), to: at(1, closed) };
    expect(pasteInto(shape, range, shown([['—']])).skipped).toEqual([]);
    expect(pasteInto(shape, range, shown([['3']])).skipped).toEqual([at(1, closed)]);
  });

  it('tells what did not fit', () => {
    const pasted = pasteInto(
      shape,
      { from: at(11, 14), to: at(11, 14) },
      shown([
        ['1', '2'],
        ['3', ''],
      ]),
    );
    expect(pasted.entries.map(({ cell }) => cell)).toEqual(['12.15']);
    expect(pasted.outside).toBe(2);
  });

  it('leaves the blank row at the foot of a list out of what it fills, and out of nothing else', () => {
    const list = listShape(ledger, ['a', 'b', 'c', 'blank']);
    const paste = (from: number, to: number, table: readonly (readonly string[])[]) =>
      pasteInto(list, { from: at(from, 1), to: at(to, 1) }, shown(table), 3).entries.map(({ cell }) => cell);
    const key = list.columns[1] ?? '';
    expect(paste(0, 3, [['5']])).toEqual(['a', 'b', 'c'].map((id) => `${id}.${key}`));
    expect(paste(3, 3, [['5']])).toEqual([`blank.${key}`]);
    expect(paste(0, 3, [['1'], ['2'], ['3'], ['4']])).toHaveLength(4);
    expect(paste(2, 2, [['1'], ['2']])).toEqual([`c.${key}`, `blank.${key}`]);
  });
});
