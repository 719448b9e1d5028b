import type { RosterKind } from '../../shared/roster/definition';

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
