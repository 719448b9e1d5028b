import { useLayoutEffect, type RefObject } from 'react';
import { useSubmission } from '../store/context';
import type { Selection } from '../store/selection';

/** Marks the heads above the selected columns; the rows are marked by the style sheet alone. No cell is rendered. */
export function useHeadMarks(scroll: RefObject<HTMLElement | null>): void {
  const { current } = useSubmission().selection;
  useLayoutEffect(() => {
    const mark = () => markHeads(scroll.current, current.get());
    mark();
    return current.subscribe(mark);
  }, [scroll, current]);
}

function markHeads(scroll: HTMLElement | null, selection: Selection | null) {
  const head = scroll?.querySelector('thead');
  if (!head || selection === null) return;
  const { from, to } = selection.range;
  const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
  for (const cell of head.querySelectorAll<HTMLElement>('[data-from]')) {
    const over = Number(cell.dataset['from']) <= right && Number(cell.dataset['to']) >= left;
    if (cell.hasAttribute('data-current') !== over) cell.toggleAttribute('data-current', over);
  }
}
