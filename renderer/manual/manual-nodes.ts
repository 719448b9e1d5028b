/** A text, or an element with what is in it; scripts/manual.mjs makes no others. */
export type ManualNode = string | ManualElement;
export type ManualElement = readonly [tag: string, attributes: Attributes | null, ...content: ManualNode[]];

interface Attributes {
  readonly id?: string;
  /** Where a link leads. */
  readonly chapter?: string;
  readonly section?: string;
  /** A picture's name, what it shows in words, and its size in pixels. */
  readonly image?: string;
  readonly alt?: string;
  readonly width?: number;
  readonly height?: number;
  readonly start?: number;
}

export interface ManualSection {
  readonly id: string;
  readonly title: string;
  readonly level: 2 | 3;
}

export interface ManualChapter {
  /** Its file in docs/manual, without the ending. */
  readonly id: string;
  readonly title: string;
  readonly sections: readonly ManualSection[];
  readonly content: readonly ManualNode[];
}

export interface ManualText {
  readonly groups: readonly { readonly title: string; readonly chapters: readonly string[] }[];
  readonly chapters: readonly ManualChapter[];
}

/** Cells of a table and lines of a list are apart, as they are on the screen. */
const apart = new Set(['td', 'th', 'li', 'p', 'br', 'tr', 'pre']);

export function textOf(node: ManualNode): string {
  if (typeof node === 'string') return node;
  const [tag, , ...content] = node;
  const text = content.map(textOf).join('');
  return apart.has(tag) ? `${text} ` : text;
}
