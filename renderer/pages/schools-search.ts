/** A school as it can be looked for. */
export interface Searchable {
  readonly name: string;
  readonly code: string;
  /** First letters of the syllables: `qhzzxxx`; empty until they are known. */
  readonly initials: string;
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** Part of the name, of the code, or of the first letters of its pinyin; everything matches nothing typed. */
export function isFound(typed: string, { name, code, initials }: Searchable): boolean {
  const wanted = plain(typed);
  return [name, code, initials].some((text) => plain(text).includes(wanted));
}

/** Those that begin with what was typed come first; otherwise the order stays. */
export function found<T extends Searchable>(typed: string, schools: readonly T[]): readonly T[] {
  const wanted = plain(typed);
  const begins = ({ name, code, initials }: T) =>
    [name, code, initials].some((text) => plain(text).startsWith(wanted));
  const all = schools.filter((school) => isFound(typed, school));
  return [...all.filter(begins), ...all.filter((school) => !begins(school))];
}
