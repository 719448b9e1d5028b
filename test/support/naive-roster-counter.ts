import { stagesOf } from '../../shared/applicability';
import type { RosterCondition, RosterDefinitions, RosterPerson } from '../../shared/roster/definition';
import type { RosterSurroundings, Rosters } from '../../shared/roster/facts';
import { movesOf } from '../../shared/roster/moves';

/**
 * The rules read a second time, one person and one cell after the other, for rosters in which every column is filled
 * and every movement told: what the fast counter has to agree with.
 */
export function naiveCount(
  definitions: RosterDefinitions,
  rosters: Rosters,
  surroundings: RosterSurroundings,
  form: string,
  cell: string,
): number | null {
  const [row = '', column = ''] = cell.split('.');
  for (const rule of definitions.counts) {
    const [ofRow, ofColumn] = [rule.rows[row], rule.columns[column]];
    if (rule.form !== form || ofRow === undefined || ofColumn === undefined) continue;
    const names = [...rule.where, ...ofRow, ...ofColumn];
    const conditions = definitions.conditions.filter(({ of }) => of === rule.of);
    const items = itemsOf(rule.of, rosters, surroundings);
    return items.filter((facts) => names.every((name) => holds(conditions, name, facts))).length;
  }
  return null;
}

type PlainFacts = Readonly<Record<string, string | number | boolean | null>>;

function holds(conditions: readonly RosterCondition[], name: string, facts: PlainFacts): boolean {
  const condition = conditions.find((each) => each.name === name);
  if (condition === undefined) throw new Error(`no condition ${name}`);
  const { fact, is, not, from, to, all = [], any, none = [] } = condition;
  if (!all.every((part) => holds(conditions, part, facts))) return false;
  if (any?.some((part) => holds(conditions, part, facts)) === false) return false;
  if (none.some((part) => holds(conditions, part, facts))) return false;
  if (fact === undefined) return true;
  const value = facts[fact];
  if (value === undefined) throw new Error(`no fact ${fact}`);
  if (value === null) return false;
  if (is?.includes(value) === false || not?.includes(value) === true) return false;
  return (from === undefined || Number(value) >= from) && (to === undefined || Number(value) <= to);
}

const known = new WeakMap<Rosters, Map<string, readonly PlainFacts[]>>();

function itemsOf(
  of: RosterCondition['of'],
  rosters: Rosters,
  surroundings: RosterSurroundings,
): readonly PlainFacts[] {
  const tables = known.get(rosters) ?? new Map<string, readonly PlainFacts[]>();
  known.set(rosters, tables);
  const items = tables.get(of) ?? makeItems(of, rosters, surroundings);
  tables.set(of, items);
  return items;
}

function makeItems(
  of: RosterCondition['of'],
  rosters: Rosters,
  surroundings: RosterSurroundings,
): readonly PlainFacts[] {
  const { schoolYear } = surroundings;
  if (of === 'staff') return (rosters.staff ?? []).map((person) => staffFactsOf(person, schoolYear));
  if (of === 'classes') return classesOf(rosters.pupils ?? [], surroundings);
  return [
    ...(rosters.pupils ?? []).map((person) => pupilFactsOf(person, true, rosters, surroundings)),
    ...(rosters.pupilsBefore ?? []).map((person) => pupilFactsOf(person, false, rosters, surroundings)),
  ];
}

function ageIn(birth = '', year: number): number {
  const age = year - Number(birth.slice(0, 4));
  return birth.slice(5) > '09-01' ? age - 1 : age;
}

const isYes = (value?: string): boolean => value === '是';

function staffFactsOf({ values: v }: RosterPerson, year: number): PlainFacts {
  return {
    ...v,
    age: ageIn(v.birth, year),
    minority: v.ethnicity !== '汉族',
    permanent: isYes(v.permanent),
    foreign: isYes(v.foreign),
    preschoolMajor: isYes(v.preschoolMajor),
    status: v.status ?? '在职',
  };
}

function placementOf({ values: v }: RosterPerson, { school }: RosterSurroundings): string | null {
  if (v.residence === '送教上门') return '送教上门';
  if (isYes(v.specialClass)) return '附设特教班';
  if (isYes(v.inclusive)) return '随班就读';
  return school.type === '特殊教育学校' ? '特殊教育学校' : null;
}

function pupilFactsOf(
  person: RosterPerson,
  now: boolean,
  rosters: Rosters,
  surroundings: RosterSurroundings,
): PlainFacts {
  const { school, schoolYear } = surroundings;
  const v = person.values;
  const placement = placementOf(person, surroundings);
  const ordinary = placement === null || placement === '随班就读';
  const moves = movesOf(rosters, surroundings);
  const came = now ? (moves.came.get(person.id) ?? null) : null;
  const [primary, junior] = school.system === '六三' ? [6, 3] : [5, 4];
  const lastOf: Record<string, number> = { 学前: 4, 小学: primary, 初中: junior, 高中: 3 };
  return {
    year: now ? '本年' : '上年',
    enrolled: v.status === '在读',
    stage: v.stage ?? null,
    countedAs: ordinary ? (v.stage ?? null) : stagesOf(school).has('特教') ? '特教' : null,
    grade: Number(v.grade),
    lastGrade: Number(v.grade) === lastOf[v.stage ?? ''],
    sex: v.sex ?? null,
    age: ageIn(v.birth, now ? schoolYear : schoolYear - 1),
    minority: v.ethnicity !== '汉族',
    disability: v.disability === '无' ? null : (v.disability ?? null),
    placement,
    mixedClass: isYes(v.mixed),
    boarder: v.residence === '住校',
    migrant: isYes(v.migrant) || isYes(v.workersChild),
    workersChild: isYes(v.workersChild),
    origin: v.origin ?? null,
    leftBehind: isYes(v.leftBehind),
    preschooled: v.preschoolYears !== '0',
    preschoolYears: Number(v.preschoolYears),
    party: v.party ?? null,
    overseas: v.overseas ?? null,
    came,
    arrived: now && moves.came.has(person.id),
    entered: came === '招生',
    gone: !now && moves.went.has(person.id),
    went: now ? null : (moves.went.get(person.id) ?? null),
  };
}

function classesOf(pupils: readonly RosterPerson[], surroundings: RosterSurroundings): readonly PlainFacts[] {
  const sizes = new Map<string, number>();
  for (const person of pupils) {
    const { status, stage = '', grade = '', class: own = '', mixed } = person.values;
    const placement = placementOf(person, surroundings);
    if (status !== '在读' || (placement !== null && placement !== '随班就读')) continue;
    const key = JSON.stringify([stage, isYes(mixed) ? null : Number(grade), own]);
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  return [...sizes].map(([key, size]) => {
    const [stage, grade] = JSON.parse(key) as [string, number | null];
    return {
      certain: true,
      stage,
      grade,
      mixedClass: grade === null,
      pupils: size,
      system: surroundings.school.system,
    };
  });
}
