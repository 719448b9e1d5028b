/**
 * The sample school (示例学校) that a clerk tries the program out with. Its data lie under `resources/sample`, made by
 * test/support/practice-sample.ts; what is left to do in it is named here and held against the data by a test.
 */

/** Of no school: area code 99. */
export const sampleSchoolCode = '9999999990';

/** School year of the submission that the guide is about. */
export const sampleYear = 2026;

/** Stands in the school's name, and with it in the name of every exported file and on its cover. */
export const sampleMark = '示例';

/** What is left undone in the sample's submission of this year, for the steps of the guide. */
export const sampleTasks = {
  /** 五年级寄宿生: blank; `typed` is what the guide asks for, `total` the cell that then grows from `before`. */
  figure: { form: '教基3112', cell: '05.13', typed: '5', total: '05.7', before: '12', after: '17' },
  /** 网络多媒体教室 with a 1 too many: more than there are classrooms. */
  mistake: { form: '教基5176', cell: '13.1', wrong: '18', right: '8', finding: 'J5176-04' },
  /** Fewer pupils in grade three than in grade two a year ago. */
  warning: { form: '教基3112', cell: '01.11', finding: 'J3112-12#2' },
  /** Nothing that last year says was taken over. */
  carried: { form: '教基1001' },
  /** Classes, which the roster of the pupils counts. */
  counted: { form: '教基2106' },
} as const;

/** Whether a school is the sample's: its workbook does not belong among real data. */
export function isSampleSchool({
  code,
  name,
}: {
  readonly code: string | null;
  readonly name: string | null;
}): boolean {
  return code === sampleSchoolCode || (name?.includes(`（${sampleMark}）`) ?? false);
}
