import { parseAddress, parseRange } from '../../shared/workbook-address';
import type { Position, Range } from '../../shared/workbook-address';
import { referencesOf } from './patch-references';
import type { References } from './patch-references';
import { attributePlaces, unescapedText, walkTags } from './patch-tags';
import type { Tag } from './patch-tags';
import type { Edit } from './patch-text';

/** A cell whose content was calculated when the file was saved. */
export interface Calculated extends Position {
  readonly sheet: string;
  readonly tag: Tag;
  /** Of its `v`; null where nothing was stored. */
  readonly result: { readonly start: number; readonly end: number } | null;
  /** Null for a cell in the range of another one's array formula. */
  readonly formula: CellFormula | null;
}

interface CellFormula {
  readonly references: References;
  /** Cells that show its results: the range of an array formula, else the cell itself. */
  readonly results: Range;
}

/** Excel's own limit; what is longer is not looked into. */
const longestFormula = 8_192;

const unknown: References = { anywhere: true, ranges: [], names: [] };

/** A formula that cells share is written once: the ranges it reads, over all the cells that share it. */
function overShared(references: References, at: Position, shared: Range): References {
  const ranges = references.ranges.map(({ sheet, range: { from, to } }) => ({
    sheet,
    range: {
      from: {
        column: from.column + Math.min(0, shared.from.column - at.column),
        row: from.row + Math.min(0, shared.from.row - at.row),
      },
      to: {
        column: to.column + Math.max(0, shared.to.column - at.column),
        row: to.row + Math.max(0, shared.to.row - at.row),
      },
    },
  }));
  return { ...references, ranges };
}

/** Every cell of a sheet that has a formula or shows a part of an array's result. */
export function calculatedCells(sheet: string, text: string): readonly Calculated[] {
  const found: Calculated[] = [];
  const stored: Calculated[] = [];
  const arrays: Range[] = [];
  const shared = new Map<string, References>();
  let lastRow = 0;
  let at: Position = { column: 0, row: 0 };
  let cell: { tag: Tag; formula: CellFormula | null; result: Calculated['result'] } | undefined;

  function formulaOf(tag: Tag, body: string): CellFormula {
    const own = { from: at, to: at };
    const { attributes } = tag;
    const reference = attributes.get('ref');
    const range = reference === undefined ? own : parseRange(reference.replaceAll('$', ''));
    const references = body.length > longestFormula ? unknown : referencesOf(unescapedText(body));
    switch (attributes.get('t')) {
      case 'dataTable':
        arrays.push(range);
        return { references: unknown, results: range };
      case 'array':
        arrays.push(range);
        return { references, results: range };
      case 'shared': {
        const index = attributes.get('si') ?? '';
        if (body !== '') shared.set(index, overShared(references, at, range));
        return { references: shared.get(index) ?? unknown, results: own };
      }
      default:
        return { references, results: own };
    }
  }

  walkTags(text, {
    open: (tag, parents) => {
      if (parents[1] !== 'sheetData') return;
      if (tag.local === 'row' && parents.length === 2) {
        lastRow = Number(tag.attributes.get('r') ?? lastRow + 1);
        at = { column: 0, row: lastRow };
      } else if (tag.local === 'c' && parents.length === 3) {
        const address = tag.attributes.get('r');
        at = address === undefined ? { column: at.column + 1, row: lastRow } : parseAddress(address);
        cell = { tag, formula: null, result: null };
      }
    },
    close: (tag, { closeStart, end }, parents) => {
      if (cell === undefined || parents[1] !== 'sheetData') return;
      if (parents.length === 4 && tag.local === 'f') {
        cell.formula = formulaOf(tag, tag.selfClosing ? '' : text.slice(tag.tagEnd, closeStart));
      } else if (parents.length === 4 && tag.local === 'v') {
        if (closeStart > tag.tagEnd && !tag.selfClosing) cell.result = { start: tag.start, end };
      } else if (parents.length === 3 && tag.local === 'c') {
        if (cell.formula !== null) found.push({ sheet, ...at, ...cell });
        else if (cell.result !== null) stored.push({ sheet, ...at, ...cell });
        cell = undefined;
      }
    },
  });
  const isResult = ({ row, column }: Position) =>
    arrays.some(
      ({ from, to }) => from.row <= row && row <= to.row && from.column <= column && column <= to.column,
    );
  return arrays.length === 0 ? found : [...found, ...stored.filter(isResult)];
}

/** Takes the stored result out of a cell, and the type that only told what kind of result it was. */
export function withoutResult(text: string, { tag, result }: Calculated): readonly Edit[] {
  if (result === null) return [];
  const type = attributePlaces(text.slice(tag.start, tag.tagEnd)).find(({ name }) => name === 't');
  const edits: Edit[] = [{ ...result, text: '' }];
  if (type !== undefined) edits.push({ start: tag.start + type.start, end: tag.start + type.end, text: '' });
  return edits;
}
