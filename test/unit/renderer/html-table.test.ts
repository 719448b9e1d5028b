import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntities, scanHtml } from '../../../renderer/grid/html-scan';
import { readHtmlTable } from '../../../renderer/grid/html-table';
import { settled } from '../../../renderer/grid/shown-value';

const figure = { type: 'decimal', decimals: 6 } as const;

/** The texts that a table brings into cells that hold any figure. */
const rows = (html: string) =>
  readHtmlTable(html)?.rows.map((row) => row.map((value) => settled(value, figure).text));

/** What Excel puts on the clipboard, shortened. */
const fromExcel = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=utf-8>
<!--[if gte mso 9]><xml><x:Table>9</x:Table></xml><![endif]-->
<style><!-- .xl65 {mso-number-format:"\\#\\,\\#\\#0";} td {color:black} --></style></head>
<body link=blue><table border=0 cellpadding=0 width=128 style='border-collapse:collapse'>
<!--StartFragment--> <col width=64 span=2 style='width:48pt'>
 <tr height=19 style='height:14.25pt'>
  <td height=19 class=xl65 align=right width=64 x:num="1234.5">1,235</td>
  <td class=xl65 align=right x:num>7</td>
 </tr>
 <tr height=0 style='display:none'><td>99</td><td>98</td></tr>
 <tr><td x:num="123456789012">1.23457E+11</td><td x:num="434160">#####</td></tr>
<!--EndFragment--></table></body></html>`;

describe('readHtmlTable', () => {
  it('reads what Excel copied: exact values, no hidden row, no style sheet', () => {
    expect(rows(fromExcel)).toEqual([
      ['1234.5', '7'],
      ['123456789012', '434160'],
    ]);
    expect(readHtmlTable(fromExcel)).toMatchObject({ hidden: true, alone: true });
  });

  it('takes percentages and dates as they are shown', () => {
    const html = '<table><tr><td x:num="0.125">12.5%</td><td x:num="44440">2021/9/1</td></tr></table>';
    expect(rows(html)).toEqual([['12.5%', '2021/9/1']]);
  });

  it('takes the noise of floating point for what it is', () => {
    expect(rows('<table><tr><td x:num="0.29999999999999999">0.3</td></tr></table>')).toEqual([['0.3']]);
    expect(rows('<table><tr><td sdval="0.00001">0.00</td></tr></table>')).toEqual([['0.00001']]);
  });

  it('puts merged cells in their upper left corner', () => {
    const html = `<table><tr><td rowspan=2 colspan="2">甲</td><td>1</td></tr><tr><td>2</td></tr>
      <tr><td>3</td><td>4</td><td>5</td></tr></table>`;
    expect(rows(html)).toEqual([
      ['甲', '', '1'],
      ['', '', '2'],
      ['3', '4', '5'],
    ]);
  });

  it('puts what a merge says in the first of its cells that is shown', () => {
    const down = `<table><tr style="display:none"><td rowspan=3>甲</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>`;
    expect(rows(down)).toEqual([
      ['甲', '2'],
      ['', '3'],
    ]);
    const along = `<table><col style="display:none"><col><col><tr><td colspan=2>乙</td><td>1</td></tr>
      <tr><td>0</td><td>2</td><td>3</td></tr></table>`;
    expect(rows(along)).toEqual([
      ['乙', '1'],
      ['2', '3'],
    ]);
  });

  it('leaves out hidden rows, columns and cells', () => {
    const html = `<table><col><col style="display: none"><tr><td>1</td><td>2</td><td>3</td></tr>
      <tr style="mso-height-source:userset;display:none"><td>4</td></tr>
      <tr><td>5</td><td>6</td><td style='display:none'>7</td></tr></table>`;
    expect(rows(html)).toEqual([
      ['1', '3'],
      ['5', ''],
    ]);
  });

  it('keeps the lines of a cell together and ignores those of the source', () => {
    const word = `<table><tr><td><p class=MsoNormal><span>第一行</span></p>\n <p>第二\n  行</p></td><td>a<br>b</td></tr></table>`;
    expect(rows(word)).toEqual([['第一行\n第二 行', 'a\nb']]);
  });

  it('reads cells that were never closed, and tables inside of cells as text', () => {
    expect(rows('<table><tr><td>1<td>2<tr><td>3<td>4</table>')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(rows('<table><tr><td>外<table><tr><td>内</td></tr></table></td><td>2</td></tr></table>')).toEqual([
      ['外\n内', '2'],
    ]);
  });

  it('reads blanks and entities', () => {
    expect(rows('<table><tr><td>&nbsp;</td><td>&lt;5&gt; &amp;&#32;&#x7532;</td></tr></table>')).toEqual([
      ['', '<5> & 甲'],
    ]);
    expect(decodeEntities('&unknown; &#0; &#1114112;')).toBe('&unknown; &#0; &#1114112;');
  });

  it('tells whether something else was copied', () => {
    const table = '<table><tr><td>1</td></tr></table>';
    expect(readHtmlTable(`<p>通知</p>${table}`)?.alone).toBe(false);
    expect(readHtmlTable(table + table)?.alone).toBe(false);
    expect(readHtmlTable(`<div> ${table}\n</div>`)?.alone).toBe(true);
    expect(readHtmlTable('<p>没有表</p>')).toBeNull();
  });

  it('never fails on anything', () => {
    const piece = fc.constantFrom(
      '<table', '<table>', '</table>', '<tr>', '<td ', 'rowspan=3', 'colspan="99999999"', '>', '<!--', '-->',
      '<col span=5>', '"', "'", '=', '&#x', ';', '<style>', '<br/>', '1', ' ', '<', 'x:num="1"',
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const html = pieces.join('');
        for (const row of readHtmlTable(html)?.rows ?? [])
          expect(row.every(({ text }) => typeof text === 'string')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('scanHtml', () => {
  it('reads attributes in every way they are written', () => {
    const [token] = scanHtml(`<TD Class=xl65 x:num title="a>b" style='c' nowrap/>`);
    expect(token).toEqual({
      kind: 'open',
      name: 'td',
      attributes: new Map([['class', 'xl65'], ['x:num', ''], ['title', 'a>b'], ['style', 'c'], ['nowrap', '']]),
    }); // prettier-ignore
  });
});
