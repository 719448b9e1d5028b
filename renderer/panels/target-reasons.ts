import { cellsOf } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import { conjuncts, parseExpression, walk } from '../../shared/expression';
import type { CellRef, Finding } from '../../shared/finding';
import type { Form, FormRow } from '../../shared/form';
import type { FindingView } from '../store/finding-views';

type Figure = NonNullable<FormRow['figure']>;
type Named = Pick<Finding, 'form' | 'check' | 'key' | 'severity' | 'cells'>;

/** The cell where a row that reports a figure says how the figure came about, and why it misses its target. */
function wordsCell(form: Form, row: string): CellRef | null {
  const found = cellsOf(form).find((cell) => cell.row?.code === row && cell.expression === 'row.words');
  return found === undefined ? null : { form: form.code, cell: found.key };
}

/** The row of 局目标1 of which an error asks for the reason, and the cell that takes it. */
function askedReason(definitions: Definitions, finding: Named): { figure: Figure; cell: CellRef } | null {
  const form = definitions.forms[finding.form];
  if (form === undefined || finding.severity !== 'error') return null;
  for (const { code, figure } of form.rows ?? []) {
    const cell = figure === undefined ? null : wordsCell(form, code);
    if (figure !== undefined && cell !== null && finding.cells.some((each) => each.cell === cell.cell))
      return { figure, cell };
  }
  return null;
}

/** The figures whose targets a warning holds them to. */
function judgedBy(definitions: Definitions, finding: Named): readonly Figure[] {
  const check = definitions.forms[finding.form]?.checks.find(({ id }) => id === finding.check);
  if (finding.severity !== 'warning' || check?.expr.includes('target(') !== true) return [];
  const parts = conjuncts(parseExpression(check.expr));
  const part = /#(\d+)/.exec(finding.key)?.[1];
  const figures: Figure[] = [];
  for (const node of part === undefined ? parts : parts.slice(Number(part) - 1, Number(part)))
    walk(node, (each) => {
      if (each.type !== 'call' || each.name !== 'target') return;
      const [indicator, stage] = each.args.map((argument) =>
        argument.type === 'text' ? argument.value : '',
      );
      figures.push({ indicator, stage } as Figure);
    });
  return figures;
}

const same = (one: Figure, other: Figure): boolean =>
  one.indicator === other.indicator && one.stage === other.stage;

export interface AskedReason {
  /** Where the reason belongs. */
  readonly cell: CellRef;
  /** What she wrote of the same target under the warnings of other forms. */
  readonly reasons: readonly { readonly form: string; readonly text: string }[];
}

/** For an error that wants the reason of a missed target: where it belongs, and where she has given it already. */
export function reasonsGiven(
  definitions: Definitions,
  finding: Named,
  views: readonly FindingView[],
): AskedReason | null {
  const asked = askedReason(definitions, finding);
  if (asked === null) return null;
  const reasons = views.flatMap(({ finding: other, explanation }) =>
    explanation !== '' && judgedBy(definitions, other).some((figure) => same(figure, asked.figure))
      ? [{ form: other.form, text: explanation }]
      : [],
  );
  return {
    cell: asked.cell,
    reasons: reasons.filter(({ text }, index) => reasons.findIndex((each) => each.text === text) === index),
  };
}

/** For a warning about a missed target: the cells of 局目标1 where the same reason may stand. */
export function reasonCells(definitions: Definitions, finding: Named): readonly CellRef[] {
  const figures = judgedBy(definitions, finding);
  if (figures.length === 0) return [];
  return Object.values(definitions.forms).flatMap((form) =>
    (form.rows ?? []).flatMap(({ code, figure }) =>
      figure !== undefined && figures.some((each) => same(each, figure)) ? (wordsCell(form, code) ?? []) : [],
    ),
  );
}

/** 说明 with a reason put behind what the program says of the figure. */
export const withReason = (source: string | null, reason: string): string =>
  source === null || source === '' ? reason : `${source}；${reason}`;

/** What she wrote herself into 说明; empty where only the program's words stand there. */
export function ownReason({
  source,
  text,
}: {
  readonly source: string | null;
  readonly text: string;
}): string {
  const own = source !== null && text.startsWith(source) ? text.slice(source.length) : text;
  // Words about figures that have changed since are no longer what the program says.
  return own.replace(/^口径：[^；]*；[^；]*；[^；]*(；|$)/u, '').replace(/^[；。，\s]+/u, '');
}
