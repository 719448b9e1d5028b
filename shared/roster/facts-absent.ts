import { stagesOf, teachingOf } from '../applicability';
import type { School } from '../school';
import { skipped } from './assumptions';
import type { Assumptions } from './assumptions';
import { factNames } from './facts';
import { gradeName } from './mask';
import type { Doubt, FactTable } from './facts';

/**
 * A stage, or a grade of it, that the school teaches and of which a roster has nobody: the list may be of the others
 * only (the national system has no 幼儿班, a class list is missing), and a zero would be wrong. Until it is said, somebody
 * of whom nothing but that is known stands in the table for all of them.
 */
export interface AbsentStage {
  readonly stage: string;
  /** Undefined where nobody of the whole stage is there. */
  readonly grade?: number;
  /** Of this year's roster, or of last year's. */
  readonly now: boolean;
  readonly doubt: Doubt;
}

export interface AskedStages {
  /** Those that are still in doubt. */
  readonly open: readonly AbsentStage[];
  /** Stages and the assumptions about them, answered ones too. */
  readonly ids: readonly (readonly [stage: string, id: string])[];
}

/** The stages and grades (`小学 3`) in a roster; undefined of somebody whose stage is not known. */
export interface ListedStages {
  readonly now: boolean;
  readonly stages: ReadonlySet<string | undefined>;
  readonly grades?: ReadonlySet<string>;
}

/** `lists` are the stages in each roster that is loaded. */
export function askAbsent(
  lists: readonly ListedStages[],
  school: School,
  assumptions: Assumptions,
  of: 'pupils' | 'staff',
): AskedStages {
  const ids: [string, string][] = [];
  const open: AbsentStage[] = [];
  for (const stage of stagesOf(school)) {
    const lacking = lists.filter(({ stages }) => !stages.has(stage) && !stages.has(undefined));
    // Pupils of 特教 stand in the grades of the other stages, and are asked about by their placement; teachers of a
    // 特殊教育学校 are all of 特教.
    const apart = of === 'staff' && school.type === '特殊教育学校';
    if (stage === '特教' || apart || lacking.length === 0) continue;
    const id = of === 'staff' ? `stages.empty.staff.${stage}` : `stages.empty.${stage}`;
    const who = of === 'staff' ? '教职工' : '学生';
    const { choice, doubt } = assumptions.ask({
      id,
      people: 0,
      params: { stage, who },
      choices: [{ id: 'none', label: `没有${stage}的${who}` }, skipped],
      usual: null,
      label: `${stage}的${who}`,
    });
    ids.push([stage, id]);
    if (choice === null) for (const { now } of lacking) open.push({ stage, now, doubt });
  }
  return { open, ids };
}

/** Grades without a pupil in a stage that the roster has; where somebody's grade is not known he may be of any. */
export function askEmptyGrades(
  lists: readonly ListedStages[],
  school: School,
  assumptions: Assumptions,
): AskedStages {
  const ids: [string, string][] = [];
  const open: AbsentStage[] = [];
  const taught: Readonly<Partial<Record<string, number>>> = { ...teachingOf(school).years, 高中: 3 };
  for (const { now, stages, grades = new Set() } of lists)
    for (const stage of stagesOf(school)) {
      if (!stages.has(stage) || stages.has(undefined) || grades.has(`${stage} ?`)) continue;
      const all = Array.from({ length: taught[stage] ?? 0 }, (_, index) => index + 1);
      const empty = all.filter((grade) => !grades.has(`${stage} ${grade}`));
      if (empty.length === 0) continue;
      const names = empty.map((grade) => gradeName(stage, grade, school)).join('、');
      const id = now ? `grades.empty.${stage}` : `grades.empty.before.${stage}`;
      const { choice, doubt } = assumptions.ask({
        id,
        people: 0,
        params: { grades: names, year: now ? '' : '上年' },
        choices: [{ id: 'none', label: `确实没有学生` }, skipped],
        usual: null,
        label: `${names}的学生`,
      });
      ids.push([stage, id]);
      if (choice === null) open.push(...empty.map((grade) => ({ stage, grade, now, doubt })));
    }
  return { open, ids };
}

/** Puts the one who stands for an absent stage or grade. */
export function putAbsent(
  table: FactTable,
  of: 'pupils' | 'staff',
  index: number,
  { stage, grade, now, doubt }: AbsentStage,
  school: School,
): void {
  const counted = school.type === '特殊教育学校' ? '特教' : stage;
  for (const fact of factNames[of]) {
    const column = table.column(fact);
    // With the school's own 特教 they might be counted there, but only by a placement that is asked about.
    if (fact === 'stage') column.put(index, stage);
    else if (fact === 'countedAs') column.put(index, counted);
    else if (fact === 'grade' && grade !== undefined) column.put(index, grade);
    else if (fact === 'year') column.put(index, now ? '本年' : '上年');
    else column.doubt(index, doubt);
  }
}
