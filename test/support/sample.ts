/**
 * An invented school whose numbers agree in every table: 612 pupils a year ago, 601 now (the worked example E01).
 * Rows list what the clerk types, by column; null stands for cells that are computed, pulled, closed or left blank.
 */
export type SampleRows = Readonly<Record<string, readonly (number | string | null)[]>>;
export type Sample = Readonly<Record<string, SampleRows>>;

const _ = null;

export const lastYear: Sample = {
  基础基331: {
    '04': [603, _, 95, 1, 12, _, _, 92, _, 1, _, _, 6],
    '05': [290, _, 46, _, 6, _, _, 45, _, _, _, _, 3],
    '06': [29, _, 5, _, _, _, _, 4],
  },
  局控辍2: { '02': [100], '03': [100], '04': [101], '05': [100], '06': [101], '07': [101] },
  局经费1: { '01': [720, _, _, _, 434160] },
};

/** One warning (退学) and two missed targets are left to be explained; no error. */
export const thisYear: Sample = {
  教基3112: {
    '01': [101, _, 2, 6, 20, 70, _, _, 99, 98, 101, 102, 100, 101],
    '02': [48, _, 1, 3, 9, 34, _, _, 47, 46, 49, 50, 48, 49, 49],
    '03': [5, _, 0, 1, 2, 3, _, 15, 6, 5, 5, 4, 5, 5, 5],
    '05': [20, _, 0, 0, 1, 4, _, 40, 5, 10, 15, 16, 18, 20, 20],
    '06': [3, 4, _, _, _, _, _, 9, 4, 3, 4, 3, 3, 3, 3],
    '07': [1, 1, _, _, _, _, _, 2, 1, 1, 1, 1, 0, 0, 0],
    '08': [2, 3, _, _, _, _, _, 7, 3, 2, 3, 2, 3, 3, 3],
    '09': [2, 3, _, _, _, _, _, 6, 3, 2, 3, 2, 2, 2, 2],
    '10': [1, 1, _, _, _, _, _, 1, 1, 1, 1, 0, 0, 0, 0],
    '11': [1, 2, _, _, _, _, _, 5, 2, 1, 2, 2, 2, 2, 2],
    '12': [30, _, 1, 2, 6, 15, _, 70, 24, 25, 24, 26, 24, 23, 23],
  },
  教基3113: {
    '03': [92, _, 45, 93],
    '04': [6, _, 47, 6, 92],
    '05': [_, _, 49, _, 6, 95],
    '06': [_, _, 48, _, _, 6, 96],
    '07': [_, _, 49, _, _, _, 6, 94],
    '08': [_, _, 48, _, _, _, _, 6, 95],
    '09': [_, _, 3, _, _, _, _, _, 6],
  },
  教基2106: {
    '07': [_, 2, 2, 1, _, 2, 1],
    '08': [_, _, _, 1, 2, _, 1],
  },
  教基3040: {
    '04': [_, _, _, 1, 14, _, _, _, _, _, 2, 1, _, 19, _, 1],
    '05': [_, _, 47, _, 7, _, _, _, 48, _, _, 1, _, 9, _, 1],
    '06': [_, _, 6, _, _, _, _, _, 5, _, _, _, _, 1],
  },
  局控辍2: {
    '02': [99, _, 2, 3],
    '03': [102, _, 3, 3],
    '04': [103, _, 2, 4],
    '05': [106, _, 3, 3],
    '06': [101, _, 2, 3],
    '07': [101, _, 2, 3],
  },
  局经费1: {
    '01': [720, _, _, _, 300000, 100000, 40640],
    '03': [6000, 3, _, _, 18000],
    '04': [300, 84, _, _, 20000, 5200],
  },
  局补充1: { '01': [1, 2, 0] },
};

/** Invented pupils: area code 99 does not exist, check digits are right. */
export const dropouts: readonly Readonly<Record<string, string>>[] = [
  {
    c01: '1', c02: '甄晓', c03: '男', c04: '99012320120415001X', c05: 'G99012320120415001X', c06: '小学', c07: '三年级', c08: '三(1)班',
    c09: '清河镇东庄村', c10: '甄强', c11: '00000000001', c12: '否', c13: '否', c14: '留守儿童', c15: '2021-03-15', c16: '厌学',
    c17: '2021-03-17', c18: '4', c19: '李老师', c20: '东庄村委会', c21: '仍辍学',
  },
]; // prettier-ignore

export const disabledPupils: readonly Readonly<Record<string, string>>[] = [
  { c01: '1', c02: '贾一', c03: '女', c04: '990123201305200020', c06: '视力残疾', c07: '二级', c08: '小学', c09: '二年级', c10: '随班就读' },
  { c01: '2', c02: '贾二', c03: '男', c04: '990123201108080031', c06: '听力残疾', c07: '三级', c08: '小学', c09: '四年级', c10: '随班就读' },
  { c01: '3', c02: '贾三', c03: '男', c04: '990123201012010055', c06: '智力残疾', c07: '三级', c08: '小学', c09: '五年级', c10: '送教上门', c12: '8' },
]; // prettier-ignore

/** The sample as cells: `{ '教基3112!01.1': 101 }`. */
export function cellsOfSample(sample: Sample): Record<string, number | string> {
  return Object.fromEntries(
    Object.entries(sample).flatMap(([form, rows]) =>
      Object.entries(rows).flatMap(([row, values]) =>
        values.flatMap((value, index) =>
          value === null ? [] : [[`${form}!${row}.${index + 1}`, value] as const],
        ),
      ),
    ),
  );
}
