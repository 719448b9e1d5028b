import type { Analysis, AnalysisSource } from './analysis';
import { BrokenDefinition } from './broken';
import type { Definitions } from './definitions';
import { definitionSentences as sentences } from './definition-sentences';
import { add } from './decimal';
import { compileNode, number, truth } from './evaluate';
import type { Evaluate, Memory, Scope, Value } from './evaluate';
import { ExpressionError, parseExpression, walk } from './expression';
import type { Node } from './expression';
import { expectType } from './expression-type';
import { concerns } from './figure-stage';
import { referTo } from './indicator';
import type { Indicators } from './indicator';
import type { Stage } from './school-types';
import { createScope, FormNotFilled, PendingForm } from './scope';
import type { Reads, Slots } from './scope';

export type AnalysisColumn = Analysis['columns'][number];
export type AnalysisRow = Analysis['rows'][number];

export interface CompiledAnalysisCell {
  readonly evaluate: Evaluate;
  readonly reads: Reads;
  /** A form that this school does not fill and without which the cell cannot be known. */
  readonly unavailable: string | null;
}

export interface CompiledAnalysisRow {
  readonly definition: AnalysisRow;
  readonly applies: ((memory: Memory) => boolean) | null;
  /** By column id; a cell that nothing states is absent. */
  readonly cells: ReadonlyMap<string, CompiledAnalysisCell>;
}

export interface CompiledAnalysis {
  readonly definition: Analysis;
  readonly applies: ((memory: Memory) => boolean) | null;
  readonly rows: readonly CompiledAnalysisRow[];
}

/** Analyses of one kind of school, each compiled when it is first asked for. */
export interface Analyses {
  /** Null when there is none, or the school has nothing in it. Throws BrokenDefinition. */
  of(id: string): CompiledAnalysis | null;
  all(): readonly CompiledAnalysis[];
}

export function analysesFor(
  definitions: Definitions,
  slots: Slots,
  stages: ReadonlySet<Stage>,
  indicators: Indicators,
): Analyses {
  const compiled = new Map<string, CompiledAnalysis | null>();
  const analyses: Analyses = {
    of(id) {
      const known = compiled.get(id);
      if (known !== undefined) return known;
      const definition = definitions.analyses.find((each) => each.id === id);
      if (definition === undefined) return null;
      const made = compileAnalysis(definition, slots, stages, indicators);
      compiled.set(id, made);
      return made;
    },
    all: () => definitions.analyses.flatMap(({ id }) => analyses.of(id) ?? []),
  };
  return analyses;
}

/** Null when the school has nothing in it. Throws BrokenDefinition. */
export function compileAnalysis(
  definition: Analysis,
  slots: Slots,
  stages: ReadonlySet<Stage>,
  indicators: Indicators,
): CompiledAnalysis | null {
  if (definition.stage !== undefined && !concerns(definition.stage, stages)) return null;
  const ids = definition.columns.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new BrokenDefinition(definition.id, 'columns', sentences.codeTwice(twice));
  const strange = definition.chart?.series.find((id) => !ids.includes(id));
  if (strange !== undefined)
    throw new BrokenDefinition(definition.id, 'chart/series', sentences.unknownPath(`[${strange}]`));
  const compiler = new AnalysisCompiler(definition, slots, indicators);
  const rows: CompiledAnalysisRow[] = [];
  definition.rows.forEach((row, index) => {
    if (row.stage !== undefined && !concerns(row.stage, stages)) return;
    rows.push(compiler.row(row, index, rows));
  });
  const reads = rows.some(({ cells }) => [...cells.values()].some(({ unavailable }) => unavailable === null));
  if (!reads) return null;
  return { definition, rows, applies: compiler.condition(definition.when, 'when') };
}

/** The cell that a name in brackets means; undefined where there is none. Throws ExpressionError. */
type CellOf = (name: string) => CompiledAnalysisCell | undefined;

class AnalysisCompiler {
  constructor(
    private readonly definition: Analysis,
    private readonly slots: Slots,
    private readonly indicators: Indicators,
  ) {}

  row(row: AnalysisRow, index: number, above: readonly CompiledAnalysisRow[]): CompiledAnalysisRow {
    const { columns } = this.definition;
    const place = `rows/${index}`;
    const upward = (id: string): CompiledAnalysisCell | undefined => this.above(id, index, above);
    const cells = new Map<string, CompiledAnalysisCell>();
    const underWay = new Set<string>();
    for (const id of Object.keys(row.cells))
      if (!columns.some((column) => column.id === id))
        throw new BrokenDefinition(this.definition.id, `${place}/cells`, sentences.unknownPath(`[${id}]`));
    const compile = (id: string): CompiledAnalysisCell | undefined => {
      const known = cells.get(id);
      const column = columns.find((each) => each.id === id);
      if (known !== undefined || column === undefined) return known;
      if (underWay.has(id)) throw new ExpressionError(sentences.circular());
      underWay.add(id);
      const source = row.cells[id] ?? column.value;
      const made =
        source !== undefined
          ? this.cell(source, compile, upward)
          : row.total === true && column.kind !== 'rate'
            ? totalOf(id, sinceLastTotal(above))
            : undefined;
      underWay.delete(id);
      if (made !== undefined) cells.set(id, made);
      return made;
    };
    for (const { id } of columns) this.named(`${place}/cells/${id}`, () => compile(id));
    return { definition: row, applies: this.condition(row.when, `${place}/when`), cells };
  }

  /** `[all.difference]`: a cell of a row further up, blank where the school does not see that row. Throws ExpressionError. */
  private above(
    name: string,
    index: number,
    rows: readonly CompiledAnalysisRow[],
  ): CompiledAnalysisCell | undefined {
    const [id, column = ''] = name.split('.');
    const isKnown = this.definition.rows.slice(0, index).some((row) => row.id === id);
    if (!isKnown || !this.definition.columns.some((each) => each.id === column))
      throw new ExpressionError(sentences.unknownPath(`[${name}]`));
    const row = rows.find(({ definition }) => definition.id === id);
    const cell = row?.cells.get(column);
    const applies = row?.applies ?? null;
    if (cell === undefined || applies === null) return cell;
    return { ...cell, evaluate: (memory) => (applies(memory) ? cell.evaluate(memory) : null) };
  }

  condition(text: string | undefined, place: string): ((memory: Memory) => boolean) | null {
    if (text === undefined) return null;
    return this.named(place, () => {
      const { scope } = this.scope(
        emptyReads(),
        () => undefined,
        () => undefined,
      );
      const node = parseExpression(text);
      expectType(node, scope, 'truth');
      const evaluate = compileNode(node, scope);
      return (memory) => truth(evaluate(memory)) === true;
    });
  }

  private named<T>(place: string, make: () => T): T {
    try {
      return make();
    } catch (error) {
      if (error instanceof ExpressionError)
        throw new BrokenDefinition(this.definition.id, place, error.message);
      throw error;
    }
  }

  /** Throws ExpressionError. */
  private cell(source: AnalysisSource, compile: CellOf, upward: CellOf): CompiledAnalysisCell | undefined {
    const text = typeof source === 'string' ? source : source.byEdition[this.slots.edition];
    if (text === undefined) return undefined;
    const reads = emptyReads();
    const { scope, columns } = this.scope(reads, compile, upward);
    try {
      const node = parseExpression(text);
      expectType(node, scope, 'any');
      const evaluate = compileNode(node, scope);
      const never = this.neverFilled(node);
      // Whatever is computed with it is not known either: pupils a year ago are not none.
      if (never !== null) return { evaluate: () => undefined, reads: emptyReads(), unavailable: never };
      // What only adds up columns of forms that the school does not fill is as unknown as they are.
      const missing = [...columns].find(({ unavailable }) => unavailable !== null)?.unavailable ?? null;
      const onlyMissing = reads.slots.size + reads.lists.size === 0 ? missing : null;
      return { evaluate, reads, unavailable: onlyMissing };
    } catch (error) {
      if (!(error instanceof PendingForm || error instanceof FormNotFilled)) throw error;
      return { evaluate: () => null, reads: emptyReads(), unavailable: error.form };
    }
  }

  /** A form that an earlier year would be read from and that the school does not fill: no import ever brings it. */
  private neverFilled(node: Node): string | null {
    let found: string | null = null;
    walk(node, (each) => {
      if (each.type !== 'ref' || each.form === null || each.row === null || each.col === null) return;
      const form = this.slots.form(each.form);
      if (!this.slots.fills(form, each.row, each.col)) found ??= each.form;
    });
    return found;
  }

  private scope(
    reads: Reads,
    compile: CellOf,
    upward: CellOf,
  ): { readonly scope: Scope; readonly columns: ReadonlySet<CompiledAnalysisCell> } {
    const columns = new Set<CompiledAnalysisCell>();
    const place = { form: null, row: null, column: null, record: false };
    const scope: Scope = {
      ...createScope(this.slots, place, reads, referTo(this.indicators)),
      input: (id) => {
        const isAbove = id.includes('.');
        if (!isAbove && !this.definition.columns.some((column) => column.id === id)) return undefined;
        const cell = isAbove ? upward(id) : compile(id);
        // A cell that the row leaves out is blank.
        if (cell === undefined) return () => null;
        columns.add(cell);
        copyReads(cell.reads, reads);
        return cell.evaluate;
      },
    };
    return { scope, columns };
  }
}

const emptyReads = (): Reads => ({ slots: new Set(), lists: new Set() });

function copyReads(from: Reads, to: Reads): void {
  for (const slot of from.slots) to.slots.add(slot);
  for (const list of from.lists) to.lists.add(list);
}

function sinceLastTotal(above: readonly CompiledAnalysisRow[]): readonly CompiledAnalysisRow[] {
  const last = above.findLastIndex(({ definition }) => definition.total === true);
  return above.slice(last + 1);
}

/** Rows that the school does not see add nothing; a part that is not known leaves no total. */
function totalOf(id: string, rows: readonly CompiledAnalysisRow[]): CompiledAnalysisCell | undefined {
  const reads = emptyReads();
  const parts: { readonly row: CompiledAnalysisRow; readonly cell: CompiledAnalysisCell }[] = [];
  for (const row of rows) {
    const cell = row.cells.get(id);
    if (cell === undefined) continue;
    copyReads(cell.reads, reads);
    parts.push({ row, cell });
  }
  if (parts.length === 0) return undefined;
  const missing = parts.map(({ cell }) => cell.unavailable);
  const evaluate: Evaluate = (memory) => {
    let sum: Value = null;
    for (const { row, cell } of parts) {
      if (row.applies?.(memory) === false) continue;
      const value = cell.evaluate(memory);
      if (value === null) continue;
      const [before, part] = [number(sum), number(value)];
      if (before === undefined || part === undefined) return undefined;
      sum = add(before, part);
    }
    return sum;
  };
  return { evaluate, reads, unavailable: missing.includes(null) ? null : (missing[0] ?? null) };
}
