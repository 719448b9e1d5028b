import type { RosterProblem, RosterProblemCode } from '../../shared/roster/staged';

/** Neither accepted nor left out; what was corrected is no problem any more. */
export const isOpen = ({ accepted, leftOut }: RosterProblem): boolean => !accepted && !leftOut;

export const codeOf = ({ code }: RosterProblem): RosterProblemCode => code;

/** The kinds in the order in which they are listed: what keeps a roster from being stored before what is only odd. */
export const problemOrder: readonly RosterProblemCode[] = [
  'empty',
  'identityLength',
  'identityCharacters',
  'identityDate',
  'identityCheckDigit',
  'duplicate',
  'sexDiffers',
  'birthDiffers',
  'unknownSex',
  'unknownBirth',
  'unreadableDate',
  'unknownValue',
  'unknownGrade',
  'foreignGrade',
  'ageFar',
];

/** One kind of problem, with those of it that are still open. */
export interface ProblemGroup {
  readonly code: RosterProblemCode;
  readonly problems: readonly RosterProblem[];
  /** None of them can be accepted as it is. */
  readonly errors: boolean;
}

/** The open problems by kind, each in the order of the files. */
export function openGroups(
  problems: readonly RosterProblem[],
  filter: RosterProblemCode | null,
): readonly ProblemGroup[] {
  const byCode = new Map<RosterProblemCode, RosterProblem[]>();
  for (const problem of problems) {
    if (!isOpen(problem) || (filter !== null && problem.code !== filter)) continue;
    const group = byCode.get(problem.code);
    if (group === undefined) byCode.set(problem.code, [problem]);
    else group.push(problem);
  }
  return problemOrder.flatMap((code) => {
    const group = byCode.get(code);
    if (group === undefined) return [];
    return [{ code, problems: group, errors: group.every(({ severity }) => severity === 'error') }];
  });
}

/** The open problems from top to bottom, as they are listed. */
export function listed(
  problems: readonly RosterProblem[],
  filter: RosterProblemCode | null,
): readonly RosterProblem[] {
  return openGroups(problems, filter).flatMap((group) => group.problems);
}

/**
 * Where the cursor goes after a change: it stays on its problem while that is open, else it goes to the next one in
 * the list as it was before, or to the one above where there is none. Null when nothing is left.
 */
export function nextOpen(
  before: readonly RosterProblem[],
  after: readonly RosterProblem[],
  current: string | null,
  filter: RosterProblemCode | null,
): string | null {
  const now = listed(after, filter);
  const there = new Set(now.map(({ id }) => id));
  if (current !== null && there.has(current)) return current;
  const was = listed(before, filter);
  const at = was.findIndex(({ id }) => id === current);
  if (at >= 0) {
    const below = was.slice(at + 1).find(({ id }) => there.has(id));
    const above = was.slice(0, at).findLast(({ id }) => there.has(id));
    const next = below ?? above;
    if (next !== undefined) return next.id;
  }
  return now[0]?.id ?? null;
}

/** The problem that is `step` further down the list. */
export function stepProblem(
  problems: readonly RosterProblem[],
  filter: RosterProblemCode | null,
  current: string | null,
  step: number,
): string | null {
  const list = listed(problems, filter);
  const at = list.findIndex(({ id }) => id === current);
  if (at < 0) return list[0]?.id ?? null;
  return list[Math.min(list.length - 1, Math.max(0, at + step))]?.id ?? null;
}

/** Open problems of other rows with the same text in the same field; texts that are masked are never the same. */
export function alikeOf(
  problems: readonly RosterProblem[],
  { row, code, field, text }: Pick<RosterProblem, 'row' | 'code' | 'field' | 'text'>,
): readonly RosterProblem[] {
  if (text === '' || text.includes('*')) return [];
  return problems.filter(
    (each) =>
      isOpen(each) && each.row !== row && each.code === code && each.field === field && each.text === text,
  );
}
