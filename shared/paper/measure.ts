import type { PageDefinition } from '../layout';

/** All lengths on paper are in points. */
export const pointsPerInch = 72;

/**
 * Pages are laid out so many times as large and printed at one part of it: Chromium puts every line and every base line on
 * a whole pixel, which at the size of the paper is seen.
 */
export const enlargement = 4;

/** The document for where nothing can shrink it to its size: a print dialog takes its pages as they are. */
export function atPaperSize(html: string): string {
  return html.replace('</style>', `body{zoom:${1 / enlargement}}</style>`);
}

/** A length as the document states it. */
export function drawn(length: number, unit: 'pt' | 'mm' | 'in' = 'pt'): string {
  return `${Number((length * enlargement).toFixed(2))}${unit}`;
}

/** Pixels of the widest digit of 宋体 11, the first font of our workbooks, by which Excel counts column widths. */
const digitPixels = 8;
const pointsPerPixel = 0.75;
const usualColumnWidth = 9;
export const usualRowHeight = 13.5;

/** A column's width as Excel draws it: the stored number counts digits and is rounded to whole pixels (ECMA-376, 18.3.1.13). */
export function columnPoints(width = usualColumnWidth): number {
  const pixels = Math.trunc(((256 * width + Math.trunc(128 / digitPixels)) / 256) * digitPixels);
  return pixels * pointsPerPixel;
}

/** Millimetres, in portrait. */
const papers = { A4: [210, 297], A3: [297, 420] } as const;

export interface PaperSize {
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
}

export function paperSize({ paper, orientation }: Pick<PageDefinition, 'paper' | 'orientation'>): PaperSize {
  const [short, long] = papers[paper];
  return orientation === 'portrait' ? { width: short, height: long } : { width: long, height: short };
}

export function millimetresToPoints(millimetres: number): number {
  return (millimetres / 25.4) * pointsPerInch;
}

/** From here on characters are as wide as they are high; below are Latin letters, digits and their marks. */
const firstFullWidth = 0x1100;

/** Width of a character in parts of its font's size; generous, because nobody knows which font the PC has. */
export function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  // … — “ ” ‘ ’ · × take a full square in Chinese fonts.
  if (code >= firstFullWidth) return 1;
  if (code >= 0x2010 || code === 0xb7 || code === 0xd7) return 1;
  return /[A-Z%@&]/.test(character) ? 0.75 : 0.56;
}

export function widthInEms(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Marks that never begin a line, and marks that never end one. */
const closing = /[、。，．；：？！）〕】》」』”’…—％%),.;:?!]/u;
const opening = /[（〔【《「『“‘(]/u;

/** Pieces between which a line may break. */
function pieces(line: string): readonly string[] {
  const found: string[] = [];
  let open = '';
  for (const character of line) {
    const last = found.at(-1);
    const isWord = (characterWidth(character) < 1 && character !== ' ') || closing.test(character);
    const afterWord = last !== undefined && characterWidth(last.at(-1) ?? '') < 1 && !last.endsWith(' ');
    const joins = closing.test(character) || (isWord && afterWord);
    if (opening.test(character)) open += character;
    else if (open === '' && last !== undefined && joins) found[found.length - 1] = last + character;
    else {
      found.push(open + character);
      open = '';
    }
  }
  return open === '' ? found : [...found, open];
}

/** Lines that a text takes where a line holds so many ems. */
export function wrappedLines(text: string, ems: number): number {
  let lines = 0;
  for (const line of text.split('\n')) {
    lines += 1;
    let used = 0;
    for (const piece of pieces(line)) {
      const width = widthInEms(piece);
      if (used > 0 && used + widthInEms(piece.trimEnd()) > ems) {
        lines += 1;
        used = 0;
      }
      // A word longer than the line is broken anywhere.
      lines += Math.max(0, Math.ceil(width / ems) - 1);
      used = width > ems ? width % ems : used + width;
    }
  }
  return lines;
}
