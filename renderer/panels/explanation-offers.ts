import type { Finding } from '../../shared/finding';
import type { Explanation } from '../../shared/submission';

export interface OfferedText {
  readonly text: string;
  readonly isLastYears: boolean;
}

/** More parts than any rule has. */
const parts = 9;

/**
 * What the clerk wrote a year ago about the same rule on the same cells, and then the texts that come with the check.
 * A rule that was joined from several, or that was taken apart since, has the same name but for its number.
 */
export function offeredTexts(
  { key, suggestions }: Pick<Finding, 'key' | 'suggestions'>,
  lastYear: (finding: string) => Explanation | null,
): readonly OfferedText[] {
  const place = key.replace(/#\d+/, '');
  const names = [key, place, ...Array.from({ length: parts }, (_, index) => `${place}#${index + 1}`)];
  const before = names.flatMap((name) => lastYear(name)?.text ?? []);
  const own = [...new Set(before)].map((text) => ({ text, isLastYears: true }));
  const others = suggestions.filter((text) => !before.includes(text));
  return [...own, ...others.map((text) => ({ text, isLastYears: false }))];
}
