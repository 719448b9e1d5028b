import { cellKey, cellsOf } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import type { Source } from '../../shared/template/source';
import { columnLetters, parseAddress } from '../../shared/workbook-address';
import type { MappedShown } from './template-mapped';

/** What follows a mapped neighbour: the next column of its row, or the next row of its column. */
export interface Suggestion {
  readonly source: Source;
  readonly after: 'left' | 'above';
}

function sourceAt(
  mapped: ReadonlyMap<string, MappedShown>,
  address: string,
): { form: string; cell: string } | null {
  const read = mapped.get(address)?.read;
  return read?.kind === 'single' && read.source.kind === 'cell' ? read.source : null;
}

/** Templates go on as the forms do: whoever mapped one cell by hand need not choose the next one from the start. */
export function suggestions(
  definitions: Definitions,
  mapped: ReadonlyMap<string, MappedShown>,
  address: string,
): readonly Suggestion[] {
  const { column, row } = parseAddress(address);
  const left = column === 1 ? null : sourceAt(mapped, `${columnLetters(column - 1)}${row}`);
  const above = row === 1 ? null : sourceAt(mapped, `${columnLetters(column)}${row - 1}`);
  const next = [
    { after: 'left' as const, source: left === null ? null : nextOf(definitions, left, 'columns') },
    { after: 'above' as const, source: above === null ? null : nextOf(definitions, above, 'rows') },
  ];
  return next.flatMap(({ after, source }) => (source === null ? [] : [{ after, source }]));
}

/** The next cell that is to be filled in the same row or column of a matrix; null where there is none. */
function nextOf(
  definitions: Definitions,
  { form: code, cell }: { readonly form: string; readonly cell: string },
  along: 'rows' | 'columns',
): Extract<Source, { kind: 'cell' }> | null {
  const form = definitions.forms[code];
  if (form?.kind !== 'matrix') return null;
  const [row = '', column = ''] = cell.split('.');
  const codes = (form[along] ?? []).map((item) => item.code);
  const open = new Set(cellsOf(form).flatMap(({ key, kind }) => (kind === 'notApplicable' ? [] : [key])));
  const key = codes
    .slice(codes.indexOf(along === 'rows' ? row : column) + 1)
    .map((next) => (along === 'rows' ? cellKey(next, column) : cellKey(row, next)))
    .find((candidate) => open.has(candidate));
  return key === undefined ? null : { kind: 'cell', form: code, cell: key };
}
