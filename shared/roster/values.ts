import { cleanIdentity } from '../identity';
import { halfWidth } from '../value';
import type { RosterField } from './definition';
import { readDay, readMonth } from './values-dates';

/**
 * What the column of a text adds to it: its head asks for yes or no (`asks`), or October is written `1980.10` in it, so
 * that `1980.1` is January.
 */
export type ValueStyle = 'asked' | 'tens';

/** A text as a value, or null where it cannot be one. A blank is ''. */
export type ReadValue = (text: string) => string | null;

const yes = new Set(['是', '1', 'y', 'yes', '√', '✓', '✔', '有', 'true', 't', '对', '享受', '真', 'v']);
const no = new Set([
  '否',
  '0',
  'n',
  'no',
  '×',
  'x',
  '✗',
  '✘',
  '无',
  '没有',
  'false',
  'f',
  '不是',
  '非',
  '假',
]);

/** What files write where nothing is to be said. */
const nothing = /^[-—–_/\\*.。、]+$|^(null|#N\/A|NaN|空|未填)$/i;

/** Where somebody has no number of identity. */
const noNumber = /^(无|没有|暂无|无证件?|未办理?|无身份证(件?号?码?)?)$/;

/** Full width, spaces and brackets do not make another value. */
export function bareValue(text: string): string {
  return halfWidth(text)
    .replace(/[\s()（）[\]【】"'“”]/g, '')
    .toLowerCase();
}

/** `1-男`, `01.汉族`: the code in front says the same as the name behind it. */
const withoutCode = (bare: string): string => bare.replace(/^\d{1,3}[-_.、:：|](?=\D)/, '');

function readYesNo(text: string): string | null {
  const bare = bareValue(text);
  for (const form of [bare, withoutCode(bare)]) {
    if (yes.has(form)) return '是';
    if (no.has(form)) return '否';
  }
  return null;
}

function choiceReader(field: RosterField, style: ValueStyle | undefined): ReadValue {
  const byText = new Map<string, string>();
  for (const { value } of field.values ?? []) byText.set(bareValue(value), value);
  for (const { value, aliases } of field.values ?? []) {
    for (const alias of aliases) {
      const bare = bareValue(alias);
      if (!byText.has(bare)) byText.set(bare, value);
    }
  }
  const isYesNo = byText.has('是') && byText.has('否') && field.asks === undefined;
  const answers = new Map(
    style === 'asked' ? field.values?.map(({ value, asked }) => [asked, value] as const) : [],
  );
  return (text) => {
    const bare = bareValue(text);
    const named = byText.get(bare) ?? byText.get(withoutCode(bare));
    if (named !== undefined) return named;
    const answer = readYesNo(text);
    return answer === null ? null : isYesNo ? answer : (answers.get(answer as '是' | '否') ?? null);
  };
}

/** A division's code, cut to county; its name says nothing that is counted, and is no fault either. */
function readArea(text: string): string | null {
  const plain = halfWidth(text).replace(/\s/g, '');
  const [, code] = /^(\d{6})(\d{3}|\d{6})?$/.exec(plain) ?? /^(\d{6})\D/.exec(plain) ?? [];
  if (code !== undefined) return /^[1-9]/.test(code) ? code : null;
  return /^\d+$/.test(plain) ? null : '';
}

/** Names of Chinese characters are printed with spaces in between; others keep theirs. */
function readText(text: string): string {
  const plain = halfWidth(text).replace(/\s+/g, ' ').trim();
  return /^[\p{Script=Han}\s·]+$/u.test(plain) ? plain.replaceAll(' ', '') : plain;
}

function readerOf(field: RosterField, style: ValueStyle | undefined): ReadValue {
  switch (field.type) {
    case 'identity':
      return (text) => (noNumber.test(text.trim()) ? '' : cleanIdentity(text));
    case 'date':
      return (text) => readDay(halfWidth(text), style === 'tens');
    case 'month':
      return (text) => readMonth(halfWidth(text), style === 'tens');
    case 'choice':
      return choiceReader(field, style);
    case 'yesno':
      return readYesNo;
    case 'area':
      return readArea;
    // What grade and class mean is decided with the rest of the row.
    case 'grade':
    case 'class':
      return (text) => halfWidth(text).replace(/\s/g, '');
    case 'text':
      return readText;
  }
}

/** Few different texts stand in the columns that take longest to read. */
const kept = 2_000;

/** How the texts of a field become canonical; the same text is read once. */
export function valueReader(field: RosterField, style?: ValueStyle): ReadValue {
  const read = readerOf(field, style);
  const known = new Map<string, string | null>();
  const isPlain = field.type === 'text' || field.type === 'identity';
  return (text) => {
    if (text === '') return '';
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before ?? null;
    const value = nothing.test(text.trim()) && !isPlainMark(field, text) ? '' : read(text);
    if (!isPlain && known.size < kept) known.set(text, value);
    return value;
  };
}

/** A tick or a cross is an answer, though it looks like a placeholder. */
const isPlainMark = ({ type }: RosterField, text: string): boolean =>
  (type === 'yesno' || type === 'choice') && readYesNo(text) !== null;
