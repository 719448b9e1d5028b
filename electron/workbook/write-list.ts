import path from 'node:path';
import type { Grid } from '../../shared/grid';
import { columnLetters } from '../../shared/workbook-address';
import type { ListPlan } from '../../shared/workbook-list';
import { sha256, writeAtomically } from '../atomic-write';
import { packList } from './list-writer';
import { readGrid } from './open';
import type { Difference } from './verify';
import { differs } from './write';

export interface WrittenList {
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly records: number;
}

/**
 * Writes a workbook of lists. What reached the disk is read again and compared, record by record, before it takes the
 * target's name. `verifying` is called when writing is over. Refused with `workbook.…`.
 */
export async function writeList(
  plan: ListPlan,
  target: string,
  verifying: () => void = () => undefined,
): Promise<WrittenList> {
  const file = path.basename(target);
  let hash = '';
  await writeAtomically(target, await packList(plan), async (bytes) => {
    verifying();
    const difference = findListDifference(plan, await readGrid(bytes, file));
    if (difference !== null) throw differs(file, difference);
    hash = sha256(bytes);
  });
  return { hash, records: plan.sheets.reduce((sum, { rows }) => sum + [...rows].length, 0) };
}

/** Where lists that were read back differ from their plan: heads, every value of every record, and no row too many. */
export function findListDifference(plan: ListPlan, { sheets }: Grid): Difference | null {
  const names = (list: readonly string[]): string => list.join('、');
  const [expected, found] = [
    names(plan.sheets.map(({ template }) => template.sheet)),
    names(sheets.map(({ name }) => name)),
  ];
  if (expected !== found) return { sheet: '', address: '', expected, found };
  for (const [index, { template, first, rows, foot }] of plan.sheets.entries()) {
    const cells = sheets[index]?.cells ?? new Map<string, never>();
    const wanted = new Map(template.texts.map(({ address, text }) => [address, { kind: 'text', text }]));
    let row = first.row;
    for (const values of rows) {
      for (const [column, value] of values.entries())
        wanted.set(`${columnLetters(first.column + column)}${row}`, value);
      row += 1;
    }
    if (foot !== null) wanted.set(`A${row + 1}`, { kind: 'text', text: foot.text });
    for (const [address, { kind, text }] of wanted) {
      const cell = cells.get(address);
      const same =
        kind === 'number' && cell?.kind === 'number'
          ? Number(cell.text) === Number(text)
          : (cell?.text ?? '') === text && (text === '' || cell?.kind === kind);
      if (!same) return { sheet: template.sheet, address, expected: text, found: cell?.text ?? '' };
    }
    for (const [address, { text }] of cells)
      if (!wanted.has(address)) return { sheet: template.sheet, address, expected: '', found: text };
  }
  return null;
}
