import ExcelJS from 'exceljs';

/** What a cell of a workbook says, in the forms that matter to us. */
export interface ReadValue {
  readonly kind: 'number' | 'text' | 'blank';
  readonly text: string;
  /** The formula without `=` that the value is the result of. */
  readonly formula?: string;
}

const blank: ReadValue = { kind: 'blank', text: '' };

function text(value: string): ReadValue {
  return value === '' ? blank : { kind: 'text', text: value };
}

/** Workbook dates carry no time zone; exceljs hands them over as UTC. */
function dateText(date: Date): string {
  const iso = date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

/** Normalises what exceljs finds in a cell: rich text, formulas, hyperlinks, errors and dates included. */
export function cellText(value: ExcelJS.CellValue): ReadValue {
  if (value === null || value === undefined) return blank;
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return text(value ? 'TRUE' : 'FALSE');
  if (value instanceof Date) return text(dateText(value));
  if ('richText' in value) return text(value.richText.map((run) => run.text).join(''));
  if ('error' in value) return text(value.error);
  // A formula without a stored result was never calculated: there is nothing to read.
  if ('formula' in value) return { ...cellText(value.result), formula: value.formula };
  if ('sharedFormula' in value) return cellText(value.result);
  if ('hyperlink' in value) return cellText(value.text);
  return blank;
}

export interface ReadSheet {
  readonly name: string;
  readonly visibility: string;
  readonly merges: number;
  /** Cells that hold something, by address. The covered cells of a merge are not among them. */
  readonly cells: ReadonlyMap<string, ReadValue>;
}

function readSheet(sheet: ExcelJS.Worksheet): ReadSheet {
  const cells = new Map<string, ReadValue>();
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      if (cell.type === ExcelJS.ValueType.Merge) return;
      // The value of a formula cell loses a result that is zero.
      const value =
        cell.type === ExcelJS.ValueType.Formula
          ? { ...cellText(cell.result), formula: cell.formula }
          : cellText(cell.value);
      if (value.kind !== 'blank') cells.set(cell.address, value);
    });
  });
  return { name: sheet.name, visibility: sheet.state, merges: sheet.model.merges.length, cells };
}

/** Opens a workbook of any origin. */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly ReadSheet[]> {
  const workbook = new ExcelJS.Workbook();
  // exceljs declares a Buffer of its own that Node's no longer is; any bytes do.
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  return workbook.worksheets.map(readSheet);
}
