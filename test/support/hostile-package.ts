import { writeZip } from './hostile-zip';
import type { ZipEntry } from './hostile-zip';

/** A small workbook written by hand, of which any part can be replaced by something that no program would write. */

export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface SheetSpec {
  readonly name: string;
  readonly state?: string;
  /** What is in `sheetData`. */
  readonly rows?: string;
  /** What comes before and after `sheetData`. */
  readonly before?: string;
  readonly after?: string;
  readonly target?: string;
}

export function sheetXml({ rows = '', before = '', after = '' }: SheetSpec): string {
  return `<worksheet xmlns="${main}" xmlns:r="${relations}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
}

function relationsXml(items: readonly (readonly [type: string, target: string])[]): string {
  const list = items.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packageRelations}">${list.join('')}</Relationships>`;
}

export interface PackageSpec {
  readonly sheets?: readonly SheetSpec[];
  readonly sharedStrings?: string;
  /** What is in `styleSheet`. */
  readonly styles?: string;
  readonly date1904?: boolean;
  /** More parts, or others in place of those that the rest would give. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
  readonly relations?: readonly (readonly [type: string, target: string])[];
}

/** The parts of the workbook by name. */
export function packageParts(spec: PackageSpec = {}): Map<string, Uint8Array> {
  const sheets = spec.sheets ?? [{ name: '表一', rows: '<row r="1"><c r="A1"><v>7</v></c></row>' }];
  const list = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`,
  );
  const properties = spec.date1904 === true ? '<workbookPr date1904="1"/>' : '';
  const texts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationsXml([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}">${properties}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsXml([
      ...sheets.map(
        ({ target }, index) => ['worksheet', target ?? `worksheets/sheet${index + 1}.xml`] as const,
      ),
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles.xml'],
      ...(spec.relations ?? []),
    ]),
    'xl/sharedStrings.xml': spec.sharedStrings ?? `<sst xmlns="${main}"/>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}">${spec.styles ?? ''}</styleSheet>`,
    ...Object.fromEntries(
      sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)] as const),
    ),
    ...spec.parts,
  };
  return new Map(
    Object.entries(texts).map(([name, text]) => [
      name,
      typeof text === 'string' ? Buffer.from(text, 'utf8') : text,
    ]),
  );
}

/** The workbook as a file; `more` are entries as they are to be written, in place of parts of their name. */
export function packageBytes(spec: PackageSpec = {}, more: readonly ZipEntry[] = []): Buffer {
  const replaced = new Set(more.map(({ name }) => name));
  const entries = [...packageParts(spec)]
    .filter(([name]) => !replaced.has(name))
    .map(([name, content]): ZipEntry => ({ name, content }));
  return writeZip([...entries, ...more]);
}

/** One sheet with these rows. */
export function oneSheet(rows: string, rest: Omit<SheetSpec, 'name' | 'rows'> = {}): Buffer {
  return packageBytes({ sheets: [{ name: '表一', rows, ...rest }] });
}
