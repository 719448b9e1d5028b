import { stagesOf } from '../applicability';
import type { School } from '../school';
import { skipped } from './assumptions';
import type { Assumptions } from './assumptions';
import { factNames } from './facts';
import type { Doubt, FactTable } from './facts';

/**
 * A stage that the school teaches and of which a roster has nobody: the list may be of the others only (the national
 * system has no 幼儿班), and a zero would be wrong. Until it is said, somebody of whom nothing but the stage is known
 * stands in the table for all of them.
 */
export interface AbsentStage {
  readonly stage: string;
  /** Of this year's roster, or of last year's. */
  readonly now: boolean;
  readonly doubt: Doubt;
}

export interface AskedStages {
  /** Those that are still in doubt. */
  readonly open: readonly AbsentStage[];
  /** Assumption by stage, answered ones too. */
  readonly ids: ReadonlyMap<string, string>;
}

/** `lists` are the stages in each roster that is loaded; undefined of somebody whose stage is not known. */
export function askAbsent(
  lists: readonly { readonly now: boolean; readonly stages: ReadonlySet<string | undefined> }[],
  school: School,
  assumptions: Assumptions,
  of: 'pupils' | 'staff',
): AskedStages {
  const ids = new Map<string, string>();
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
    ids.set(stage, id);
    if (choice === null) for (const { now } of lacking) open.push({ stage, now, doubt });
  }
  return { open, ids };
}

/** Puts the one who stands for an absent stage. */
export function putAbsent(
  table: FactTable,
  of: 'pupils' | 'staff',
  index: number,
  { stage, now, doubt }: AbsentStage,
): void {
  for (const fact of factNames[of]) {
    const column = table.column(fact);
    // With the school's own 特教 they might be counted there, but only by a placement that is asked about.
    if (fact === 'stage' || fact === 'countedAs') column.put(index, stage);
    else if (fact === 'year') column.put(index, now ? '本年' : '上年');
    else column.doubt(index, doubt);
  }
}
