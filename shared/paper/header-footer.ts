/** One of the three places of a header or footer. */
export interface Placed {
  readonly place: 'left' | 'center' | 'right';
  readonly text: string;
  /** Points. */
  readonly size: number;
}

export interface PageNumber {
  readonly page: number;
  readonly pages: number;
  readonly sheet: string;
}

const usualSize = 10;
const places = { L: 'left', C: 'center', R: 'right' } as const;

/**
 * A workbook's header or footer in its own notation: `&P/&N`, `&C&16草稿` (ECMA-376, 18.3.1.46). Fonts, emphasis, dates
 * and pictures, which no sheet of ours uses, are left out.
 */
export function placedTexts(code: string | null, { page, pages, sheet }: PageNumber): readonly Placed[] {
  const found = new Map<Placed['place'], { text: string; size: number }>();
  let place: Placed['place'] = 'center';
  const at = () => {
    let here = found.get(place);
    if (here === undefined) found.set(place, (here = { text: '', size: usualSize }));
    return here;
  };
  for (const [token] of (code ?? '').matchAll(/&"[^"]*"|&\d+|&.|[^&]+/gsu)) {
    const mark = token[1] ?? '';
    if (!token.startsWith('&')) at().text += token;
    else if (mark === 'L' || mark === 'C' || mark === 'R') place = places[mark];
    else if (/\d/.test(mark)) at().size = Number(token.slice(1));
    else if (mark === 'P') at().text += String(page);
    else if (mark === 'N') at().text += String(pages);
    else if (mark === 'A') at().text += sheet;
    else if (mark === '&') at().text += '&';
  }
  return [...found].flatMap(([where, { text, size }]) => (text === '' ? [] : [{ place: where, text, size }]));
}
