import type { Direction, Move } from './moves';

/**
 * What the editor of the selected cell is doing. `ready`: the cell is selected and typing replaces it. `typing`: a
 * new value is being typed, arrows still move. `editing`: entered with F2, arrows move the caret.
 */
export type EditorMode = 'ready' | 'typing' | 'editing';

export interface KeyStroke {
  readonly key: string;
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** An input method is composing: every key belongs to it, above all Enter. */
  readonly composing: boolean;
}

export type Command =
  | { readonly do: 'move'; readonly move: Move; readonly extend: boolean }
  | {
      readonly do:
        'edit' | 'restore' | 'clear' | 'undo' | 'redo' | 'selectAll' | 'addRecord' | 'removeRecord';
    };

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

const withControl: Readonly<Record<string, Command>> = {
  z: { do: 'undo' },
  y: { do: 'redo' },
  a: { do: 'selectAll' },
  Enter: { do: 'addRecord' },
  Delete: { do: 'removeRecord' },
};

/** What a key asks for; null when it belongs to the text field, the input method or the window. */
export function commandFor(stroke: KeyStroke, mode: EditorMode): Command | null {
  if (stroke.composing || stroke.alt) return null;
  if (stroke.control && stroke.key === 'Enter') return { do: 'addRecord' };
  const entry = entryMove(stroke);
  if (entry !== null) return { do: 'move', move: entry, extend: false };
  if (stroke.key === 'Escape') return { do: 'restore' };
  if (mode === 'editing') return null;
  if (stroke.key === 'F2') return { do: 'edit' };
  const move = cursorMove(stroke);
  if (move !== null) return { do: 'move', move, extend: stroke.shift };
  if (mode === 'typing') return null;
  if (stroke.key === 'Delete' && !stroke.control) return { do: 'clear' };
  if (!stroke.control) return null;
  const letter = stroke.key.length === 1 ? stroke.key.toLowerCase() : stroke.key;
  return letter === 'z' && stroke.shift ? { do: 'redo' } : (withControl[letter] ?? null);
}

function entryMove(stroke: KeyStroke): Move | null {
  if (stroke.control) return null;
  if (stroke.key === 'Enter') return { by: 'entry', direction: stroke.shift ? 'up' : 'down' };
  if (stroke.key === 'Tab') return { by: 'entry', direction: stroke.shift ? 'left' : 'right' };
  return null;
}

function cursorMove(stroke: KeyStroke): Move | null {
  if (stroke.key === 'Home') return { by: stroke.control ? 'first' : 'rowStart' };
  if (stroke.key === 'End') return { by: stroke.control ? 'last' : 'rowEnd' };
  const direction = arrows[stroke.key];
  if (direction === undefined) return null;
  if (stroke.control) return { by: 'edge', direction };
  return { by: stroke.shift ? 'reach' : 'step', direction };
}
