import type { Calculation } from '../calculation';
import type { Form } from '../form';
import type { CellChange } from '../submission';
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
  const entered: Entry[] = [];
  const enter = (form: Form, cell: string, value: string): void => {
    const view = calculation.cell(form.code, cell);
    const open = view.kind === 'input' || (view.kind === 'pulled' && view.source === null);
    if (!open || value === '') return;
    const spec = specAt(form, cell);
    const content = contentOf(value, spec, `${form.code}!${cell}`);
    if (content === null) return;
    const change: CellChange = { form: form.code, cell, content };
    calculation.setCells([change]);
    entered.push({ form: form.code, cell, content, kind: view.kind });
  };
  const { forms } = calculation;
  const [balance, targets] = ['局均衡1', '局目标1'].map((code) => forms.find((form) => form.code === code));
  if (balance !== undefined) fillBalance(calculation, (cell, value) => enter(balance, cell, value));
  if (targets !== undefined) {
    for (const { code } of targets.rows ?? [])
      if (calculation.cell(targets.code, `${code}.3`).text === '未达标')
        enter(targets, `${code}.4`, '分子、分母已核对，差距正在整改');
  }
  return entered;
}

function specAt(form: Form, cell: string) {
  const column = form.columns?.find(({ code }) => cell.endsWith(`.${code}`));
  if (column === undefined || column.type === 'byRow') throw new Error(`no column for ${cell}`);
  return { ...column, type: column.type };
}

function fillBalance(calculation: Calculation, enter: (cell: string, value: string) => void): void {
  const shown = (cell: string): string => calculation.cell('局均衡1', cell).text;
  standards.forEach((pair, index) => {
    const row = String(index + 1).padStart(2, '0');
    pair.forEach((standard, place) => {
      const [asked, actual, verdict] = [1 + place * 4, 3 + place * 4, 4 + place * 4].map(
        (col) => `${row}.${col}`,
      );
      if (asked === undefined || actual === undefined || verdict === undefined || shown(actual) === '')
        return;
      enter(asked, String(standard));
      const reached = Number(shown(actual));
      const wanted = Number(shown(asked));
      enter(verdict, reached >= wanted ? '达标' : reached >= wanted * 0.85 ? '基本' : '未达标');
    });
  });
}
