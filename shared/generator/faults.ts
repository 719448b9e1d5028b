import type { Calculation } from '../calculation';
import { cellName } from '../cell';
import type { School } from '../school';
import type { CellContent, SubmissionData } from '../submission';
import { emptied, places, two } from './fault-places';
import type { Place } from './fault-places';
import { recordFault } from './record-faults';
import type { Random } from './random';

export const faultKinds = [
  'total',
  'subset',
  'same-form',
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
 * (`total`); more girls than pupils (`subset`); a figure that a form gives twice, differing (`same-form`); two
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

export interface Injection {
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

const shown = ({ calculation }: Target, form: string, cell: string): string =>
  calculation.cell(form, cell).text;

/** A place in the first form of the list that this school fills; of its stages one by chance. */
function placeFor(kind: FaultKind, target: Target): Place | null {
  const { calculation, random, school } = target;
  const codes = new Set(calculation.forms.map(({ code }) => code));
  const open = (places[kind] ?? []).filter(
    ({ form, cell, system = school.system }) =>
      codes.has(form) && calculation.cell(form, cell).kind !== 'notApplicable' && system === school.system,
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
