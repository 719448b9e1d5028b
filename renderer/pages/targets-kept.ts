import type { Draft } from './targets-draft';

/*
 * A draft is kept on this computer until it is saved or dropped, so that neither another page nor a lost program takes
 * what she typed.
 */

const name = 'targets-draft';

export function keepDraft(
  storage: Pick<Storage, 'setItem' | 'removeItem'> | undefined,
  draft: Draft | null,
): void {
  try {
    if (draft === null) storage?.removeItem(name);
    else storage?.setItem(name, JSON.stringify(draft));
  } catch {
    // A full disk takes the safety net away, not the draft on the screen.
  }
}

/** What was kept; null where nothing was, or it is of another program's shape. */
export function keptDraft(storage: Pick<Storage, 'getItem'> | undefined): Draft | null {
  const text = storage?.getItem(name) ?? null;
  if (text === null) return null;
  try {
    const draft = JSON.parse(text) as Partial<Draft> | null;
    const isWhole =
      Array.isArray(draft?.rows) && typeof draft.head?.name === 'string' && typeof draft.nextKey === 'number';
    return isWhole ? (draft as Draft) : null;
  } catch {
    return null;
  }
}
