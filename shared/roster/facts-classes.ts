import { skipped, supposed } from './assumptions';
import type { Answer, Assumptions } from './assumptions';
import { classesOf, inPairs } from './classes';
import type { RosterClass } from './classes';
import { FactTable } from './facts';
import type { Doubt, RosterSurroundings } from './facts';
import type { Pupil, PupilFacts } from './facts-pupils';

export interface ClassFacts {
  readonly table: FactTable;
  readonly classes: readonly RosterClass[];
}

/** The most pupils of a grade for which one class is usual where no class is written. */
const usualClass = 45;

/** What decides on where a pupil sits. */
const placing = ['enrolled', 'countedAs', 'mixedClass'] as const;

export function classFacts(
  pupils: PupilFacts,
  { school }: RosterSurroundings,
  assumptions: Assumptions,
): ClassFacts {
  const { classes: named, unplaced } = classesOf(pupils, school);
  const manyGrades = askMany(assumptions, named, school);
  const apart = manyGrades?.choice === 'pairs';
  const classes = named.flatMap((each) => (each.many && apart ? (inPairs(each, school) ?? []) : [each]));
  const asked = askWhole(
    assumptions,
    classes.filter(({ whole }) => whole),
  );
  // One more line stands for the classes that nobody knows of: those of pupils without a known class.
  const absent = pupils.absent.open.filter(({ now, grade }) => now && grade === undefined);
  const empty = pupils.absent.open.filter(({ now, grade }) => now && grade !== undefined);
  const strays = [...new Set([...unplaced, ...absent].map(({ stage }) => stage))];
  const table = new FactTable(classes.length + strays.length + empty.length);
  const columns = {
    certain: table.column('certain'),
    stage: table.column('stage'),
    grade: table.column('grade'),
    mixedClass: table.column('mixedClass'),
    pupils: table.column('pupils'),
    system: table.column('system'),
  };
  for (const fact of placing)
    for (const id of pupils.table.column(fact).assumptions) columns.certain.assumptions.add(id);
  columns.stage.assumptionsAbout.push(...pupils.absent.ids);
  const doubtAbout = (stage: string | undefined): Doubt =>
    absent.find((each) => each.stage === stage)?.doubt ??
    doubtOf(
      pupils,
      unplaced.filter((pupil) => pupil.stage === stage),
    );
  classes.forEach(({ stage, grade, whole, many, pupils: members }, index) => {
    const supposing = many ? manyGrades : whole ? asked : null;
    if (supposing !== null) supposed(columns.certain, index, supposing, true);
    else columns.certain.put(index, true);
    columns.stage.put(index, stage);
    columns.grade.put(index, grade);
    columns.mixedClass.put(index, grade === null);
    columns.system.put(index, school.system);
    // Whoever has no known class may sit in this one.
    const more = strays.find((each) => each === stage || each === undefined);
    if (strays.includes(stage) || strays.includes(undefined)) columns.pupils.doubt(index, doubtAbout(more));
    // What may be several classes has no size that could be told.
    else if (supposing !== null) supposed(columns.pupils, index, supposing, members.length);
    else columns.pupils.put(index, members.length);
  });
  strays.forEach((stage, place) => {
    const index = classes.length + place;
    const doubt = doubtAbout(stage);
    columns.certain.doubt(index, doubt);
    if (stage === undefined) columns.stage.doubt(index, doubt);
    else columns.stage.put(index, stage);
    for (const column of [columns.grade, columns.mixedClass, columns.pupils]) column.doubt(index, doubt);
    columns.system.put(index, school.system);
  });
  empty.forEach(({ stage, grade = null, doubt }, place) => {
    const index = classes.length + strays.length + place;
    for (const column of [columns.certain, columns.mixedClass, columns.pupils]) column.doubt(index, doubt);
    columns.stage.put(index, stage);
    columns.grade.put(index, grade);
    columns.system.put(index, school.system);
  });
  return { table, classes };
}

/** Why it is not known of these pupils where they sit: the first reason, since one is enough to act on. */
function doubtOf({ table, missing }: PupilFacts, pupils: readonly Pupil[]): Doubt {
  for (const fact of [...placing, 'grade'])
    for (const [doubt, bits] of table.column(fact).doubts)
      if (pupils.some(({ index }) => bits.has(index))) return doubt;
  return missing('班级');
}

/** Two 复式班 of one name are not to be told from one of four grades. */
function askMany(
  assumptions: Assumptions,
  classes: readonly RosterClass[],
  school: RosterSurroundings['school'],
): Answer | null {
  const found = classes.filter(({ many }) => many);
  if (found.length === 0) return null;
  const pairs = found.flatMap((each) => inPairs(each, school) ?? []);
  const isPaired = found.every((each) => inPairs(each, school) !== null);
  return assumptions.ask({
    id: 'mixed.manyGrades',
    people: found.reduce((sum, { pupils }) => sum + pupils.length, 0),
    params: { classes: found.map(({ name }) => name).join('、') },
    choices: [
      { id: 'one', label: `同名的就是一个班（${found.length} 个复式班）` },
      ...(isPaired ? [{ id: 'pairs', label: `相邻两个年级一个班（${pairs.length} 个复式班）` }] : []),
      skipped,
    ],
    usual: null,
    label: '复式班',
  });
}

function askWhole(assumptions: Assumptions, whole: readonly RosterClass[]): Answer | null {
  if (whole.length === 0) return null;
  const largest = Math.max(...whole.map(({ pupils }) => pupils.length));
  return assumptions.ask({
    id: 'classes.whole',
    people: whole.reduce((sum, { pupils }) => sum + pupils.length, 0),
    params: { grades: whole.length, largest },
    choices: [{ id: 'one', label: '每个年级只有一个班' }, skipped],
    usual: largest <= usualClass ? 'one' : null,
    label: '班级',
  });
}
