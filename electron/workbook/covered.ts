import type { GridCell } from '../../shared/grid';
import type { Range } from '../../shared/workbook-address';
import { formatAddress, isInRange } from '../../shared/workbook-address';
import { limits } from './limits';
import { parseCellAddress } from './read-address';
import type { Reading } from './reading';

/**
 * Takes out the cells that lie under a merge, and says so where they held something. A cell that is the first of some
 * merge stays, even if another merge runs over it: it is better shown than lost.
 */
export function removeCovered(
  reading: Reading,
  sheet: string,
  cells: Map<string, GridCell>,
  merges: readonly Range[],
): void {
  const anchors = new Set(merges.map((merge) => formatAddress(merge.from)));
  const removed: string[] = [];
  let steps = 0;
  const step = (count: number): void => {
    steps += count;
    if (steps > limits.coveredSteps) throw reading.tooMuch(`工作表「${sheet}」的合并单元格`);
  };
  const remove = (address: string): void => {
    const cell = anchors.has(address) ? undefined : cells.get(address);
    if (cell === undefined) return;
    cells.delete(address);
    if (cell.text !== '') removed.push(address);
  };
  for (const merge of merges) {
    const area = (merge.to.row - merge.from.row + 1) * (merge.to.column - merge.from.column + 1);
    // Walk over whichever is less: the places of the merge or the cells of the sheet.
    step(Math.min(area, cells.size) + 1);
    if (area <= cells.size) {
      for (let { row } = merge.from; row <= merge.to.row; row += 1) {
        for (let { column } = merge.from; column <= merge.to.column; column += 1) {
          remove(formatAddress({ column, row }));
        }
      }
    } else {
      for (const address of [...cells.keys()]) {
        const position = parseCellAddress(address);
        if (position !== null && isInRange(merge, position)) remove(address);
      }
    }
  }
  const [address] = removed;
  if (address === undefined) return;
  reading.notice({ code: 'file.coveredCells', params: { sheet, address, count: removed.length } });
}
