/** A cell of this year's submission: `cell` is `04.15`, a field id, or `<record id>.c05` in a list form. */
export interface CellRef {
  readonly form: string;
  readonly cell: string;
}

/**
 * A check that failed, or that could not be evaluated because the rule itself is wrong (`broken`), on given cells.
 * Sides are printed unrounded decimals; null where the relation has no two sides.
 */
export interface Finding {
  /** Stable name of the relation on these cells: `J3040-03@04`, `J3112-08#2`; explanations are bound to it. */
  readonly key: string;
  readonly check: string;
  readonly severity: 'error' | 'warning';
  readonly status: 'fail' | 'broken';
  /** Form that the check belongs to. */
  readonly form: string;
  /** Cells that the relation reads, this year's first; the first one is where the clerk is taken. */
  readonly cells: readonly CellRef[];
  readonly left: string | null;
  readonly right: string | null;
  readonly op: string | null;
  /** What left and right are, where they are no sides of a formula: 填报, 台账. */
  readonly sideNames?: readonly [string, string];
  /** The left side is a total that came from outside, not what the program computes. */
  readonly stated?: true;
  /** left − right where both are numbers. */
  readonly difference: string | null;
  /** The relation in the official wording. */
  readonly text: string;
  readonly instruction: string | null;
  readonly suggestions: readonly string[];
  /**
   * A form that the relation reads and in which nothing has been entered yet: the finding may vanish when it is
   * filled, so it is shown apart. It counts all the same, because every form is 已核对 before 定稿.
   */
  readonly waitsFor: string | null;
  /** Values of the cells when it was evaluated, by `form!cell`; explanations go stale when they change. */
  readonly values: Readonly<Record<string, string>>;
}

/** A check that was not evaluated on this submission, and why. */
export interface SkippedCheck {
  readonly check: string;
  readonly form: string;
  /** `pending` names a form that is not defined yet; `notFilled` one that this school does not fill. */
  readonly reason:
    'pending' | 'notFilled' | 'noPrevious' | 'noTarget' | 'condition' | 'blank' | 'noValue' | 'yields';
  readonly detail: string;
}
