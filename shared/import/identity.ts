import type { ImportProblem } from './report';
import type { ImportPlace } from './settle';
import type { StagedImport } from './staged';

/** What the file says about its school and year, where that is not what the clerk chose. */
export function tellIdentity(
  { facts, report }: StagedImport,
  { school, collection }: Pick<ImportPlace, 'school' | 'collection'>,
): readonly ImportProblem[] {
  const problems: ImportProblem[] = [];
  const tell = (severity: ImportProblem['severity'], error: ImportProblem['error']): void =>
    void problems.push({ severity, sheet: '', address: '', error });
  const { code, type } = facts;
  if (code !== undefined && code !== school.code)
    tell('error', { code: 'import.otherSchool', params: { found: code, wanted: school.code } });
  if (type !== undefined && type !== school.type)
    tell('error', { code: 'import.otherType', params: { found: type, wanted: school.type } });
  const { schoolYear } = report;
  if (schoolYear !== null && schoolYear !== collection.schoolYear) {
    const params = { found: schoolYear, wanted: collection.schoolYear };
    tell('error', { code: 'import.otherYear', params });
  }
  const names = { system: '学制', entryAge: '入学年龄', attachedClasses: '附设班', name: '名称' } as const;
  const differing = Object.entries(names).filter(([key]) => {
    const said = facts[key as keyof typeof names];
    return said !== undefined && String(said) !== String(school[key as keyof typeof names]);
  });
  if (differing.length > 0) {
    const what = differing.map(([, name]) => name).join('、');
    tell('notice', { code: 'import.schoolDiffers', params: { what } });
  }
  return problems;
}
