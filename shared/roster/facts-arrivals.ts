import { skipped, supposed } from './assumptions';
import type { Answer } from './assumptions';
import type { RosterSurroundings } from './facts';
import type { Pupil, PupilContext } from './facts-pupils';
import { mayBeAdmitted } from './moves';

/** Who came, as the movements tell it; what they only suggest has to be confirmed. */

/** Puts `arrived`, `came` and `entered`, and gives the places of those who entered (招生) or may have. */
export function arrivalFacts(context: PupilContext): ReadonlySet<number> {
  const { pupils, rosters, column, assumptions, moves, surroundings, has } = context;
  const columns = { arrived: column('arrived'), came: column('came'), entered: column('entered') };
  const entered = new Set<number>();
  const here = pupils.filter(({ now, enrolled }) => now && enrolled !== false);
  const noLastYear = assumptions.doubt('noLastYear', '上年学生名册');
  const unnamed = assumptions.doubt('unanswered', '学生来源没有选定');
  const byColumn = has('came', true);
  const compared = rosters.pupilsBefore !== null;
  const suggested = (pupil: Pupil): boolean =>
    compared
      ? moves.came.get(pupil.person.id) === '招生' &&
        !moves.same.has(pupil.person.id) &&
        pupil.values.came !== '招生' &&
        surroundings.moves.now.get(pupil.person.id) !== '招生'
      : !byColumn && mayEnter(pupil, surroundings.schoolYear);
  const asked = askEntered(context, here.filter(suggested));
  const blank = here.filter(
    ({ values, grade, person }) =>
      !compared && byColumn && values.came === undefined && grade === 1 && !moves.came.has(person.id),
  );
  const open = askBlankArrival(context, blank);
  const blanks = new Set(blank.map(({ index }) => index));
  const historic = compared ? null : askHistoric(context, here);
  for (const pupil of pupils) {
    const { index, person, now, stage } = pupil;
    const told = moves.came.get(person.id);
    if (!now) for (const each of Object.values(columns)) each.put(index, null);
    else if (asked !== null && suggested(pupil)) {
      const is =
        asked.choice === 'all' || (asked.choice === 'entry' && byEntry(pupil, surroundings.schoolYear));
      if (compared || is) columns.arrived.put(index, true);
      else columns.arrived.doubt(index, noLastYear);
      supposed(columns.entered, index, asked, is);
      if (is || asked.choice === null) supposed(columns.came, index, asked, '招生');
      // New here all the same: how this one came has to be said, or the movements would not add up.
      else columns.came.doubt(index, compared ? unnamed : noLastYear);
      if (asked.choice === null || is) entered.add(index);
    } else if (historic !== null && told !== undefined && !isFirst(pupil, surroundings)) {
      // Told of this year, or of the year in which the pupil came: nobody knows without last year's roster.
      const sure = historic.choice === 'thisYear';
      if (historic.choice === 'earlier') {
        columns.arrived.doubt(index, noLastYear);
        columns.came.doubt(index, noLastYear);
      } else {
        supposed(columns.arrived, index, historic, true);
        supposed(columns.came, index, historic, told);
      }
      if (historic.choice === 'earlier' && stage === '学前') columns.entered.doubt(index, noLastYear);
      else supposed(columns.entered, index, historic, sure && told === '招生');
      if (told === '招生' && historic.choice !== 'earlier') entered.add(index);
    } else if (told !== undefined) {
      columns.arrived.put(index, true);
      if (told === null) {
        columns.came.doubt(index, unnamed);
        columns.entered.doubt(index, unnamed);
      } else {
        columns.came.put(index, told);
        columns.entered.put(index, told === '招生');
      }
      if (told === null || told === '招生') entered.add(index);
    } else if (open !== null && blanks.has(index)) {
      const is = open.choice === 'entered';
      supposed(columns.arrived, index, open, is);
      supposed(columns.came, index, open, is ? '招生' : null);
      supposed(columns.entered, index, open, is);
      if (open.choice === null || is) entered.add(index);
    } else if (compared || byColumn) {
      columns.arrived.put(index, false);
      columns.came.put(index, null);
      columns.entered.put(index, false);
    } else {
      columns.arrived.doubt(index, noLastYear);
      columns.came.doubt(index, noLastYear);
      // Into a later class of 学前 children come at any age, and nothing says when this one came.
      if (stage === '学前' && pupil.values.entry === undefined) columns.entered.doubt(index, noLastYear);
      else columns.entered.put(index, false);
    }
  }
  return entered;
}

/** Told to have been admitted (招生), and grade and month of entry say that it was this autumn. */
const isFirst = ({ person }: Pupil, surroundings: RosterSurroundings): boolean =>
  person.values.came === '招生' && mayBeAdmitted(person, surroundings) === true;

/** 招生 goes into first grades: a column that says it of others may tell how each came in his own year. */
function askHistoric({ assumptions, surroundings }: PupilContext, here: readonly Pupil[]): Answer | null {
  const upper = here.filter(
    ({ values, person }) =>
      values.came === '招生' &&
      mayBeAdmitted(person, surroundings) === false &&
      !surroundings.moves.now.has(person.id),
  );
  if (upper.length === 0) return null;
  return assumptions.ask({
    id: 'came.historic',
    people: upper.length,
    choices: [
      { id: 'earlier', label: '写的是各人当年怎样进校的：只有起始年级的算招生，转入、复学不从名册算' },
      { id: 'thisYear', label: '都是今年进校的' },
    ],
    usual: 'earlier',
    label: '增加方式',
  });
}

/** Without another word a pupil may have entered this autumn: those of a first grade, in 学前 whoever came this year. */
function mayEnter({ stage, grade, values }: Pupil, schoolYear: number): boolean {
  if (stage === '学前') return values.entry !== undefined && values.entry >= `${schoolYear}-06`;
  return grade === 1;
}

const byEntry = ({ values }: Pupil, schoolYear: number): boolean =>
  values.entry !== undefined && values.entry >= `${schoolYear}-06`;

function askEntered(
  { assumptions, surroundings, rosters }: PupilContext,
  pupils: readonly Pupil[],
): Answer | null {
  if (pupils.length === 0) return null;
  const months = pupils.filter(({ values }) => values.entry !== undefined);
  const rest = rosters.pupilsBefore === null ? '' : '，其余的来源到「变动」里选';
  const inYear = pupils.filter((pupil) => byEntry(pupil, surroundings.schoolYear)).length;
  return assumptions.ask({
    id: 'entered.gradeOne',
    people: pupils.length,
    params: { year: surroundings.schoolYear, inYear, months: months.length },
    choices: [
      ...(months.length > 0
        ? [{ id: 'entry', label: `入学年月在 ${surroundings.schoolYear} 年的 ${inYear} 人算招生${rest}` }]
        : []),
      { id: 'all', label: `这 ${pupils.length} 人都算招生` },
      skipped,
    ],
    usual: months.length === pupils.length ? 'entry' : 'all',
    label: '招生',
  });
}

function askBlankArrival({ assumptions }: PupilContext, pupils: readonly Pupil[]): Answer | null {
  if (pupils.length === 0) return null;
  return assumptions.ask({
    id: 'blank.came',
    people: pupils.length,
    params: { label: '增加方式' },
    choices: [{ id: 'entered', label: '算招生' }, { id: 'stayed', label: '不是今年新来的' }, skipped],
    usual: null,
    label: '增加方式',
  });
}
