import type { School } from '../school';
import type { Pupil, PupilFacts } from './facts-pupils';
import { gradeName } from './mask';

/** Classes (教学班) as the roster shows them: pupils of ordinary classes by stage, grade and class. */

export interface RosterClass {
  /** 三年级2班 */
  readonly name: string;
  readonly stage: string;
  /** Null of a class of two grades. */
  readonly grade: number | null;
  /** Pupils of a grade in which nobody has a class: it is a class only if the grade has one. */
  readonly whole: boolean;
  /** 复式 of four grades and more: nothing tells one class from several of the same name. */
  readonly many: boolean;
  readonly pupils: readonly Pupil[];
}

export interface Classes {
  readonly classes: readonly RosterClass[];
  /** Pupils who sit in a class, but it is not known in which. */
  readonly unplaced: readonly Pupil[];
}

export function classesOf({ pupils, ordinary, mixed }: PupilFacts, school: School): Classes {
  const mayCount = pupils.filter(
    ({ now, enrolled, index }) => now && enrolled !== false && ordinary[index] !== false,
  );
  const isMixed = ({ index }: Pupil): boolean => mixed[index] === true;
  const isKnown = ({ enrolled, index, stage, grade }: Pupil): boolean =>
    enrolled === true &&
    ordinary[index] === true &&
    (mixed[index] ?? null) !== null &&
    stage !== undefined &&
    grade !== undefined;
  const gradeOf = (pupil: Pupil): string =>
    `${pupil.stage ?? ''} ${isMixed(pupil) ? '复式' : (pupil.grade ?? '')}`;
  const withClasses = new Set(
    mayCount.filter((pupil) => pupil.values.class !== undefined || isMixed(pupil)).map(gradeOf),
  );
  const places = new Map<string, Pupil[]>();
  const unplaced: Pupil[] = [];
  for (const pupil of mayCount) {
    const grade = gradeOf(pupil);
    const own = pupil.values.class;
    if (!isKnown(pupil) || (own === undefined && withClasses.has(grade))) unplaced.push(pupil);
    else {
      const key = `${grade} ${own ?? ''}`;
      const members = places.get(key);
      if (members === undefined) places.set(key, [pupil]);
      else members.push(pupil);
    }
  }
  const classes = [...places.values()].flatMap((members): RosterClass[] => {
    const [first] = members;
    if (first === undefined) return [];
    const { stage = '', grade = 0, values } = first;
    const head = isMixed(first) ? '复式' : gradeName(stage, grade, school);
    return [
      {
        name: className(head, values.class ?? ''),
        stage,
        grade: isMixed(first) ? null : grade,
        whole: values.class === undefined,
        many: isMixed(first) && gradesOf(members).length > 3,
        pupils: members,
      },
    ];
  });
  return { classes: classes.sort(inOrder), unplaced };
}

const gradesOf = (members: readonly Pupil[]): readonly number[] =>
  [...new Set(members.map(({ grade = 0 }) => grade))].sort((one, two) => one - two);

/** A 复式班 of many grades as one for each two neighbouring ones, 「1班」 of grades 1–4 as 1+2 and 3+4; null where they do not pair. */
export function inPairs(all: RosterClass, school: School): readonly RosterClass[] | null {
  const grades = gradesOf(all.pupils);
  const lower = grades.filter((_, index) => index % 2 === 0);
  if (grades.length !== lower.length * 2 || lower.some((grade) => !grades.includes(grade + 1))) return null;
  return lower.map((grade) => {
    const both = [grade, grade + 1].map((each) => gradeName(all.stage, each, school)).join('、');
    const pupils = all.pupils.filter((pupil) => pupil.grade === grade || pupil.grade === grade + 1);
    return { ...all, name: `${all.name}（${both}）`, pupils };
  });
}

const stageOrder = ['学前', '小学', '初中', '高中'];

const byName = new Intl.Collator('zh', { numeric: true });

function inOrder(one: RosterClass, two: RosterClass): number {
  return (
    stageOrder.indexOf(one.stage) - stageOrder.indexOf(two.stage) ||
    (one.grade ?? 99) - (two.grade ?? 99) ||
    byName.compare(one.name, two.name)
  );
}

/** 三年级2班; a class without a number is named by its grade alone. */
function className(grade: string, own: string): string {
  if (own === '') return grade;
  return /^\d+$/.test(own) ? `${grade}${own}班` : `${grade}${own}`;
}
