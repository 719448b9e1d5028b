import type { RosterField, RosterKind } from '../../shared/roster/definition';
import { gradeName } from '../../shared/roster/mask';
import type { ShownPerson } from '../../shared/roster/plan';
import type { School } from '../../shared/school';

export const kindLabels: Readonly<Record<RosterKind, string>> = {
  pupils: '学生名册',
  pupilsBefore: '上年学生名册',
  staff: '教职工名册',
};

/** The clerk's own day of a time in UTC: `2026-09-06`. */
export function dayWords(iso: string): string {
  const at = new Date(iso);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** What stands in the field of a person to be corrected: a grade as it is called everywhere else, 三年级. */
export function writtenValue(
  { id, type, masked }: Pick<RosterField, 'id' | 'type' | 'masked'>,
  { values }: Pick<ShownPerson, 'values'>,
  school: Pick<School, 'system'>,
): string {
  if (masked === true) return '';
  const value = values[id] ?? '';
  if (type !== 'grade' || value === '') return value;
  const name = gradeName(values['stage'] ?? '', Number(value), school);
  return name === '' ? value : name;
}
