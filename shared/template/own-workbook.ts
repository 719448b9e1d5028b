import { refusal } from '../error';
import type { Grid } from '../grid';
import { dataSheetName } from '../workbook-data';

/**
 * Throws Refusal `template.ownWorkbook` for what this program exported: beneath the figures that would be filled in, its
 * data sheet would go on saying another submission's. A damaged one says it, too.
 */
export function refuseOwnWorkbook({ sheets }: Grid, file: string): void {
  const isOurs = sheets.some(
    ({ name, cells }) =>
      name.toLowerCase() === dataSheetName &&
      [...cells.values()].some(({ text }) => text.includes('tianbao-')),
  );
  if (isOurs) throw refusal('template.ownWorkbook', { file });
}
