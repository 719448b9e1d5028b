/**
 * What a roster (花名册) is, as data under `resources/rosters`: which columns are kept, under which heads files have
 * them, and which cells count whom. Nothing here is read at the start: main loads it with the page of rosters.
 */

/** 学生名册, the same of a year ago, 教职工名册. */
export const rosterKinds = ['pupils', 'pupilsBefore', 'staff'] as const;
export type RosterKind = (typeof rosterKinds)[number];

/** Who stands in a roster: both rosters of pupils have the same columns. */
export type RosterOf = 'pupils' | 'staff';
export const rosterOf = (kind: RosterKind): RosterOf => (kind === 'staff' ? 'staff' : 'pupils');

/**
 * How a column is read and what its canonical text is:
 * - `text` trimmed; `identity` half-width, capital X; `date` `2016-08-09`; `month` `2022-09`
 * - `choice` one of `values`; `yesno` `是` or `否`
 * - `grade` a number within its stage, `3`; the cell may say 三年级, 七年级, 初一, 高二, 中班, 2024级 and then tells the stage too
 * - `class` what tells one class of a grade from another, `2` or `2班` → `2`; the cell may say 三（2）班 and then tells the grade
 * - `area` six digits of an administrative division (行政区划); a longer code is cut, a name is not kept
 */
export type RosterFieldType =
  'text' | 'identity' | 'date' | 'month' | 'choice' | 'yesno' | 'grade' | 'class' | 'area';

export interface RosterChoice {
  readonly value: string;
  /** Other texts that files have for it, without spaces: `男性`, `1`. */
  readonly aliases: readonly string[];
  /** The answer that says it under a head of `asks`: 是 under 是否住校 is 住校. */
  readonly asked?: '是' | '否';
}

export interface RosterField {
  readonly id: string;
  /** Official name of the column, as the clerk reads it. */
  readonly label: string;
  readonly type: RosterFieldType;
  /** Other heads that files have for it; compared without spaces, brackets and punctuation. */
  readonly aliases: readonly string[];
  readonly values?: readonly RosterChoice[];
  /**
   * Heads that ask for yes or no: only under them (and others that begin with 是否) 1, 0, √ and the like are answers.
   * Under 就读方式 a 1 is a code that nobody explains.
   */
  readonly asks?: readonly string[];
  /** A row without it is a problem. */
  readonly required?: true;
  /** Counted of new pupils of grade one only: what cannot be read of others is no problem. */
  readonly entrantsOnly?: true;
  /** Shown as `990101********001X` unless asked for. */
  readonly masked?: true;
  /** One sentence for the mapping page: what it is used for. */
  readonly note?: string;
}

/** `resources/rosters/pupils.json` and `staff.json`. */
export interface RosterColumns {
  readonly of: RosterOf;
  readonly fields: readonly RosterField[];
  /**
   * Heads that number the lines (序号, 座位号): no field and no question. Their texts are kept while the file is read, for
   * 合计 and signatures stand among them.
   */
  readonly unneeded: readonly string[];
  /** Heads of columns that no form needs (电话, 住址, 家长 …): they are not even read into memory. `*` stands for any text. */
  readonly neverKept: readonly string[];
}

/**
 * A named condition on what is known of a pupil, a class or a member of staff. Its name is what a bureau officer reads:
 * 「小学 · 三年级 · 女 · 寄宿」 is the conjunction of four of them.
 */
export interface RosterCondition {
  readonly name: string;
  readonly of: RosterOf | 'classes';
  /** A fact (`facts.ts`). With `is` one of these, with `not` none of them; `from`/`to` are bounds of a number, inclusive. */
  readonly fact?: string;
  readonly is?: readonly (string | number | boolean)[];
  readonly not?: readonly (string | number | boolean)[];
  readonly from?: number;
  readonly to?: number;
  /** Or made of others, by name. */
  readonly all?: readonly string[];
  readonly any?: readonly string[];
  readonly none?: readonly string[];
}

/** `resources/rosters/conditions.json`. */
export interface RosterConditions {
  readonly conditions: readonly RosterCondition[];
}

/**
 * `resources/rosters/counts/<form>.json`: a cell counts whom `where`, its row and its column name together. Cells
 * that the form computes, pulls or closes are counted too, but only compared, never filled.
 */
export interface RosterCount {
  readonly form: string;
  readonly of: RosterOf | 'classes';
  readonly where: readonly string[];
  /** Row code → names of conditions; an empty list counts everybody. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
  /** Column code → names of conditions. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Cells that the product of rows and columns has and the form has not, `04.3`. */
  readonly except?: readonly string[];
  /** The columns are a balance: half of them filled would contradict other forms. */
  readonly balance?: true;
  /** Source of the rule in words, where it is not the form itself. */
  readonly source?: string;
}

/** Everything under `resources/rosters`. */
export interface RosterDefinitions {
  readonly pupils: RosterColumns;
  readonly staff: RosterColumns;
  readonly conditions: readonly RosterCondition[];
  readonly counts: readonly RosterCount[];
}

/** One row of a roster: canonical texts by field id; a blank field is absent. */
export interface RosterPerson {
  /** Within its roster, never used again after a removal. */
  readonly id: number;
  readonly values: Readonly<Record<string, string>>;
}
