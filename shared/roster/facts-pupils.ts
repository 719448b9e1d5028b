import { stagesOf, teachingOf } from '../applicability';
import { ageOn, birthDate, sexOf } from '../identity';
import type { Stage } from '../school-types';
import { blankMeans, blankOpen, skipped, supposed } from './assumptions';
import type { Answer, Assumptions } from './assumptions';
import { arrivalFacts, departureFacts } from './facts-moves';
import { countyOf, originFacts } from './facts-origin';
import { FactTable } from './facts';
import type { Doubt, Fact, FactColumn, RosterSurroundings, Rosters } from './facts';
import type { RosterMoves } from './moves';
import type { RosterPerson } from './definition';

/** A pupil of either roster while the facts are worked out. */
export interface Pupil {
  /** Place in the table. */
  readonly index: number;
  readonly person: RosterPerson;
  readonly values: RosterPerson['values'];
  readonly now: boolean;
  /** 在读, and no foreigner: counted as a pupil of the school. Null while an assumption is open. */
  readonly enrolled: boolean | null;
  readonly stage: string | undefined;
  readonly grade: number | undefined;
}

/** What the builders of facts share. */
export interface PupilContext {
  readonly table: FactTable;
  readonly pupils: readonly Pupil[];
  readonly rosters: Rosters;
  readonly surroundings: RosterSurroundings;
  readonly moves: RosterMoves;
  readonly assumptions: Assumptions;
  /** Whether anybody of the roster has something in the column: a file without the column says nothing about anybody. */
  has(field: string, now: boolean): boolean;
  column(fact: string): FactColumn;
  missing(label: string): Doubt;
}

/** Facts about everybody of this year's roster and then of last year's, and where each pupil ended up. */
export interface PupilFacts extends PupilContext {
  /** 普通班级: those who sit in the classes of their grade, by place; null where it is not known. */
  readonly ordinary: readonly (boolean | null)[];
  readonly mixed: readonly (boolean | null)[];
}

export function pupilFacts(
  rosters: Rosters,
  surroundings: RosterSurroundings,
  moves: RosterMoves,
  assumptions: Assumptions,
): PupilFacts {
  const { school } = surroundings;
  const people = [
    ...(rosters.pupils ?? []).map((person) => ({ person, now: true })),
    ...(rosters.pupilsBefore ?? []).map((person) => ({ person, now: false })),
  ];
  const table = new FactTable(people.length);
  const present = { now: presentFields(rosters.pupils), before: presentFields(rosters.pupilsBefore) };
  const has = (field: string, now: boolean): boolean => (now ? present.now : present.before).has(field);
  const taught = [...stagesOf(school)].filter((stage) => stage !== '特教');
  const enrolled = enrolment(
    people.map(({ person }) => person),
    table,
    assumptions,
  );
  const pupils = people.map(({ person, now }, index): Pupil => {
    const grade = Number(person.values.grade);
    return {
      index,
      person,
      values: person.values,
      now,
      enrolled: enrolled[index] ?? null,
      stage: person.values.stage ?? (taught.length === 1 ? taught[0] : undefined),
      grade: Number.isInteger(grade) && grade > 0 ? grade : undefined,
    };
  });
  const context: PupilContext = {
    table,
    pupils,
    rosters,
    surroundings,
    moves,
    assumptions,
    has,
    column: (fact) => table.column(fact),
    missing: (label) => assumptions.doubt('noField', label),
  };
  identityFacts(context);
  plainFacts(context);
  const ordinary = placementFacts(context);
  const mixed = mixedFacts(context);
  originFacts(context, countyOf(context));
  const entered = arrivalFacts(context);
  departureFacts(context);
  preschoolFacts(context, entered);
  return { ...context, ordinary, mixed };
}

function presentFields(people: readonly RosterPerson[] | null): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const { values } of people ?? []) for (const field in values) fields.add(field);
  return fields;
}

/** Who only keeps his register here, and foreigners, who are reported apart, are not counted as pupils. */
function enrolment(
  people: readonly RosterPerson[],
  table: FactTable,
  assumptions: Assumptions,
): readonly (boolean | null)[] {
  const column = table.column('enrolled');
  const away = people.filter(({ values }) => values.status !== undefined && values.status !== '在读').length;
  const foreign = people.filter(({ values }) => values.overseas === '外国').length;
  const out =
    away === 0
      ? null
      : assumptions.ask({
          id: 'status.left',
          people: away,
          choices: [{ id: 'out', label: '不算在校生' }],
          usual: 'out',
          label: '学籍状态',
        });
  const apart =
    foreign === 0
      ? null
      : assumptions.ask({
          id: 'foreign.apart',
          people: foreign,
          choices: [
            { id: 'apart', label: '不算在校生，另行统计' },
            { id: 'in', label: '算在校生' },
          ],
          usual: 'apart',
          label: '外国籍学生',
        });
  return people.map(({ values }, index) => {
    const [asked, staying] =
      values.status !== undefined && values.status !== '在读'
        ? [out, false]
        : values.overseas === '外国'
          ? [apart, apart?.choice === 'in']
          : [null, true];
    if (asked === null) column.put(index, true);
    else supposed(column, index, asked, staying);
    return asked !== null && asked.choice === null ? null : staying;
  });
}

function identityFacts({ pupils, column, missing, surroundings }: PupilContext): void {
  const { schoolYear, school } = surroundings;
  const columns = {
    year: column('year'),
    stage: column('stage'),
    grade: column('grade'),
    lastGrade: column('lastGrade'),
    sex: column('sex'),
    age: column('age'),
  };
  const { years } = teachingOf(school);
  const last: Readonly<Record<string, number | undefined>> = { ...years, 学前: 4, 高中: 3 };
  const day = { now: `${schoolYear}-09-01`, before: `${schoolYear - 1}-09-01` };
  const [noStage, noGrade, noSex, noBirth] = ['学段', '年级', '性别', '出生日期'].map(missing) as [
    Doubt,
    Doubt,
    Doubt,
    Doubt,
  ];
  for (const { index, values, now, stage, grade } of pupils) {
    columns.year.put(index, now ? '本年' : '上年');
    if (stage === undefined) columns.stage.doubt(index, noStage);
    else columns.stage.put(index, stage);
    if (grade === undefined || stage === undefined) {
      columns.grade.doubt(index, noGrade);
      columns.lastGrade.doubt(index, noGrade);
    } else {
      columns.grade.put(index, grade);
      columns.lastGrade.put(index, grade === last[stage]);
    }
    const sex = values.sex ?? (values.identity === undefined ? undefined : sexOf(values.identity));
    if (sex === undefined) columns.sex.doubt(index, noSex);
    else columns.sex.put(index, sex);
    const age = ageOf(values, now ? day.now : day.before);
    if (age === null) columns.age.doubt(index, noBirth);
    else columns.age.put(index, age);
  }
}

/** Full years on a day, from the date of birth or else the identity number. */
export function ageOf({ birth, identity }: RosterPerson['values'], day: string): number | null {
  if (birth === undefined) return identity === undefined ? null : ageOn(identity, day);
  return Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (birth.slice(5) > day.slice(5) ? 1 : 0);
}

/** `birthDate` for callers that show it. */
export const birthOf = ({ birth, identity }: RosterPerson['values']): string | undefined =>
  birth ?? (identity === undefined ? undefined : birthDate(identity));

/** One question for all blanks of a column that others fill; null where nobody left it blank. */
export function askBlank(
  assumptions: Assumptions,
  field: string,
  label: string,
  people: number,
): Answer | null {
  if (people === 0) return null;
  const usual = blankMeans[field] ?? null;
  const values = usual === null ? (blankOpen[field] ?? []) : [usual];
  return assumptions.ask({
    id: `blank.${field}`,
    people,
    params: { label },
    choices: [...values.map((value) => ({ id: value, label: `算「${value}」` })), skipped],
    usual,
    label,
  });
}

/** Puts a fact that is a column read through `read`: missing columns and open blanks are doubts. */
export function readField(
  context: PupilContext,
  { field, fact, label }: { field: string; fact: string; label: string },
  read: (value: string) => Fact,
): void {
  const { pupils, has, column, assumptions, missing } = context;
  const target = column(fact);
  const blank = pupils.filter(
    ({ values, now, enrolled }) => enrolled !== false && has(field, now) && values[field] === undefined,
  );
  const answer = askBlank(assumptions, field, label, blank.length);
  const none = missing(label);
  for (const { index, values, now } of pupils) {
    const value = values[field];
    if (value !== undefined) target.put(index, read(value));
    else if (!has(field, now)) target.doubt(index, none);
    else if (answer === null) target.put(index, null);
    else supposed(target, index, answer, read(answer.choice ?? ''));
  }
}

function plainFacts(context: PupilContext): void {
  const fields = [
    ['ethnicity', 'minority', '民族', (value: string) => value !== '汉族'],
    ['residence', 'boarder', '就读方式', (value: string) => value === '住校'],
    ['leftBehind', 'leftBehind', '是否农村留守儿童', (value: string) => value === '是'],
    ['party', 'party', '政治面貌', (value: string) => value],
    ['overseas', 'overseas', '港澳台侨外', (value: string) => value],
  ] as const;
  for (const [field, fact, label, read] of fields) readField(context, { field, fact, label }, read);
}

/** Ways of attending of a disabled pupil; who has none is taught like everybody else. */
function placementFacts(context: PupilContext): readonly (boolean | null)[] {
  const { pupils, surroundings, assumptions, column, missing } = context;
  const { school } = surroundings;
  readField(context, { field: 'disability', fact: 'disability', label: '残疾类型' }, (value) =>
    value === '无' ? null : value,
  );
  const special = school.type === '特殊教育学校';
  const stated = ({ values }: Pupil): string | null => {
    if (values.residence === '送教上门') return '送教上门';
    if (!special && values.specialClass === '是') return '附设特教班';
    if (values.inclusive === '是') return '随班就读';
    return special ? '特殊教育学校' : null;
  };
  const isDisabled = ({ values }: Pupil): boolean =>
    values.disability !== undefined && values.disability !== '无';
  const untold = pupils.filter((pupil) => isDisabled(pupil) && stated(pupil) === null);
  const asked =
    untold.length === 0
      ? null
      : assumptions.ask({
          id: 'placement.disabled',
          people: untold.length,
          choices: [
            { id: 'inclusive', label: '都算随班就读' },
            { id: 'none', label: '只算残疾学生，不填特殊教育学生数' },
          ],
          usual: 'inclusive',
          label: '随班就读',
        });
  const unmarked = unmarkedClass(context, stated);
  const countsSpecial = stagesOf(school).has('特教');
  const [placement, countedAs] = [column('placement'), column('countedAs')];
  const [noStage, noKind] = [missing('学段'), missing('残疾类型')];
  return pupils.map((pupil): boolean | null => {
    const { index, stage, now } = pupil;
    const told = stated(pupil);
    if (told !== null) placement.put(index, told);
    else if (asked !== null && isDisabled(pupil))
      supposed(placement, index, asked, asked.choice === 'inclusive' ? '随班就读' : null);
    else placement.put(index, null);
    // Whoever is taught as a disabled child has a kind of disability, even where the roster does not say which.
    if (told !== null && (pupil.values.disability === '无' || pupil.values.disability === undefined))
      unsay(column('disability'), index, noKind);
    const apart = told !== null && told !== '随班就读';
    if (stage === undefined) countedAs.doubt(index, noStage);
    else if (apart) countedAs.put(index, countsSpecial ? ('特教' satisfies Stage) : null);
    else if (unmarked !== null && now) supposed(countedAs, index, unmarked, stage);
    else countedAs.put(index, stage);
    return unmarked !== null && now && !apart && unmarked.choice === null ? null : !apart;
  });
}

function unsay(column: FactColumn, index: number, doubt: Doubt): void {
  for (const bits of [...column.values.values(), ...column.doubts.values()]) bits.remove(index);
  column.doubt(index, doubt);
}

/** The school has special classes or teaches children at home, and the roster names nobody there. */
function unmarkedClass(
  { pupils, surroundings, assumptions }: PupilContext,
  stated: (pupil: Pupil) => string | null,
): Answer | null {
  const kinds = surroundings.school.attachedClasses.filter(
    (kind) => kind === '附设特教班' || kind === '送教上门',
  );
  const named = new Set(pupils.filter(({ now }) => now).map(stated));
  const without = kinds.filter((kind) => !named.has(kind));
  const now = pupils.filter((pupil) => pupil.now).length;
  if (without.length === 0 || now === 0) return null;
  return assumptions.ask({
    id: 'placement.nobody',
    people: now,
    params: { kinds: without.join('、') },
    choices: [{ id: 'nobody', label: '今年没有这样的学生，都在普通班级' }, skipped],
    usual: 'nobody',
    label: without.join('、'),
  });
}

/** 复式班. The national system has no column for it: where the roster has none, it is asked once for the school. */
function mixedFacts(context: PupilContext): readonly (boolean | null)[] {
  const { pupils, has, assumptions, column } = context;
  const target = column('mixedClass');
  const suits = ({ stage }: Pupil): boolean => stage === '小学' || stage === '初中';
  const blank = pupils.filter(
    (pupil) => suits(pupil) && has('mixed', pupil.now) && pupil.values.mixed === undefined,
  );
  const answer = askBlank(assumptions, 'mixed', '复式班', blank.length);
  const shared = classesOfTwoGrades(pupils.filter((pupil) => suits(pupil) && !has('mixed', pupil.now)));
  const two =
    shared.size === 0
      ? null
      : assumptions.ask({
          id: 'mixed.twoGrades',
          people: pupils.filter((pupil) => shared.has(classKey(pupil))).length,
          params: { classes: [...new Set([...shared].map((key) => key.split(' ')[2] ?? ''))].join('、') },
          choices: [
            { id: 'mixed', label: '是复式班' },
            { id: 'apart', label: '不是，每个年级各有一个同名的班' },
          ],
          usual: 'mixed',
          label: '复式班',
        });
  const untold = pupils.filter(
    (pupil) => suits(pupil) && !has('mixed', pupil.now) && !shared.has(classKey(pupil)),
  );
  const none =
    untold.length === 0
      ? null
      : assumptions.ask({
          id: 'mixed.none',
          people: untold.length,
          choices: [{ id: 'none', label: '没有复式班' }, skipped],
          usual: 'none',
          label: '复式班',
        });
  return pupils.map((pupil): boolean | null => {
    const { index, values } = pupil;
    const [asked, value]: [Answer | null, boolean] =
      values.mixed !== undefined || !suits(pupil)
        ? [null, values.mixed === '是']
        : has('mixed', pupil.now)
          ? [answer, answer?.choice === '是']
          : shared.has(classKey(pupil))
            ? [two, two?.choice === 'mixed']
            : [none, false];
    if (asked === null) target.put(index, value);
    else supposed(target, index, asked, value);
    return asked !== null && asked.choice === null ? null : value;
  });
}

const classKey = ({ now, stage, values }: Pupil): string =>
  `${now ? '本年' : '上年'} ${stage ?? ''} ${values.class ?? ''}`;

/** Classes that are named and not just numbered, with pupils of more than one grade: 1班 is in every grade. */
function classesOfTwoGrades(pupils: readonly Pupil[]): ReadonlySet<string> {
  const grades = new Map<string, Set<number>>();
  for (const pupil of pupils) {
    if (pupil.values.class === undefined || /^\d+$/.test(pupil.values.class)) continue;
    const known = grades.get(classKey(pupil)) ?? new Set();
    grades.set(classKey(pupil), known.add(pupil.grade ?? 0));
  }
  return new Set([...grades].filter(([, all]) => all.size > 1).map(([key]) => key));
}

/** Preschool of those who entered grade one: asked of nobody else. */
function preschoolFacts(context: PupilContext, entered: ReadonlySet<number>): void {
  const { pupils, has, column, assumptions, missing } = context;
  const [any, years] = [column('preschooled'), column('preschoolYears')];
  const asked = pupils.filter(({ index, stage }) => stage === '小学' && entered.has(index));
  const blank = asked.filter(({ values, now }) => has('preschool', now) && values.preschool === undefined);
  const open = askBlank(assumptions, 'preschool', '是否受过学前教育', blank.length);
  const told = asked.filter(({ values }) => values.preschool === '是').length;
  const unspoken =
    told === 0
      ? null
      : assumptions.ask({
          id: 'preschool.years',
          people: told,
          choices: [
            { id: '1', label: '都算一年' },
            { id: '2', label: '都算两年' },
            { id: '3', label: '都算三年' },
            skipped,
          ],
          usual: null,
          label: '学前教育年限',
        });
  const none = missing('是否受过学前教育');
  for (const { index, values, now } of pupils) {
    const value = values.preschool;
    if (value === '是') {
      any.put(index, true);
      if (unspoken === null) years.put(index, null);
      else supposed(years, index, unspoken, Number(unspoken.choice));
    } else if (value !== undefined) {
      any.put(index, value !== '0');
      years.put(index, Number(value));
    } else if (!has('preschool', now)) {
      any.doubt(index, none);
      years.doubt(index, none);
    } else if (open === null) {
      any.put(index, null);
      years.put(index, null);
    } else {
      supposed(any, index, open, open.choice !== '0');
      supposed(years, index, open, Number(open.choice));
    }
  }
}
