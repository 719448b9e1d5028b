import { stagesOf } from '../applicability';
import { blankMeans, blankOpen, skipped, supposed } from './assumptions';
import type { Answer, Assumptions } from './assumptions';
import type { RosterPerson } from './definition';
import { FactTable } from './facts';
import type { Fact, RosterSurroundings } from './facts';
import { askAbsent, putAbsent } from './facts-absent';
import { unnamedEthnicity } from './facts-ethnicity';
import { ageOf, sexIn } from './facts-identity';
import { isInService, putAway } from './facts-service';

interface StaffField {
  readonly field: string;
  readonly label: string;
  readonly read: (value: string) => Fact;
  readonly fact?: string;
  /** Of whom a blank has to be asked: everybody when absent. */
  readonly of?: (values: RosterPerson['values']) => boolean;
}

const isYes = (value: string): boolean => value === '是';
const plain = (value: string): string => value;
/** 专业技术职务, 学历 and 任教学科 are counted of teachers and heads only; whose post is not known may be one. */
const teaches = ({ post }: RosterPerson['values']): boolean =>
  post === undefined || post === '专任教师' || post === '园长';
const inPreschool = ({ stage }: RosterPerson['values']): boolean => stage === undefined || stage === '学前';

const fields: readonly StaffField[] = [
  { field: 'ethnicity', label: '民族', fact: 'minority', read: (value) => value !== '汉族' },
  { field: 'post', label: '岗位类型', read: plain },
  { field: 'subject', label: '任教学科', read: plain, of: teaches },
  { field: 'degree', label: '最高学历', read: plain, of: teaches },
  { field: 'title', label: '专业技术职务', read: plain, of: teaches },
  { field: 'permanent', label: '是否在编', read: isYes },
  { field: 'foreign', label: '是否外籍', read: isYes },
  { field: 'party', label: '政治面貌', read: plain },
  { field: 'overseas', label: '港澳台侨', read: plain },
  { field: 'preschoolMajor', label: '学前教育专业毕业', read: isYes, of: inPreschool },
];

export function staffFacts(
  roster: readonly RosterPerson[] | null,
  { school, schoolYear }: RosterSurroundings,
  assumptions: Assumptions,
): FactTable {
  const staff = roster ?? [];
  const taught = [...stagesOf(school)];
  const serving = staff.filter(({ values }) => isInService(values));
  const stages = new Set(serving.map(({ values }) => values.stage));
  const absent = askAbsent(roster !== null ? [{ now: true, stages }] : [], school, assumptions, 'staff');
  const table = new FactTable(staff.length + absent.open.length);
  const [sex, age] = [table.column('sex'), table.column('age')];
  const [noSex, noBirth] = [assumptions.doubt('noField', '性别'), assumptions.doubt('noField', '出生日期')];
  staff.forEach(({ values }, index) => {
    const known = sexIn(values);
    if (known === undefined) sex.doubt(index, noSex);
    else sex.put(index, known);
    const years = ageOf(values, `${schoolYear}-09-01`);
    if (years === null) age.doubt(index, noBirth);
    else age.put(index, years);
  });
  for (const field of fields) readStaff(table, staff, field, assumptions);
  const people = staff
    .map(({ values }, index) => ({ index, values }))
    .filter(({ values }) => isInService(values));
  unnamedEthnicity(table.column('minority'), people, assumptions, 'staff');
  stageFacts(table, staff, taught, assumptions);
  const status = table.column('status');
  staff.forEach(({ values }, index) => {
    status.put(index, values.status ?? '在职');
    if (!isInService(values)) putAway(table, index);
  });
  absent.open.forEach((each, place) => putAbsent(table, 'staff', staff.length + place, each, school));
  table.column('stage').assumptionsAbout.push(...absent.ids);
  return table;
}

function readStaff(
  table: FactTable,
  staff: readonly RosterPerson[],
  { field, label, read, fact = field, of = () => true }: StaffField,
  assumptions: Assumptions,
): void {
  const target = table.column(fact);
  const none = assumptions.doubt('noField', label);
  const present = staff.some(({ values }) => values[field] !== undefined);
  const blank = staff.filter(
    ({ values }) => values[field] === undefined && of(values) && isInService(values),
  );
  const usual = blankMeans[field] ?? null;
  const choices = (usual === null ? (blankOpen[field] ?? []) : [usual]).map((value) => ({
    id: value,
    label: `算「${value}」`,
  }));
  const asked =
    present && blank.length > 0 && choices.length > 0
      ? assumptions.ask({
          id: `blank.staff.${field}`,
          people: blank.length,
          params: { label },
          choices: [...choices, skipped],
          usual,
          label,
        })
      : null;
  staff.forEach(({ values }, index) => {
    const value = values[field];
    if (value !== undefined) target.put(index, read(value));
    else if (!of(values)) target.put(index, null);
    else if (asked === null) target.doubt(index, none);
    else supposed(target, index, asked, read(asked.choice ?? ''));
  });
}

/** 任教学段. Who has none works for the only stage that the school teaches, or for the one that is confirmed. */
function stageFacts(
  table: FactTable,
  staff: readonly RosterPerson[],
  taught: readonly string[],
  assumptions: Assumptions,
): void {
  const target = table.column('stage');
  const blank = staff.filter(({ values }) => values.stage === undefined && isInService(values)).length;
  const usual = taught.find((stage) => stage !== '学前') ?? taught[0] ?? null;
  const asked: Answer | null =
    blank === 0
      ? null
      : assumptions.ask({
          id: 'blank.staff.stage',
          people: blank,
          params: { label: '任教学段' },
          choices: [...taught.map((stage) => ({ id: stage, label: `算「${stage}」` })), skipped],
          // Of several stages none is usual for a teacher whose stage nobody knows.
          usual: taught.length === 1 ? usual : null,
          label: '任教学段',
        });
  staff.forEach(({ values }, index) => {
    if (values.stage !== undefined) target.put(index, values.stage);
    else if (asked !== null) supposed(target, index, asked, asked.choice);
  });
}
