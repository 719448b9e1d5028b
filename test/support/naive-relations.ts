import { cellName, cellsOf, columnCodes, expandCodes, rowCodes } from '../../shared/cell';
import { conjuncts, isComparison, parseExpression, walk } from '../../shared/expression';
import type { Node } from '../../shared/expression';
import type { CheckDefinition, Form, FormColumn, FormRow } from '../../shared/form';
import type { NaiveYear } from './naive';
import { named, NotFilled, readsOf } from './naive-reads';
import type { Place } from './naive-reads';

/** A relation on given cells, as the definitions say it. */
export interface Relation {
  readonly key: string;
  readonly check: CheckDefinition;
  readonly form: Form;
  readonly node: Node;
  readonly place: Place;
  /** What it reads, the condition included. */
  readonly reads: readonly string[];
  /** Columns of a record that it reads, when it is about each record of a ledger. */
  readonly columns: readonly string[];
}

/** Checks of the school's forms over their rows, columns and parts; what reads a form that it does not fill is left out. */
export function relationsOf(year: NaiveYear): readonly Relation[] {
  return year.forms.flatMap((form) => form.checks.flatMap((check) => expanded(year, form, check)));
}

function expanded(year: NaiveYear, form: Form, check: CheckDefinition): readonly Relation[] {
  const whole = parseExpression(check.expr);
  const wild = { row: false, col: false };
  walk(whole, (node) => {
    if (node.type === 'ref') wild.row ||= node.row === '*';
    if (node.type === 'ref') wild.col ||= node.col === '*';
    return !(node.type === 'call' && node.name === 'countRows');
  });
  const rows = (form.rows ?? []).filter(({ code }) =>
    expandCodes(check.rows, rowCodes(form))?.includes(code),
  );
  const columns = (form.columns ?? []).filter(({ code, type }) =>
    check.cols === undefined
      ? type === 'integer' || type === 'decimal'
      : expandCodes(check.cols, columnCodes(form))?.includes(code),
  );
  const parts = conjuncts(whole);
  return (wild.row ? rows : [null]).flatMap((row) =>
    (wild.col ? columns : [null]).flatMap((column) =>
      parts.flatMap((node, index) => {
        const at = `${row?.code ?? ''}${column === null ? '' : `c${column.code}`}`;
        const key = `${check.id}${at && `@${at}`}${parts.length > 1 ? `#${index + 1}` : ''}`;
        return relation(year, { form, check, node, key }, { form, row, column, rows });
      }),
    ),
  );
}

function relation(
  year: NaiveYear,
  what: Pick<Relation, 'form' | 'check' | 'node' | 'key'>,
  at: Place & { row: FormRow | null; column: FormColumn | null },
): readonly Relation[] {
  const { form, check, node } = what;
  const seen = cellsOf(form).some(({ key, row }) => row === at.row && year.isSeen(cellName(form.code, key)));
  if (at.row !== null && !seen) return [];
  const columns = form.kind === 'list' ? bareColumns(node) : [];
  const place: Place = columns.length > 0 ? { ...at, record: null } : at;
  try {
    if (leftCell(year, node, place) === null) return [];
    const condition = check.when === undefined ? [] : readsOf(year, parseExpression(check.when), place);
    const records = columns.length > 0 ? [`list/${form.code}`] : [];
    const reads = [...new Set([...readsOf(year, node, place), ...condition, ...records])];
    return [{ ...what, place, reads, columns }];
  } catch (error) {
    if (error instanceof NotFilled) return [];
    throw error;
  }
}

/** The cell on the left of a comparison: null when it must not be filled, undefined when there is no such cell. */
export function leftCell(year: NaiveYear, node: Node, place: Place): string | null | undefined {
  const left = node.type === 'binary' && isComparison(node.op) ? node.left : undefined;
  return left?.type === 'ref' && place.record === undefined ? named(year, left, place) : undefined;
}

function bareColumns(node: Node): readonly string[] {
  const columns = new Set<string>();
  walk(node, (inner) => {
    if (inner.type === 'ref' && inner.form === null && inner.row === null) columns.add(inner.col ?? '');
    return !(inner.type === 'call' && inner.name === 'count');
  });
  return [...columns];
}
