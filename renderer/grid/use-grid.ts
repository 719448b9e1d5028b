import { useEffect, useLayoutEffect, useMemo, type ClipboardEvent, type MouseEvent } from 'react';
import type { Form } from '../../shared/form';
import { useApp, useSubmission } from '../store/context';
import { commitDraft } from '../store/draft';
import { createGridController, type GridController } from './controller';
import { createPointer } from './pointer';

/** What every kind of form puts on its table: the mouse, the clipboard, and the cursor when it is shown. */
export interface GridHandlers {
  readonly grid: GridController;
  readonly onMouseDown: (event: MouseEvent<HTMLElement>) => void;
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly onCut: (event: ClipboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

function isField(target: EventTarget): target is HTMLElement {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** True while the clerk is in the middle of a text: the mouse and the clipboard then belong to the text field. */
function isInText(event: ClipboardEvent | MouseEvent): boolean {
  return isField(event.target) && event.target.dataset['mode'] !== 'ready';
}

export function useGrid(form: Form): { readonly grid: GridController; readonly handlers: GridHandlers } {
  const store = useSubmission();
  const app = useApp();
  const grid = useMemo(() => createGridController(store, form, app), [store, form, app]);
  const pointer = useMemo(() => createPointer(store, form), [store, form]);

  useLayoutEffect(() => store.selection.resume(store.shape(form)), [store, form]);
  useEffect(() => {
    window.addEventListener('mouseup', pointer.release);
    return () => {
      window.removeEventListener('mouseup', pointer.release);
      pointer.release();
    };
  }, [pointer]);

  const handlers = useMemo<GridHandlers>(() => {
    function copy(event: ClipboardEvent) {
      const { plain, html } = grid.copy();
      event.preventDefault();
      event.clipboardData.setData('text/plain', plain);
      event.clipboardData.setData('text/html', html);
    }

    return {
      grid,
      onMouseDown(event) {
        const { target: element } = event;
        if (event.button !== 0 || !(element instanceof Element) || isInText(event)) return;
        const scroll = event.currentTarget;
        // A press on the scroll bar or beside the cells is none of ours, and what is typed stays typed.
        if (element.closest('[data-cell], th, td') === null) return;
        commitDraft();
        if (!pointer.press(element, event.shiftKey)) return;
        event.preventDefault();
        // The cursor may have been there before, and the focus elsewhere.
        scroll.querySelector<HTMLElement>('.cell-editor')?.focus({ preventScroll: true });
        const drag = (moved: globalThis.MouseEvent) => pointer.drag(moved.clientX, moved.clientY, scroll);
        window.addEventListener('mousemove', drag);
        window.addEventListener('mouseup', () => window.removeEventListener('mousemove', drag), {
          once: true,
        });
      },
      onCopy(event) {
        if (!isInText(event)) copy(event);
      },
      onCut(event) {
        if (isInText(event)) return;
        copy(event);
        grid.clear();
      },
      onPaste(event) {
        if (isInText(event)) return;
        event.preventDefault();
        const { clipboardData } = event;
        grid.paste({ plain: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html') });
      },
    };
  }, [grid, pointer]);
  return { grid, handlers };
}
