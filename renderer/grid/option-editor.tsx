import { useEffect, useId, useMemo, useState } from 'react';
import type { EditorMode, KeyStroke } from './keyboard';
import { digitMeans, moveHighlight, numberOf, optionMeant, optionsFor } from './options';
import { pinyin } from './pinyin';
import { useCellEditor, type CellEditorProps } from './use-cell-editor';

interface OptionEditorProps extends CellEditorProps {
  readonly options: readonly string[];
}

/** Above everything: in the form it would be cut off where the form ends. */
function showOnTop(list: HTMLElement | null) {
  list?.showPopover();
}

/** Finds choices by pinyin as soon as the dictionary is there. */
function usePinyin() {
  const [meant, setMeant] = useState(pinyin.match);
  useEffect(() => {
    let gone = false;
    void pinyin.load().then((match) => {
      if (!gone) setMeant(() => match);
    });
    return () => {
      gone = true;
    };
  }, []);
  return meant ?? undefined;
}

/**
 * The editor of a cell with choices: type a part of one or its pinyin, press its number, or open the list with F2 or a
 * click, where the numbers hold as well. A text that means one choice becomes it, any other is kept as it was typed.
 */
export function OptionEditor({ options, ...props }: OptionEditorProps) {
  const list = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [highlight, setHighlight] = useState(-1);
  const [number, setNumber] = useState('');
  const meant = usePinyin();
  const { shown, numbered } = optionsFor(options, typed, meant);
  const grid = useMemo(() => {
    const chosen = (text: string) => optionMeant(options, text, meant) ?? text;
    return {
      ...props.grid,
      commit: (cell: string, text: string) => props.grid.commit(cell, chosen(text)),
      fillTyped: (text: string) => props.grid.fillTyped(chosen(text)),
    };
  }, [props.grid, options, meant]);
  const { field, fieldProps, edit, take } = useCellEditor({ ...props, grid, onStroke, onMode });

  function show(text: string, marked: number) {
    setOpen(true);
    setTyped(text);
    setHighlight(marked);
    setNumber('');
  }

  function onMode(mode: EditorMode) {
    if (mode === 'ready') setOpen(false);
    if (mode !== 'editing') return;
    show('', optionsFor(options, '').shown.indexOf(props.text));
  }

  /** Opens the list; what is typed now replaces the present choice. */
  function openList() {
    edit();
    field.current?.select();
  }

  function onStroke(stroke: KeyStroke, mode: EditorMode): boolean {
    if (stroke.control || props.locked) return false;
    const downOrUp = stroke.key === 'ArrowDown' || stroke.key === 'ArrowUp';
    const digit = digitMeans(stroke.key, { count: shown.length, numbered, open, typed, number });
    if (digit !== null && 'take' in digit) {
      take(shown[digit.take] ?? '');
      return true;
    }
    if (digit !== null) {
      if (!open) openList();
      setHighlight(digit.mark);
      setNumber(digit.number);
      return true;
    }
    if (open && downOrUp) {
      setHighlight(moveHighlight(highlight, stroke.key === 'ArrowDown' ? 1 : -1, shown.length));
      return true;
    }
    if (open && (stroke.key === 'Enter' || stroke.key === 'Tab')) {
      const marked = shown[highlight];
      if (marked !== undefined) take(marked);
      return false;
    }
    if (mode !== 'ready') return false;
    if ((stroke.key === ' ' && !stroke.shift) || stroke.key === 'F2' || (stroke.alt && downOrUp)) openList();
    else return false;
    return true;
  }

  return (
    <>
      <input
        ref={field}
        className="cell-editor"
        data-mode="ready"
        data-choice="true"
        defaultValue={props.text}
        readOnly={props.locked}
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-label={props.label}
        autoComplete="off"
        spellCheck={false}
        {...fieldProps}
        onInput={(event) => {
          const text = event.currentTarget.value;
          fieldProps.onInput();
          // Only what is certain is marked: Enter must not take the first of several.
          show(text, optionsFor(options, text, meant).shown.length === 1 && text.trim() !== '' ? 0 : -1);
        }}
        onClick={() => {
          if (!open) openList();
        }}
      />
      {open && (
        <ul id={list} className="options" role="listbox" popover="manual" ref={showOnTop}>
          {shown.map((option, index) => (
            <li
              key={option}
              role="option"
              aria-selected={index === highlight}
              onMouseDown={(event) => {
                event.preventDefault();
                event.stopPropagation();
                take(option);
              }}
            >
              <ChoiceNumber number={numberOf(index, numbered, typed)} />
              {option}
            </li>
          ))}
          {shown.length === 0 && <li className="option-none">没有这一项</li>}
        </ul>
      )}
    </>
  );
}

function ChoiceNumber({ number }: { readonly number: string | null }) {
  return number === null ? null : <span className="option-number">{number}</span>;
}
