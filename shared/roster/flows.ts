import type { School } from '../school';
import type { RosterPerson } from './definition';
import { gradeName } from './mask';
import { gradesIn, isPresent, placeOf, stageOrder } from './moves';
import type { Place, RosterMoves } from './moves';
import type { GradeFlow } from './plan';

/** Where a flow stands among all of them: from grade `grade` of last year to the next one of this year. */
export interface FlowPlace {
  readonly stage: string;
  /** 0 is the flow of those who are new in the first grade; the last one ends with 毕业. */
  readonly grade: number;
}

/** Flow that a pupil's place of this year ends, and that a place of last year begins. */
export const flowInto = ({ stage, grade }: Place): FlowPlace => ({ stage, grade: grade - 1 });
export const flowFrom = ({ stage, grade }: Place): FlowPlace => ({ stage, grade });

/** Pupils by stage and grade who are counted. */
interface Counted {
  before: number;
  after: number;
  came: number;
  went: number;
  shiftedIn: number;
  shiftedOut: number;
  open: number;
}

/**
 * Per grade: last year's number, who came and went, 留级 and 跳级, this year's number. Every pupil of either roster who is
 * counted is in one of the flows, so that each of them balances by itself: before + came − went + shifted = after.
 */
export function gradeFlows(
  pupils: readonly RosterPerson[],
  pupilsBefore: readonly RosterPerson[],
  { same, came, went }: RosterMoves,
  school: School,
): readonly (GradeFlow & { readonly place: FlowPlace })[] {
  const counted = new Map<string, Counted>();
  const at = ({ stage, grade }: FlowPlace): Counted => {
    const key = `${stage} ${grade}`;
    const found =
      counted.get(key) ??
      ({ before: 0, after: 0, came: 0, went: 0, shiftedIn: 0, shiftedOut: 0, open: 0 } satisfies Counted);
    counted.set(key, found);
    return found;
  };
  const earlier = new Map(pupilsBefore.map((pupil) => [pupil.id, pupil]));
  for (const pupil of pupilsBefore) {
    const place = placeOf(pupil, school);
    if (place === null || !isPresent(pupil)) continue;
    const flow = at(flowFrom(place));
    flow.before += 1;
    const move = went.get(pupil.id);
    if (move === undefined) continue;
    flow.went += 1;
    if (move === null) flow.open += 1;
  }
  for (const pupil of pupils) {
    const place = placeOf(pupil, school);
    if (place === null || !isPresent(pupil)) continue;
    const flow = at(flowInto(place));
    flow.after += 1;
    const move = came.get(pupil.id);
    if (move !== undefined) {
      flow.came += 1;
      if (move === null) flow.open += 1;
      continue;
    }
    const before = earlier.get(same.get(pupil.id) ?? 0);
    const from = before === undefined ? null : placeOf(before, school);
    if (from === null || from.grade === place.grade - 1) continue;
    flow.shiftedIn += 1;
    at(flowFrom(from)).shiftedOut += 1;
  }
  return inOrder(counted, school);
}

function inOrder(counted: ReadonlyMap<string, Counted>, school: Pick<School, 'system'>) {
  return stageOrder.flatMap((stage) => {
    const last = gradesIn(school, stage);
    return Array.from({ length: last + 1 }, (_, grade) => grade).flatMap((grade) => {
      const found = counted.get(`${stage} ${grade}`);
      if (found === undefined) return [];
      const { shiftedIn, shiftedOut, ...flow } = found;
      return [
        {
          stage,
          label: label(school, stage, grade),
          ...flow,
          shifted: shiftedIn - shiftedOut,
          place: { stage, grade },
        },
      ];
    });
  });
}

function label(school: Pick<School, 'system'>, stage: string, grade: number): string {
  const from = grade === 0 ? '新进' : gradeName(stage, grade, school);
  const into = grade === gradesIn(school, stage) ? '离校' : gradeName(stage, grade + 1, school);
  return `${from} → ${into}`;
}
