/** What the reader of a figure over schools has to know. */
export const acrossSentences = {
  byHand: () => '手工剔除',
  notFilled: () => '不填这项数据',
  oneSchool: (name: string) => `只有${name}一所学校，系数为 0，单校无意义`,
  noPupils: (names: readonly string[]) => `没有在校生，未计入：${names.join('、')}`,
  mixedReadings: (readings: readonly (readonly [reading: string, schools: readonly string[]])[]) =>
    `各校按不同的口径判定，不能合在一起算：${readings.map(([reading, schools]) => `${reading}（${schools.join('、')}）`).join('；')}。请在年报任务里统一口径`,
  noSchool: () => '没有参加计算的学校',
} as const;
