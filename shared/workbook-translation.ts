import { cellName } from './cell';
import { parseExpression } from './expression';
import type { Node, RefNode } from './expression';
import { emptyReads } from './formula';
import type { Program } from './program';
import { createScope, FormNotFilled, PendingForm } from './scope';
import type { Place } from './scope';
import { formatAddress, positionsOf } from './workbook-address';
import type { Position } from './workbook-address';
import { recordCellKey } from './workbook-cells';
import type { PlannedCell, PlannedValue } from './workbook-sheet';
import { added, brackets, divided, literal, multiplied, negated, rounded, subtracted } from './workbook-term';
import type { Term } from './workbook-term';

export interface Figure {
  readonly sheet: string;
  readonly position: Position;
  readonly value: PlannedValue;
}

/** The figures of a workbook, by cell and by place. */
export class Figures {
  readonly #byCell = new Map<string, Figure>();
  readonly #byPlace = new Map<string, Figure>();

  put(form: string, key: string, figure: Figure): void {
    this.#byCell.set(cellName(form, key), figure);
    this.#byPlace.set(placeName(figure.sheet, figure.position), figure);
  }

  get(form: string, key: string): Figure | undefined {
    return this.#byCell.get(cellName(form, key));
  }

  at(sheet: string, position: Position): Figure | undefined {
    return this.#byPlace.get(placeName(sheet, position));
  }
}

const placeName = (sheet: string, { column, row }: Position): string => `${sheet}!${column}.${row}`;

/** No formula can say it: the cell keeps its figure. */
class NoFormula extends Error {}

/** More arguments than spreadsheet programs take in one call. */
const argumentLimit = 255;

export interface Computed {
  readonly expression: string;
  readonly place: Place;
  /** Index of the record that a list form's cell belongs to. */
  readonly record: number;
}

/**
 * The cell's expression as a spreadsheet formula without `=`; null where it is no arithmetic over cells of the workbook,
 * or would give something else than the cell's value.
 */
export function formulaText(
  computed: Computed,
  { sheet, value }: PlannedCell,
  program: Program,
  figures: Figures,
): string | null {
  try {
    const term = new Translation(program, figures, computed, sheet).term(
      parseExpression(computed.expression),
    );
    if (term === null) return null;
    const decimals = value.text.split('.')[1]?.length ?? 0;
    // What is printed with fewer digits than it has is the rounded figure; so must the formula's result be.
    const found = [term, rounded(term, decimals)].find((one) => isSame(one.value, Number(value.text)));
    return found?.text ?? null;
  } catch (error) {
    const isElsewhere = error instanceof FormNotFilled || error instanceof PendingForm;
    if (error instanceof NoFormula || isElsewhere) return null;
    throw error;
  }
}

/** Spreadsheet programs compute with about 15 digits. */
function isSame(found: number, wanted: number): boolean {
  return Math.abs(found - wanted) <= 1e-12 * Math.max(1, Math.abs(wanted));
}

class Translation {
  readonly #scope: ReturnType<typeof createScope>;

  constructor(
    readonly program: Program,
    readonly figures: Figures,
    readonly computed: Computed,
    readonly sheet: string,
  ) {
    this.#scope = createScope(program.slots, computed.place, emptyReads(), () => () => undefined);
  }

  /** Null for cells that must not be filled: they count as nothing. Throws NoFormula. */
  term(node: Node): Term | null {
    switch (node.type) {
      case 'number':
        return literal(node.value);
      case 'ref':
        return this.#reference(node);
      case 'unary':
        if (node.op === 'not') throw new NoFormula();
        return negated(this.term(node.operand));
      case 'binary': {
        const [left, right] = [this.term(node.left), this.term(node.right)];
        if (node.op === '+') return added(left, right);
        if (node.op === '-') return subtracted(left, right);
        if (node.op === '*') return multiplied(left, right);
        if (node.op === '/' && right !== null) return divided(left, right);
        throw new NoFormula();
      }
      case 'call':
        if (node.name === 'sum') return this.#sum(node.args);
        if (node.name === 'round' && node.args[0] !== undefined && node.args[1]?.type === 'number') {
          const inner = this.term(node.args[0]);
          return inner === null ? null : rounded(inner, Number(node.args[1].value));
        }
        throw new NoFormula();
      default:
        throw new NoFormula();
    }
  }

  #reference(node: RefNode): Term | null {
    // Else asking for its place would number a cell of an earlier year that nothing reads.
    if (node.back > 0) throw new NoFormula();
    const { place, record } = this.computed;
    if (place.record && node.row === null && node.form === null && node.col !== null)
      return this.#cell(this.figures.get(place.form?.code ?? '', recordCellKey(record, node.col)));
    const slot = this.#scope.slot(node);
    return slot === null ? null : this.#cell(this.#figureOf(slot));
  }

  #figureOf(slot: number): Figure | undefined {
    const { form = '', key = '' } = this.program.slots.all[slot] ?? {};
    return this.figures.get(form, key);
  }

  #cell(figure: Figure | undefined): Term {
    if (figure === undefined || figure.value.kind === 'text') throw new NoFormula();
    return { text: this.#address(figure.sheet, figure.position), value: Number(figure.value.text), level: 2 };
  }

  #address(sheet: string, from: Position, to = from): string {
    const cells = from === to ? formatAddress(from) : `${formatAddress(from)}:${formatAddress(to)}`;
    return sheet === this.sheet ? cells : `'${sheet.replaceAll("'", "''")}'!${cells}`;
  }

  #sum(args: readonly Node[]): Term | null {
    const texts: string[] = [];
    let value = 0;
    for (const argument of args) {
      if (argument.type === 'range') {
        if (argument.from.back > 0) throw new NoFormula();
        const figures = this.#scope.range(argument.from, argument.to).map((slot) => this.#figureOf(slot));
        const found = figures.filter((figure) => figure !== undefined);
        // A cell of the sum that is not in the workbook, such as one of a name list.
        if (found.length < figures.length) throw new NoFormula();
        const terms = found.map((figure) => this.#cell(figure));
        for (const term of terms) value += term.value;
        texts.push(...(this.#block(found) ?? terms.map(({ text }) => text)));
      } else {
        const term = this.term(argument);
        if (term === null) continue;
        value += term.value;
        texts.push(term.text);
      }
    }
    if (texts.length > argumentLimit) throw new NoFormula();
    return texts.length === 0 ? null : { text: `SUM${brackets(texts.join(','))}`, value, level: 2 };
  }

  /** `F10:I10` where the figures are all that the block between their corners holds. */
  #block(figures: readonly Figure[]): readonly string[] | null {
    const [first] = figures;
    if (first === undefined) return [];
    const columns = figures.map(({ position }) => position.column);
    const rows = figures.map(({ position }) => position.row);
    const from = { column: Math.min(...columns), row: Math.min(...rows) };
    const to = { column: Math.max(...columns), row: Math.max(...rows) };
    if (figures.some(({ sheet }) => sheet !== first.sheet)) return null;
    const own = new Set(figures);
    const others = positionsOf({ from, to }).filter((position) => {
      const figure = this.figures.at(first.sheet, position);
      return figure !== undefined && figure.value.kind !== 'blank' && !own.has(figure);
    });
    if (others.length > 0) return null;
    return [this.#address(first.sheet, from, to)];
  }
}
