import type { FormCell } from './cell';
import type { Form, FormColumn, FormRow } from './form';
import type { School } from './school';
import type { AttachedClass, SchoolRole, SchoolType, Stage } from './school-types';

/** Official code of each type (办学类型代码), read by checks as `school.typeCode`. */
const typeCodes: Record<SchoolType, number> = {
  幼儿园: 111,
  小学: 211,
  小学教学点: 218,
  初级中学: 311,
  九年一贯制学校: 312,
  完全中学: 341,
  高级中学: 342,
  十二年一贯制学校: 345,
  职业初中: 321,
  特殊教育学校: 514,
};

const stagesOfType: Record<SchoolType, readonly Stage[]> = {
  幼儿园: ['学前'],
  小学: ['小学'],
  小学教学点: ['小学'],
  初级中学: ['初中'],
  九年一贯制学校: ['小学', '初中'],
  完全中学: ['初中', '高中'],
  高级中学: ['高中'],
  十二年一贯制学校: ['小学', '初中', '高中'],
  职业初中: ['初中'],
  特殊教育学校: ['小学', '初中', '特教'],
};

const stageOfAttached: Record<AttachedClass, Stage> = {
  附设幼儿班: '学前',
  附设小学班: '小学',
  附设普通初中班: '初中',
  附设职业初中班: '初中',
  附设普通高中班: '高中',
  附设特教班: '特教',
  送教上门: '特教',
};

/** What decides which forms, rows and columns a school fills. */
export type SchoolKind = Pick<School, 'type' | 'attachedClasses' | 'townshipCentre' | 'system'>;

/** What a school teaches: its stages, and how many grades each has there. */
export interface Teaching {
  readonly stages: ReadonlySet<Stage>;
  readonly years: Readonly<Partial<Record<Stage, number>>>;
}

/** Stages that the school teaches, its attached classes included. */
export function stagesOf(school: Pick<SchoolKind, 'type' | 'attachedClasses'>): ReadonlySet<Stage> {
  return new Set([
    ...stagesOfType[school.type],
    ...school.attachedClasses.map((attached) => stageOfAttached[attached]),
  ]);
}

/** Types of school that can be the centre of their township. */
export const centreTypes: readonly SchoolType[] = ['小学', '幼儿园'];

/** No school is a 学区: its forms wait for the bureau's own workspace. */
const rolesOf = ({ type, townshipCentre }: SchoolKind): readonly SchoolRole[] =>
  type === '小学' && townshipCentre ? ['乡镇中心小学'] : [];

export function formApplies(form: Form, school: SchoolKind): boolean {
  const is = new Set<string>([school.type, ...school.attachedClasses, ...rolesOf(school)]);
  return form.appliesTo.some((who) => is.has(who));
}

export function teachingOf(school: Pick<SchoolKind, 'type' | 'attachedClasses' | 'system'>): Teaching {
  const { yearsPrimary, yearsJunior } = yearsOf(school);
  return { stages: stagesOf(school), years: { 小学: yearsPrimary, 初中: yearsJunior } };
}

function yearsOf({ system }: Pick<School, 'system'>): { yearsPrimary: number; yearsJunior: number } {
  return system === '六三' ? { yearsPrimary: 6, yearsJunior: 3 } : { yearsPrimary: 5, yearsJunior: 4 };
}

export function rowApplies(row: FormRow, { stages }: Pick<Teaching, 'stages'>): boolean {
  return row.stage === undefined || stages.has(row.stage);
}

export function columnApplies({ stages, grade }: FormColumn, teaching: Teaching): boolean {
  if (stages?.some((stage) => teaching.stages.has(stage)) === false) return false;
  const years = stages?.[0] === undefined ? undefined : teaching.years[stages[0]];
  return grade === undefined || years === undefined || grade <= years;
}

/** Whether a school sees the cell; what stands in one that it does not see is kept and derives nothing. */
export function cellApplies({ row, column }: Pick<FormCell, 'row' | 'column'>, teaching: Teaching): boolean {
  return (row === null || rowApplies(row, teaching)) && (column === null || columnApplies(column, teaching));
}

/** Names that expressions may read as `school.<name>`. */
export const schoolAttributes = [
  'yearsPrimary',
  'yearsJunior',
  'typeCode',
  'entryAge',
  'code',
  'name',
  'type',
  'county',
  'town',
  'placeType',
  'attachedClasses',
  'townshipCentre',
] as const;
export type SchoolAttribute = (typeof schoolAttributes)[number];

export function schoolAttribute(school: School, name: SchoolAttribute): number | string | boolean {
  switch (name) {
    case 'yearsPrimary':
      return yearsOf(school).yearsPrimary;
    case 'yearsJunior':
      return yearsOf(school).yearsJunior;
    case 'typeCode':
      return typeCodes[school.type];
    case 'attachedClasses':
      return school.attachedClasses.filter((attached) => attached !== '送教上门').join('、');
    default:
      return school[name];
  }
}
