import { stagesOf } from '../applicability';
import type { Stage } from '../school-types';
import type { Character, Teaching } from './character';
import { teachingStages } from './character';
import { formClasses } from './classes';
import type { SchoolClass } from './classes';
import type { Cohorts } from './cohorts';
import { drawDisabledChildren, drawDropouts, drawGaps, drawQuits } from './ledgers';
import type { DisabledChild, Dropout, Gap, Quit } from './ledgers';
import { drawMoney } from './money';
import type { Money } from './money';
import { PupilBody } from './moves';
import type { Crossing, PupilMoves } from './pupil-moves';
import { firstPremises, nextPremises } from './premises';
import type { Premises } from './rooms';
import { isMainstream } from './pupils';
import type { Pupil } from './pupils';
import type { Random } from './random';
import { StaffBody } from './staff-moves';
import type { StaffMoves } from './staff-moves';
import type { Employee } from './staff';
import { drawDestinations, drawServiceArea, drawTownship } from './surroundings';
import type { Child, Leaver, Township } from './surroundings';
import { drawTrainings } from './training';
import type { Training } from './training';

/** Everything there is to count about a school on 1 September and in the school year that ended the day before. */
export interface SchoolYear {
  readonly character: Character;
  readonly year: number;
  readonly random: Random;
  readonly stages: readonly Teaching[];
  /** The same with 特教: stages that the school's forms have rows for. */
  readonly taught: ReadonlySet<Stage>;
  /** A year ago and now. */
  readonly opening: readonly Pupil[];
  readonly pupils: readonly Pupil[];
  readonly moves: PupilMoves;
  readonly quits: readonly Quit[];
  readonly dropouts: readonly Dropout[];
  readonly disabled: readonly DisabledChild[];
  readonly classes: readonly SchoolClass[];
  /** Pupils taught in classes of two grades, now or when they graduated. */
  readonly mixed: ReadonlySet<Pupil>;
  readonly cohorts: Cohorts;
  readonly crossings: ReadonlyMap<number, Crossing>;
  readonly openingStaff: readonly Employee[];
  readonly staff: readonly Employee[];
  readonly staffMoves: StaffMoves;
  readonly trainings: readonly Training[];
  readonly premises: Premises;
  readonly money: Money;
  readonly serviceArea: readonly Child[];
  readonly leavers: readonly Leaver[];
  readonly township: Township;
  readonly gaps: readonly Gap[];
}

/** A school over the years, each ready to be counted. Yields `years` school years up to `last`, oldest first. */
export function* live(
  random: Random,
  character: Character,
  last: number,
  years: number,
): Generator<SchoolYear> {
  const start = last - years;
  const stages = teachingStages(character.school);
  const taught = stagesOf(character.school);
  const body = new PupilBody(character, random.fork('pupils'), start);
  const staffBody = new StaffBody(character, random.fork('staff'), start, body.pupils);
  let classes = formClasses(character, body.pupils);
  let premises = firstPremises(random.fork('premises'), character, body.pupils, classes);
  for (let year = start + 1; year <= last; year += 1) {
    const own = random.fork(year);
    const opening = body.pupils;
    const openingStaff = staffBody.staff;
    const before = classes;
    const moves = body.advance();
    const { pupils } = body;
    const staffMoves = staffBody.advance(pupils);
    classes = formClasses(character, pupils);
    premises = nextPremises(own.fork('premises'), character, premises, pupils, classes);
    const quits = drawQuits(own.fork('quits'), moves.quit);
    const gone = new Set([
      ...moves.graduated,
      ...moves.suspended,
      ...moves.quit,
      ...moves.died,
      ...moves.transferredOut,
    ]);
    const present = opening.filter((pupil) => !gone.has(pupil));
    const mixedIn = (all: readonly SchoolClass[]): readonly Pupil[] =>
      all.filter(({ grade }) => grade === null).flatMap((one) => one.pupils);
    yield {
      character,
      year,
      random: own,
      stages,
      taught,
      opening,
      pupils,
      moves,
      quits,
      dropouts: drawDropouts(own.fork('dropouts'), character, quits, present),
      disabled: drawDisabledChildren(own.fork('disabled'), pupils, stages, year),
      classes,
      mixed: new Set([...mixedIn(before), ...mixedIn(classes)]),
      cohorts: body.cohorts,
      crossings: body.crossings,
      openingStaff,
      staff: staffBody.staff,
      staffMoves,
      trainings: drawTrainings(own.fork('trainings'), character, staffBody.staff),
      premises,
      money: drawMoney(own.fork('money'), character, year, opening),
      serviceArea: drawServiceArea(own.fork('area'), character, pupils, year),
      leavers: drawDestinations(
        own.fork('leavers'),
        moves.graduated.filter((p) => p.stage === '初中' && isMainstream(p)),
      ),
      township: drawTownship(
        own.fork('township'),
        pupils.filter(({ stage }) => stage === '学前'),
        year,
      ),
      gaps: drawGaps(own.fork('gaps')),
    };
  }
}
