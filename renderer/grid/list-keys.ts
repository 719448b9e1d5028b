import type { KeyStroke } from './keyboard';

/** What a key asks of a list beyond what it asks of every form. */
export type ListCommand =
  | { readonly do: 'insert'; readonly where: 'above' | 'below' }
  | { readonly do: 'move'; readonly where: 'up' | 'down' }
  | { readonly do: 'sort'; readonly descending: boolean }
  | { readonly do: 'duplicate' | 'filter' };

/** Null when the key is none of a list's. `choice`: the cursor is in a cell with choices, whose list Alt+↓ opens. */
export function listCommandFor(stroke: KeyStroke, choice: boolean): ListCommand | null {
  if (stroke.composing) return null;
  const { control, shift, alt } = stroke;
  const key = stroke.key.length === 1 ? stroke.key.toLowerCase() : stroke.key;
  if (alt && !control && (key === 'ArrowUp' || key === 'ArrowDown')) {
    const down = key === 'ArrowDown';
    if (shift) return { do: 'sort', descending: down };
    return choice && down ? null : { do: 'move', where: down ? 'down' : 'up' };
  }
  if (!control || alt) return null;
  // With a Chinese input method on, the same key may give the full-width sign.
  if (shift && ['=', '+', '＝', '＋'].includes(key)) return { do: 'insert', where: 'above' };
  if (!shift && key === 'i') return { do: 'insert', where: 'below' };
  if (shift && key === 'd') return { do: 'duplicate' };
  if (shift && key === 'l') return { do: 'filter' };
  return null;
}
