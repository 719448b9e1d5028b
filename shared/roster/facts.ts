import type { School } from '../school';
import type { Given } from './answers';
import { Bits } from './condition-bits';
import type { RosterPerson } from './definition';
import type { NotCounted } from './plan';

/**
 * What is known of one pupil, class or member of staff once grades, ages and moves are worked out: what conditions are
 * decided on. Null says that the person has none (no disability, did not leave); it meets no condition.
 * - pupils: `year` 本年|上年 (roster that the pupil stands in), `enrolled` (false of 休学, 离校 and foreigners counted
 *   apart), `stage` 学前|小学|初中|高中, `countedAs` the same or 特教 (special classes and schools and 送教上门 where the
 *   school has 特教; null where nobody counts them), `grade` number in the stage, `lastGrade`, `sex`, `age` on 1 September
 *   of the roster's year, `minority`, `disability`, `placement` 特殊教育学校|附设特教班|随班就读|送教上门, `mixedClass`
 *   (复式班), `boarder`, `migrant`, `workersChild`, `origin` 本县|外省|本省外县, `leftBehind`, `preschooled`,
 *   `preschoolYears` 1–3, `party`, `overseas`; `arrived` and `came` (an Arrival), `entered` (招生), `gone` and `went` (a
 *   Departure)
 * - classes: `certain` (false of none: not known of what is only supposed to be a class), `stage`, `grade` (null of a class of two grades), `mixedClass`, `pupils`, `system` 六三|五四
 * - staff: `age`, `minority`, `sex`, `post`, `stage`, `subject`, `degree`, `title`, `permanent`, `foreign`, `party`,
 *   `overseas`, `preschoolMajor`; `status` 在职|退休|离职|调出|死亡, the only one of who is not 在职
 */
export type Fact = string | number | boolean | null;

/** By table, the facts that conditions may read. */
export const factNames = {
  pupils: [
    ...[
      'year',
      'enrolled',
      'stage',
      'countedAs',
      'grade',
      'lastGrade',
      'sex',
      'age',
      'minority',
      'disability',
    ],
    ...[
      'placement',
      'mixedClass',
      'boarder',
      'migrant',
      'workersChild',
      'origin',
      'leftBehind',
      'preschooled',
    ],
    ...['preschoolYears', 'party', 'overseas', 'arrived', 'came', 'entered', 'gone', 'went'],
  ],
  classes: ['certain', 'stage', 'grade', 'mixedClass', 'pupils', 'system'],
  staff: [
    ...[
      'age',
      'minority',
      'sex',
      'post',
      'stage',
      'subject',
      'degree',
      'title',
      'permanent',
      'foreign',
      'party',
    ],
    ...['overseas', 'preschoolMajor', 'status'],
  ],
} as const satisfies Record<string, readonly string[]>;

/** Everything besides the rosters that counting depends on. */
export interface RosterSurroundings {
  readonly school: School;
  /** 2026 is counted on 1 September 2026. */
  readonly schoolYear: number;
  /** Answers to assumptions by id. */
  readonly answers: Readonly<Record<string, string>>;
  /** What they were given for: one that was given for something else is none. All stand where it is absent. */
  readonly given?: Given;
  /** What the clerk said of pupils, by person id: of this year's roster and of last year's. */
  readonly moves: { readonly now: ReadonlyMap<number, string>; readonly before: ReadonlyMap<number, string> };
}

/** The rosters of one school and round; null where none is loaded. */
export interface Rosters {
  readonly pupils: readonly RosterPerson[] | null;
  readonly pupilsBefore: readonly RosterPerson[] | null;
  readonly staff: readonly RosterPerson[] | null;
}

/** Why a fact is not known. The same reason is the same object. */
export interface Doubt {
  readonly reason: NotCounted['reason'];
  /** Official name of the column that is missing, or what has not been answered. */
  readonly label: string;
}

/** One fact of everybody in a table: who has which value, and of whom it is not known. */
export class FactColumn {
  readonly values = new Map<Fact, Bits>();
  readonly doubts = new Map<Doubt, Bits>();
  /** Assumptions that had a say. */
  readonly assumptions = new Set<string>();
  /** Those that had a say about a single value only. */
  readonly assumptionsAbout: (readonly [value: Fact, id: string])[] = [];
  #last: Fact | undefined;
  #lastBits: Bits;

  constructor(readonly size: number) {
    this.#lastBits = new Bits(0);
  }

  put(index: number, value: Fact): void {
    // Most people have what the one before has: 20,000 of them, 30 facts each.
    if (value !== this.#last) {
      this.#lastBits = this.values.get(value) ?? new Bits(this.size);
      this.values.set(value, this.#lastBits);
      this.#last = value;
    }
    this.#lastBits.add(index);
  }

  doubt(index: number, doubt: Doubt): void {
    let bits = this.doubts.get(doubt);
    if (bits === undefined) this.doubts.set(doubt, (bits = new Bits(this.size)));
    bits.add(index);
  }

  /** The value, unless another fact of the same person is in doubt: then this one is too. */
  like(other: FactColumn, index: number, value: Fact): void {
    const open = [...other.doubts].find(([, bits]) => bits.has(index));
    if (open === undefined) this.put(index, value);
    else this.doubt(index, open[0]);
  }

  /** Nothing is said of this place any more. */
  forget(index: number): void {
    for (const bits of [...this.values.values(), ...this.doubts.values()]) bits.remove(index);
  }

  /** Undefined where it is not known. */
  valueOf(index: number): Fact | undefined {
    for (const [value, bits] of this.values) if (bits.has(index)) return value;
    return undefined;
  }
}

/** The facts of a table, a column each: conditions are decided for everybody at once. */
export class FactTable {
  readonly #columns = new Map<string, FactColumn>();

  constructor(readonly size: number) {}

  column(fact: string): FactColumn {
    const known = this.#columns.get(fact) ?? new FactColumn(this.size);
    this.#columns.set(fact, known);
    return known;
  }
}
