import type { Style } from '../layout';
import type { Fitted } from './fit';
import { drawn } from './measure';

/** Kaiti, Times and the like are no substitute: what stands in for 宋体 has serifs, what stands in for 黑体 has none. */
const families: Readonly<Record<string, string>> = {
  宋体: '"宋体","SimSun","Noto Serif CJK SC","Noto Serif SC","Source Han Serif SC","Songti SC",serif',
  黑体: '"黑体","SimHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","Heiti SC",sans-serif',
};

function quoted(font: string): string {
  return `"${font.replace(/["\\<>\n]/g, '')}",${families['宋体'] ?? 'serif'}`;
}

/** Points that a level of indentation takes at 100 %. */
export const indentPoints = 8.5;
/** Left and right in a cell, at 100 %. */
export const paddingPoints = 1.5;

const sides = ['left', 'right', 'top', 'bottom'] as const;

const linePoints = 0.5;

export interface CellLook {
  readonly style: Style;
  /** Of the whole merge: left and top of its first cell, right and bottom of its last ones. */
  readonly border: Style['border'];
  readonly isNumber: boolean;
  readonly fitted: Fitted;
  readonly scale: number;
}

function declarations({ style, border, isNumber, fitted, scale }: CellLook): string {
  const align = style.align === 'general' ? (isNumber ? 'right' : 'left') : style.align;
  const padding = drawn(paddingPoints * scale);
  const indent = drawn((paddingPoints + (style.indent ?? 0) * indentPoints) * scale);
  return [
    `font:${style.bold === true ? 'bold ' : ''}${drawn(fitted.size)}/${fitted.lineHeight} ${families[style.font] ?? quoted(style.font)}`,
    `text-align:${align}`,
    `vertical-align:${style.vertical ?? 'middle'}`,
    style.wrap === true ? 'white-space:pre-wrap;overflow-wrap:anywhere' : 'white-space:pre',
    `padding:0 ${align === 'right' ? indent : padding} 0 ${align === 'left' ? indent : padding}`,
    ...sides.flatMap((side, index) =>
      border[index] === 'thin' ? [`border-${side}:${drawn(linePoints)} solid #000`] : [],
    ),
    ...(style.fill === undefined ? [] : [`background:#${style.fill}`]),
  ].join(';');
}

/** Gives equal looks one class. */
export class CellClasses {
  readonly #names = new Map<string, string>();

  nameOf(look: CellLook): string {
    const text = declarations(look);
    let name = this.#names.get(text);
    if (name === undefined) this.#names.set(text, (name = `c${this.#names.size}`));
    return name;
  }

  toCss(): string {
    return [...this.#names].map(([text, name]) => `.${name}{${text}}`).join('\n');
  }
}
