import type { Definitions } from '../../shared/definitions';
import type { FindingView } from './finding-views';

export type FindingsBy = 'form' | 'rule';
export type FindingState = 'error' | 'open' | 'explained' | 'exception' | 'waiting';

/** What is left to do with a finding; `open` is a warning to be explained, `explained` also a rule that is itself wrong. */
export function stateOf({ finding, open, waitsFor, excepted }: FindingView): FindingState {
  if (waitsFor !== null) return 'waiting';
  if (excepted) return 'exception';
  if (!open) return 'explained';
  return finding.severity === 'error' ? 'error' : 'open';
}

export const stateNames: Readonly<Record<FindingState, string>> = {
  error: '错误',
  open: '需说明',
  exception: '特殊情况',
  explained: '已说明',
  waiting: '待看',
};

/** The word for one finding; a rule that is itself wrong is nobody's error. */
export function stateWord(view: FindingView): string {
  return view.finding.status === 'broken' && view.waitsFor === null ? '规则有误' : stateNames[stateOf(view)];
}

export interface FindingGroup {
  /** Code of the form, or id of the check. */
  readonly key: string;
  readonly title: string;
  readonly views: readonly FindingView[];
  readonly errors: number;
  /** Warnings still to be explained. */
  readonly warnings: number;
}

/**
 * By form in the order of `forms`, or by rule in the order of their first finding; in each group errors come first, then
 * warnings, last what waits.
 */
export function groupFindings(
  definitions: Pick<Definitions, 'forms'>,
  views: readonly FindingView[],
  by: FindingsBy,
  forms: readonly string[],
): readonly FindingGroup[] {
  const groups = new Map<string, FindingView[]>();
  for (const view of views) {
    const key = by === 'form' ? view.finding.form : view.finding.check;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [view]);
    else group.push(view);
  }
  const listed = [...groups].map(([key, unsorted]): FindingGroup => {
    const sorted = inOrder(unsorted);
    const [first] = sorted;
    const title =
      by === 'form'
        ? `${key} ${definitions.forms[key]?.title ?? ''}`.trim()
        : `${ownName(key)}${first?.finding.text ?? ''}`;
    const open = unsorted.filter((view) => view.open);
    const errors = open.filter(({ finding }) => finding.severity === 'error').length;
    return { key, title, views: sorted, errors, warnings: open.length - errors };
  });
  if (by === 'rule') return listed;
  const order = new Map(forms.map((form, index) => [form, index]));
  const rank = ({ key }: FindingGroup) => order.get(key) ?? forms.length;
  return listed.sort((a, b) => rank(a) - rank(b));
}

/** Findings that no rule of the forms made have no number that means anything to a clerk. */
function ownName(check: string): string {
  return /^[A-Z]+$/.test(check) ? '' : `${check} `;
}

/** Nothing moves because it was explained: what she has just written stays under her eyes. */
function inOrder(views: readonly FindingView[]): readonly FindingView[] {
  const rank = ({ finding, waitsFor }: FindingView) =>
    waitsFor !== null ? 2 : finding.severity === 'error' ? 0 : 1;
  return [0, 1, 2].flatMap((wanted) => views.filter((view) => rank(view) === wanted));
}

/** The one that the clerk is looking at before the others. */
export function chosenFirst(views: readonly FindingView[], key: string | undefined): readonly FindingView[] {
  const isChosen = ({ finding }: FindingView) => finding.key === key;
  return [...views.filter(isChosen), ...views.filter((view) => !isChosen(view))];
}

/** How many findings are in each state. */
export function countStates(views: readonly FindingView[]): Readonly<Record<FindingState, number>> {
  const counts = { error: 0, open: 0, explained: 0, exception: 0, waiting: 0 };
  for (const view of views) counts[stateOf(view)] += 1;
  return counts;
}

/** The finding belongs to the form or reads one of its cells. */
export function isAbout({ finding }: FindingView, form: string): boolean {
  return finding.form === form || finding.cells.some((cell) => cell.form === form);
}

/** Warnings that have no explanation at all, by rule: what may be given the same text. */
export function unexplainedByRule(
  views: readonly FindingView[],
): ReadonlyMap<string, readonly FindingView[]> {
  const byRule = new Map<string, FindingView[]>();
  for (const view of views) {
    const { finding, open, explanation } = view;
    if (!open || explanation !== '' || finding.severity !== 'warning') continue;
    const known = byRule.get(finding.check);
    if (known === undefined) byRule.set(finding.check, [view]);
    else known.push(view);
  }
  return byRule;
}
