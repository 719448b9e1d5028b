export const shortest = 6;

export type Strength = 'short' | 'weak' | 'fair' | 'good';

/** What a guesser tries first. */
const common = /^(123456|654321|888888|666666|000000|111111|abc123|password|qwerty|admin)/i;

/** How hard a password is to guess, roughly: by length, kinds of characters, and what everybody takes. */
export function strengthOf(password: string): Strength {
  const { length } = [...password];
  if (length < shortest) return 'short';
  const kinds = [/\d/, /[a-z]/, /[A-Z]/, /[^\da-zA-Z]/].filter((kind) => kind.test(password)).length;
  const different = new Set(password).size;
  if (common.test(password) || different < 5 || kinds < 2 || length < 8) return 'weak';
  return length >= 12 || (length >= 10 && kinds >= 3) ? 'good' : 'fair';
}

export const strengthWords: Readonly<Record<Strength, string>> = {
  short: `至少 ${shortest} 个字符`,
  weak: '容易被猜到：换长一些的，字母和数字都用上',
  fair: '还可以，再长几个字符更好',
  good: '不容易被猜到',
};
