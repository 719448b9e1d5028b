/** Whether a choice is meant by typed letters of its pinyin: initials, whole syllables or both. */
export type PinyinMatch = (option: string, letters: string) => boolean;

/** Choices that have a number of their own: one digit each. */
const mostNumbered = 9;

const none: PinyinMatch = () => false;

/**
 * What a list of choices offers for the text typed so far, what begins with it first, then what contains it, then what
 * is written with these letters in pinyin; numbers pick a choice unless the choices are numbers.
 */
export function optionsFor(
  options: readonly string[],
  typed: string,
  meant: PinyinMatch = none,
): { readonly shown: readonly string[]; readonly numbered: boolean } {
  const choices = options.filter((option) => option !== '');
  const wanted = typed.trim();
  const numbered = !choices.some((option) => /^\d/.test(option));
  if (wanted === '') return { shown: choices, numbered };
  const starting = choices.filter((option) => option.startsWith(wanted));
  const containing = choices.filter((option) => !option.startsWith(wanted) && option.includes(wanted));
  // An input method that is still composing separates syllables by apostrophes.
  const letters = wanted.toLowerCase().replace(/[\s']/g, '');
  const written = /^[a-z]+$/.test(letters)
    ? choices.filter((option) => !option.includes(wanted) && meant(option, letters))
    : [];
  return { shown: [...starting, ...containing, ...written], numbered };
}

/** The choice that a typed text certainly means: it is the text, or the only one that is offered; else null. */
export function optionMeant(
  options: readonly string[],
  typed: string,
  meant: PinyinMatch = none,
): string | null {
  const wanted = typed.trim();
  if (wanted === '') return null;
  if (options.includes(wanted)) return wanted;
  const { shown } = optionsFor(options, wanted, meant);
  return shown.length === 1 ? (shown[0] ?? null) : null;
}

/** What is there when a digit is pressed. */
interface Choosing {
  readonly count: number;
  readonly numbered: boolean;
  readonly open: boolean;
  readonly typed: string;
  /** Digits by which the list was opened. */
  readonly number: string;
}

/**
 * What a key means among choices: a digit takes the choice of its number. Where there are more than nine it may be the
 * first of two digits, so it opens the list and marks a choice for Enter. Null when the key is text, or no digit.
 */
export function digitMeans(
  key: string,
  { count, numbered, open, typed, number }: Choosing,
): { readonly take: number } | { readonly mark: number; readonly number: string } | null {
  if (!numbered || !/^\d$/.test(key) || (open && typed !== '')) return null;
  if (count > mostNumbered && (!open || number !== '')) {
    const wanted = `${number}${key}`;
    return { mark: Number(wanted) <= count ? Number(wanted) - 1 : -1, number: wanted };
  }
  return key !== '0' && Number(key) <= count ? { take: Number(key) - 1 } : null;
}

/** The number before a choice of the list; null where no digit takes it. */
export function numberOf(index: number, numbered: boolean, typed: string): string | null {
  return numbered && typed === '' && index < mostNumbered ? String(index + 1) : null;
}

/** The next choice up or down, around the ends; −1 is none. */
export function moveHighlight(from: number, step: 1 | -1, count: number): number {
  if (count === 0) return -1;
  if (from < 0) return step === 1 ? 0 : count - 1;
  return (from + step + count) % count;
}
