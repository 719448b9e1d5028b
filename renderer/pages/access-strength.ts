export const shortest = 6;

export type Strength = 'short' | 'weak' | 'fair' | 'good';

/** What a guesser tries first. */
const common = /^(123456|654321|888888|666666|000000|111111|abc123|password|qwerty|admin)/i;

/** A syllable of Pinyin as it is typed, without tones. */
const syllable =
  '(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|an|ai|ao|en|ei|er|in|iu|ia|ie|ou|un|ua|uo|ui|ue|ve|[aeiouv])';
const name = new RegExp(`^(?:${syllable}){1,4}$`);
const phrase = new RegExp(`^(?:${syllable}){1,8}$`);

/** Longer than a name of a place with its school; it also keeps the search for syllables short. */
const longestName = 24;

/** Digits that stand beside a name: nothing much, a year, a month or day of one, or the keys in a row. */
const expected = /^(\d{0,3}|(19|20)\d\d(\d\d){0,2}|(\d)\4+|1234\d*)$/;

/** Names of places and schools in Pinyin, before or after digits: `name` with those that everybody takes. */
function pinyinIn(password: string): 'name' | 'phrase' | null {
  const plain = password.toLowerCase().replace(/[^\da-z]/g, '');
  const [, before = '', letters = '', after = ''] = /^(\d*)([a-z]+)(\d*)$/.exec(plain) ?? [];
  if (letters === '' || letters.length > longestName || !phrase.test(letters)) return null;
  return name.test(letters) && expected.test(before + after) ? 'name' : 'phrase';
}

const repeated = /^(.{1,5})\1+$/;

/** How hard a password is to guess, roughly: by length, kinds of characters, and what people take first. */
export function strengthOf(password: string): Strength {
  const { length } = [...password];
  if (length < shortest) return 'short';
  const kinds = [/\d/, /[a-z]/, /[A-Z]/, /[^\da-zA-Z]/].filter((kind) => kind.test(password)).length;
  const different = new Set(password).size;
  if (common.test(password) || different < 5 || kinds < 2 || length < 8) return 'weak';
  const pinyin = pinyinIn(password);
  if (pinyin === 'name' || repeated.test(password)) return 'weak';
  if (pinyin === 'phrase') return 'fair';
  return length >= 12 || (length >= 10 && kinds >= 3) ? 'good' : 'fair';
}

export const strengthWords: Readonly<Record<Strength, string>> = {
  short: `至少 ${shortest} 个字符`,
  weak: '容易被猜到：别用校名、年份或重复的，换长一些的，字母和数字都用上',
  fair: '还可以，再长几个字符更好',
  good: '够长了。别的地方用过的密码不要用',
};
