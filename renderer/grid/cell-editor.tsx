import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { openDraft } from '../store/draft';
import { useApp } from '../store/context';
import type { GridController } from './controller';
import { commandFor, type Command, type EditorMode, type KeyStroke } from './keyboard';

export function strokeOf(event: KeyboardEvent): KeyStroke {
  return {
    key: event.key,
    control: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
    composing: event.nativeEvent.isComposing || event.keyCode === 229,
  };
}

/** Carries out a command that does not need the editor itself. */
export function carryOut(command: Command, grid: GridController) {
  switch (command.do) {
    case 'move':
      return grid.move(command.move, command.extend);
    case 'clear':
    case 'undo':
    case 'redo':
    case 'selectAll':
    case 'addRecord':
      return grid[command.do]();
    case 'removeRecord':
      return grid.removeRecords();
    case 'edit':
    case 'restore':
      return;
  }
}

interface CellEditorProps {
  readonly grid: GridController;
  readonly cell: string;
  readonly text: string;
  readonly locked: boolean;
  readonly numeric: boolean;
  readonly label: string;
}

/**
 * The text field of the selected cell. It always has the focus, with its text selected, so that typing replaces and
 * an input method starts composing at the first letter. The draft stays in the field until it is committed.
 */
export function CellEditor({ grid, cell, text, locked, numeric, label }: CellEditorProps) {
  const { notices } = useApp();
  const input = useRef<HTMLInputElement>(null);
  const mode = useRef<EditorMode>('ready');

  function enterMode(next: EditorMode) {
    mode.current = next;
    if (input.current !== null) input.current.dataset['mode'] = next;
  }

  function finish() {
    const field = input.current;
    if (field === null || mode.current === 'ready') return;
    const typed = field.value;
    enterMode('ready');
    if (typed !== text) field.value = grid.commit(cell, typed);
  }

  const finishNow = useRef(finish);
  useLayoutEffect(() => {
    finishNow.current = finish;
  });

  useEffect(() => openDraft(() => finishNow.current()), []);

  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, []);

  useLayoutEffect(() => {
    if (mode.current !== 'ready' || input.current === null) return;
    input.current.value = text;
    if (document.activeElement === input.current) input.current.select();
  }, [text]);

  function restore() {
    if (input.current === null) return;
    input.current.value = text;
    input.current.select();
    enterMode('ready');
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const stroke = strokeOf(event);
    const command = commandFor(stroke, mode.current);
    if (command === null) {
      const types = stroke.key.length === 1 && !stroke.control && !stroke.alt;
      const reason = locked && (types || stroke.key === 'Backspace') ? grid.locked(cell) : null;
      if (reason !== null) notices.tell(reason);
      return;
    }
    event.preventDefault();
    if (command.do === 'edit') {
      const reason = grid.locked(cell);
      if (reason !== null) return notices.tell(reason);
      enterMode('editing');
      input.current?.setSelectionRange(input.current.value.length, input.current.value.length);
      return;
    }
    if (command.do === 'restore') return restore();
    finish();
    carryOut(command, grid);
    if (input.current !== null && mode.current === 'ready') input.current.select();
  }

  return (
    <input
      ref={input}
      className="cell-editor"
      data-mode="ready"
      data-numeric={numeric || undefined}
      defaultValue={text}
      readOnly={locked}
      aria-label={label}
      autoComplete="off"
      spellCheck={false}
      onKeyDown={onKeyDown}
      onInput={() => {
        if (mode.current === 'ready') enterMode('typing');
      }}
      onFocus={() => input.current?.select()}
      onMouseUp={(event) => {
        if (mode.current !== 'ready') return;
        event.preventDefault();
        input.current?.select();
      }}
      onDoubleClick={() => {
        if (locked) return notices.tell(grid.locked(cell) ?? '');
        enterMode('editing');
      }}
      onBlur={finish}
    />
  );
}
