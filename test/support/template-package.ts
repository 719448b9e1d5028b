import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { TemplateValue } from '../../electron/jobs/table';
import { readGrid } from '../../electron/workbook/open';
import { fillTemplate } from '../../electron/workbook/patch-template';
import { verifyFilled } from '../../electron/workbook/patch-verify';
import { Refusal } from '../../shared/error';
import type { AppError } from '../../shared/error';
import type { GridCell } from '../../shared/grid';

export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const sheetOf = (data: string, rest = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}">${data}${rest}</worksheet>`;
export const plain = sheetOf('<sheetData><row r="1"><c r="A1" t="str"><v>𠀀填报</v></c></row></sheetData>');

export const value = (
  address: string,
  text: string,
  kind: TemplateValue['kind'] = 'text',
): TemplateValue => ({
  sheet: '表',
  address,
  kind,
  text,
});
export const number = (address: string, text: string): TemplateValue => value(address, text, 'number');

/** The error with which the work is refused; undefined where it is done. */
export async function refusalOf(work: Promise<unknown>): Promise<AppError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
}

export type Edit = (parts: Record<string, Uint8Array>) => void;

/** The package with some of its parts changed. */
export function changed(bytes: Uint8Array, edit: Edit): Uint8Array {
  const parts = unzipSync(bytes);
  edit(parts);
  return zipSync(parts);
}

export const replaced =
  (name: string, from: string, to: string): Edit =>
  (parts) => {
    const before = strFromU8(parts[name] ?? new Uint8Array());
    if (!before.includes(from)) throw new Error(`${name} has no ${from}`);
    parts[name] = strToU8(before.replaceAll(from, to));
  };

/** Fills, checks as the program does and reads one cell. */
export async function filledCell(template: Uint8Array, wanted: TemplateValue): Promise<GridCell | undefined> {
  const filling = await fillTemplate(template, 'a.xlsx', [wanted]);
  await verifyFilled(template, filling.bytes, filling, 'a.xlsx');
  const grid = await readGrid(filling.bytes, 'a.xlsx');
  return grid.sheets.find(({ name }) => name === wanted.sheet)?.cells.get(wanted.address);
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** A package with one sheet, 「表」, that has the given XML. */
export function packed(sheet: string): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relationships}/${kind}" Target="${target}"/>`;
  const font = '<font><sz val="9"/><name val="宋体"/></font>';
  const xf = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>';
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships">${relation('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships">${relation('a', 'worksheet', 'worksheets/sheet1.xml')}${relation('b', 'styles', '/xl/styles.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="1">${font}</fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1">${xf}</cellStyleXfs><cellXfs count="4">${xf.repeat(4)}</cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': sheet,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}
