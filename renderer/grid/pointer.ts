import type { Form } from '../../shared/form';
import { splitName } from '../store/cell-snapshot';
import type { SubmissionStore } from '../store/submission-store';
import { dragPoint, dragSpeed } from './drag';
import { positionOf, type GridShape, type Position } from './shape';

/** What of a form the mouse is on: a cell, or a head that stands for its rows or columns. */
type Spot =
  | { readonly on: 'cell'; readonly at: Position }
  | { readonly on: 'row'; readonly from: number; readonly to: number }
  | { readonly on: 'column'; readonly from: number; readonly to: number }
  | { readonly on: 'corner' };

function cellOf(element: Element | null, shape: GridShape): Position | null {
  const name = element?.getAttribute('data-cell');
  return name === null || name === undefined ? null : positionOf(shape, splitName(name).cell);
}

function spotOn(element: Element, shape: GridShape): Spot | null {
  const cell = cellOf(element.closest('[data-cell]'), shape);
  if (cell !== null) return { on: 'cell', at: cell };
  // A button in a head has a meaning of its own.
  if (element.closest('button') !== null) return null;
  const head = element.closest<HTMLElement>('thead [data-from]');
  if (head !== null) {
    return { on: 'column', from: Number(head.dataset['from']), to: Number(head.dataset['to']) };
  }
  if (element.closest('thead .row-label, thead .row-code') !== null) return { on: 'corner' };
  const label = element.closest('tbody .row-label, tbody .row-code, tbody .field-label');
  const row = cellOf(label?.closest('tr')?.querySelector('[data-cell]') ?? null, shape)?.row;
  return row === undefined ? null : { on: 'row', from: row, to: row };
}

/** Selecting with the mouse: cells, whole rows and columns by their heads, and further than is in sight. */
export interface Pointer {
  /** True when the press selects something. */
  readonly press: (element: Element, extend: boolean) => boolean;
  readonly release: () => void;
  readonly drag: (x: number, y: number, scroll: HTMLElement) => void;
}

export function createPointer(store: SubmissionStore, form: Form): Pointer {
  const { selection } = store;
  let dragged: Spot['on'] | null = null;
  let frame = 0;
  let last = { x: 0, y: 0 };

  function press(element: Element, extend: boolean): boolean {
    const shape = store.shape(form);
    const spot = spotOn(element, shape);
    if (spot === null) return false;
    if (spot.on === 'cell' && shape.kindAt(spot.at) === 'notApplicable') return false;
    const anchor = extend ? selection.current.get() : null;
    const end = { row: shape.rows.length - 1, column: shape.columns.length - 1 };
    const from = anchor?.range.from;
    dragged = spot.on;
    if (spot.on === 'cell') selection.select(shape, from ?? spot.at, spot.at, anchor?.at);
    else if (spot.on === 'corner') selection.select(shape, { row: 0, column: 0 }, end);
    else if (spot.on === 'row') {
      const first = { row: from?.row ?? spot.from, column: 0 };
      selection.select(shape, first, { row: spot.to, column: end.column }, anchor?.at);
    } else {
      const first = { row: 0, column: from?.column ?? spot.from };
      selection.select(shape, first, { row: end.row, column: spot.to }, anchor?.at);
    }
    return true;
  }

  /** Stretches the selection to what is under the pointer. */
  function reach(element: Element | null) {
    const current = selection.current.get();
    if (current?.shape.form !== form.code || element === null) return;
    const { shape, range, at } = current;
    const spot = spotOn(element, shape);
    if (spot === null || spot.on === 'corner') return;
    const to = { ...range.to };
    if (dragged !== 'column')
      to.row = spot.on === 'cell' ? spot.at.row : spot.on === 'row' ? spot.to : to.row;
    if (dragged !== 'row')
      to.column = spot.on === 'cell' ? spot.at.column : spot.on === 'column' ? spot.to : to.column;
    if (to.row !== range.to.row || to.column !== range.to.column) {
      selection.select(shape, range.from, to, at);
    }
  }

  function release() {
    dragged = null;
    cancelAnimationFrame(frame);
    frame = 0;
  }

  function follow(scroll: HTMLElement) {
    frame = 0;
    if (dragged === null) return;
    const box = edgesOf(scroll, dragged);
    const across = dragSpeed(last.x, box.left, box.right);
    const down = dragSpeed(last.y, box.top, box.bottom);
    scroll.scrollBy(across, down);
    const x = dragPoint(last.x, box.left, box.right);
    const y = dragPoint(last.y, box.top, box.bottom);
    reach(document.elementFromPoint(x, y));
    if (across !== 0 || down !== 0) frame = requestAnimationFrame(() => follow(scroll));
  }

  return {
    press,
    release,
    drag(x, y, scroll) {
      if (dragged === null || dragged === 'corner') return;
      last = { x, y };
      if (frame === 0) follow(scroll);
    },
  };
}

/** Where the cells are seen, without the heads that stay in place; along them when rows or columns are selected. */
function edgesOf(scroll: HTMLElement, dragged: Spot['on']) {
  const box = scroll.getBoundingClientRect();
  const head = scroll.querySelector('thead')?.getBoundingClientRect().bottom ?? box.top;
  const label = scroll.querySelector('tbody .row-code')?.getBoundingClientRect().right ?? box.left;
  const wide = scroll.hasAttribute('data-wide');
  return {
    left: dragged === 'row' ? box.left : wide ? label : box.left,
    right: box.left + scroll.clientWidth,
    top: dragged === 'column' ? box.top : Math.max(box.top, head),
    bottom: box.top + scroll.clientHeight,
  };
}
