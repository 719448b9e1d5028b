import { useEffect, useLayoutEffect, useMemo, useRef, type ClipboardEvent, type MouseEvent } from 'react';
import type { Form } from '../../shared/form';
import { splitName } from '../store/cell-snapshot';
import { useApp, useSubmission } from '../store/context';
import { commitDraft } from '../store/draft';
import { createGridController, type GridController } from './controller';
import { positionOf } from './shape';

/** What every kind of form puts on its table: the mouse, the clipboard, and the cursor when it is shown. */
export interface GridHandlers {
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onMouseOver: (event: MouseEvent) => void;
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly onCut: (event: ClipboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

function cellUnder(event: MouseEvent): string | null {
  if (!(event.target instanceof Element)) return null;
  const cell = event.target.closest('[data-cell]');
  if (cell === null || cell.getAttribute('data-kind') === 'notApplicable') return null;
  return splitName(cell.getAttribute('data-cell') ?? '').cell;
}

function isField(target: EventTarget): target is HTMLElement {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** True while the clerk is in the middle of a text: the clipboard then belongs to the text field. */
function isInText(event: ClipboardEvent): boolean {
  return isField(event.target) && event.target.dataset['mode'] !== 'ready';
}

export function useGrid(form: Form): { readonly grid: GridController; readonly handlers: GridHandlers } {
  const store = useSubmission();
  const app = useApp();
  const grid = useMemo(() => createGridController(store, form, app), [store, form, app]);
  const dragging = useRef(false);

  useLayoutEffect(() => store.selection.resume(store.shape(form)), [store, form]);
  useEffect(() => {
    const stop = () => {
      dragging.current = false;
    };
    window.addEventListener('mouseup', stop);
    return () => window.removeEventListener('mouseup', stop);
  }, []);

  const handlers = useMemo<GridHandlers>(
    () => ({
      onMouseDown(event) {
        const cell = cellUnder(event);
        const onEditor = isField(event.target) || event.target instanceof HTMLSelectElement;
        if (cell === null || (onEditor && !event.shiftKey) || event.button !== 0) return;
        event.preventDefault();
        commitDraft();
        const shape = store.shape(form);
        const to = positionOf(shape, cell);
        if (to === null) return;
        const from = event.shiftKey ? store.selection.current.get()?.range.from : undefined;
        store.selection.select(shape, from ?? to, to);
        dragging.current = true;
      },
      onMouseOver(event) {
        const cell = dragging.current ? cellUnder(event) : null;
        const selection = store.selection.current.get();
        if (cell === null || selection === null) return;
        const to = positionOf(selection.shape, cell);
        if (to !== null) store.selection.select(selection.shape, selection.range.from, to);
      },
      onCopy(event) {
        if (isInText(event)) return;
        event.preventDefault();
        event.clipboardData.setData('text/plain', grid.copy());
      },
      onCut(event) {
        if (isInText(event)) return;
        event.preventDefault();
        event.clipboardData.setData('text/plain', grid.copy());
        grid.clear();
      },
      onPaste(event) {
        if (isInText(event)) return;
        event.preventDefault();
        grid.paste(event.clipboardData.getData('text/plain'));
      },
    }),
    [store, form, grid],
  );
  return { grid, handlers };
}
