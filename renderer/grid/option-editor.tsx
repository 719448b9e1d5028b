import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { useApp } from '../store/context';
import type { GridController } from './controller';
import { carryOut, strokeOf } from './cell-editor';
import { commandFor } from './keyboard';

interface OptionEditorProps {
  readonly grid: GridController;
  readonly cell: string;
  readonly text: string;
  readonly options: readonly string[];
  readonly locked: boolean;
  readonly label: string;
}

/** The list of choices of the selected cell. A digit picks the choice of that number, F2 or a click opens the list. */
export function OptionEditor({ grid, cell, text, options, locked, label }: OptionEditorProps) {
  const { notices } = useApp();
  const select = useRef<HTMLSelectElement>(null);
  const choices = options.filter((option) => option !== '');
  const numbered = !choices.some((option) => /^\d/.test(option));

  useLayoutEffect(() => {
    select.current?.focus({ preventScroll: true });
    select.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, []);

  useEffect(() => {
    if (select.current !== null) select.current.value = text;
  }, [text]);

  function onKeyDown(event: KeyboardEvent<HTMLSelectElement>) {
    const stroke = strokeOf(event);
    if (stroke.key === ' ') return;
    const picked = stroke.control || !numbered ? undefined : choices[Number(stroke.key) - 1];
    const command = commandFor(stroke, 'ready');
    if (picked === undefined && command === null) return;
    event.preventDefault();
    if (picked !== undefined || command === null || command.do === 'edit') {
      const reason = grid.locked(cell);
      if (reason !== null) return notices.tell(reason);
      if (picked !== undefined) grid.commit(cell, picked);
      else select.current?.showPicker();
      return;
    }
    carryOut(command, grid);
  }

  return (
    <select
      ref={select}
      className="cell-editor"
      defaultValue={text}
      aria-label={label}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => {
        const reason = locked ? grid.locked(cell) : null;
        if (reason === null) return;
        event.preventDefault();
        notices.tell(reason);
      }}
      onChange={(event) => {
        if (locked) event.target.value = text;
        else grid.commit(cell, event.target.value);
      }}
    >
      <option value="" />
      {!options.includes(text) && text !== '' && <option value={text}>{text}</option>}
      {choices.map((option, index) => (
        <option key={option} value={option}>
          {numbered ? `${index + 1} ${option}` : option}
        </option>
      ))}
    </select>
  );
}
