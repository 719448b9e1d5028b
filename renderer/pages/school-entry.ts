import type { AttachedClass, SchoolType } from '../../shared/school-types';
import { centreTypes } from '../../shared/applicability';
import type { NewSchool, School } from '../../shared/school';

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
  readonly townshipCentre: boolean;
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
  townshipCentre: false,
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
    townshipCentre: entry.townshipCentre && centreTypes.includes(type),
    county: entry.county.trim(),
    town: entry.town.trim(),
  };
}

/** What the school is when it is the centre of its township; null for a type that never is. */
export function centreName(type: SchoolType): string | null {
  return centreTypes.includes(type) ? `乡镇中心${type}` : null;
}

export function isSameSchool(a: School, b: School): boolean {
  const text = (school: School) => JSON.stringify(Object.entries(school).sort());
  return text(a) === text(b);
}
