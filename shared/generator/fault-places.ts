import type { School } from '../school';
import type { FaultKind } from './faults';

/** A place where a number may be wrong: the cell, what it becomes, the check that must notice. */
export interface Place {
  readonly form: string;
  readonly cell: string;
  /** The wrong number stands in this relation to the one shown in `from`, or in the cell itself. */
  readonly from?: string;
  readonly check: string;
  /** The check is for schools of this 学制. */
  readonly system?: School['system'];
}

const rowOfStage = { 学前: 1, 小学: 4, 初中: 7, 高中: 10, 特教: 13 } as const;
type StageRow = keyof typeof rowOfStage;
export const two = (number: number): string => String(number).padStart(2, '0');

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

export const places: Partial<Record<FaultKind, readonly Place[]>> = {
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
  'same-form': [
    { form: '教基3112', cell: '01.8', check: 'J3112-03' },
    { form: '教基3115', cell: '01.4', check: 'J3115-02' },
    { form: '基础基312', cell: '01.12', check: 'J312-09', system: '六三' },
    { form: '基础基313', cell: '01.9', check: 'J313-08', system: '六三' },
    { form: '基础基313', cell: '01.9', check: 'J313-09', system: '五四' },
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

/** Forms whose figures a check of another form repeats, with a cell that says whether there is anything to repeat. */
export const emptied: readonly (readonly [form: string, check: string, readBy: string, cell: string])[] = [
  ['教基4153', 'J4063-06', '教基4063', '03.19'],
  ['教基4153', 'J4063-06', '教基4063', '05.19'],
  ['基础基422', 'J422-05', '基础基431', '03.17'],
  ['基础基422', 'J422-06', '基础基431', '05.17'],
  ['基础基422', 'J412-05', '基础基431', '07.17'],
  ['基础基4211', 'J4212-03', '基础基4212', '02.1'],
];
