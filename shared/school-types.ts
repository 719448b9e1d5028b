/** Levels of schooling (学段) that a row, a form or a school belongs to. */
export const stages = ['学前', '小学', '初中', '高中', '特教'] as const;
export type Stage = (typeof stages)[number];

/** Types of school (办学类型) as the official forms name them, the commonest first. */
export const schoolTypes = [
  '小学',
  '小学教学点',
  '初级中学',
  '九年一贯制学校',
  '完全中学',
  '高级中学',
  '十二年一贯制学校',
  '职业初中',
  '特殊教育学校',
  '幼儿园',
] as const;
export type SchoolType = (typeof schoolTypes)[number];

/**
 * Kinds of classes attached to a school of another type (附设班), and 送教上门: pupils taught at home are counted in the
 * rows of 特殊教育 like those of a special class, though they sit in none.
 */
export const attachedClasses = [
  '附设幼儿班',
  '附设小学班',
  '附设普通初中班',
  '附设职业初中班',
  '附设普通高中班',
  '附设特教班',
  '送教上门',
] as const;
export type AttachedClass = (typeof attachedClasses)[number];

/** What a school is besides its type; forms of the township are filled by its centre. No 学区 fills forms here yet. */
export const schoolRoles = ['乡镇中心小学', '学区'] as const;
export type SchoolRole = (typeof schoolRoles)[number];

/** 驻地城乡类型. */
export const placeTypes = ['城区', '镇区', '乡村'] as const;
