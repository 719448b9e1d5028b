import type { CellView } from '../../shared/calculation';
import type { FindingView } from './finding-views';
import type { SaveMark } from './save-queue';

/** Everything that a cell on screen shows. */
export interface CellSnapshot {
  readonly view: CellView;
  readonly save: SaveMark;
  readonly findings: readonly FindingView[];
  /** 待核: its value was taken over from last year and nobody has looked at it yet. */
  readonly toConfirm: boolean;
  /** The cell has the editor. */
  readonly active: boolean;
  /** The cell is in a selected rectangle of several cells. */
  readonly selected: boolean;
  /** The cell takes part in the finding that the clerk is looking at. */
  readonly outlined: boolean;
}

/** `form!cell` in its two parts. */
export function splitName(name: string): { readonly form: string; readonly cell: string } {
  const mark = name.indexOf('!');
  return { form: name.slice(0, mark), cell: name.slice(mark + 1) };
}

const none: readonly FindingView[] = [];

export function findingsOf(
  byCell: ReadonlyMap<string, readonly FindingView[]>,
  name: string,
): readonly FindingView[] {
  return byCell.get(name) ?? none;
}

/** Cells whose findings differ between the two maps. */
export function cellsWithOtherFindings(
  before: ReadonlyMap<string, readonly FindingView[]>,
  after: ReadonlyMap<string, readonly FindingView[]>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => {
    const [old, now] = [findingsOf(before, name), findingsOf(after, name)];
    return old.length !== now.length || old.some((view, index) => view !== now[index]);
  });
}
