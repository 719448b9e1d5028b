import { compare, decimalText } from './decimal';
import type { Num } from './decimal';
import type { Definitions } from './definitions';
import type { Memory, Value } from './evaluate';
import type { FigureStage } from './figure-stage';
import { compileIndicator } from './indicator';
import type { CompiledIndicator } from './indicator';
import type { Indicator } from './indicator-definition';
import { evaluateIndicator } from './indicator-result';
import type { IndicatorResult, ResultContext } from './indicator-result';
import { kindsOf } from './indicator-schools-kinds';
import type { Coefficient, Composite } from './indicator-schools-kinds';
import type { OwnFigure, SchoolOwn } from './indicator-schools-own';
import { spreadOf } from './indicator-schools-spread';
import type { Spread } from './indicator-schools-spread';
import { rateWithout, sumsOf } from './indicator-schools-sums';
import type { AcrossMember, AcrossResult } from './ipc-figures';
import { Slots } from './scope';
import type { CompileIndicator } from './scope';
import { acrossSentences as sentences } from './sentences/across';

/**
 * Figures over the schools of a round: the coefficients of variation as their definitions state them, what is made of
 * coefficients, and the rates of all schools together. Pure: schools come with what `ownFigures` found.
 */

export interface AcrossInput {
  readonly definitions: Definitions;
  readonly schools: readonly SchoolOwn[];
  readonly profiles: ResultContext['profiles'];
  readonly schoolYear: number;
  /** Schools left out by the person at the screen, by their ids. */
  readonly byHand: ReadonlySet<number>;
}

/** A coefficient with what the composite needs of it. */
interface Found {
  readonly result: AcrossResult;
  readonly value: Value;
  /** By school id; a school that does not count changes nothing. */
  readonly without: ReadonlyMap<number, Value>;
}

export function acrossSchools(input: AcrossInput): readonly AcrossResult[] {
  return [...acrossOneByOne(input)];
}

/** The same figures one after the other, so that others can work in between. */
export function* acrossOneByOne(input: AcrossInput): Generator<AcrossResult> {
  const { coefficients, composites, rates } = kindsOf(input.definitions);
  const found = new Map<string, Found[]>();
  for (const coefficient of coefficients) {
    const one = coefficientOver(input, coefficient);
    if (one === null) continue;
    const name = `${coefficient.definition.id} ${coefficient.stage}`;
    found.set(name, [...(found.get(name) ?? []), one]);
    yield one.result;
  }
  for (const composite of composites) {
    const one = compositeOver(input, composite, found);
    if (one !== null) yield one;
  }
  for (const indicator of rates)
    for (const stage of indicator.stages) {
      const one = rateOver(input, indicator, stage);
      if (one !== null) yield one;
    }
}

interface Member {
  readonly school: SchoolOwn;
  readonly figure: OwnFigure;
  readonly excluded: string | null;
  readonly byHand: boolean;
}

/** Schools that have the figure, left out or not. */
function membersOf(
  { schools, byHand }: Pick<AcrossInput, 'schools' | 'byHand'>,
  name: string,
  coefficient: string | null,
): readonly Member[] {
  return schools.flatMap((school): Member[] => {
    const own = school.figures.get(name);
    const byRule = ruleFor(school, own, coefficient);
    // Left out by its kind, it is named under every item alike, its figure there or not.
    const figure = own ?? (byRule === null ? undefined : noFigure);
    if (figure === undefined) return [];
    const hand = byRule === null && byHand.has(school.id);
    return [{ school, figure, excluded: hand ? sentences.byHand() : byRule, byHand: hand }];
  });
}

const noFigure: OwnFigure = { method: '', value: undefined, numerator: undefined, denominator: undefined };

/** Why a school does not count: by the definition of a coefficient; in a total, because it does not fill these forms. */
function ruleFor(
  { excluded }: SchoolOwn,
  figure: OwnFigure | undefined,
  coefficient: string | null,
): string | null {
  if (coefficient !== null) return excluded.get(coefficient) ?? null;
  return figure?.never === true ? sentences.notFilled() : null;
}

const known = (value: Num | null | undefined): value is Num => value !== null && value !== undefined;
const textOf = (value: Value): string | null =>
  typeof value === 'number' || (typeof value === 'object' && value !== null) ? decimalText(value) : null;

function shown({ school, figure, excluded, byHand }: Member): Omit<AcrossMember, 'share' | 'without'> {
  const { id, name, code, type, notBegun } = school;
  const { value, numerator, denominator } = figure;
  return {
    ...{ schoolId: id, name, code, type, excluded, byHand, ...(notBegun && { notBegun }) },
    ...{ value: textOf(value), numerator: textOf(numerator), denominator: textOf(denominator) },
  };
}

function coefficientOver(input: AcrossInput, { name, definition, of, stage }: Coefficient): Found | null {
  const members = membersOf(input, `${of} ${stage}`, name);
  if (members.length === 0) return null;
  const counted = members.filter(({ excluded }) => excluded === null);
  const lacking = counted.filter(
    ({ school, figure }) => school.notBegun === true || !known(figure.value) || !known(figure.numerator),
  );
  const lists = {
    value: counted.map(({ figure }) => figure.value),
    numerator: counted.map(({ figure }) => figure.numerator),
    denominator: counted.map(({ figure }) => figure.denominator),
  };
  const mixed = mixedReadings(input, of, counted);
  // Blanks that come to a figure by themselves are no figure of a school that has begun nothing.
  const unknown = mixed.length > 0 || lacking.some(({ school }) => school.notBegun === true);
  const compiled = compiledOnce(input.definitions, definition, stage);
  const memory = quietMemory((_indicator, _stage, part) => (unknown ? [undefined] : lists[part]));
  const results = judged(input, compiled, memory);
  const result = results.find(({ isDefaultMethod }) => isDefaultMethod);
  if (result === undefined) return null;
  const spread =
    lacking.length + mixed.length > 0
      ? null
      : spreadOf(compiled, memory, slotsOf(input.definitions), counted.length);
  const without = new Map<number, Value>();
  const shownMembers = members.map((member): AcrossMember => {
    const own = spread?.[counted.indexOf(member)] ?? noSpread;
    if (member.excluded === null) without.set(member.school.id, own.without);
    return { ...shown(member), share: textOf(own.share), without: textOf(own.without) };
  });
  return {
    value: compiled.exactValue(memory),
    without,
    result: {
      ...result,
      of,
      members: shownMembers,
      lacking: lacking.map(({ school }) => school.name),
      unweighted: results.find(({ method }) => method === 'unweighted_population')?.value ?? null,
      remarks: [...mixed, ...remarksOf(members, counted)],
    },
  };
}

/** Figures of one name that schools are judged by in different readings are not held against each other, nor added up. */
function mixedReadings(
  { definitions }: AcrossInput,
  indicator: string,
  counted: readonly Member[],
): readonly string[] {
  const schools = new Map<string, string[]>();
  for (const { school, figure } of counted)
    schools.set(figure.method, [...(schools.get(figure.method) ?? []), school.name]);
  if (schools.size < 2) return [];
  const methods = definitions.indicators.find(({ id }) => id === indicator)?.methods ?? [];
  const nameOf = (method: string) => methods.find(({ id }) => id === method)?.name ?? method;
  return [sentences.mixedReadings([...schools].map(([method, names]) => [nameOf(method), names]))];
}

const noSpread: Spread = { share: undefined, without: undefined };

function remarksOf(members: readonly Member[], counted: readonly Member[]): readonly string[] {
  const [only] = counted;
  const empty = members.filter(
    ({ figure, excluded }) =>
      excluded !== null && known(figure.denominator) && compare(figure.denominator, 0) === 0,
  );
  return [
    ...(counted.length === 0 ? [sentences.noSchool()] : []),
    ...(counted.length === 1 && only !== undefined ? [sentences.oneSchool(only.school.name)] : []),
    ...(empty.length > 0 ? [sentences.noPupils(empty.map(({ school }) => school.name))] : []),
  ];
}

/** A mean of coefficients; each school with what the mean would be without it. */
function compositeOver(
  input: AcrossInput,
  { definition, stage }: Composite,
  found: ReadonlyMap<string, readonly Found[]>,
): AcrossResult | null {
  const parts = new Map<string, Found>();
  for (const [name, [one]] of found) if (one !== undefined) parts.set(name, one);
  const used = new Set<Found>();
  let left: number | null = null;
  const indicator: CompileIndicator = (id, of) => () => {
    const part = parts.get(`${id} ${of}`);
    if (part === undefined) return undefined;
    used.add(part);
    return left !== null && part.without.has(left) ? part.without.get(left) : part.value;
  };
  const compiled = compileIndicator(definition, stage, slotsOf(input.definitions), indicator);
  const [result] = judged(
    input,
    compiled,
    quietMemory(() => []),
  );
  if (result === undefined || used.size === 0) return null;
  const own = [...used].map((part) => part.result);
  const members = new Map<number, AcrossMember>();
  for (const member of own.flatMap((part) => part.members)) {
    const before = members.get(member.schoolId);
    // Left out of every part, or a member of the whole.
    if (before === undefined || before.excluded !== null) members.set(member.schoolId, member);
  }
  return {
    ...result,
    of: null,
    members: [...members.values()].map((member): AcrossMember => {
      left = member.schoolId;
      const without = member.excluded === null ? compiled.exactValue(quietMemory(() => [])) : undefined;
      left = null;
      const nothing = { value: null, numerator: null, denominator: null, share: null };
      return { ...member, ...nothing, without: textOf(without) };
    }),
    lacking: [...new Set(own.flatMap(({ lacking }) => lacking))],
    unweighted: null,
    remarks: [...new Set(own.flatMap(({ remarks }) => remarks))],
  };
}

/** All schools together: numerators over denominators. */
function rateOver(input: AcrossInput, indicator: Indicator, stage: FigureStage): AcrossResult | null {
  const members = membersOf(input, `${indicator.id} ${stage}`, null);
  const [first] = members;
  if (members.every(({ figure }) => figure.never === true)) return null;
  const sums =
    first === undefined
      ? null
      : sumsOf(indicator, (members.find(({ excluded }) => excluded === null) ?? first).figure.method);
  if (sums === null) return null;
  const counted = members.filter(({ excluded }) => excluded === null);
  const lacking = counted.filter(
    ({ school, figure }) =>
      school.notBegun === true || figure.numerator === undefined || !known(figure.denominator),
  );
  const mixed = mixedReadings(input, indicator.id, counted);
  const unknown = lacking.length + mixed.length > 0;
  const lists = {
    value: counted.map(({ figure }) => figure.value),
    numerator: counted.map(({ figure }) => figure.numerator ?? 0),
    denominator: counted.map(({ figure }) => figure.denominator),
  };
  const memory = quietMemory((_indicator, _stage, part) => (unknown ? [undefined] : lists[part]));
  const compiled = compiledOnce(input.definitions, sums, stage);
  const [result] = judged(input, compiled, memory);
  if (result === undefined) return null;
  const without = unknown ? () => undefined : rateWithout(compiled, memory);
  return {
    ...result,
    of: null,
    members: members.map((member): AcrossMember => {
      const counts = member.excluded === null;
      return {
        ...shown(member),
        share: null,
        without: counts ? textOf(without(member.figure)) : null,
      };
    }),
    lacking: lacking.map(({ school }) => school.name),
    unweighted: null,
    remarks: [...mixed, ...(counted.length === 0 ? [sentences.noSchool()] : [])],
  };
}

function judged(
  { definitions, profiles, schoolYear }: AcrossInput,
  compiled: CompiledIndicator,
  memory: Memory,
): readonly IndicatorResult[] {
  const slots = slotsOf(definitions);
  return evaluateIndicator(compiled, { memory, slots, profiles, judged: null, schoolYear });
}

const emptySlots = new WeakMap<Definitions, Slots>();

function slotsOf(definitions: Definitions): Slots {
  const known =
    emptySlots.get(definitions) ?? new Slots(definitions, [], '', { stages: new Set(), years: {} });
  emptySlots.set(definitions, known);
  return known;
}

const compiledOf = new WeakMap<Indicator, Map<FigureStage, CompiledIndicator>>();

function compiledOnce(
  definitions: Definitions,
  definition: Indicator,
  stage: FigureStage,
): CompiledIndicator {
  const known = compiledOf.get(definition) ?? new Map<FigureStage, CompiledIndicator>();
  compiledOf.set(definition, known);
  const compiled =
    known.get(stage) ?? compileIndicator(definition, stage, slotsOf(definitions), () => () => undefined);
  known.set(stage, compiled);
  return compiled;
}

/** No cells, no school, nothing that changes: only the lists. */
function quietMemory(schools: NonNullable<Memory['schools']>): Memory {
  return {
    ...{ values: [], lists: new Map(), record: null, element: -1, sweep: 0, fixed: true, schools },
    ...{ school: () => undefined, reviewed: () => false, unknown: () => false },
    ...{ target: () => undefined, method: () => undefined, standard: () => undefined, countDate: '' },
  };
}
