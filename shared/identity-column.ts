import { columnKey } from './cell';
import type { CheckDefinition, Form, FormColumn } from './form';
import { birthDate, identityProblem, isIdentityNumber, sexOf } from './identity';
import { identitySentence } from './sentences/identity';
import type { ListRecord } from './submission';

const ofCheck = /^c(\d{1,2}) matches idcard$/;

function columnOfCheck({ expr }: CheckDefinition): string | null {
  const column = ofCheck.exec(expr)?.[1];
  return column === undefined ? null : columnKey(String(Number(column)));
}

const columns = new WeakMap<Form, ReadonlySet<string>>();

/** Keys of the columns that a check of the form holds to be identity numbers. */
export function identityColumns(form: Form): ReadonlySet<string> {
  const known = columns.get(form) ?? new Set(form.checks.flatMap((check) => columnOfCheck(check) ?? []));
  columns.set(form, known);
  return known;
}

/** What precisely is wrong with the number in a record; null where the check is about something else, or about a blank. */
export function identityInstruction(check: CheckDefinition, { cells }: ListRecord): string | null {
  const column = columnOfCheck(check);
  const text = column === null ? '' : (cells[column]?.text ?? '');
  const problem = identityProblem(text);
  return problem === null ? null : identitySentence(problem, text.length);
}

/** A column whose value a right identity number tells. */
export interface ToldColumn {
  readonly key: string;
  readonly label: string;
  readonly valueOf: (identity: string) => string;
}

const birthLabels = ['出生日期', '出生年月日'];

function toldBy(column: FormColumn): ToldColumn['valueOf'] | null {
  const label = column.label.at(-1) ?? '';
  if (label === '性别' && column.options?.includes('男') === true && column.options.includes('女'))
    return sexOf;
  return column.type === 'date' && birthLabels.includes(label) ? birthDate : null;
}

/** Sex and birth date of the person whose number stands in a record, where the form asks for them. */
export function toldByIdentity(form: Form, identity: string): readonly (ToldColumn & { value: string })[] {
  if (!isIdentityNumber(identity)) return [];
  return (form.columns ?? []).flatMap((column) => {
    const valueOf = toldBy(column);
    if (valueOf === null) return [];
    const label = column.label.at(-1) ?? '';
    return [{ key: columnKey(column.code), label, valueOf, value: valueOf(identity) }];
  });
}
