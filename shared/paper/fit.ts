import type { Style } from '../layout';
import { widthInEms, wrappedLines } from './measure';

/** Room of a cell in points, at the scale of the page. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

export interface Fitted {
  /** Points. */
  readonly size: number;
  /** In parts of the size. */
  readonly lineHeight: number;
}

const usualLine = 1.2;
/** Chinese characters fill their square; closer than this they touch. */
const tightLine = 1.02;
const step = 0.95;
/** Smaller cannot be read: the text then stands over the edge of its cell, where it is at least seen. */
const smallestPart = 0.5;

/**
 * The size at which a text is seen whole. A workbook program cuts off what has no room, which on paper nobody can look
 * up; where lines are close they are set closer, then the font gets smaller.
 */
export function fittedFont(text: string, style: Style, scale: number, room: Room): Fitted {
  const usual = style.size * scale;
  for (let size = usual; size >= usual * smallestPart; size *= step) {
    const ems = room.width / size;
    const lines = style.wrap === true ? wrappedLines(text, ems) : 1;
    if (style.wrap !== true && widthInEms(text) > ems) continue;
    const lineHeight = Math.min(usualLine, room.height / (lines * size));
    if (lineHeight >= tightLine) return { size, lineHeight: Math.floor(lineHeight * 100) / 100 };
  }
  return { size: usual * smallestPart, lineHeight: tightLine };
}
