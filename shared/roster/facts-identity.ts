import { teachingOf } from '../applicability';
import { birthDate, isIdentityNumber, sexOf } from '../identity';
import type { RosterPerson } from './definition';
import type { PupilContext } from './facts-pupils';

/** Stage and grade, sex and age. */
export function identityFacts({ pupils, column, missing, surroundings }: PupilContext): void {
  const { schoolYear, school } = surroundings;
  const columns = {
    year: column('year'),
    stage: column('stage'),
    grade: column('grade'),
    lastGrade: column('lastGrade'),
    sex: column('sex'),
    age: column('age'),
  };
  const { years } = teachingOf(school);
  const last: Readonly<Record<string, number | undefined>> = { ...years, 学前: 4, 高中: 3 };
  const day = { now: `${schoolYear}-09-01`, before: `${schoolYear - 1}-09-01` };
  const [noStage, noGrade] = [missing('学段'), missing('年级')];
  const [noSex, noBirth] = [missing('性别'), missing('出生日期')];
  for (const { index, values, now, stage, grade } of pupils) {
    columns.year.put(index, now ? '本年' : '上年');
    if (stage === undefined) columns.stage.doubt(index, noStage);
    else columns.stage.put(index, stage);
    if (grade === undefined || stage === undefined) {
      columns.grade.doubt(index, noGrade);
      columns.lastGrade.doubt(index, noGrade);
    } else {
      columns.grade.put(index, grade);
      columns.lastGrade.put(index, grade === last[stage]);
    }
    const sex = sexIn(values);
    if (sex === undefined) columns.sex.doubt(index, noSex);
    else columns.sex.put(index, sex);
    const age = ageOf(values, now ? day.now : day.before);
    if (age === null) columns.age.doubt(index, noBirth);
    else columns.age.put(index, age);
  }
}

type Values = RosterPerson['values'];

/** The column says it, else the identity number; that of a passport says nothing. */
export function sexIn({ sex, identity }: Values): string | undefined {
  if (sex !== undefined || identity === undefined || !isIdentityNumber(identity)) return sex;
  return sexOf(identity);
}

/** Full years on a day, from the date of birth or else the identity number. */
export function ageOf({ birth, identity }: Values, day: string): number | null {
  // Looked at only where it is needed: there are many people.
  const own = (): string | undefined =>
    identity !== undefined && isIdentityNumber(identity) ? birthDate(identity) : undefined;
  const date = birth ?? own();
  if (date === undefined) return null;
  return Number(day.slice(0, 4)) - Number(date.slice(0, 4)) - (date.slice(5) > day.slice(5) ? 1 : 0);
}
