import type { School } from '../school';
import type { ListRecord } from '../submission';
import type { RosterPerson } from './definition';
import { gradeName } from './mask';
import { isPresent, placeOf } from './moves';
import type { LedgerProposal } from './plan';
import type { Show } from './movements';

/** What a ledger is given of one pupil, by column key; what the roster does not say stays blank. */
type Cells = Record<string, string>;

interface LedgerColumns {
  readonly name: string;
  readonly identity: string;
  readonly register: string | null;
}
const columnsOf: Readonly<Record<LedgerProposal['form'], LedgerColumns>> = {
  局控辍1: { name: 'c02', identity: 'c04', register: 'c05' },
  局特教2: { name: 'c02', identity: 'c04', register: null },
};

export interface LedgerInput {
  readonly pupils: readonly RosterPerson[];
  readonly pupilsBefore: readonly RosterPerson[];
  /** How those of last year's roster went. */
  readonly went: ReadonlyMap<number, string | null>;
  readonly school: School;
  /** Records that are in a ledger already; of a ledger that the school does not keep there is no entry. */
  readonly lists: ReadonlyMap<LedgerProposal['form'], readonly ListRecord[]>;
}

/**
 * Pupils who stand in no ledger yet and should: who quit (退学) 小学 or 初中 for 局控辍1, disabled pupils for 局特教2.
 * The roster knows neither when somebody left nor why: the clerk fills that in.
 */
export function ledgerProposals(input: LedgerInput, show: Show): readonly LedgerProposal[] {
  const { pupils, pupilsBefore, went, school } = input;
  const dropouts = pupilsBefore.filter(
    (pupil) => went.get(pupil.id) === '退学' && isCompulsory(pupil, school),
  );
  const disabled = pupils.filter(
    (pupil) => isPresent(pupil) && isDisabled(pupil) && placeOf(pupil, school)?.stage !== '高中',
  );
  const propose = (
    form: LedgerProposal['form'],
    kind: 'pupils' | 'pupilsBefore',
    people: readonly RosterPerson[],
    cellsOf: (pupil: RosterPerson, school: School) => Cells,
  ): LedgerProposal[] => {
    const known = input.lists.get(form);
    if (known === undefined) return [];
    const isKnown = standing(known, columnsOf[form]);
    const records = people
      .filter((pupil) => !isKnown(pupil))
      .map((pupil) => ({ person: show(kind, pupil), cells: filled(cellsOf(pupil, school)) }));
    return records.length === 0 ? [] : [{ form, records }];
  };
  return [
    ...propose('局控辍1', 'pupilsBefore', dropouts, dropoutCells),
    ...propose('局特教2', 'pupils', disabled, disabledCells),
  ];
}

function isCompulsory(pupil: RosterPerson, school: School): boolean {
  const stage = placeOf(pupil, school)?.stage;
  return stage === '小学' || stage === '初中';
}

function isDisabled({ values: { disability } }: RosterPerson): boolean {
  return disability !== undefined && disability !== '' && disability !== '无';
}

/** By identity number, else by register number; who has neither in both places by name. */
function standing(records: readonly ListRecord[], columns: LedgerColumns): (pupil: RosterPerson) => boolean {
  const texts = (key: string | null) =>
    new Set(key === null ? [] : records.flatMap(({ cells }) => cells[key]?.text ?? []));
  const identities = texts(columns.identity);
  const registers = texts(columns.register);
  const unnumbered = new Set(
    records
      .filter(({ cells }) => (cells[columns.identity]?.text ?? '') === '')
      .flatMap(({ cells }) => cells[columns.name]?.text ?? []),
  );
  const names = texts(columns.name);
  return ({ values: { identity, register, name = '' } }) =>
    (identity !== undefined && identities.has(identity)) ||
    (register !== undefined && registers.has(register)) ||
    (identity === undefined ? names.has(name) : unnumbered.has(name));
}

const filled = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));

function common(pupil: RosterPerson, school: School) {
  const { name = '', identity = '', sex = '', register = '' } = pupil.values;
  const place = placeOf(pupil, school);
  return {
    ...{ name, identity, sex, register, stage: place?.stage ?? '' },
    grade: place === null ? '' : gradeName(place.stage, place.grade, school),
  };
}

function dropoutCells(pupil: RosterPerson, school: School): Cells {
  const { name, identity, sex, register, stage, grade } = common(pupil, school);
  const { class: own = '', disability } = pupil.values;
  return {
    ...{ c02: name, c03: sex, c04: identity, c05: register, c06: stage, c07: grade },
    c08: /^\d+$/.test(own) ? `${own}班` : own,
    // 视力残疾 is 视力 here; a roster without the column says nothing.
    c13: disability === undefined ? '' : isDisabled(pupil) ? disability.slice(0, 2) : '否',
    c14: circumstances(pupil),
  };
}

/** 随迁 and 留守 exclude each other; 否 needs both columns. */
function circumstances({ values: { migrant, workersChild, leftBehind } }: RosterPerson): string {
  if (migrant === '是' || workersChild === '是') return '随迁子女';
  if (leftBehind === '是') return '留守儿童';
  const toldMigrant = migrant !== undefined || workersChild !== undefined;
  return toldMigrant && leftBehind !== undefined ? '否' : '';
}

function disabledCells(pupil: RosterPerson, school: School): Cells {
  const { name, identity, sex, stage, grade } = common(pupil, school);
  return {
    ...{ c02: name, c03: sex, c04: identity, c06: pupil.values.disability ?? '', c08: stage, c09: grade },
    ...{ c10: placement(pupil, school), c11: school.name },
  };
}

/** 就读方式; of a disabled pupil whom no column places it is not known. */
function placement({ values: { residence, specialClass, inclusive } }: RosterPerson, school: School): string {
  if (residence === '送教上门') return '送教上门';
  const special = school.type === '特殊教育学校';
  if (!special && specialClass === '是') return '附设特教班';
  if (inclusive === '是') return '随班就读';
  return special ? '特殊教育学校' : '';
}
