import type { School } from '../school';
import type { RosterPerson } from './definition';

/**
 * What is known of one pupil, class or member of staff once grades, ages and moves are worked out: what conditions are
 * decided on. Besides the fields of the roster, texts as they are:
 * - pupils: `year` 本年|上年 (roster that the pupil stands in), `stage` 学前|小学|初中|高中, `countedAs` the same or 特教
 *   (special classes and schools and 送教上门 where the school has 特教; null where nobody counts them), `grade` number in
 *   the stage, `lastGrade`, `age` on 1 September of the roster's year, `minority`, `placement`
 *   特殊教育学校|附设特教班|随班就读|送教上门|null, `mixedClass` (复式班), `boarder`, `migrant`, `origin` 本县|外省|本省外县,
 *   `preschoolYears` 0–3 or null, `came` an Arrival or null, `went` a Departure or null
 * - classes: `stage`, `grade` (null of a class of two grades), `pupils`
 * - staff: `age`, `minority` and the fields
 */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Everything besides the rosters that counting depends on. */
export interface RosterSurroundings {
  readonly school: School;
  /** 2026 is counted on 1 September 2026. */
  readonly schoolYear: number;
  /** Answers to assumptions by id. */
  readonly answers: Readonly<Record<string, string>>;
  /** What the clerk said of pupils, by person id: of this year's roster and of last year's. */
  readonly moves: { readonly now: ReadonlyMap<number, string>; readonly before: ReadonlyMap<number, string> };
}

/** The rosters of one school and round; null where none is loaded. */
export interface Rosters {
  readonly pupils: readonly RosterPerson[] | null;
  readonly pupilsBefore: readonly RosterPerson[] | null;
  readonly staff: readonly RosterPerson[] | null;
}
