import { definitionSentences as sentences } from './definition-sentences';
import { cellApplies } from './applicability';
import type { Teaching } from './applicability';
import { bridgeCell } from './bridge';
import { cellKey, cellName, cellsOf, columnCodes, rowCodes } from './cell';
import type { FormCell } from './cell';
import type { Definitions } from './definitions';
import type { Evaluate, Scope } from './evaluate';
import { ExpressionError } from './expression';
import type { FieldNode, Node, RefNode } from './expression';
import type { CellType, Form, FormColumn, FormRow } from './form';
import { pathValue } from './path-value';
import { compileUnrounded } from './unrounded';

/** A relation reads a form that is known but not defined yet. */
export class PendingForm extends Error {
  constructor(readonly form: string) {
    super(form);
  }
}

/** A relation reads a form that this school does not fill. */
export class FormNotFilled extends Error {
  constructor(readonly form: string) {
    super(form);
  }
}

/** A cell of this (`back` 0) or an earlier year that some expression reads. */
export interface Slot {
  readonly back: number;
  readonly form: string;
  readonly key: string;
  /** `form!key`, under which what was entered is kept. */
  readonly name: string;
  /** The definition of a cell of this year. */
  readonly cell: FormCell | null;
}

/** Slots of matrix cells by row and column; null for a cell that must not be filled. */
type AskedRows = Map<string, Map<string, number | null>>;

/** Numbers the cells that expressions read. */
export class Slots {
  readonly all: Slot[] = [];
  /** By form and key for each year back: every shown and printed cell asks here, and joined names would be made anew. */
  readonly #index: Map<string, Map<string, number>>[] = [];
  readonly #cells = new Map<string, ReadonlyMap<string, FormCell>>();
  /** Matrix cells that were asked for, by year, form, row and column: thousands of relations ask for the same few. */
  readonly #asked: Map<Form, AskedRows>[] = [];

  constructor(
    readonly definitions: Definitions,
    readonly forms: readonly Form[],
    readonly edition: string,
    readonly teaching: Teaching,
  ) {
    for (const form of forms) {
      this.#cells.set(form.code, new Map(cellsOf(form).map((cell) => [cell.key, cell])));
      for (const cell of cellsOf(form)) {
        // What the school does not see must not count in a total that it does see; what stands there is kept.
        if (cell.kind !== 'notApplicable' && cellApplies(cell, teaching))
          this.#put(0, form.code, cell.key, cell);
      }
    }
  }

  #put(back: number, form: string, key: string, cell: FormCell | null): number {
    const ofYear = (this.#index[back] ??= new Map());
    const ofForm = ofYear.get(form) ?? new Map<string, number>();
    const known = ofForm.get(key);
    if (known !== undefined) return known;
    ofYear.set(form, ofForm.set(key, this.all.length));
    return this.all.push({ back, form, key, name: cellName(form, key), cell }) - 1;
  }

  current(form: string, key: string): number | undefined {
    return this.#index[0]?.get(form)?.get(key);
  }

  cell(form: string, key: string): FormCell | undefined {
    return this.#cells.get(form)?.get(key);
  }

  /** The definition of a form that an expression names. */
  form(code: string): Form {
    const form = this.definitions.forms[code];
    if (form !== undefined) return form;
    if (this.definitions.editions.some((edition) => edition.pending.includes(code)))
      throw new PendingForm(code);
    throw new ExpressionError(sentences.unknownForm(code));
  }

  /** Slot of a cell that stands in `form`; null when this school must not fill it. */
  matrix(form: Form, back: number, row: string, col: string): number | null {
    const ofYear = (this.#asked[back] ??= new Map<Form, AskedRows>());
    const ofForm = ofYear.get(form) ?? new Map<string, Map<string, number | null>>();
    const ofRow = ofForm.get(row) ?? new Map<string, number | null>();
    const known = ofRow.get(col);
    if (known !== undefined) return known;
    const slot = this.#matrix(form, back, row, col);
    ofYear.set(form, ofForm.set(row, ofRow.set(col, slot)));
    return slot;
  }

  #matrix(form: Form, back: number, row: string, col: string): number | null {
    if (!rowCodes(form).includes(row) || !columnCodes(form).includes(col)) {
      throw new ExpressionError(sentences.unknownCell(form.code, row, col));
    }
    if (back > 0) return this.#put(back, form.code, cellKey(row, col), null);
    const home = this.#home({ form: form.code, row, col });
    const cell = this.cell(home.form, cellKey(home.row, home.col));
    if (cell === undefined) throw new FormNotFilled(form.code);
    return this.current(home.form, cell.key) ?? null;
  }

  field(form: Form, id: string): number {
    if (!form.fields?.some((field) => field.id === id))
      throw new ExpressionError(sentences.unknownField(form.code, id));
    const slot = this.current(form.code, id);
    if (slot === undefined) throw new FormNotFilled(form.code);
    return slot;
  }

  /**
   * Whether the school fills the form in which a cell of an earlier year stood. What has no counterpart in this edition
   * may have stood in a form of the one before.
   */
  fills(form: Form, row: string, col: string): boolean {
    try {
      const home = this.#home({ form: form.code, row, col });
      return this.cell(home.form, cellKey(home.row, home.col)) !== undefined;
    } catch (error) {
      if (error instanceof FormNotFilled) return true;
      throw error;
    }
  }

  /** A form of another edition is read in the edition being filled. */
  #home(cell: { form: string; row: string; col: string }): { form: string; row: string; col: string } {
    const edition = this.definitions.editionOf[cell.form];
    if (edition === this.edition || edition === 'local') return cell;
    const home = bridgeCell(this.definitions, cell, this.edition);
    if (home === undefined) throw new FormNotFilled(cell.form);
    return home;
  }
}

/** What an expression stands in: the form, and the row and column being filled or checked. */
export interface Place {
  readonly form: Form | null;
  readonly row: FormRow | null;
  readonly column: FormColumn | null;
  /** Bare columns mean the current record of this list form. */
  readonly record: boolean;
  /** Rows that the check runs over. */
  readonly rows?: readonly FormRow[];
}

/** What an expression turned out to read. */
export interface Reads {
  readonly slots: Set<number>;
  readonly lists: Set<string>;
}

/**
 * `value`: unrounded; `words`: 口径：台账口径；4/612；2025—2026学年; `inapplicable`: why there is nothing to count it over,
 * blank where there is.
 */
export type FigurePart = 'value' | 'words' | 'inapplicable';

const isFigurePart = (name: string): name is FigurePart =>
  name === 'value' || name === 'words' || name === 'inapplicable';

export type CompileIndicator = (id: string, stage: string, reads: Reads, part?: FigurePart) => Evaluate;

export function createScope(slots: Slots, place: Place, reads: Reads, indicator: CompileIndicator): Scope {
  const formOf = (code: string | null): Form => {
    if (code !== null) return slots.form(code);
    if (place.form === null) throw new ExpressionError(sentences.formNotNamed());
    return place.form;
  };
  const rowOf = (row: string | null): string => {
    const code = row === null || row === '*' ? place.row?.code : row;
    if (code === undefined) throw new ExpressionError(sentences.rowNotNamed());
    return code;
  };
  const columnOf = (col: string | null): string => {
    const code = col === null || col === '*' ? place.column?.code : col;
    if (code === undefined) throw new ExpressionError(sentences.columnNotNamed());
    return code;
  };
  const read = (slot: number | null): number | null => {
    if (slot !== null) reads.slots.add(slot);
    return slot;
  };
  return {
    recordForm: place.record ? place.form : null,
    slot(node: RefNode | FieldNode) {
      const form = formOf(node.form);
      if (node.type === 'field' && node.back > 0) throw new ExpressionError(sentences.fieldOfEarlierYear());
      if (node.type === 'field') return read(slots.field(form, node.id));
      return read(slots.matrix(form, node.back, rowOf(node.row), columnOf(node.col)));
    },
    range(from, to) {
      const form = formOf(from.form);
      return cellsBetween(form, rowOf(from.row), rowOf(to.row), columnOf(from.col), columnOf(to.col)).flatMap(
        ([row, col]) => {
          const slot = read(slots.matrix(form, from.back, row, col));
          return slot === null ? [] : [slot];
        },
      );
    },
    list(code) {
      const form = slots.form(code);
      if (form.kind !== 'list') throw new ExpressionError(sentences.notList(code));
      if (!slots.forms.includes(form)) throw new FormNotFilled(code);
      reads.lists.add(code);
      const inner = createScope(slots, { ...place, form, record: true }, reads, indicator);
      return { ...inner, path: (object, name) => pathValue(place, object, name) };
    },
    path(object, name) {
      const { figure } = place.row ?? {};
      if (object !== 'row' || figure === undefined || !isFigurePart(name))
        return pathValue(place, object, name);
      return indicator(figure.indicator, figure.stage, readsOfFigure(place, figure, reads), name);
    },
    indicator: (id, stage) => indicator(id, stage, readsOfFigure(place, { indicator: id, stage }, reads)),
    back: (node, years) => shiftBack(node, years),
    unrounded(node) {
      const slot = node.back > 0 ? null : this.slot(node);
      const cell = slot === null ? null : (slots.all[slot]?.cell ?? null);
      if (cell === null) return null;
      const [own, inside] = [
        { slots: new Set<number>(), lists: new Set<string>() },
        { ...cell, record: false },
      ];
      const found = sourceOf(cell, createScope(slots, inside, own, indicator));
      // A check reads the cell: it must not wait for what stands behind it.
      if (found !== null && place.rows === undefined) addReads(reads, own);
      return found;
    },
    goal: goalOf(place.row),
    eachRow: () => (place.rows ?? []).map((row) => createScope(slots, { ...place, row }, reads, indicator)),
    typeOf: (node) => {
      const form = formOf(node.form);
      if (node.type === 'field') return form.fields?.find(({ id }) => id === node.id)?.type;
      const column = form.columns?.find(({ code }) => code === columnOf(node.col));
      if (column === undefined || column.type !== 'byRow') return column?.type as CellType | undefined;
      return form.rows?.find(({ code }) => code === rowOf(node.row))?.type;
    },
  };
}

/** Null also where the cell's source is in a form that this school does not have. */
function sourceOf(cell: FormCell, scope: Scope): Evaluate | null {
  try {
    return compileUnrounded(cell, scope);
  } catch (error) {
    if (error instanceof PendingForm || error instanceof FormNotFilled) return null;
    throw error;
  }
}

function addReads(to: Reads, from: Reads): void {
  for (const slot of from.slots) to.slots.add(slot);
  for (const list of from.lists) to.lists.add(list);
}

const goalOf = (row: FormRow | null): Scope['goal'] =>
  row?.op === undefined || row.figure === undefined ? null : { op: row.op, ...row.figure };

/**
 * A check on the row that reports a figure reads the row's own cells, which follow the figure: were the figure's cells
 * among its own, it would wait for forms that need not be filled.
 */
function readsOfFigure(
  { form, rows }: Place,
  { indicator, stage }: { readonly indicator: string; readonly stage: string },
  reads: Reads,
): Reads {
  const reported = form?.rows?.some(
    ({ figure }) => figure?.indicator === indicator && figure.stage === stage,
  );
  return rows !== undefined && reported === true ? { slots: new Set(), lists: new Set() } : reads;
}

function cellsBetween(
  form: Form,
  fromRow: string,
  toRow: string,
  fromCol: string,
  toCol: string,
): [string, string][] {
  const [rows, columns] = [rowCodes(form), columnCodes(form)];
  const rowSpan = rows.slice(rows.indexOf(fromRow), rows.indexOf(toRow) + 1);
  const columnSpan = columns.slice(columns.indexOf(fromCol), columns.indexOf(toCol) + 1);
  if (
    !rows.includes(fromRow) ||
    !columns.includes(fromCol) ||
    rowSpan.length === 0 ||
    columnSpan.length === 0
  ) {
    throw new ExpressionError(
      sentences.unknownRange(form.code, `r${fromRow}c${fromCol}`, `r${toRow}c${toCol}`),
    );
  }
  return rowSpan.flatMap((row) => columnSpan.map((col): [string, string] => [row, col]));
}

function shiftBack(node: Node, years: number): Node {
  if (node.type !== 'ref' && node.type !== 'field') throw new ExpressionError(sentences.backOfExpression());
  return { ...node, back: years };
}
