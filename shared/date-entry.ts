import { halfWidth, type CellProblem } from './value';

/** What is needed to make a date of less than a whole one. */
export interface DateSurroundings {
  /** Year in which the school year of the round begins. */
  readonly schoolYear: number;
  /** The day on which it is typed, `2026-09-06`. */
  readonly today: string;
  /** The column says what is planned, not what happened. */
  readonly planned: boolean;
  /** Dates of the same record between which it must lie, itself included; null where there is none. */
  readonly between?: { readonly from: string | null; readonly to: string | null };
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** A month and a day alone: `9-1`, `9月1日`; null when the text is anything else. */
export function monthAndDay(typed: string): { readonly month: number; readonly day: number } | null {
  const text = halfWidth(typed).trim();
  const parts =
    /^(\d{1,2}) ?[-/.] ?(\d{1,2})$/.exec(text) ?? /^(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?$/.exec(text);
  return parts === null ? null : { month: Number(parts[1]), day: Number(parts[2]) };
}

/** The days that a month and a day alone may mean: in the school year before and in this one. */
function daysMeant(typed: string, schoolYear: number): readonly string[] {
  const parts = monthAndDay(typed);
  if (parts === null) return [];
  const { month, day } = parts;
  const years = month >= 9 ? [schoolYear - 1, schoolYear] : [schoolYear, schoolYear + 1];
  return years.flatMap((year) => dayOf(year, month, day) ?? []);
}

/**
 * A month and a day alone with its year. Null when the text is none, and when more than one day may be meant: what
 * happened lies between the beginning of last school year and today, what is planned is not over, and both lie between
 * the dates that stand in the same record.
 */
export function dateWithoutYear(
  typed: string,
  { schoolYear, today, planned, between }: DateSurroundings,
): string | null {
  const { from = null, to = null } = between ?? {};
  const possible = daysMeant(typed, schoolYear).filter(
    (date) =>
      (planned ? date >= today : date <= today) &&
      (from === null || date >= from) &&
      (to === null || date <= to),
  );
  return possible.length === 1 ? (possible[0] ?? null) : null;
}

/** A date without its year names the days that may be meant. */
export function withDaysMeant<Problem extends CellProblem | null>(
  problem: Problem,
  typed: string,
  schoolYear: number,
): Problem {
  return problem?.code === 'dateWithoutYear' ? { ...problem, days: daysMeant(typed, schoolYear) } : problem;
}

const dayLength = 86_400_000;
/** Day 0 of Excel's calendar, as it counts from March 1900 on. */
const serialStart = Date.UTC(1899, 11, 30);

/** The day of an Excel number such as `46266`, 2026-09-01; null when it is no five digits. */
export function dayOfSerial(text: string): string | null {
  if (!/^\d{5}$/.test(text)) return null;
  return new Date(serialStart + Number(text) * dayLength).toISOString().slice(0, 10);
}

/**
 * The number under which Excel keeps a day, as a paste of unformatted cells brings it. Five digits are nothing else in a
 * column of dates; null unless the day is within ten years of the school year.
 */
export function dateOfSerial(typed: string, schoolYear: number): string | null {
  const day = dayOfSerial(halfWidth(typed).trim());
  return day !== null && Math.abs(Number(day.slice(0, 4)) - schoolYear) <= 10 ? day : null;
}
