import type { Edition, Form } from './form';
import type { FrontSheet } from './layout';
import type { School } from './school';
import type { Collection } from './submission';
import { columnNumber, formatAddress, formatRange, parseAddress, parseRange } from './workbook-address';
import type { Position } from './workbook-address';
import { stylesOf } from './workbook-borders';
import type { CalculatedSubmission } from './workbook-data';
import type { SheetPlan } from './workbook-draft';
import { coveredCells, restyling } from './workbook-overlay';
import { pageSetup, singleRows, sizeSpans } from './workbook-page';
import { textValue } from './workbook-sheet';
import type { FixedText, PlannedCell } from './workbook-sheet';
import { filledText, slotsIn, yearSlot } from './workbook-slots';

/** What the sheets in front of the forms tell about a submission. */
export interface FrontInput {
  readonly edition: Edition;
  readonly forms: Readonly<Record<string, Form>>;
  readonly school: School;
  readonly collection: Collection;
  readonly calculation: CalculatedSubmission;
}

/** Value of a field that a text names as `{基础基111!principal}`; nothing where the school does not fill the form. */
export function fieldText(calculation: CalculatedSubmission, name: string): string | undefined {
  const [code = '', cell] = name.split('!');
  if (cell === undefined) return undefined;
  return calculation.forms.some((form) => form.code === code) ? calculation.cell(code, cell).text : '';
}

function slotValues({ school, collection, calculation }: FrontInput): (name: string) => string | undefined {
  const year = yearSlot(collection.schoolYear);
  return (name) => {
    if (name === 'schoolName') return school.name;
    if (name === 'schoolCode') return school.code;
    return year(name) ?? fieldText(calculation, name);
  };
}

interface Line {
  readonly position: Position;
  readonly text: string;
  readonly style: string;
}

/** One line for each form of the contents page. */
function listLines(sheet: FrontSheet, forms: FrontInput['forms']): readonly Line[] {
  const { list } = sheet;
  if (list === undefined) return [];
  return list.forms.flatMap(({ code, title }, index) =>
    Object.entries(list.columns).map(([column, text]): Line => {
      const names: Record<string, string> = { code, title: title ?? forms[code]?.title ?? '' };
      const position = { column: columnNumber(column), row: list.row + index };
      return { position, text: filledText(text, (name) => names[name]), style: list.style };
    }),
  );
}

/** A sheet of the edition in front of its forms, such as cover or contents. */
export function frontSheet(sheet: FrontSheet, input: FrontInput): SheetPlan {
  const styles = stylesOf(input.edition);
  const restyled = restyling(sheet, styles, null);
  const fill = slotValues(input);
  const merges = (sheet.merges ?? []).map(parseRange);
  const listed = Object.entries(sheet.texts ?? {}).map(([address, text]): Line => ({
    position: parseAddress(address),
    text,
    style: 'covered',
  }));
  const texts: FixedText[] = [];
  const cells: PlannedCell[] = [];
  for (const { position, text, style } of [...listed, ...listLines(sheet, input.forms)]) {
    const cell = { address: formatAddress(position), style: restyled(position, style) };
    if (slotsIn(text).length === 0) texts.push({ ...cell, text });
    else cells.push({ ...cell, sheet: sheet.sheet, value: textValue(filledText(text, fill)) });
  }
  const styleAt = new Map([...texts, ...cells].map(({ address, style }) => [address, style]));
  const covered = coveredCells(merges, styles, (address) => styleAt.get(address));
  const places = [...texts, ...cells, ...covered].map(({ address }) => parseAddress(address));
  const last = {
    column: Math.max(...places.map(({ column }) => column)),
    row: Math.max(...places.map(({ row }) => row)),
  };
  return {
    template: {
      sheet: sheet.sheet,
      visibility: 'visible',
      styles: styles.all,
      texts: [...texts, ...covered],
      data: cells.map(({ address, style }) => ({ address, style })),
      merges: merges.map(formatRange),
      columns: sizeSpans(sheet.columnWidths, columnNumber),
      rows: singleRows(sizeSpans(sheet.rowHeights, Number)),
      page: pageSetup(input.edition, sheet.page),
      titleRows: null,
      printArea: formatRange({ from: { column: 1, row: 1 }, to: last }),
    },
    cells,
  };
}
