import { Bits } from './condition-bits';
import type { RosterCondition } from './definition';
import type { Doubt, Fact, FactTable } from './facts';

/** Who meets a condition, and who may, as far as the facts are known: everybody in `sure` is in `possible`. */
export interface Decided {
  readonly sure: Bits;
  readonly possible: Bits;
}

/** The conditions on one table, each decided once for everybody. */
export class Conditions {
  readonly #byName: ReadonlyMap<string, RosterCondition>;
  readonly #decided = new Map<string, Decided>();
  readonly #facts = new Map<string, ReadonlySet<string>>();
  readonly #order: ReadonlyMap<string, number>;

  constructor(
    conditions: readonly RosterCondition[],
    of: RosterCondition['of'],
    readonly table: FactTable,
  ) {
    const own = conditions.filter((condition) => condition.of === of);
    this.#byName = new Map(own.map((condition) => [condition.name, condition]));
    this.#order = new Map(own.map(({ name }, index) => [name, index]));
  }

  #named(name: string): RosterCondition {
    const condition = this.#byName.get(name);
    if (condition === undefined) throw new Error(`no condition ${name}`);
    return condition;
  }

  /** Throws where the name is unknown: the data is wrong then. */
  decide(name: string): Decided {
    const known = this.#decided.get(name);
    if (known !== undefined) return known;
    const decided = this.#decide(this.#named(name));
    this.#decided.set(name, decided);
    return decided;
  }

  /** All of them together; everybody where there is none. */
  together(names: readonly string[]): Decided {
    const [first, ...others] = names.map((name) => this.decide(name));
    if (first !== undefined) return others.reduce(both, first);
    const everybody = Bits.all(this.table.size);
    return { sure: everybody, possible: everybody };
  }

  #decide(condition: RosterCondition): Decided {
    const { fact, all = [], any, none } = condition;
    let decided = this.together(all);
    if (fact !== undefined) decided = both(decided, this.#byFact(fact, condition));
    if (any !== undefined) decided = both(decided, this.#any(any));
    if (none !== undefined) {
      const { sure, possible } = this.#any(none);
      const everybody = Bits.all(this.table.size);
      decided = both(decided, { sure: everybody.without(possible), possible: everybody.without(sure) });
    }
    return decided;
  }

  #any(names: readonly string[]): Decided {
    const nobody = new Bits(this.table.size);
    return names
      .map((name) => this.decide(name))
      .reduce((one, two) => ({ sure: one.sure.or(two.sure), possible: one.possible.or(two.possible) }), {
        sure: nobody,
        possible: nobody,
      });
  }

  #byFact(fact: string, condition: RosterCondition): Decided {
    const { values, doubts } = this.table.column(fact);
    let sure = new Bits(this.table.size);
    for (const [value, bits] of values) if (meets(condition, value)) sure = sure.or(bits);
    let possible = sure;
    for (const bits of doubts.values()) possible = possible.or(bits);
    return { sure, possible };
  }

  /** Facts that a condition reads, those of its parts included. */
  factsOf(name: string): ReadonlySet<string> {
    const known = this.#facts.get(name);
    if (known !== undefined) return known;
    const { fact, all = [], any = [], none = [] } = this.#named(name);
    const facts = new Set(fact === undefined ? [] : [fact]);
    for (const part of [...all, ...any, ...none]) for (const each of this.factsOf(part)) facts.add(each);
    this.#facts.set(name, facts);
    return facts;
  }

  /** Assumptions that have a say in who meets a condition. */
  assumptionsOf(name: string): ReadonlySet<string> {
    const { fact, is, all = [], any = [], none = [] } = this.#named(name);
    const found = new Set<string>();
    if (fact !== undefined) {
      const column = this.table.column(fact);
      for (const id of column.assumptions) found.add(id);
      for (const [value, id] of column.assumptionsAbout)
        if (value !== null && is?.includes(value) !== false) found.add(id);
    }
    for (const part of [...all, ...any, ...none]) for (const id of this.assumptionsOf(part)) found.add(id);
    return found;
  }

  /** Rosters that a condition looks at, as the fact `year` names them. */
  yearsOf(name: string): readonly Fact[] {
    const { fact, is = [], all = [] } = this.#named(name);
    return [...(fact === 'year' ? is : []), ...all.flatMap((part) => this.yearsOf(part))];
  }

  /** Why it is not known whether these people meet the conditions. */
  doubtsAbout(people: Bits, names: readonly string[]): ReadonlySet<Doubt> {
    const found = new Set<Doubt>();
    for (const name of names) {
      const { sure, possible } = this.decide(name);
      const open = people.and(possible).without(sure);
      if (open.isEmpty()) continue;
      for (const fact of this.factsOf(name))
        for (const [doubt, bits] of this.table.column(fact).doubts) if (bits.meets(open)) found.add(doubt);
    }
    return found;
  }

  /** Names without repeats, in the order in which they stand in the data: 「小学 · 三年级 · 女」. */
  words(names: readonly string[]): string {
    const place = (name: string): number => this.#order.get(name) ?? 0;
    return [...new Set(names)].sort((one, two) => place(one) - place(two)).join(' · ');
  }
}

/** Who meets two conditions. Where nothing is in doubt the two sets stay one, and all that follows is done once. */
export function both(one: Decided, two: Decided): Decided {
  const sure = one.sure.and(two.sure);
  if (one.sure === one.possible && two.sure === two.possible) return { sure, possible: sure };
  return { sure, possible: one.possible.and(two.possible) };
}

/** Whether a value meets the part of a condition that is about its own fact. Null meets none. */
export function meets({ is, not, from, to }: RosterCondition, value: Fact): boolean {
  if (value === null) return false;
  if (is !== undefined && !is.includes(value)) return false;
  if (not?.includes(value) === true) return false;
  if (from === undefined && to === undefined) return true;
  return typeof value === 'number' && value >= (from ?? -Infinity) && value <= (to ?? Infinity);
}
