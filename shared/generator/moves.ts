import { gradesOf, teachingStages } from './character';
import type { Character, Teaching } from './character';
import { Cohorts, countOf, inventPast } from './cohorts';
import type { Count } from './cohorts';
import { Admissions, isMainstream, newcomers } from './pupils';
import type { Pupil } from './pupils';
import type { Crossing, Drafts, Leaving, PupilMoves } from './pupil-moves';
import type { Random } from './random';

/** All pupils of a school, moved on from year to year. */
export class PupilBody {
  readonly admissions: Admissions;
  readonly cohorts = new Cohorts();
  readonly crossings = new Map<number, Crossing>();
  pupils: readonly Pupil[] = [];
  #away: Pupil[] = [];

  constructor(
    readonly character: Character,
    readonly random: Random,
    /** The school year in which the body is first counted. */
    public year: number,
  ) {
    this.admissions = new Admissions(character, random);
    this.pupils = teachingStages(character.school).flatMap((stage) => this.#settled(stage));
    this.#inventCohorts();
  }

  #settled(stage: Teaching): Pupil[] {
    const { character, random, admissions, year } = this;
    const wanted = character.intake[stage] ?? 0;
    const grades = gradesOf(character.school, stage);
    return Array.from({ length: grades }, (_, index) => index + 1).flatMap((grade) => {
      const size = (wanted / character.growth ** (grade - 1)) * random.between(0.9, 1.1);
      const share = stage === '学前' && grade === 1 ? (character.school.type === '幼儿园' ? 0.12 : 0) : 1;
      const least = grade === 1 && stage !== '学前' ? 1 : 0;
      const pupils = Array.from({ length: Math.max(least, random.around(size * share)) }, () =>
        admissions.pupil(stage, grade, year),
      );
      if (
        character.school.attachedClasses.includes('附设特教班') &&
        random.chance(0.7) &&
        isCompulsory(stage)
      )
        pupils.push(admissions.pupil(stage, grade, year, '附设特教班'));
      return pupils;
    });
  }

  #inventCohorts(): void {
    const { character, random, year, cohorts } = this;
    for (const stage of teachingStages(character.school).filter(isCompulsory)) {
      for (let grade = 1; grade <= gradesOf(character.school, stage); grade += 1) {
        const here = this.pupils.filter((p) => p.stage === stage && p.grade === grade && isMainstream(p));
        const past = inventPast(random, countOf(here), grade - 1, character.turnover);
        Object.assign(cohorts.of(stage, grade, year), past);
        if (stage === '初中') this.#inventPrimary(past.entered, year - grade + 1);
      }
    }
  }

  /** Six years of 小学 of those who entered 初中 from elsewhere: the nine-year rate follows them too. */
  #inventPrimary(entrants: Count, year: number): void {
    const years = gradesOf(this.character.school, '小学');
    const past = inventPast(this.random, entrants, years, this.character.turnover);
    Object.assign(this.cohorts.entrants('小学', year - years), past);
  }

  /** Moves on to the next 1 September. */
  advance(): PupilMoves {
    const { character, random } = this;
    const moves: Drafts = {
      entered: [],
      returned: [],
      transferredIn: [],
      otherIn: [],
      graduated: [],
      suspended: [],
      quit: [],
      died: [],
      transferredOut: [],
      otherOut: [],
    };
    const before = this.year;
    this.year += 1;
    const staying: Pupil[] = [];
    for (const pupil of this.pupils) {
      const leaving = this.#leaving(pupil);
      if (leaving !== null) {
        moves[leaving].push(pupil);
        this.cohorts.record(leaving, pupil, before);
      } else if (pupil.grade === gradesOf(character.school, pupil.stage)) moves.graduated.push(pupil);
      else staying.push({ ...pupil, grade: pupil.grade + 1 });
    }
    const back = this.#away.filter(() => random.chance(0.8));
    this.#away = moves.suspended.filter(isMainstream);
    moves.returned.push(...back);
    for (const stage of teachingStages(character.school)) this.#admit(stage, moves);
    this.#balance(moves, staying);
    if (character.troubles.has('otherMoves')) this.#unusual(moves, staying);
    for (const move of ['entered', 'returned', 'transferredIn', 'otherIn'] as const)
      for (const pupil of moves[move]) this.cohorts.record(move, pupil, this.year);
    this.pupils = [...staying, ...moves.returned, ...moves.transferredIn, ...moves.otherIn, ...moves.entered];
    return moves;
  }

  #leaving(pupil: Pupil): Leaving | null {
    const { character, random } = this;
    const chance = random.next();
    const upper = pupil.stage === '初中' || (pupil.stage === '小学' && pupil.grade > 3);
    const quits = character.troubles.has('dropouts') && upper ? 0.006 : pupil.stage === '高中' ? 0.003 : 0;
    const limits: readonly (readonly [Leaving, number])[] = [
      ['died', 0.0004],
      ['quit', quits],
      ['suspended', pupil.stage === '学前' ? 0 : 0.0015],
      ['transferredOut', character.turnover],
    ];
    if (!isMainstream(pupil)) return chance < 0.01 ? 'transferredOut' : null;
    let limit = 0;
    for (const [leaving, share] of limits) {
      limit += share;
      if (chance < limit) return leaving;
    }
    return null;
  }

  #admit(stage: Teaching, moves: Drafts): void {
    const { character, random, year, admissions } = this;
    const wanted = (character.intake[stage] ?? 0) * character.growth ** 2;
    if (stage !== '初中' || !teachingStages(character.school).includes('小学')) {
      const all = newcomers(admissions, stage, year, wanted);
      moves.entered.push(...all);
      if (stage === '初中') this.#inventPrimary(countOf(all.filter(isMainstream)), year);
      return;
    }
    const own = moves.graduated.filter(({ stage: from }) => from === '小学');
    const stays = own.map((pupil) => !isMainstream(pupil) || random.chance(0.92));
    const goesOn = own.filter((_, index) => stays[index]);
    const others = newcomers(admissions, stage, year, Math.max(0, wanted - goesOn.length));
    this.crossings.set(year, {
      left: own.filter((pupil, index) => stays[index] !== true && isMainstream(pupil)),
      came: others.filter(isMainstream),
    });
    moves.entered.push(...goesOn.map((pupil): Pupil => ({ ...pupil, stage, grade: 1 })), ...others);
  }

  /** Pupils come as others leave, so that no grade shrinks by more than the checks let pass; in some schools they do not. */
  #balance(moves: Drafts, staying: readonly Pupil[]): void {
    const { character, random } = this;
    for (const stage of teachingStages(character.school)) {
      for (let grade = 2; grade <= gradesOf(character.school, stage); grade += 1) {
        const left = (['suspended', 'died', 'transferredOut'] as const)
          .flatMap((move) => moves[move])
          .filter((p) => p.stage === stage && p.grade === grade - 1 && isMainstream(p)).length;
        const returned = moves.returned.filter((p) => p.stage === stage && p.grade === grade).length;
        const here = staying.filter((p) => p.stage === stage && p.grade === grade).length;
        const drawn = random.around(here * character.turnover * random.between(0.5, 1.5));
        const missing = Math.max(0, left - returned);
        const wanted = character.troubles.has('losses')
          ? Math.floor(drawn / 3)
          : Math.min(Math.max(drawn, missing), missing + 3);
        for (let count = 0; count < wanted; count += 1)
          moves.transferredIn.push(this.#fromElsewhere(stage, grade));
      }
    }
  }

  /** A pupil of another school; who is taught at home does not change schools. */
  #fromElsewhere(stage: Teaching, grade: number): Pupil {
    const pupil = this.admissions.pupil(stage, grade, this.year);
    return isMainstream(pupil) || this.character.special ? pupil : this.#fromElsewhere(stage, grade);
  }

  #unusual(moves: Drafts, staying: Pupil[]): void {
    const { random, year } = this;
    const leaver = staying.find((pupil) => isMainstream(pupil) && isCompulsory(pupil.stage));
    if (leaver !== undefined && staying.length > 10 && random.chance(0.6)) {
      staying.splice(staying.indexOf(leaver), 1);
      const before: Pupil = { ...leaver, grade: leaver.grade - 1 };
      moves.otherOut.push(before);
      this.cohorts.record('otherOut', before, year - 1);
    }
    const model = staying.find((pupil) => isMainstream(pupil) && isCompulsory(pupil.stage));
    if (model !== undefined && random.chance(0.4)) {
      moves.otherIn.push(this.#fromElsewhere(model.stage, model.grade));
    }
  }
}

export const isCompulsory = (stage: Teaching): boolean => stage === '小学' || stage === '初中';
