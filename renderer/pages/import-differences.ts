import type { CellProblem } from '../../shared/value';
import type { ImportDifference, ImportProblem, OutsideEdit } from '../../shared/import/report';

/** Which differences are looked at. */
export type View =
  'all' | 'unreadable' | 'replaced' | 'cleared' | 'edited' | 'repeats' | 'blank' | 'reviewed' | 'refused';

export const viewNames: Readonly<Record<View, string>> = {
  all: '全部不同',
  unreadable: '不能当数用的',
  replaced: '替换现有的数',
  cleared: '清空现有的数',
  edited: '文件中改过',
  repeats: '数相同，由别的表带出',
  blank: '空白按 0',
  reviewed: '已核对标记',
  refused: '不导入的',
};

const tests: Readonly<Record<View, (difference: ImportDifference, refused: ReadonlySet<string>) => boolean>> =
  {
    all: () => true,
    unreadable: ({ unreadable }) => unreadable !== undefined,
    // 已核对 is no figure, though it reads 未核对 before.
    replaced: ({ kind, stored, found, repeats }) =>
      kind !== 'reviewed' && stored !== '' && found !== '' && repeats === undefined,
    cleared: ({ stored, found }) => stored !== '' && found === '',
    edited: ({ origin }) => origin === 'edited',
    repeats: ({ repeats }) => repeats === true,
    blank: ({ origin }) => origin === 'blank',
    reviewed: ({ kind }) => kind === 'reviewed',
    refused: ({ key }, refused) => refused.has(key),
  };

/** Why a cell cannot hold what the file says, as short as a badge. */
export const unreadableNames: Readonly<Record<CellProblem['code'], string>> = {
  notNumber: '不是数',
  notInteger: '不是整数',
  negative: '是负数',
  tooManyDigits: '位数太多',
  tooManyDecimals: '小数位太多',
  notOption: '不在选项中',
  notDate: '不是日期',
  noSuchDay: '没有这一天',
  dateWithoutYear: '日期没有年份',
  dateWithoutDay: '日期没有填到日',
  lineBreak: '有换行',
  tooLong: '太长',
};

/** What is not taken unless she wants it: no figures, and figures that are there already. */
export function refusedAtFirst(differences: readonly ImportDifference[]): readonly string[] {
  return differences
    .filter(({ unreadable, repeats }) => unreadable !== undefined || repeats === true)
    .map(({ key }) => key);
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly count: number;
}

/** Views that have something to show, all differences first, and the one that is shown. */
export function viewChoices(
  differences: readonly ImportDifference[],
  refused: ReadonlySet<string>,
  shown: View = 'all',
): readonly Choice<View>[] {
  return (Object.keys(tests) as View[])
    .map((value) => ({ value, count: differences.filter((each) => tests[value](each, refused)).length }))
    .filter(({ value, count }) => value === 'all' || value === shown || count > 0);
}

/** Forms with differences, in the order in which they come. */
export function formChoices(differences: readonly ImportDifference[]): readonly Choice<string>[] {
  const counts = new Map<string, number>();
  for (const { form } of differences) counts.set(form, (counts.get(form) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}

/** `form` is empty for all forms. Zeros that the file prints as blanks come after what it prints. */
export function shownDifferences(
  differences: readonly ImportDifference[],
  form: string,
  view: View,
  refused: ReadonlySet<string>,
): readonly ImportDifference[] {
  const shown = differences.filter(
    (each) => (form === '' || each.form === form) && tests[view](each, refused),
  );
  return [
    ...shown.filter((each) => !tests.blank(each, refused)),
    ...shown.filter((each) => tests.blank(each, refused)),
  ];
}

/** The refused keys after these differences were taken or refused. */
export function decided(
  refused: ReadonlySet<string>,
  differences: readonly Pick<ImportDifference, 'key'>[],
  taken: boolean,
): ReadonlySet<string> {
  const next = new Set(refused);
  for (const { key } of differences) {
    if (taken) next.delete(key);
    else next.add(key);
  }
  return next;
}

/** What could not be read comes before what was read otherwise than it stands; the order of the sheets is kept. */
export function inOrder(problems: readonly ImportProblem[]): readonly ImportProblem[] {
  const rank = { error: 0, notice: 1 };
  return [...problems].sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** Changes made outside that are not offered, and one sentence about them; null when there are none. */
export function notTaken(
  edits: readonly OutsideEdit[],
): { readonly edits: readonly OutsideEdit[]; readonly sentence: string } | null {
  const computed = edits.filter(({ fate }) => fate === 'computed').length;
  const labels = edits.filter(({ fate }) => fate === 'label').length;
  if (computed + labels === 0) return null;
  const parts = [
    ...(computed > 0 ? [`${computed} 处是合计等计算的格，由程序重新计算`] : []),
    ...(labels > 0 ? [`${labels} 处是表头等文字，不是数据`] : []),
  ];
  return {
    edits: edits.filter(({ fate }) => fate !== 'taken'),
    sentence: `文件里还有 ${computed + labels} 处改动不导入：${parts.join('；')}。`,
  };
}
