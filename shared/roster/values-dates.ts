/** How files write days and months. Nothing is guessed: a year of two digits and `8/9/2016` are not read. */

const separated = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const joined = /^(\d{4})(\d{2})(\d{2})$/;
const monthOnly = /^(\d{4})[-/.年]?(\d{1,2})月?$/;
const dayMilliseconds = 86_400_000;

/** `2016-08-09` of a day that the calendar has between 1900 and 2099; null otherwise. */
function existing(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) return null;
  return text >= '1900' && text < '2100' ? text : null;
}

/** Without a time of day and what spreadsheets add to numbers. */
function bare(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '')
    .replace(/^(\d+)\.0+$/, '$1')
    .replaceAll(' ', '');
}

/**
 * Excel's number of a day (`42591`), which a file without the format of a date shows; from 1957 to 2064. `20169` may be a
 * month that was written badly.
 */
function serialDay(text: string): string | null {
  if (!/^\d{5}$/.test(text) || text < '21000' || text > '60000') return null;
  return new Date(Date.UTC(1899, 11, 30) + Number(text) * dayMilliseconds).toISOString().slice(0, 10);
}

/**
 * A day as `2016-08-09`; a month without its day as `2016-08`, except September: an age is counted on the first of it, so
 * that it could not be told. Null for what cannot be read. Expects half-width text.
 * @param tens the column writes October as `1980.10`
 */
export function readDay(text: string, tens = false): string | null {
  const plain = bare(text);
  const [, year = '', month = '', day = ''] = separated.exec(plain) ?? joined.exec(plain) ?? [];
  if (year !== '') return existing(year, month, day);
  const serial = serialDay(plain);
  if (serial !== null) return serial;
  const only = readMonth(plain, tens);
  return only?.endsWith('-09') === true ? null : only;
}

/** A month as `2022-09`, of a whole day too; null for what cannot be read. Expects half-width text. */
export function readMonth(text: string, tens = false): string | null {
  const plain = bare(text);
  const [, year = '', month = ''] = separated.exec(plain) ?? joined.exec(plain) ?? monthOf(plain, tens) ?? [];
  if (year === '') return serialDay(plain)?.slice(0, 7) ?? null;
  return existing(year, month, '1')?.slice(0, 7) ?? null;
}

/** `20169` could be two things; so could `1980.1`, which is all that spreadsheets leave of a number 1980.10. */
function monthOf(plain: string, tens: boolean): RegExpExecArray | null {
  return /^\d{5}$/.test(plain) || (!tens && isPerhapsOctober(plain)) ? null : monthOnly.exec(plain);
}

/** `1980.1` */
export const isPerhapsOctober = (text: string): boolean => /^\d{4}\.1$/.test(text.trim());
