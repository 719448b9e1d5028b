import { textOf, type ManualChapter, type ManualText } from './manual-nodes';

/** A stretch of a text: plain, or what was searched for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

export interface Hit {
  readonly chapter: ManualChapter;
  /** Null before the first heading. */
  readonly section: { readonly id: string; readonly title: string } | null;
  /** A line around the first word that was found. */
  readonly line: readonly Piece[];
}

interface Part {
  readonly chapter: ManualChapter;
  readonly section: Hit['section'];
  readonly text: string;
}

const partsOfText = new WeakMap<ManualText, readonly Part[]>();

/** Every section with its words, in the order in which the manual is read. */
function partsOf(text: ManualText): readonly Part[] {
  const known = partsOfText.get(text);
  if (known !== undefined) return known;
  const parts = text.chapters.flatMap((chapter) => {
    const found: { section: Part['section']; text: string }[] = [{ section: null, text: '' }];
    for (const node of chapter.content) {
      const heading = typeof node !== 'string' && /^h[23]$/.test(node[0]) ? node : null;
      if (heading !== null)
        found.push({ section: { id: heading[1]?.id ?? '', title: textOf(heading) }, text: '' });
      else found[found.length - 1]!.text += `${textOf(node).trim()} `;
    }
    return found.map((part) => ({ chapter, ...part }));
  });
  partsOfText.set(text, parts);
  return parts;
}

/** One character becomes one character, so that places in the text stay: full width to half width, small letters. */
export function folded(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** What is searched for: all words that are separated by blanks, each once. */
export function wordsOf(query: string): readonly string[] {
  return [...new Set(folded(query).split(/\s+/).filter(Boolean))];
}

/**
 * Sections in which every word occurs, in the text, its heading or the chapter's title; those that have all of them in
 * the headings come first.
 */
export function search(text: ManualText, query: string): readonly Hit[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const hits = partsOf(text).flatMap((part) => {
    const heading = folded(`${part.chapter.title} ${part.section?.title ?? ''}`);
    const body = folded(part.text);
    if (!words.every((word) => heading.includes(word) || body.includes(word))) return [];
    // A chapter's title alone is found once, not in each of its sections.
    const own = folded(part.section?.title ?? part.chapter.title);
    const titled = words.every((word) => own.includes(word));
    if (!titled && !words.some((word) => own.includes(word) || body.includes(word))) return [];
    return [
      { hit: { chapter: part.chapter, section: part.section, line: lineOf(part.text, words) }, titled },
    ];
  });
  return [...hits.filter(({ titled }) => titled), ...hits.filter(({ titled }) => !titled)].map(
    ({ hit }) => hit,
  );
}

const before = 24;
const length = 90;

function lineOf(text: string, words: readonly string[]): readonly Piece[] {
  const places = words.map((word) => folded(text).indexOf(word)).filter((place) => place >= 0);
  const first = places.length === 0 ? 0 : Math.min(...places);
  const start = first <= before ? 0 : first - before;
  const cut = text.slice(start, start + length).trimEnd();
  const line = `${start > 0 ? '…' : ''}${cut}${start + length < text.trimEnd().length ? '…' : ''}`;
  return piecesOf(line, words);
}

/** The text cut where the words are; together the pieces are the text again. */
export function piecesOf(text: string, words: readonly string[]): readonly Piece[] {
  const low = folded(text);
  const pieces: Piece[] = [];
  let plain = 0;
  let at = 0;
  while (at < text.length) {
    const longest = words.reduce(
      (best, word) => (low.startsWith(word, at) ? Math.max(best, word.length) : best),
      0,
    );
    if (longest === 0) {
      at += 1;
      continue;
    }
    if (plain < at) pieces.push({ text: text.slice(plain, at), found: false });
    pieces.push({ text: text.slice(at, at + longest), found: true });
    at += longest;
    plain = at;
  }
  if (plain < text.length) pieces.push({ text: text.slice(plain), found: false });
  return pieces;
}
