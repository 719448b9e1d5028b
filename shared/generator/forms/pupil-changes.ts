import type { PupilMoves } from '../pupil-moves';
import { inLeague, inParty } from '../pupils';
import type { Pupil } from '../pupils';
import type { Quit } from '../ledgers';
import type { SchoolYear } from '../school-year';
import { byPlace, columnsFrom, everyone, isFemale, isMinority, stageBlocks } from '../sheet';
import type { Counted } from '../sheet';
import { allStages, countedAs } from './counted-as';
import type { FormRule } from './counted-as';

/** 学生变动情况 and what goes with it: causes of death, reasons for quitting, party, league and origin. */

/** Column of each move, of last year's number and of this year's. */
type Columns = Readonly<Record<keyof PupilMoves | 'opening' | 'now', number>>;

const changeRows = ({ character, taught }: SchoolYear): Counted<Pupil> =>
  stageBlocks(1, allStages, countedAs(character.school), [everyone, isFemale, isMinority], taught);

function changes(columns: Columns, increase: number, decrease: number): FormRule {
  return (year, sheet) => {
    const rows = changeRows(year);
    const put = (pupils: readonly Pupil[], ...into: number[]): void =>
      sheet.tally(pupils, rows, Object.fromEntries(into.map((column) => [column, everyone])));
    put(year.opening, columns.opening);
    put(year.pupils, columns.now);
    for (const move of ['entered', 'returned', 'transferredIn', 'otherIn'] as const)
      put(year.moves[move], columns[move], increase);
    for (const move of ['graduated', 'suspended', 'quit', 'died', 'transferredOut', 'otherOut'] as const)
      put(year.moves[move], columns[move], decrease);
  };
}

/** The cause is the pupil's own; the 23 columns stand in the same order in both editions. */
const causeOf = ({ keenness }: Pupil): number => Math.floor(keenness * 1009) % 23;
const onCampus = ({ keenness }: Pupil): boolean => keenness < 0.1;

const deaths: FormRule = (year, sheet) => {
  const rows = stageBlocks(
    1,
    allStages,
    countedAs(year.character.school),
    [everyone, onCampus, (pupil: Pupil) => !onCampus(pupil)],
    year.taught,
  );
  const causes = byPlace<Pupil>(columnsFrom(2, 24), (place) => (pupil) => causeOf(pupil) === place);
  sheet.tally(year.moves.died, rows, { 1: everyone, ...causes });
};

/** Columns of 基础基333 that a reason of the bureau's ledger falls under. */
const quitReasons: readonly (readonly Quit['reason'][])[] = [
  ['身体残疾', '疾病'],
  ['外出务工'],
  ['家庭经济困难'],
  ['厌学'],
  [],
  ['早婚', '家庭变故', '随父母外出未联系', '其他'],
];

const quits: FormRule = (year, sheet) => {
  const stageOf = countedAs(year.character.school);
  const rows = stageBlocks(
    1,
    allStages.slice(1),
    ({ pupil }: Quit) => stageOf(pupil),
    [everyone, ({ pupil }) => isFemale(pupil)],
    year.taught,
  );
  const reasons = byPlace<Quit>(
    columnsFrom(2, 7),
    (place) =>
      ({ reason }) =>
        quitReasons[place]?.includes(reason) === true,
  );
  sheet.tally(year.quits, rows, { 1: everyone, ...reasons });
};

const overseas = (first: number): Counted<Pupil> =>
  byPlace(
    columnsFrom(first, first + 3),
    (place) => (pupil) => pupil.overseas === ['香港', '澳门', '台湾', '华侨'][place],
  );

function other(columns: Counted<Pupil>): FormRule {
  return (year, sheet) => {
    sheet.tally(
      year.pupils,
      stageBlocks(1, allStages, countedAs(year.character.school), [everyone, isFemale], year.taught),
      columns,
    );
  };
}

const nobody = (): boolean => false;

export const pupilChanges: Readonly<Record<string, FormRule>> = {
  基础基331: changes(
    {
      opening: 1,
      entered: 3,
      returned: 4,
      transferredIn: 5,
      otherIn: 6,
      graduated: 8,
      suspended: 10,
      quit: 11,
      died: 12,
      transferredOut: 13,
      otherOut: 14,
      now: 15,
    },
    2,
    7,
  ),
  教基3040: changes(
    {
      opening: 1,
      entered: 3,
      returned: 4,
      transferredIn: 5,
      otherIn: 7,
      graduated: 9,
      suspended: 11,
      quit: 12,
      died: 13,
      transferredOut: 14,
      otherOut: 16,
      now: 17,
    },
    2,
    8,
  ),
  基础基332: deaths,
  教基3041: deaths,
  基础基333: quits,
  基础基341: other({ 1: inParty, 2: inLeague, ...overseas(3), 7: nobody }),
  教基3045: other({
    1: inParty,
    2: inLeague,
    3: nobody,
    ...overseas(4),
    8: isMinority,
    9: ({ disability }) => disability !== null,
  }),
};
