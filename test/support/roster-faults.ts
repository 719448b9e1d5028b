import type { RosterSheet } from '../../shared/generator/roster-file';
import type { Random } from '../../shared/generator/random';
import type { RosterProblemCode } from '../../shared/roster/staged';
import { identityNumber } from './identity';

/** Mistakes as they stand in real files, put into a roster of the style `export` that has none. */

export interface RosterFault {
  readonly kind: string;
  /** Line of the sheet, from 1 with the heads. */
  readonly line: number;
  /** What has to be said about the line; empty where the text can be read all the same. */
  readonly codes: readonly RosterProblemCode[];
  readonly field: string | null;
}

interface Row {
  get(head: string): string;
  set(head: string, text: string): void;
}

interface FaultKind {
  readonly codes: readonly RosterProblemCode[];
  readonly field: string | null;
  /** Rows that it can be put into; all when absent. */
  readonly fits?: (row: Row) => boolean;
  readonly spoil: (row: Row, random: Random) => void;
}

const identity = '身份证件号';
const birth = '出生日期';
const otherDigit = (digit: string): string => (digit === '5' ? '6' : '5');
const hasIdentity = (row: Row): boolean => row.get(identity).length === 18;
const put = (text: string) => (row: Row, head: string) => row.set(head, text);

const into =
  (head: string, text: string): FaultKind['spoil'] =>
  (row) =>
    put(text)(row, head);
const change =
  (head: string, how: (text: string, row: Row) => string): FaultKind['spoil'] =>
  (row) =>
    row.set(head, how(row.get(head), row));

/** The pupil as if born some years earlier, number and date alike. */
const olderBy =
  (years: number): FaultKind['spoil'] =>
  (row, random) => {
    const day = row.get(birth).replace(/^\d+/, (year) => String(Number(year) - years));
    const real = day.endsWith('02-29') ? day.replace('02-29', '02-28') : day;
    row.set(birth, real);
    row.set(identity, identityNumber(real, row.get('性别') === '男' ? '男' : '女', random.int(0, 99)));
  };

const identityFault = (code: RosterProblemCode, how: (text: string) => string): FaultKind => ({
  ...{ codes: [code], field: 'identity', fits: hasIdentity, spoil: change(identity, how) },
});
const readable = (field: string, head: string, how: (text: string) => string): FaultKind => ({
  ...{ codes: [], field, fits: hasIdentity, spoil: change(head, how) },
});

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

export const rosterFaultKinds: Readonly<Record<string, FaultKind>> = {
  'wrong check digit': identityFault('identityCheckDigit', (t) => t.slice(0, 17) + otherDigit(t.slice(17))),
  'month 13 in the number': identityFault('identityDate', (t) => `${t.slice(0, 10)}13${t.slice(12)}`),
  'number without its last digit': identityFault('identityLength', (t) => t.slice(0, 17)),
  'letter O in the number': identityFault('identityCharacters', (t) => t.replace('0', 'O')),
  'number that Excel shortened': {
    ...identityFault('identityCharacters', (t) => `${(Number(t.slice(0, 17)) * 10).toExponential(2)}`),
  },
  'number as Excel shows it': identityFault('identityCharacters', () => '9.9E+17'),
  'sex other than the number says': {
    ...{ codes: ['sexDiffers'], field: 'sex', fits: hasIdentity },
    spoil: change('性别', (sex) => (sex === '男' ? '女' : '男')),
  },
  'birth date other than the number says': {
    ...{ codes: ['birthDiffers'], field: 'birth', fits: hasIdentity },
    spoil: change(birth, (day) => `${day.slice(0, 8)}${day.endsWith('11') ? '12' : '11'}`),
  },
  'date that is none': { codes: ['unreadableDate'], field: 'birth', spoil: into(birth, '2015-02-30') },
  'date in words': { codes: ['unreadableDate'], field: 'birth', spoil: into(birth, '属猴') },
  'month of entry that is none': {
    codes: ['unreadableDate'],
    field: 'entry',
    spoil: into('入学年月', '2022-17'),
  },
  'grade that there is not': { codes: ['unknownGrade'], field: 'grade', spoil: into('年级', '某年级') },
  // The month of entry tells it then, and the page says so.
  'no grade': { codes: [], field: 'grade', spoil: into('年级', '') },
  'neither grade nor month of entry': {
    ...{ codes: ['unknownGrade'], field: 'grade' },
    spoil: (row) => {
      row.set('年级', '');
      row.set('入学年月', '');
    },
  },
  'grade of another school': {
    ...{ codes: ['foreignGrade'], field: 'grade' },
    spoil: (row, random) => {
      row.set('学段', '高中');
      row.set('年级', '高二');
      olderBy(8)(row, random);
    },
  },
  'five years too old': { codes: ['ageFar'], field: 'birth', spoil: olderBy(5) },
  'no name': { codes: ['empty'], field: 'name', spoil: into('姓名', '') },
  'way of attending that there is not': {
    ...{ codes: ['unknownValue'], field: 'residence', spoil: into('就读方式', '步行') },
  },
  'sex that there is not': { codes: ['unknownValue'], field: 'sex', spoil: into('性别', '南') },
  'disability that there is not': {
    codes: ['unknownValue'],
    field: 'disability',
    spoil: into('残疾类型', '五级'),
  },
  'neither sex nor number': {
    ...{ codes: ['unknownSex'], field: 'sex' },
    spoil: (row) => {
      row.set('性别', '');
      row.set(identity, '');
    },
  },
  'neither birth date nor number': {
    ...{ codes: ['unknownBirth'], field: 'birth' },
    spoil: (row) => {
      row.set(birth, '');
      row.set(identity, '');
    },
  },
  'full-width number': readable('identity', identity, fullWidth),
  'spaces in the number': readable('identity', identity, (t) => ` ${t.slice(0, 6)} ${t.slice(6)}\u00A0`),
  'small x or apostrophe before the number': readable('identity', identity, (t) => `'${t.toLowerCase()}`),
  'spaces in the name': readable('name', '姓名', (t) => `${t.slice(0, 1)}\u3000${t.slice(1)} `),
  'full-width date': readable('birth', birth, fullWidth),
  'date with its weekday time': readable('birth', birth, (t) => `${t} 00:00:00`),
};

/**
 * Puts each kind of mistake into `each` rows, no row twice; adds as many copies of other rows, and the line of totals
 * that teachers leave at the end. Throws where the roster is too small.
 */
export function spoilRoster(
  sheet: RosterSheet,
  each: number,
  random: Random,
): { readonly sheet: RosterSheet; readonly faults: readonly RosterFault[] } {
  const rows = sheet.rows.map((cells) => [...cells]);
  const headLine = sheet.title === null ? 1 : 2;
  const faults: RosterFault[] = [];
  const free = rows.map((_, index) => index);
  const take = (fits: (row: Row) => boolean): number => {
    const fitting = free.filter((index) => fits(rowOf(sheet, rows[index] ?? [])));
    if (fitting.length === 0) throw new Error('no row left to put a mistake into');
    const index = random.pick(fitting);
    free.splice(free.indexOf(index), 1);
    return index;
  };
  for (const [kind, { codes, field, fits = () => true, spoil }] of Object.entries(rosterFaultKinds)) {
    for (let count = 0; count < each; count += 1) {
      const index = take(fits);
      spoil(rowOf(sheet, rows[index] ?? []), random);
      faults.push({ kind, line: headLine + 1 + index, codes, field });
    }
  }
  for (let count = 0; count < each; count += 1) {
    rows.push([...(rows[take(hasIdentity)] ?? [])]);
    faults.push({ kind: 'pupil twice', line: headLine + rows.length, codes: ['duplicate'], field: null });
  }
  rows.push(
    sheet.heads.map((head, index) => (index === 0 ? '合计' : head === '姓名' ? `${rows.length}人` : '')),
  );
  faults.push({ kind: 'line of totals', line: headLine + rows.length, codes: [], field: null });
  return { sheet: { ...sheet, rows }, faults };
}

function rowOf({ heads }: RosterSheet, cells: string[]): Row {
  const at = (head: string): number => {
    const index = heads.indexOf(head);
    if (index < 0) throw new Error(`no column ${head}`);
    return index;
  };
  return {
    get: (head) => cells[at(head)] ?? '',
    set: (head, text) => void (cells[at(head)] = text),
  };
}
