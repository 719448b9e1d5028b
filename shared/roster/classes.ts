import { supposed } from './assumptions';
import type { Answer, Assumptions } from './assumptions';
import { FactTable } from './facts';
import type { RosterSurroundings } from './facts';
import type { Pupil, PupilFacts } from './facts-pupils';

/** Classes (教学班) as the roster shows them: pupils of ordinary classes by stage, grade and class. */

export interface RosterClass {
  /** 三年级2班 */
  readonly name: string;
  readonly stage: string;
  /** Null of a class of two grades. */
  readonly grade: number | null;
  /** Places in the table of pupils. */
  readonly pupils: readonly number[];
}

export interface ClassFacts {
  readonly table: FactTable;
  readonly classes: readonly RosterClass[];
}

/** The most pupils of a grade for which one class is usual where no class is written. */
const usualClass = 45;

export function classFacts(
  { pupils, ordinary, mixed, table: people, missing }: PupilFacts,
  { school }: RosterSurroundings,
  assumptions: Assumptions,
): ClassFacts {
  const here = pupils.filter(
    ({ now, enrolled, index }) => now && enrolled !== false && ordinary[index] !== false,
  );
  const known = here.filter(
    ({ enrolled, index, stage, grade }) =>
      enrolled === true &&
      ordinary[index] === true &&
      (mixed[index] ?? null) !== null &&
      stage !== undefined &&
      grade !== undefined,
  );
  const isMixed = ({ index }: Pupil): boolean => mixed[index] === true;
  const gradeOf = (pupil: Pupil): string =>
    `${pupil.stage ?? ''} ${isMixed(pupil) ? '复式' : (pupil.grade ?? '')}`;
  const grades = groupBy(known, gradeOf);
  const whole = [...grades.values()].filter((all) => all.every(({ values }) => values.class === undefined));
  const asked = askWhole(assumptions, whole);
  const partly = [...grades.values()].flatMap((all) =>
    whole.includes(all) ? [] : all.filter(({ values }) => values.class === undefined),
  );
  const classes = [
    ...groupBy(
      known.filter((pupil) => !partly.includes(pupil)),
      (pupil) => `${gradeOf(pupil)} ${pupil.values.class ?? ''}`,
    ).values(),
  ]
    .map((all): RosterClass => {
      const [first] = all as [Pupil];
      const grade = isMixed(first) ? null : (first.grade ?? null);
      const head = grade === null ? '复式' : gradeName(first.stage ?? '', grade, school.system);
      return {
        name: className(head, first.values.class ?? ''),
        stage: first.stage ?? '',
        grade,
        pupils: all.map(({ index }) => index),
      };
    })
    .sort(inOrder);
  // Pupils of whom it is not known in which class they sit stand for a class of which nothing but the stage is known.
  const unknown = [
    ...groupBy([...here.filter((pupil) => !known.includes(pupil)), ...partly], ({ stage }) => stage ?? ''),
  ];
  const table = new FactTable(classes.length + unknown.length);
  const columns = ['stage', 'grade', 'mixedClass', 'pupils', 'system'].map((fact) => table.column(fact));
  const [stageColumn, gradeColumn, mixedColumn, sizeColumn, systemColumn] = columns as [
    (typeof columns)[number],
    (typeof columns)[number],
    (typeof columns)[number],
    (typeof columns)[number],
    (typeof columns)[number],
  ];
  for (const column of columns)
    for (const fact of ['enrolled', 'countedAs', 'mixedClass'])
      for (const id of people.column(fact).assumptions) column.assumptions.add(id);
  const openGrades = new Set(partly.map(gradeOf));
  const wholeNames = new Set(whole.flatMap((all) => all.map(({ index }) => index)));
  const noClass = missing('班级');
  classes.forEach(({ stage, grade, pupils: members }, index) => {
    systemColumn.put(index, school.system);
    const isWhole = asked !== null && wholeNames.has(members[0] ?? -1);
    if (isWhole) supposed(stageColumn, index, asked, stage);
    else stageColumn.put(index, stage);
    gradeColumn.put(index, grade);
    mixedColumn.put(index, grade === null);
    if (openGrades.has(`${stage} ${grade ?? '复式'}`)) sizeColumn.doubt(index, noClass);
    else sizeColumn.put(index, members.length);
  });
  unknown.forEach(([stage, all], place) => {
    const index = classes.length + place;
    const doubts = doubtsOf(people, all);
    const doubt = doubts[0] ?? noClass;
    if (stage === '') stageColumn.doubt(index, doubt);
    else stageColumn.put(index, stage);
    for (const column of [gradeColumn, mixedColumn, sizeColumn, systemColumn]) column.doubt(index, doubt);
  });
  return { table, classes };
}

/** Why it is not known of these pupils where they sit. */
function doubtsOf(people: FactTable, pupils: readonly Pupil[]) {
  return ['enrolled', 'countedAs', 'mixedClass', 'grade'].flatMap((fact) =>
    [...people.column(fact).doubts].flatMap(([doubt, bits]) =>
      pupils.some(({ index }) => bits.has(index)) ? [doubt] : [],
    ),
  );
}

function askWhole(assumptions: Assumptions, whole: readonly (readonly Pupil[])[]): Answer | null {
  if (whole.length === 0) return null;
  const largest = Math.max(...whole.map((all) => all.length));
  return assumptions.ask({
    id: 'classes.whole',
    people: whole.reduce((sum, all) => sum + all.length, 0),
    params: { grades: whole.length, largest },
    choices: [
      { id: 'one', label: '每个年级只有一个班' },
      { id: 'skip', label: '不从名册算，由我填写' },
    ],
    usual: largest <= usualClass ? 'one' : null,
    label: '班级',
  });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

const stageOrder = ['学前', '小学', '初中', '高中'];

function inOrder(one: RosterClass, two: RosterClass): number {
  return (
    stageOrder.indexOf(one.stage) - stageOrder.indexOf(two.stage) ||
    (one.grade ?? 99) - (two.grade ?? 99) ||
    one.name.localeCompare(two.name, 'zh', { numeric: true })
  );
}

/** 三年级, 七年级, 高一, 中班: a grade as it is said in the school. With 五四, 初中 begins with 六年级. */
export function gradeName(stage: string, grade: number, system: '六三' | '五四'): string {
  const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const primary = system === '六三' ? 6 : 5;
  switch (stage) {
    case '学前':
      return ['托班', '小班', '中班', '大班'][grade - 1] ?? '';
    case '高中':
      return `高${digits[grade] ?? grade}`;
    default:
      return `${digits[stage === '初中' ? grade + primary : grade] ?? grade}年级`;
  }
}

/** 三年级2班; a class without a number is named by its grade alone. */
export function className(grade: string, own: string): string {
  if (own === '') return grade;
  return /^\d+$/.test(own) ? `${grade}${own}班` : `${grade}${own}`;
}
