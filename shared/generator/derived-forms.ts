import type { Calculation } from '../calculation';
import type { Form } from '../form';
import type { Entry } from './entries';
import { contentOf } from './entries';

/** Forms that only compare what others say: filled when those are, from what the program shows. */

/** Standards of 局均衡1 by row: 小学 and 初中. */
const standards = [
  [4.2, 5.3],
  [1, 1],
  [0.9, 0.9],
  [4.5, 5.8],
  [7.5, 10.2],
  [2000, 2500],
  [2.3, 2.4],
] as const;

/** Enters the cells that have no source of their own, and returns what was entered. */
export function fillDerived(calculation: Calculation): readonly Entry[] {
  const byCode = (code: string): Form | undefined => calculation.forms.find((form) => form.code === code);
  const [balance, targets] = [byCode('局均衡1'), byCode('局目标1')];
  const values: (readonly [Form, string, string])[] = [];
  if (balance !== undefined)
    for (const [cell, value] of balanceValues(calculation)) values.push([balance, cell, value]);
  for (const { code } of targets?.rows ?? [])
    if (targets !== undefined && calculation.cell(targets.code, `${code}.3`).text === '未达标')
      values.push([targets, `${code}.4`, reasonAfter(calculation.cell(targets.code, `${code}.4`).text)]);
  const entered = values.flatMap(([form, cell, value]): Entry[] => {
    const view = calculation.cell(form.code, cell);
    // A reason goes on where the program has said how the figure came about.
    const goesOn = view.source !== null && value.startsWith(view.source) && value !== view.source;
    const open = view.kind === 'input' || (view.kind === 'pulled' && (view.source === null || goesOn));
    const content = open ? contentOf(value, specAt(form, cell), form.code, cell) : null;
    return content === null ? [] : [{ form: form.code, cell, content, silent: false, kind: view.kind }];
  });
  if (entered.length > 0) calculation.setCells(entered);
  return entered;
}

const reasonAfter = (words: string): string =>
  [words, '分子、分母已核对，差距正在整改'].filter((text) => text !== '').join('；');

function specAt(form: Form, cell: string) {
  const column = form.columns?.find(({ code }) => cell.endsWith(`.${code}`));
  if (column === undefined || column.type === 'byRow') throw new Error(`no column for ${cell}`);
  return { ...column, type: column.type };
}

/** Standards and verdicts of the rows for which there is a figure. */
function balanceValues(calculation: Calculation): readonly (readonly [cell: string, value: string])[] {
  const shown = (cell: string): string => calculation.cell('局均衡1', cell).text;
  return standards.flatMap((pair, index) =>
    pair.flatMap((standard, place): (readonly [string, string])[] => {
      const cell = (column: number): string => `${String(index + 1).padStart(2, '0')}.${column + place * 4}`;
      const reached = shown(cell(3));
      if (reached === '') return [];
      const wanted = Number(shown(cell(1)) || standard);
      const share = Number(reached) / wanted;
      const verdict = share >= 1 ? '达标' : share >= 0.85 ? '基本' : '未达标';
      return [
        [cell(1), String(standard)],
        [cell(4), verdict],
      ];
    }),
  );
}
