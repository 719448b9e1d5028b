import { formatAddress, parseAddress } from '../../shared/workbook-address';
import type { TemplateValue } from '../jobs/table';
import { orDamaged } from './patch-package';
import { calculatedCells, withoutResult } from './patch-results';
import { staleCells } from './patch-stale';
import type { DefinedName } from './patch-stale';
import { applyEdits } from './patch-text';
import type { PartText } from './patch-text';

/** A sheet's XML on its way into the copy. */
export interface SheetText extends PartText {
  readonly sheet: string;
  readonly part: string;
}

/** A calculated cell that lost its stored result. */
export interface Forgotten {
  readonly sheet: string;
  readonly address: string;
  /** False for a cell that only shows a part of an array's result. */
  readonly formula: boolean;
}

/**
 * Takes out the stored results of formulas that read a filled cell, directly or through others. A total that was 0 in
 * the blank would else be 0 to every program that shows what is stored: viewers, county scripts, and LibreOffice, which
 * (7.4) does not calculate on opening even when it is asked to. The formulas stay; results of others stay, too.
 * Answers only the sheets that change.
 */
export function forgetResults(
  sheets: readonly SheetText[],
  written: readonly TemplateValue[],
  names: readonly DefinedName[],
  file: string,
): { readonly sheets: readonly SheetText[]; readonly forgotten: readonly Forgotten[] } {
  const calculated = sheets.flatMap(({ sheet, part, text }) =>
    orDamaged(part, file, () => calculatedCells(sheet, text)),
  );
  const filled = written.map(({ sheet, address }) => ({ sheet, ...parseAddress(address) }));
  const stale = staleCells(calculated, filled, names).filter(({ result }) => result !== null);
  const changed = sheets.flatMap((source) => {
    const edits = stale
      .filter(({ sheet }) => sheet === source.sheet)
      .flatMap((cell) => withoutResult(source.text, cell));
    return edits.length === 0 ? [] : [{ ...source, text: applyEdits(source.text, edits) }];
  });
  const forgotten = stale.map(({ sheet, row, column, formula }) => ({
    sheet,
    address: formatAddress({ row, column }),
    formula: formula !== null,
  }));
  return { sheets: changed, forgotten };
}
