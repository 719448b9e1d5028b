/** What the reader of a figure over schools has to know. */
export const acrossSentences = {
  byHand: () => '手工剔除',
  oneSchool: (name: string) => `只有${name}一所学校，系数为 0，单校无意义`,
  noPupils: (names: readonly string[]) => `没有在校生，未计入：${names.join('、')}`,
  noSchool: () => '没有参加计算的学校',
} as const;
