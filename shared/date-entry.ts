import { halfWidth } from './value';

/** What is needed to make a date of less than a whole one. */
export interface DateSurroundings {
  /** Year in which the school year of the round begins. */
  readonly schoolYear: number;
  /** The day on which it is typed, `2026-09-06`. */
  readonly today: string;
  /** The column says what is planned, not what happened. */
  readonly planned: boolean;
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/**
 * A month and a day alone (`9-1`, `9月1日`) in the school year. Null when the text is none, and when the year is not
 * certain: what happened cannot lie ahead, so that it may have been the year before; what is planned cannot be over.
 */
export function dateWithoutYear(
  typed: string,
  { schoolYear, today, planned }: DateSurroundings,
): string | null {
  const parts =
    /^(\d{1,2}) ?[-/.] ?(\d{1,2})$/.exec(halfWidth(typed).trim()) ??
    /^(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?$/.exec(halfWidth(typed).trim());
  if (parts === null) return null;
  const [month, day] = [Number(parts[1]), Number(parts[2])];
  const date = dayOf(month >= 9 ? schoolYear : schoolYear + 1, month, day);
  if (date === null) return null;
  return (planned ? date >= today : date <= today) ? date : null;
}

const dayLength = 86_400_000;
/** Day 0 of Excel's calendar, as it counts from March 1900 on. */
const serialStart = Date.UTC(1899, 11, 30);

/**
 * The number under which Excel keeps a day (`46266` is 2026-09-01), as a paste of unformatted cells brings it. Five
 * digits are nothing else in a column of dates; null unless the day is within ten years of the school year.
 */
export function dateOfSerial(typed: string, schoolYear: number): string | null {
  const text = halfWidth(typed).trim();
  if (!/^\d{5}$/.test(text)) return null;
  const date = new Date(serialStart + Number(text) * dayLength);
  return Math.abs(date.getUTCFullYear() - schoolYear) <= 10 ? date.toISOString().slice(0, 10) : null;
}
