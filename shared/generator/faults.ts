import type { Calculation } from '../calculation';
import { cellName } from '../cell';
import type { School } from '../school';
import type { CellContent, ListRecord, SubmissionData } from '../submission';
import { drawPerson, identityNumber } from './names';
import type { Random } from './random';

export const faultKinds = [
  'total',
  'subset',
  'parts',
  'cross-form',
  'opening-balance',
  'ledger-count',
  'identity',
  'sex-mismatch',
  'impossible-age',
  'text-in-number',
  'blank-form',
  'overspent',
] as const;
/**
 * One thing wrong in an otherwise consistent submission: a total stated from outside that is not the sum of its parts
 * (`total`); more girls than pupils (`subset`); a typed whole that is not the sum of its typed parts (`parts`); two
 * forms that disagree (`cross-form`); an opening balance that is not last year's closing one (`opening-balance`); a
 * figure that its ledger does not bear out (`ledger-count`); a wrong check digit (`identity`); a sex that the identity
 * number denies (`sex-mismatch`); a dropout too old for school (`impossible-age`); words where a number belongs
 * (`text-in-number`); a form left empty that others read (`blank-form`); more spent than there was (`overspent`).
 */
export type FaultKind = (typeof faultKinds)[number];

/** Where the fault is, and which checks it must set off; more may, where they read the same cells. */
export interface InjectedFault {
  readonly kind: FaultKind;
  readonly form: string;
  /** Cells that differ: `04.5`, or `<record id>.c04` in a list; none when the whole form is empty. */
  readonly cells: readonly string[];
  readonly checks: readonly string[];
  /** Totals to state in the exchange document, by `form!cell`: the submission itself holds none. */
  readonly stated?: ReadonlyMap<string, string>;
}

/** What a fault is put into: the last submission, computed, and whether the year before is known. */
export interface Target {
  readonly school: School;
  readonly schoolYear: number;
  readonly data: SubmissionData;
  readonly calculation: Calculation;
  readonly hasEarlier: boolean;
  readonly random: Random;
}

interface Injection {
  readonly data: SubmissionData;
  readonly fault: InjectedFault;
}

/** Puts exactly one fault of the kind into a submission; null where this school has no place for it. */
export function inject(kind: FaultKind, target: Target): Injection | null {
  switch (kind) {
    case 'identity':
    case 'sex-mismatch':
    case 'impossible-age':
      return recordFault(kind, target);
    case 'blank-form':
      return blankForm(target);
    case 'total':
      return statedTotal(target);
    default:
      return cellFault(kind, target);
  }
}

/** A place where a number may be wrong: the cell, what it becomes, the check that must notice. */
interface Place {
  readonly form: string;
  readonly cell: string;
  /** The wrong number stands in this relation to the one shown in `from`, or in the cell itself. */
  readonly from?: string;
  readonly check: string;
}

const rowOfStage = { 学前: 1, 小学: 4, 初中: 7, 高中: 10, 特教: 13 } as const;
type StageRow = keyof typeof rowOfStage;
const two = (number: number): string => String(number).padStart(2, '0');

/** Places in 学生变动情况 for each stage; the n-th check belongs to the n-th stage. */
function changePlaces(
  form: string,
  parts: number,
  column: number,
  checks: readonly string[],
): readonly Place[] {
  return (Object.keys(rowOfStage) as StageRow[]).flatMap((stage, index): Place[] => {
    const [row, check] = [rowOfStage[stage], checks[index]];
    if (check === undefined) return [];
    return [{ form, cell: `${two(row + parts)}.${column}`, from: `${two(row)}.${column}`, check }];
  });
}
const same = (check: string): readonly string[] => Array.from({ length: 5 }, () => check);

const places: Partial<Record<FaultKind, readonly Place[]>> = {
  total: [
    ...changePlaces('教基3040', 0, 2, same('J3040-01')),
    ...changePlaces('基础基331', 0, 2, same('J331-01')),
    { form: '基础基313', cell: '02.3', check: 'J313-01' },
  ],
  subset: [
    ...changePlaces('教基3040', 1, 5, ['J3040-05', 'J3040-06', 'J3040-07', 'J3040-08', 'J3040-09']),
    ...changePlaces('基础基331', 1, 5, ['J331-05', 'J331-07', 'J331-09', 'J331-11', 'J331-13']),
    { form: '基础基313', cell: '02.1', from: '01.1', check: 'J313-05' },
  ],
  parts: [
    { form: '教基3112', cell: '06.2', check: 'J3112-06' },
    { form: '教基3115', cell: '06.2', check: 'J3115-05' },
    { form: '基础基312', cell: '07.2', check: 'J312-07' },
    { form: '基础基313', cell: '06.2', check: 'J313-06' },
  ],
  'cross-form': [
    ...changePlaces('教基3040', 0, 13, same('J3040-12')),
    ...changePlaces('基础基331', 0, 12, ['J331-30', 'J331-31', 'J331-32', 'J331-33', 'J331-34']),
  ],
  'opening-balance': [
    ...changePlaces('教基3040', 0, 1, same('J3040-04')),
    ...changePlaces('基础基331', 0, 1, same('J331-04')),
  ],
  'ledger-count': [
    { form: '局控辍2', cell: '02.7', check: 'LKC2-08' },
    { form: '局控辍2', cell: '09.7', check: 'LKC2-09' },
  ],
  'text-in-number': [
    ...changePlaces('教基3040', 0, 5, same('CELL')),
    ...changePlaces('基础基331', 0, 5, same('CELL')),
    { form: '基础基313', cell: '01.1', check: 'CELL' },
  ],
  overspent: [{ form: '局经费2', cell: '02.2', check: 'LJF2-05' }],
};

const shown = ({ calculation }: Target, form: string, cell: string): string =>
  calculation.cell(form, cell).text;

/** A place in the first form of the list that this school fills; of its stages one by chance. */
function placeFor(kind: FaultKind, target: Target): Place | null {
  const { calculation, random } = target;
  const codes = new Set(calculation.forms.map(({ code }) => code));
  const open = (places[kind] ?? []).filter(
    ({ form, cell }) => codes.has(form) && calculation.cell(form, cell).kind !== 'notApplicable',
  );
  // A stage in which nobody is taught is no place for a mistake that a clerk would make.
  const filled = open.filter(
    ({ form, cell }) => !isChanges(form) || shown(target, form, `${stageRow(cell)}.1`) > '0',
  );
  const first = filled.filter(({ form }) => form === filled[0]?.form);
  return first.length === 0 ? null : random.pick(first);
}

const isChanges = (form: string): boolean => form === '教基3040' || form === '基础基331';
/** Row of the stage that a row of 学生变动情况 belongs to. */
const stageRow = (cell: string): string => two(Math.floor((Number(cell.slice(0, 2)) - 1) / 3) * 3 + 1);

function cellFault(kind: FaultKind, target: Target): Injection | null {
  const place = placeFor(kind, target);
  const needsPast = kind === 'opening-balance' || kind === 'overspent';
  if (place === null || (needsPast && !target.hasEarlier)) return null;
  const { form, cell, from = cell, check } = place;
  const more =
    kind === 'overspent' ? Number(shown(target, '局经费1', '07.4')) * 3 + 100_000 : target.random.int(1, 4);
  const wrong = Number(shown(target, form, from)) + more;
  const content: CellContent =
    kind === 'text-in-number'
      ? { kind: 'raw', text: `约${wrong}人` }
      : { kind: 'number', text: String(wrong) };
  const cells = target.data.cells.filter((entry) => entry.form !== form || entry.cell !== cell);
  return {
    data: { ...target.data, cells: [...cells, { form, cell, content }] },
    fault: { kind, form, cells: [cell], checks: [check] },
  };
}

function statedTotal(target: Target): Injection | null {
  const place = placeFor('total', target);
  if (place === null) return null;
  const { form, cell, check } = place;
  const stated = new Map([
    [cellName(form, cell), String(Number(shown(target, form, cell)) + target.random.int(1, 9))],
  ]);
  return { data: target.data, fault: { kind: 'total', form, cells: [cell], checks: [check], stated } };
}

/** Forms whose figures a check of another form repeats, with a cell that says whether there is anything to repeat. */
const emptied: readonly (readonly [form: string, check: string, readBy: string, cell: string])[] = [
  ['教基4153', 'J4063-06', '教基4063', '03.19'],
  ['教基4153', 'J4063-06', '教基4063', '05.19'],
  ['基础基422', 'J422-05', '基础基431', '03.17'],
  ['基础基422', 'J422-06', '基础基431', '05.17'],
  ['基础基422', 'J412-05', '基础基431', '07.17'],
  ['基础基4211', 'J4212-03', '基础基4212', '02.1'],
];

function blankForm(target: Target): Injection | null {
  const { calculation, data } = target;
  const codes = new Set(calculation.forms.map(({ code }) => code));
  const found = emptied.find(
    ([form, , readBy, cell]) => codes.has(form) && codes.has(readBy) && shown(target, readBy, cell) > '0',
  );
  if (found === undefined) return null;
  const [form, check] = found;
  return {
    data: {
      ...data,
      cells: data.cells.filter((entry) => entry.form !== form),
      reviewed: data.reviewed.filter((code) => code !== form),
    },
    fault: { kind: 'blank-form', form, cells: [], checks: [check] },
  };
}

type RecordFault = 'identity' | 'sex-mismatch' | 'impossible-age';

/** A wrong record is added, complete but for the fault: forms that count the ledger follow it and stay right. */
function recordFault(kind: RecordFault, target: Target): Injection | null {
  const { calculation, data, school, schoolYear, random } = target;
  const form = kind === 'impossible-age' ? '局控辍1' : '局特教2';
  if (!calculation.forms.some(({ code }) => code === form)) return null;
  const primary = calculation.cell('局控辍2', '01.5').kind !== 'notApplicable';
  const records = data.lists[form] ?? [];
  const stage = primary ? '小学' : '初中';
  const born = schoolYear - (kind === 'impossible-age' ? 24 : primary ? 9 : 13);
  const identity = identityNumber(random, born, '女');
  const right = identity.endsWith('1') ? '2' : '1';
  const values: Record<string, string> = {
    c02: drawPerson(random),
    c03: kind === 'sex-mismatch' ? '男' : '女',
    c04: kind === 'identity' ? identity.slice(0, 17) + right : identity,
    ...(form === '局特教2'
      ? { c06: '肢体残疾', c07: '二级', c08: stage, c10: '未入学', c14: '康复治疗' }
      : {
          c05: `G99${school.code}999999`,
          c06: stage,
          c07: primary ? '六年级' : '九年级',
          c12: '否',
          c13: '否',
          c14: '否',
          c15: `${schoolYear}-03-02`,
          c16: '厌学',
          c17: `${schoolYear}-03-03`,
          c21: '已复学',
          c22: `${schoolYear}-03-20`,
        }),
  };
  const record: ListRecord = {
    id: `${schoolYear}-fault`,
    position: records.length + 1,
    cells: {
      c01: { kind: 'number', text: String(records.length + 1) },
      ...Object.fromEntries(
        Object.entries(values).map(([key, text]) => [key, { kind: 'text', text } as const]),
      ),
    },
  };
  const [column, check] = (
    {
      identity: ['c04', 'LTJ2-01'],
      'sex-mismatch': ['c03', 'LTJ2-02'],
      'impossible-age': ['c04', 'LKC1-07'],
    } as const
  )[kind];
  return {
    data: { ...data, lists: { ...data.lists, [form]: [...records, record] } },
    fault: { kind, form, cells: [`${record.id}.${column}`], checks: [check] },
  };
}
