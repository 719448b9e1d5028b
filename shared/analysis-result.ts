import type { AnalysisColumn, CompiledAnalysis, CompiledAnalysisCell } from './analysis-program';
import { compare, decimalText } from './decimal';
import type { Value } from './evaluate';
import type { Theme } from './indicator-definition';
import type { ResultContext } from './indicator-result';
import { periodLabel } from './period';
import type { Slot } from './scope';
import { printed } from './value-text';

/** A cell or ledger from which a figure was computed. */
export interface AnalysisRead {
  readonly form: string;
  /** Key of the cell; null for a ledger, which is read as a whole. */
  readonly cell: string | null;
  /** 0 this year, 1 last year. */
  readonly yearsAgo: number;
}

export interface AnalysisCell {
  /**
   * `blank`: nothing was entered; `unknown`: it cannot be computed (no last year, zero population); `unavailable`: the
   * school does not fill the form; `none`: this row or this school has no such figure.
   */
  readonly state: 'value' | 'blank' | 'unknown' | 'unavailable' | 'none';
  /** Unrounded, as canonical decimal or text; null unless `state` is `value`. */
  readonly value: string | null;
  /** To show: with the declared decimals, 「—」 when unknown, 「本校不填」, empty when blank or none. */
  readonly text: string;
  /** Of a `difference` column: it is not zero, so the figures do not fit. */
  readonly flagged: boolean;
  readonly reads: readonly AnalysisRead[];
  /** Code of the form that the school does not fill. */
  readonly unavailable: string | null;
}

export interface AnalysisResultColumn {
  readonly id: string;
  readonly label: string;
  readonly kind: 'figure' | 'difference' | 'rate';
  readonly unit: string;
  /** Null prints the figure as it is. */
  readonly decimals: number | null;
}

export interface AnalysisResultRow {
  readonly label: string;
  readonly indent: number;
  readonly total: boolean;
  /** Whether it tells what no other row explains. */
  readonly decides: boolean;
  /** One for each column, in its order. */
  readonly cells: readonly AnalysisCell[];
}

/** Numbers of an analysis as a chart shows them (the window's ChartSpec); null where there is none. */
export interface AnalysisChart {
  readonly title: string;
  readonly kind: 'bars' | 'stacked' | 'lines' | 'flow';
  readonly unit: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly decimals: number;
}

/** An analysis (分析表) with the figures of one school. */
export interface AnalysisResult {
  readonly id: string;
  readonly title: string;
  readonly theme: Theme;
  readonly lead: string;
  readonly unit: string;
  /** `2025—2026学年`, or `2026年` for money; null for a table that spans several years. */
  readonly period: string | null;
  readonly columns: readonly AnalysisResultColumn[];
  readonly rows: readonly AnalysisResultRow[];
  /** Labels of rows and columns whose difference is not zero. */
  readonly flagged: readonly { readonly row: string; readonly column: string; readonly text: string }[];
  readonly chart: AnalysisChart | null;
  readonly notes: readonly string[];
}

/** Null when the analysis is not for this school (its `when`), or no row is. */
export function evaluateAnalysis(compiled: CompiledAnalysis, context: ResultContext): AnalysisResult | null {
  const { definition } = compiled;
  const { memory, schoolYear } = context;
  if (compiled.applies?.(memory) === false) return null;
  const columns = definition.columns.map((column) => columnOf(column, definition.unit));
  const rows = compiled.rows.flatMap(({ definition: row, applies, cells }): AnalysisResultRow[] => {
    if (applies?.(memory) === false) return [];
    return [
      {
        label: row.label,
        indent: row.indent ?? 0,
        total: row.total === true,
        decides: row.decides === true,
        cells: columns.map((column) => cellOf(cells.get(column.id), column, context)),
      },
    ];
  });
  if (rows.length === 0) return null;
  return {
    id: definition.id,
    title: definition.title,
    theme: definition.theme,
    lead: definition.lead,
    unit: definition.unit,
    period: definition.period === undefined ? null : periodLabel(definition.period, schoolYear),
    columns,
    rows,
    flagged: rows.flatMap(({ label, cells }) =>
      cells.flatMap(({ flagged, text }, index) =>
        flagged ? [{ row: label, column: columns[index]?.label ?? '', text }] : [],
      ),
    ),
    chart: chartOf(compiled, columns, rows),
    notes: definition.notes,
  };
}

function columnOf(column: AnalysisColumn, unit: string): AnalysisResultColumn {
  const { id, label, kind = 'figure', decimals = null } = column;
  return { id, label, kind, unit: column.unit ?? unit, decimals };
}

const nothing = { value: null, flagged: false, reads: [], unavailable: null } as const;

function cellOf(
  cell: CompiledAnalysisCell | undefined,
  { kind, decimals }: AnalysisResultColumn,
  { memory, slots }: ResultContext,
): AnalysisCell {
  if (cell === undefined) return { ...nothing, state: 'none', text: '' };
  if (cell.unavailable !== null)
    return { ...nothing, state: 'unavailable', text: '本校不填', unavailable: cell.unavailable };
  const reads = readsOf(cell, slots.all);
  const value = cell.evaluate(memory);
  if (value === null) return { ...nothing, state: reads.length === 0 ? 'none' : 'blank', text: '', reads };
  if (value === undefined) return { ...nothing, state: 'unknown', text: '—', reads };
  const flagged = kind === 'difference' && isNumber(value) && compare(value, 0) !== 0;
  const exact = isNumber(value) ? decimalText(value) : printed(value);
  return {
    ...nothing,
    state: 'value',
    value: exact,
    text: printed(value, decimals ?? undefined),
    flagged,
    reads,
  };
}

function isNumber(value: Value): value is Exclude<Value, string | boolean | null | undefined> {
  return typeof value === 'number' || (typeof value === 'object' && value !== null);
}

function readsOf({ reads }: CompiledAnalysisCell, all: readonly Slot[]): readonly AnalysisRead[] {
  const cells = [...reads.slots].flatMap((slot): AnalysisRead[] => {
    const found = all[slot];
    return found === undefined ? [] : [{ form: found.form, cell: found.key, yearsAgo: found.back }];
  });
  return [...cells, ...[...reads.lists].map((form) => ({ form, cell: null, yearsAgo: 0 }))];
}

function chartOf(
  { definition }: CompiledAnalysis,
  columns: readonly AnalysisResultColumn[],
  all: readonly AnalysisResultRow[],
): AnalysisChart | null {
  const { chart, title } = definition;
  if (chart === undefined) return null;
  const shown = chart.series.flatMap((id) => columns.filter((column) => column.id === id));
  const [first] = shown;
  if (first === undefined) return null;
  const places = shown.map(({ id }) => columns.findIndex((column) => column.id === id));
  const rows = all.filter(
    ({ total, cells }) => !total && places.some((place) => cells[place]?.state !== 'none'),
  );
  return {
    title,
    kind: chart.kind,
    unit: first.unit,
    categories: rows.map(({ label }) => label),
    series: shown.map(({ label }, index) => ({
      name: label,
      values: rows.map(({ cells }) => chartValue(cells[places[index] ?? -1])),
    })),
    decimals: first.decimals ?? 0,
  };
}

function chartValue(cell: AnalysisCell | undefined): number | null {
  const value = cell?.value ?? null;
  return value === null || Number.isNaN(Number(value)) ? null : Number(value);
}
