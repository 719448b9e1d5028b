import { cellName } from '../../shared/cell';
import type { Finding } from '../../shared/finding';
import {
  cellsInRange,
  positionOf,
  positionsInRange,
  type GridShape,
  type Position,
  type Range,
} from '../grid/shape';
import { nameOf } from './finding-views';
import { createValue, type Observable } from './observable';

/**
 * The selected rectangle begins at `from` and ends at `to`, wherever that is. `at` is the cell in it that has the
 * editor: where the clerk began, or where Enter and Tab have come to inside.
 */
export interface Selection {
  readonly shape: GridShape;
  readonly range: Range;
  readonly at: Position;
}

export interface SelectionStore {
  readonly current: Observable<Selection | null>;
  /** The finding whose cells are outlined. */
  readonly finding: Observable<Finding | null>;
  /** `at` is `from` unless it is said, or the nearest cell of the rectangle that means something. */
  select(shape: GridShape, from: Position, to?: Position, at?: Position): void;
  /** Selects again, after rows came or went, the cell that was selected last, or the one now in its place. */
  resume(shape: GridShape): void;
  outline(finding: Finding | null): void;
  isActive(name: string): boolean;
  isSelected(name: string): boolean;
  isOutlined(name: string): boolean;
  /** Name of the selected cell. */
  active(): string | null;
  /** The cell that will be selected when its form is shown. */
  remember(form: string, cell: string): void;
}

function firstOpen(shape: GridShape): Position {
  for (let row = 0; row < shape.rows.length; row += 1) {
    for (let column = 0; column < shape.columns.length; column += 1) {
      if (shape.kindAt({ row, column }) === 'input') return { row, column };
    }
  }
  return { row: 0, column: 0 };
}

/** A cell that is not to be filled has no editor, and without one no key would be heard. */
function placeOfEditor(shape: GridShape, range: Range, wanted: Position): Position {
  const means = (at: Position) => shape.kindAt(at) !== 'notApplicable';
  if (means(wanted)) return wanted;
  return positionsInRange(range).flat().find(means) ?? wanted;
}

/** `onChange` hears the names of the cells that look different. */
export function createSelection(onChange: (names: Iterable<string>) => void): SelectionStore {
  const current = createValue<Selection | null>(null);
  const finding = createValue<Finding | null>(null);
  const lastCells = new Map<string, string>();
  let active: string | null = null;
  let selected: ReadonlySet<string> = new Set();
  let outlined: ReadonlySet<string> = new Set();

  function select(shape: GridShape, from: Position, to: Position = from, wanted: Position = from) {
    const range = { from, to };
    const at = placeOfEditor(shape, range, wanted);
    const cell = shape.cellAt(at);
    const name = cellName(shape.form, cell);
    const single = from.row === to.row && from.column === to.column;
    const next = new Set(single ? [] : cellsInRange(shape, range).map((each) => cellName(shape.form, each)));
    const changed = [...next].filter((each) => !selected.has(each));
    changed.push(...[...selected].filter((each) => !next.has(each)), name);
    if (active !== null) changed.push(active);
    active = name;
    selected = next;
    lastCells.set(shape.form, cell);
    current.set({ shape, range, at });
    onChange(changed);
  }

  /** A row that is gone leaves the cursor where it was, on the row that moved up. */
  function samePlace(shape: GridShape): Position | null {
    const here = current.get();
    if (here?.shape.form !== shape.form || shape.rows.length === 0) return null;
    const { from, to } = here.range;
    return { row: Math.min(from.row, to.row, shape.rows.length - 1), column: from.column };
  }

  return {
    current,
    finding,
    select,
    resume(shape) {
      const known = positionOf(shape, lastCells.get(shape.form) ?? '');
      select(shape, known ?? samePlace(shape) ?? firstOpen(shape));
    },
    outline(next) {
      const changed = [...outlined];
      outlined = new Set(next?.cells.map(nameOf));
      finding.set(next);
      onChange([...changed, ...outlined]);
    },
    isActive: (name) => name === active,
    isSelected: (name) => selected.has(name),
    isOutlined: (name) => outlined.has(name),
    active: () => active,
    remember: (form, cell) => lastCells.set(form, cell),
  };
}
