import type { GridCell } from '../grid';
import type { CellContent } from '../submission';
import type { FoundAt, ReportProblem } from './staged';

/** What reading an official workbook gathers. */
export interface OfficialState {
  readonly cells: Map<string, CellContent | null>;
  readonly stated: Map<string, string>;
  readonly places: Map<string, FoundAt>;
  readonly marked: Map<string, FoundAt>;
  readonly report: ReportProblem;
  /** Totals that are formulas without a result. */
  uncalculated: number;
}

/** Longest text that a cell keeps. */
const longest = 4000;

/** Says what was taken otherwise than the clerk may think. */
export function tellOddities(
  found: GridCell | undefined,
  isRaw: boolean,
  at: FoundAt,
  report: ReportProblem,
): void {
  if (found === undefined) return;
  if (found.percent === true)
    report('notice', at, { code: 'file.percentCell', params: { found: found.text } });
  const { kind, text } = found;
  if (text.length > longest) report('error', at, { code: 'import.tooLong', params: { limit: longest } });
  if (kind === 'error') report('error', at, { code: 'import.errorValue', params: { found: text } });
  else if (isRaw) report('notice', at, { code: 'import.notItsValue', params: { found: shown(text) } });
  else if (kind === 'number' && text.replace(/\D/g, '').length > 15)
    report('notice', at, { code: 'import.rounded', params: { found: text } });
}

/** Enough of a text to find it in the file. */
export function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
