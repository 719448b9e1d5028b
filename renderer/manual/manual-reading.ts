import type { ManualChapter, ManualText } from './manual-nodes';

/** What the manual shows. */
export type View =
  | {
      readonly kind: 'chapter';
      readonly chapter: string;
      /** Where in it; null for its beginning. */
      readonly section: string | null;
      /** What had been searched for, to be marked. */
      readonly words: string;
    }
  | { readonly kind: 'results'; readonly query: string };

/** What was shown one after another, and which of it is shown. */
export interface Reading {
  readonly views: readonly View[];
  readonly at: number;
}

/** At that chapter, or at the first. */
export function startAt(text: ManualText, chapter: string | null): Reading {
  const { id } = chapterAt(text, chapter ?? '');
  return { views: [{ kind: 'chapter', chapter: id, section: null, words: '' }], at: 0 };
}

/** The chapter of that name; the first when there is none. */
export function chapterAt(text: ManualText, id: string): ManualChapter {
  const [first] = text.chapters;
  const found = text.chapters.find((chapter) => chapter.id === id) ?? first;
  if (found === undefined) throw new Error('a manual without chapters');
  return found;
}

/** While the words are being typed it stays one search; without words it is over. */
export function go(reading: Reading, next: View): Reading {
  const now = reading.views[reading.at];
  const typing = now?.kind === 'results' && next.kind === 'results';
  if (next.kind === 'results' && next.query.trim() === '' && typing && reading.at > 0) return back(reading);
  const kept = reading.views.slice(0, typing ? reading.at : reading.at + 1);
  return { views: [...kept, next], at: kept.length };
}

export function back({ views, at }: Reading): Reading {
  return { views, at: Math.max(0, at - 1) };
}

export function forward({ views, at }: Reading): Reading {
  return { views, at: Math.min(views.length - 1, at + 1) };
}
