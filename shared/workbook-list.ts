import { columnKey, specOf } from './cell';
import type { Edition, Form } from './form';
import { formatAddress, parseAddress } from './workbook-address';
import type { Position } from './workbook-address';
import type { CalculatedSubmission } from './workbook-data';
import { printedValue } from './workbook-form';
import { blank, heightOf, linesIn } from './workbook-sheet';
import type { PlannedValue, SheetTemplate } from './workbook-sheet';
import { ownStyles } from './workbook-styles';
import { dataStyler, sheetTemplate } from './workbook-template';
import type { SheetOf } from './workbook-template';

/** A sheet that is a list: a fixed head, and below it one row for each record. */
export interface ListSheet {
  /** The sheet without its records. */
  readonly template: SheetTemplate;
  /** Place of the first value of the first record. */
  readonly first: Position;
  /** Style of each column's cells, by name. */
  readonly styles: readonly string[];
  readonly rows: Iterable<readonly PlannedValue[]>;
  /** A line below the records, a row apart; its height is in points. */
  readonly foot: { readonly text: string; readonly style: string; readonly height: number } | null;
}

/** A workbook of lists. */
export interface ListPlan {
  readonly title: string;
  readonly author: string;
  readonly sheets: readonly ListSheet[];
}

/** Printed on every page of a name list. */
export const personalHeader = '&R&9含个人信息，请妥善保管';

/** The sheet of a list form with every record, personal data included: for a file of its own. */
export function ledgerSheet(
  edition: Edition,
  form: Form,
  of: Omit<SheetOf, 'records'>,
  calculation: Pick<CalculatedSubmission, 'records'>,
  signatures: string,
): ListSheet {
  const template = sheetTemplate(edition, form, { ...of, records: 0 });
  const first = parseAddress(form.layout.firstDataCell);
  const columns = form.columns ?? [];
  const styleOf = dataStyler(edition, form);
  const styles = columns.map((column, index) =>
    styleOf({
      key: formatAddress(first),
      position: { column: first.column + index, row: first.row },
      kind: column.computed === undefined ? 'input' : 'computed',
      type: specOf(column).type,
    }),
  );
  const rows = calculation.records(form.code).map((record) =>
    columns.map((column) => {
      const content = record.cells[columnKey(column.code)] ?? null;
      return content === null
        ? blank
        : printedValue(edition, specOf(column).type, { content, text: content.text });
    }),
  );
  const width = template.columns.reduce((sum, { from, to, size }) => sum + size * (to - from + 1), 0);
  const { page } = template;
  const margins = { ...page.margins, top: Math.max(page.margins.top, page.margins.header + 0.25) };
  return {
    template: {
      ...template,
      styles: { ...template.styles, signatureLine: ownStyles.signatureLine },
      page: { ...page, header: personalHeader, margins },
    },
    first,
    styles,
    rows,
    foot:
      signatures === ''
        ? null
        : { text: signatures, style: 'signatureLine', height: heightOf(linesIn(signatures, width)) },
  };
}
