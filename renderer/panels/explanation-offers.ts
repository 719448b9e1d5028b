import type { Finding } from '../../shared/finding';
import type { Explanation } from '../../shared/submission';

export interface OfferedText {
  readonly text: string;
  readonly isLastYears: boolean;
}

/** More parts than any rule has. */
const parts = 9;

/**
 * What she gave as the reason elsewhere (`reasons`), what she wrote a year ago about the same rule on the same cells,
 * and then the texts that come with the check. A rule that was joined from several, or that was taken apart since, has
 * the same name but for its number.
 */
export function offeredTexts(
  { key, suggestions }: Pick<Finding, 'key' | 'suggestions'>,
  lastYear: (finding: string) => Explanation | null,
  reasons: readonly string[] = [],
): readonly OfferedText[] {
  const place = key.replace(/#\d+/, '');
  const names = [key, place, ...Array.from({ length: parts }, (_, index) => `${place}#${index + 1}`)];
  const before = names.flatMap((name) => lastYear(name)?.text ?? []);
  const given = [...new Set(reasons)].filter((text) => text !== '');
  const own = [...new Set(before)].filter((text) => !given.includes(text));
  const others = suggestions.filter((text) => ![...given, ...own].includes(text));
  const plain = (text: string): OfferedText => ({ text, isLastYears: false });
  return [...given.map(plain), ...own.map((text) => ({ text, isLastYears: true })), ...others.map(plain)];
}
