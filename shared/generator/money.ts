import type { Character } from './character';
import { isMainstream } from './pupils';
import type { Pupil } from './pupils';
import type { Random } from './random';

/** A line of 局经费1; amounts are in cents (分). */
export interface Grant {
  readonly standard: number;
  readonly count: number;
  readonly central: number;
  readonly provincial: number;
  readonly county: number;
}

/** Public funds of the calendar year, by row of 局经费1 and 局经费2. */
export interface Money {
  readonly grants: Readonly<Record<string, Grant>>;
  readonly budget: readonly number[];
  readonly spent: readonly number[];
  /** Share of boarders who get the living subsidy. */
  readonly subsidised: number;
}

/** 元 a pupil and year; the national standards of 2020 and, from 2023, the raised ones. */
export function standards(schoolYear: number): {
  primary: number;
  junior: number;
  special: number;
  boarder: number;
} {
  return schoolYear < 2023
    ? { primary: 650, junior: 850, special: 6000, boarder: 200 }
    : { primary: 720, junior: 940, special: 7000, boarder: 300 };
}

/** Living subsidy of poor boarders, 元 a pupil and school year. */
export const livingSubsidy = { primary: 1000, junior: 1250 } as const;

/** Shares of the ten items of 局经费2 in what is spent. */
const itemShares: readonly number[] = [14, 18, 5, 8, 7, 14, 13, 12, 6, 3];

/** `pupils` are those of a year ago, for whom this year's money was granted. */
export function drawMoney(
  random: Random,
  character: Character,
  schoolYear: number,
  pupils: readonly Pupil[],
): Money {
  const standard = standards(schoolYear);
  const here = (stage: Pupil['stage']): readonly Pupil[] =>
    pupils.filter((pupil) => pupil.stage === stage && isMainstream(pupil));
  const boarders = (stage: Pupil['stage']): number => here(stage).filter(({ boarder }) => boarder).length;
  const primary = here('小学').length;
  const special = pupils.filter(
    ({ placement }) => placement === '随班就读' || placement === '送教上门',
  ).length;
  const heated = random.chance(0.4);
  const paid = character.troubles.has('lateFunds') ? random.between(0.8, 0.97) : 1;
  const grant = (each: number, count: number): Grant => {
    const due = count === 0 ? 0 : each * 100 * count;
    const actual = Math.round(due * paid);
    const [central, provincial] = [Math.round(actual * 0.6), Math.round(actual * 0.2)];
    const asked = count === 0 ? 0 : each;
    return { standard: asked, count, central, provincial, county: actual - central - provincial };
  };
  const grants: Record<string, Grant> = {
    '01': grant(standard.primary, primary === 0 ? 0 : Math.max(100, primary)),
    '02': grant(standard.junior, here('初中').length),
    '03': grant(standard.special, special),
    '04': grant(standard.boarder, boarders('小学')),
    '05': grant(standard.boarder, boarders('初中')),
    '06': grant(80, heated || character.special ? pupils.length : 0),
  };
  const received = Object.values(grants).reduce(
    (sum, { central, provincial, county }) => sum + central + provincial + county,
    0,
  );
  const shares = character.troubles.has('littleTraining') ? itemShares.with(4, 3) : itemShares;
  const all = shares.reduce((sum, share) => sum + share, 0);
  const split = (total: number): number[] =>
    shares.map((share) => Math.floor((total * share) / all / 100) * 100);
  return {
    grants,
    budget: split(received),
    spent: split(received * random.between(0.9, 1)),
    subsidised: random.between(0.15, 0.5),
  };
}
