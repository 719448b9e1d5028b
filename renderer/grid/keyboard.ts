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

/** What needs nothing but the selection. */
export type PlainCommand =
  | 'clear'
  | 'undo'
  | 'redo'
  | 'selectAll'
  | 'selectRows'
  | 'selectColumns'
  | 'fillDown'
  | 'fillRight'
  | 'openFind'
  | 'openGoTo'
  | 'addRecord'
  | 'removeRecords';

export type Command =
  | { readonly do: 'move'; readonly move: Move; readonly extend: boolean }
  /** `edit` begins or, pressed again, gives the arrows back; `fillTyped` fills the selection with what is typed. */
  | { readonly do: 'edit' | 'restore' | 'fillTyped' | 'today' | PlainCommand };

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
  d: { do: 'fillDown' },
  r: { do: 'fillRight' },
  ' ': { do: 'selectColumns' },
  ';': { do: 'today' },
  // The same key while a Chinese input method is on.
  '；': { do: 'today' },
  Delete: { do: 'removeRecords' },
};

/** They take over what is being typed first. */
const anyTime: Readonly<Record<string, Command>> = {
  f: { do: 'openFind' },
  g: { do: 'openGoTo' },
};

/** What a key asks for; null when it belongs to the text field, the input method or the window. */
export function commandFor(stroke: KeyStroke, mode: EditorMode): Command | null {
  if (stroke.composing || stroke.alt) return null;
  const key = stroke.key.length === 1 ? stroke.key.toLowerCase() : stroke.key;
  if (stroke.control && key === 'Enter') return { do: mode === 'ready' ? 'addRecord' : 'fillTyped' };
  if (stroke.control && !stroke.shift && anyTime[key] !== undefined) return anyTime[key];
  const entry = entryMove(stroke);
  if (entry !== null) return { do: 'move', move: entry, extend: false };
  if (key === 'Escape') return { do: 'restore' };
  if (key === 'F2') return { do: 'edit' };
  if (mode === 'editing') return null;
  const move = cursorMove(stroke);
  if (move !== null) return { do: 'move', move, extend: stroke.shift };
  return mode === 'typing' ? null : whenReady(stroke, key);
}

function whenReady({ control, shift }: KeyStroke, key: string): Command | null {
  if (!control && key === 'Delete') return { do: 'clear' };
  if (key === ' ' && shift) return { do: control ? 'selectAll' : 'selectRows' };
  if (!control) return null;
  return key === 'z' && shift ? { do: 'redo' } : (withControl[key] ?? null);
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
  if (stroke.key === 'PageUp' || stroke.key === 'PageDown') {
    // With Control the window turns to another form.
    return stroke.control ? null : { by: 'page', direction: stroke.key === 'PageUp' ? 'up' : 'down' };
  }
  const direction = arrows[stroke.key];
  return direction === undefined ? null : { by: stroke.control ? 'edge' : 'step', direction };
}
