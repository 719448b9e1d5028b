import { describe, expect, test } from 'vitest';
import { columnLetters, columnNumber, formatAddress, parseAddress } from '../../shared/workbook-address';
import { placedCells } from '../../shared/workbook-cells';
import { sheetTemplate } from '../../shared/workbook-template';
import { readReference } from '../support/definitions';
import { village } from '../support/school';
import { editionOf, formOf } from './workbook-plans';

interface ReferenceForm {
  readonly code: string;
  readonly title: string;
  readonly kind: 'matrix' | 'fields' | 'ledger';
  readonly header?: {
    readonly titleCell?: string;
    readonly formCodeAndUnitCell?: string;
    readonly rows?: string;
    readonly codeRow?: number;
    readonly firstDataRow?: number;
    readonly labelCols?: string;
    readonly unitCol?: string;
    readonly rowCodeCol?: string;
    readonly firstDataCol?: string;
    readonly remarkCol?: string;
  };
  readonly sheetName?: string;
  readonly rows?: readonly {
    readonly code: string;
    readonly excelRow?: number;
    readonly printedCode?: string;
    readonly valueCell?: string;
  }[];
  readonly columns?: readonly { readonly code: string; readonly excelCol?: string }[];
  readonly fields?: readonly { readonly id: string; readonly cell?: string }[];
}

const reference = readReference('forms.json') as readonly ReferenceForm[];

/** The form's sheet as a school of every stage would get it: texts and data by address, cells by key. */
function sheetOf(code: string) {
  const form = formOf(code);
  const template = sheetTemplate(editionOf(form), form, { school: null, schoolYear: 2026, records: 1 });
  const texts = new Map(template.texts.map(({ address, text }) => [address, text]));
  const places = new Map(
    placedCells(form, null, 1).map(({ key, position }) => [key, formatAddress(position)]),
  );
  const covered = template.texts.filter(({ style }) => style.startsWith('covered'));
  return { form, template, texts, places, covered: new Set(covered.map(({ address }) => address)) };
}

describe.each(reference.map((form) => [form.code, form] as const))('%s', (code, official) => {
  const { form, template, texts, places } = sheetOf(code);
  const { header = {}, rows = [], columns = [], fields = [] } = official;

  test('has as many rows, columns and fields as the official form', () => {
    if (official.kind === 'matrix') expect(places.size).toBe(rows.length * columns.length);
    if (official.kind === 'fields') expect(places.size).toBe(fields.length);
    if (official.kind === 'ledger') expect(places.size).toBe(columns.length);
  });

  test('is named like the official sheet', () => {
    if (official.sheetName === undefined || official.sheetName.length > 31) return;
    expect(template.sheet).toBe(official.sheetName.replace('<办学类型>', village.type));
  });

  test('prints title, code and unit, head and column codes where the official sheet does', () => {
    const { titleCell, formCodeAndUnitCell, rows: headRows, codeRow } = header;
    if (titleCell !== undefined) expect(texts.get(titleCell)?.trim()).toBe(official.title);
    if (formCodeAndUnitCell !== undefined)
      expect(texts.get(formCodeAndUnitCell)?.split(/\s/)[0]).toBe(official.code);
    if (headRows !== undefined) expect(form.layout.headRows?.join(':')).toBe(headRows);
    if (codeRow === undefined) return;
    const first = columnNumber(header.firstDataCol ?? '');
    expect(columns.map((_, index) => texts.get(`${columnLetters(first + index)}${codeRow}`))).toEqual(
      columns.map((column) => column.code),
    );
  });

  test('has labels, codes, units and remarks in the official columns', () => {
    const { labelCols, rowCodeCol, unitCol, remarkCol, firstDataRow = 0 } = header;
    if (labelCols !== undefined) {
      const { labelColumn = '', labelEnd } = form.layout;
      expect([labelColumn, labelEnd].filter(Boolean).join(':')).toBe(labelCols);
      for (const [index, row] of rows.entries()) {
        // A group beside its rows stands left of their own labels.
        const [from = '', to = from] = labelCols.split(':');
        const line = firstDataRow + index;
        expect([row.code, texts.get(`${from}${line}`) || texts.get(`${to}${line}`) || '']).not.toContain('');
      }
    }
    for (const [column, name] of [
      [unitCol, 'unitColumn'],
      [remarkCol, 'remarkColumn'],
      [rowCodeCol, 'codeColumn'],
    ] as const)
      expect(form.layout[name]).toBe(column ?? form.layout[name]);
    if (rowCodeCol === undefined) return;
    const padded = editionOf(form).sheets.rowCodes === 'padded';
    const found = rows.map((_, index) => texts.get(`${rowCodeCol}${firstDataRow + index}`));
    expect(found).toEqual(
      rows.map((row) => row.printedCode ?? (padded ? row.code : String(Number(row.code)))),
    );
  });

  test('has every cell at its official address', () => {
    const { firstDataCol, firstDataRow } = header;
    for (const [down, row] of rows.entries()) {
      for (const [right, column] of columns.entries()) {
        const { column: foundColumn, row: foundRow } = parseAddress(
          places.get(`${row.code}.${column.code}`) ?? 'A1',
        );
        const cell = `${row.code}.${column.code}`;
        const expectedColumn =
          column.excelCol ?? (firstDataCol && columnLetters(columnNumber(firstDataCol) + right));
        const expectedRow = row.excelRow ?? (firstDataRow && firstDataRow + down);
        if (expectedColumn !== undefined)
          expect([cell, columnLetters(foundColumn)]).toEqual([cell, expectedColumn]);
        if (expectedRow !== undefined) expect([cell, foundRow]).toEqual([cell, expectedRow]);
        if (row.valueCell !== undefined) expect([cell, places.get(cell)]).toEqual([cell, row.valueCell]);
      }
    }
    for (const { id, cell } of fields)
      if (cell !== undefined) expect([id, places.get(id)]).toEqual([id, cell]);
  });
});

/** Cells that county tools read, as far as their reports name them. */
test.each([
  ['教基1001', 'schoolCode', 'C3'],
  ['教基1001', 'schoolName', 'C4'],
  ['教基3112', '01.7', 'I6'],
  ['教基3115', '01.3', 'E6'],
  ['教基3120', '01.3', 'E7'],
  ['教基2106', '01.1', 'C5'],
  ['教基4149', '01.2', 'D6'],
  ['教基4155', '02.1', 'C6'],
  ['教基5170', '05.4', 'F10'],
  ['教基5170', '12.4', 'F17'],
  ['教基5176', '03.1', 'D7'],
  ['教基5176', '15.1', 'D19'],
  ['基础基212', '01.1', 'E6'],
  ['基础基213', '03.1', 'E9'],
  ['基础基312', '01.4', 'H7'],
  ['基础基313', '01.3', 'G7'],
  ['基础基315', '01.3', 'G8'],
  ['基础基331', '04.15', 'R10'],
  ['基础基412', '01.2', 'E7'],
  ['基础基512', '04.1', 'E10'],
  ['基础基512', '10.1', 'E16'],
  ['基础基522', '01.3', 'F9'],
  ['基础基531', '01.1', 'D8'],
])('%s!%s stands in %s', (code, key, address) => {
  expect(sheetOf(code).places.get(key)).toBe(address);
});
