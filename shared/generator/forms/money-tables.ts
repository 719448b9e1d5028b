import { livingSubsidy } from '../money';
import { isMainstream } from '../pupils';
import type { SchoolYear } from '../school-year';
import { hundredths } from '../sheet';
import type { FormRule } from './counted-as';

/** 局经费1, 局经费2 and 局经费3. */

const grants: FormRule = ({ money }, sheet) => {
  for (const [row, { standard, count, central, provincial, county }] of Object.entries(money.grants)) {
    sheet.set(row, 1, standard);
    sheet.set(row, 2, count);
    [central, provincial, county].forEach((amount, index) => sheet.set(row, 5 + index, hundredths(amount)));
  }
};

const spending: FormRule = ({ money }, sheet) => {
  const put = (amounts: readonly number[], column: number): void =>
    amounts.forEach((amount, index) =>
      sheet.set(String(index + 2).padStart(2, '0'), column, hundredths(amount)),
    );
  put(money.budget, 1);
  put(money.spent, 2);
};

const boardersOf = ({ pupils }: SchoolYear, stage: '小学' | '初中'): number =>
  pupils.filter((pupil) => pupil.stage === stage && pupil.boarder && isMainstream(pupil)).length;

const subsidies: FormRule = (year, sheet) => {
  const lines = [
    ['01', '小学', livingSubsidy.primary],
    ['02', '初中', livingSubsidy.junior],
  ] as const;
  for (const [row, stage, standard] of lines) {
    const boarders = boardersOf(year, stage);
    const helped = Math.ceil(boarders * year.money.subsidised);
    const each = helped === 0 ? 0 : standard;
    [boarders, helped, each, helped * each, helped * each].forEach((value, index) =>
      sheet.set(row, index + 1, value),
    );
  }
  const [all, helped, paid] = [1, 2, 5].map((column) =>
    lines.reduce((sum, [row]) => sum + Number(sheet.values.get(`${row}.${column}`)), 0),
  );
  sheet.set('03', 1, all ?? 0);
  sheet.set('03', 2, helped ?? 0);
  sheet.set('03', 5, paid ?? 0);
};

export const moneyTables: Readonly<Record<string, FormRule>> = {
  局经费1: grants,
  局经费2: spending,
  局经费3: subsidies,
};
