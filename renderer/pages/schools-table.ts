import type { Form } from '../../shared/form';
import type { FormStanding, SchoolStanding } from '../../shared/ipc-fill';
import { isDone, stateOf, type FormState } from '../store/progress';

/** The table 各校进度: schools × forms, as main tells of them. */

/** `noForms`: none of the round's forms is for schools of this type. */
export type SchoolState = 'noForms' | 'notBegun' | 'draft' | 'finalised';

export interface SchoolRow {
  readonly standing: SchoolStanding;
  readonly state: SchoolState;
  /** By form code; a form that the school does not fill has none. */
  readonly forms: ReadonlyMap<string, FormStanding & { readonly state: FormState }>;
  /** Forms 已核对 with nothing left to correct or explain. */
  readonly done: number;
  readonly errors: number;
  readonly warnings: number;
}

export const sortings = ['code', 'name', 'progress', 'errors'] as const;
export type Sorting = (typeof sortings)[number];

export interface Arrangement {
  readonly sorting: Sorting;
  /** A type of school, or all of them. */
  readonly type: string | null;
  readonly unfinishedOnly: boolean;
}

export const firstArrangement: Arrangement = { sorting: 'code', type: null, unfinishedOnly: false };

/** Looking at a school makes its submission: one in which nothing was ever done is not begun. */
function stateOfSchool({ state, forms }: SchoolStanding): SchoolState {
  if (state === 'finalised') return 'finalised';
  if (forms.length === 0) return 'noForms';
  const touched = forms.some(({ filled, reviewed }) => filled > 0 || reviewed);
  return state === null || !touched ? 'notBegun' : 'draft';
}

export function schoolRow(standing: SchoolStanding): SchoolRow {
  const submission = standing.state ?? 'draft';
  const sum = (part: 'errors' | 'warnings') => standing.forms.reduce((total, each) => total + each[part], 0);
  return {
    standing,
    state: stateOfSchool(standing),
    forms: new Map(standing.forms.map((each) => [each.form, { ...each, state: stateOf(each, submission) }])),
    done: standing.forms.filter(isDone).length,
    errors: sum('errors'),
    warnings: sum('warnings'),
  };
}

const collator = new Intl.Collator('zh-CN');

const orders: Readonly<Record<Sorting, (a: SchoolRow, b: SchoolRow) => number>> = {
  code: () => 0,
  name: (a, b) => collator.compare(a.standing.name, b.standing.name),
  // Where she is needed comes first.
  progress: (a, b) => share(a) - share(b),
  errors: (a, b) => b.errors - a.errors || b.warnings - a.warnings,
};

function share({ done, standing, state }: SchoolRow): number {
  if (state === 'finalised') return 2;
  return state === 'noForms' ? 3 : done / standing.forms.length;
}

/** Rows that are equal in the sorting stay in the order of their codes. */
export function arranged(
  rows: readonly SchoolRow[],
  { sorting, type, unfinishedOnly }: Arrangement,
): readonly SchoolRow[] {
  const byCode = (a: SchoolRow, b: SchoolRow) => (a.standing.code < b.standing.code ? -1 : 1);
  return rows
    .filter((row) => type === null || row.standing.type === type)
    .filter(({ state }) => !unfinishedOnly || (state !== 'finalised' && state !== 'noForms'))
    .sort((a, b) => orders[sorting](a, b) || byCode(a, b));
}

export function typesOf(rows: readonly SchoolRow[]): readonly string[] {
  return [...new Set(rows.map(({ standing }) => standing.type))];
}

/** The forms that at least one of the schools fills, in the order given. */
export function formsOf(rows: readonly SchoolRow[], all: readonly Form[]): readonly Form[] {
  return all.filter(({ code }) => rows.some((row) => row.forms.has(code)));
}

export interface FormTotal {
  readonly fills: number;
  readonly done: number;
  readonly errors: number;
  readonly warnings: number;
}

/** One form over the schools that fill it. */
export function formTotal(rows: readonly SchoolRow[], code: string): FormTotal {
  const filled = rows.flatMap((row) => row.forms.get(code) ?? []);
  return {
    fills: filled.length,
    done: filled.filter(isDone).length,
    errors: filled.reduce((sum, each) => sum + each.errors, 0),
    warnings: filled.reduce((sum, each) => sum + each.warnings, 0),
  };
}

export interface RoundTotal {
  /** Those that have something to fill. */
  readonly schools: number;
  /** Those that have nothing to fill in this round. */
  readonly without: number;
  readonly finalised: number;
  readonly notBegun: number;
  readonly errors: number;
  readonly warnings: number;
}

export function roundTotal(rows: readonly SchoolRow[]): RoundTotal {
  return {
    schools: rows.filter(({ state }) => state !== 'noForms').length,
    without: rows.filter(({ state }) => state === 'noForms').length,
    finalised: rows.filter(({ state }) => state === 'finalised').length,
    notBegun: rows.filter(({ state }) => state === 'notBegun').length,
    errors: rows.reduce((sum, each) => sum + each.errors, 0),
    warnings: rows.reduce((sum, each) => sum + each.warnings, 0),
  };
}
