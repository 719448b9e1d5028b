import type { AttachedClass, SchoolType } from '../../shared/form';
import type { NewSchool } from '../../shared/school';

export const schoolTypes: readonly SchoolType[] = [
  '小学',
  '小学教学点',
  '初级中学',
  '九年一贯制学校',
  '完全中学',
  '高级中学',
  '十二年一贯制学校',
  '特殊教育学校',
  '幼儿园',
];

export const attachedClasses: readonly AttachedClass[] = [
  '附设幼儿班',
  '附设小学班',
  '附设普通初中班',
  '附设普通高中班',
  '附设特教班',
];

export const placeTypes: readonly NewSchool['placeType'][] = ['城区', '镇区', '乡村'];

/** What stands in the school dialog. */
export interface SchoolEntry {
  readonly code: string;
  readonly name: string;
  readonly type: SchoolType;
  readonly attachedClasses: readonly AttachedClass[];
  readonly system: NewSchool['system'];
  readonly entryAge: NewSchool['entryAge'];
  readonly county: string;
  readonly town: string;
  readonly placeType: NewSchool['placeType'];
}

export const blankSchool: SchoolEntry = {
  code: '',
  name: '',
  type: '小学',
  attachedClasses: [],
  system: '六三',
  entryAge: 6,
  county: '',
  town: '',
  placeType: '乡村',
};

export type SchoolProblems = Partial<Record<'code' | 'name', string>>;

/** Clerks copy codes from other documents, with spaces and full-width digits. */
export function cleanCode(typed: string): string {
  return typed
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, '');
}

export function schoolProblems(entry: SchoolEntry): SchoolProblems {
  const code = cleanCode(entry.code);
  const name = entry.name.trim();
  return {
    ...(/^\d{10}$/.test(code) ? {} : { code: `学校标识码应为 10 位数字，现在是 ${code.length} 位` }),
    ...(code !== '' && /\D/.test(code) ? { code: '学校标识码只能有数字' } : {}),
    ...(name === '' ? { name: '请填写学校名称' } : {}),
    ...(name.length > 60 ? { name: '学校名称最多 60 个字' } : {}),
  };
}

export function schoolFrom(entry: SchoolEntry): NewSchool {
  const { type, system, entryAge, placeType } = entry;
  return {
    code: cleanCode(entry.code),
    name: entry.name.trim(),
    type,
    attachedClasses: [...entry.attachedClasses],
    system,
    entryAge,
    placeType,
    county: entry.county.trim(),
    town: entry.town.trim(),
  };
}
