import {
  useEffect,
  useLayoutEffect,
  useRef,
  type FocusEventHandler,
  type KeyboardEvent,
  type MouseEventHandler,
  type RefObject,
} from 'react';
import { useApp } from '../store/context';
import { openDraft } from '../store/draft';
import { manual } from '../store/manual';
import type { GridController } from './controller';
import { rowsInSight } from './grid-scroll';
import { commandFor, type EditorMode, type KeyStroke } from './keyboard';

/** A field of one line, or of several. */
type Field = HTMLInputElement & HTMLTextAreaElement;

export interface CellEditorProps {
  readonly grid: GridController;
  readonly cell: string;
  readonly text: string;
  readonly locked: boolean;
  readonly label: string;
}

interface EditorOptions extends CellEditorProps {
  /** Keys that the editor wants for itself: true when it took the key, `field` when the text field is to have it. */
  readonly onStroke?: (stroke: KeyStroke, mode: EditorMode) => boolean | 'field';
  /** What Ctrl+; types: today, where the cell takes a date. */
  readonly today?: (() => string) | null;
  /** Arrows move the caret as soon as something is typed. */
  readonly paragraphs?: boolean;
  readonly onMode?: (mode: EditorMode) => void;
}

export interface CellEditorState {
  readonly field: RefObject<Field | null>;
  /** Starts changing the text that is there. */
  readonly edit: () => void;
  /** Commits this text instead of what stands in the field. */
  readonly take: (text: string) => void;
  readonly fieldProps: {
    readonly onKeyDown: (event: KeyboardEvent<Field>) => void;
    readonly onInput: () => void;
    readonly onFocus: () => void;
    readonly onMouseUp: MouseEventHandler<Field>;
    readonly onDoubleClick: () => void;
    readonly onBlur: FocusEventHandler<Field>;
  };
}

function strokeOf(event: KeyboardEvent): KeyStroke {
  return {
    key: event.key,
    control: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
    composing: event.nativeEvent.isComposing || event.keyCode === 229,
  };
}

/**
 * The text field of the selected cell. It always has the focus, with its text selected, so that typing replaces and
 * an input method starts composing at the first letter. The draft stays in the field until it is committed.
 */
export function useCellEditor({
  grid,
  cell,
  text,
  locked,
  onStroke,
  onMode,
  today = null,
  paragraphs = false,
}: EditorOptions): CellEditorState {
  const { notices } = useApp();
  const field = useRef<Field>(null);
  const mode = useRef<EditorMode>('ready');
  /** Something was typed, be it the same as before: who types a figure that is 待核 again has looked at it. */
  const touched = useRef(false);

  function enterMode(next: EditorMode) {
    if (mode.current === next) return;
    mode.current = next;
    if (next === 'ready') touched.current = false;
    if (field.current !== null) field.current.dataset['mode'] = next;
    onMode?.(next);
  }

  function finish() {
    const input = field.current;
    if (input === null || mode.current === 'ready') return;
    const typed = input.value;
    const entered = touched.current || typed !== text;
    enterMode('ready');
    if (entered) input.value = grid.commit(cell, typed);
  }

  function take(chosen: string) {
    if (field.current === null || locked) return;
    enterMode('editing');
    touched.current = true;
    field.current.value = chosen;
    finish();
    field.current.select();
  }

  const finishNow = useRef(finish);
  useLayoutEffect(() => {
    finishNow.current = finish;
  });

  useEffect(() => openDraft(() => finishNow.current()), []);

  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, []);

  useLayoutEffect(() => {
    if (mode.current !== 'ready' || field.current === null) return;
    field.current.value = text;
    if (document.activeElement === field.current) field.current.select();
  }, [text]);

  function restore() {
    if (field.current === null) return;
    field.current.value = text;
    field.current.select();
    enterMode('ready');
  }

  function refused(): boolean {
    const reason = grid.locked(cell);
    if (reason !== null) notices.tell(reason);
    return reason !== null;
  }

  /** F2 gives the arrows to the caret and, pressed again, back to the cursor. */
  function edit() {
    if (refused()) return;
    enterMode(mode.current === 'editing' ? 'typing' : 'editing');
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }

  function typeToday() {
    if (refused() || field.current === null) return;
    if (today === null) return notices.tell('Ctrl+; 填今天的日期，只用于日期和文字格。');
    field.current.value = today();
    enterMode('typing');
    touched.current = true;
  }

  /** What is typed goes into every selected cell, this one among them, as one change. */
  function fillTyped() {
    const typed = field.current?.value ?? '';
    enterMode('ready');
    grid.fillTyped(typed);
    if (field.current === null) return;
    field.current.value = grid.textOf(cell);
    field.current.select();
  }

  function onKeyDown(event: KeyboardEvent<Field>) {
    const stroke = strokeOf(event);
    const taken = stroke.composing ? false : onStroke?.(stroke, mode.current);
    if (taken === 'field') return;
    if (taken === true) return event.preventDefault();
    const command = commandFor(stroke, mode.current);
    if (command === null) {
      const types = stroke.key.length === 1 && !stroke.control && !stroke.alt;
      if (locked && (types || stroke.key === 'Backspace')) refused();
      return;
    }
    // With nothing typed there is nothing to restore: Escape is for what lies over the sheet.
    if (command.do === 'restore' && mode.current === 'ready') return;
    event.preventDefault();
    // A key held down would take away rows that nobody has looked at.
    if (event.repeat && (command.do === 'removeRecords' || command.do === 'addRecord')) return;
    if (command.do === 'edit') return edit();
    if (command.do === 'restore') return restore();
    if (command.do === 'today') return typeToday();
    if (command.do === 'fillTyped') return fillTyped();
    finish();
    if (command.do === 'move') grid.move(command.move, command.extend, rowsInSight(event.currentTarget));
    else grid[command.do]();
    if (mode.current === 'ready') field.current?.select();
  }

  return {
    field,
    edit,
    take,
    fieldProps: {
      onKeyDown,
      onInput: () => {
        if (mode.current === 'ready') enterMode(paragraphs ? 'editing' : 'typing');
        touched.current = true;
      },
      onFocus: () => {
        if (mode.current === 'ready') field.current?.select();
      },
      onMouseUp: (event) => {
        if (mode.current !== 'ready') return;
        event.preventDefault();
        field.current?.select();
      },
      onDoubleClick: () => {
        if (mode.current !== 'editing') edit();
      },
      // She looks something up while typing: when the manual is closed she goes on with the same half number.
      onBlur: () => {
        if (manual.get() === null) finish();
      },
    },
  };
}
