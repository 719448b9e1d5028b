import type { Style } from '../../shared/layout';
import { escapeXml, mainNamespace, xmlDeclaration } from './xml';

const builtInFormats: Record<string, number> = {
  General: 0,
  '0': 1,
  '0.00': 2,
  '0%': 9,
  '0.00%': 10,
  '@': 49,
};
const firstOwnFormat = 164;

/** Keeps each distinct piece of XML once and numbers it. */
class Pieces {
  readonly #indexes = new Map<string, number>();

  constructor(first: readonly string[]) {
    for (const xml of first) this.indexOf(xml);
  }

  indexOf(xml: string): number {
    const known = this.#indexes.get(xml);
    if (known !== undefined) return known;
    this.#indexes.set(xml, this.#indexes.size);
    return this.#indexes.size - 1;
  }

  toXml(element: string): string {
    return `<${element} count="${this.#indexes.size}">${[...this.#indexes.keys()].join('')}</${element}>`;
  }
}

function fontXml(font: string, size: number, bold: boolean): string {
  // Charset 134 (GB 2312) lets Excel choose another Chinese font where this one is missing.
  return `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="${escapeXml(font)}"/><family val="3"/><charset val="134"/></font>`;
}

function fillXml(colour: string | undefined): string {
  if (colour === undefined) return '<fill><patternFill patternType="none"/></fill>';
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function borderXml([left, right, top, bottom]: Style['border']): string {
  const side = (name: string, line: string): string =>
    line === 'none' ? `<${name}/>` : `<${name} style="${line}"><color auto="1"/></${name}>`;
  return `<border>${side('left', left)}${side('right', right)}${side('top', top)}${side('bottom', bottom)}<diagonal/></border>`;
}

function alignmentXml(style: Style): string {
  const horizontal = style.align === 'general' ? '' : ` horizontal="${style.align}"`;
  const wrap = style.wrap === true ? ' wrapText="1"' : '';
  const indent = style.indent === undefined || style.indent === 0 ? '' : ` indent="${style.indent}"`;
  return `<alignment${horizontal} vertical="${style.vertical ?? 'center'}"${wrap}${indent}/>`;
}

/** Collects the styles that cells use and writes them as `styles.xml`, equal ones once. */
export class StyleTable {
  // Excel measures column widths by the first font and paints nothing right without the first two fills.
  readonly #fonts = new Pieces([fontXml('宋体', 11, false)]);
  readonly #fills = new Pieces([fillXml(undefined), '<fill><patternFill patternType="gray125"/></fill>']);
  readonly #borders = new Pieces([borderXml(['none', 'none', 'none', 'none'])]);
  readonly #formats = new Map<string, number>();
  readonly #cells = new Pieces(['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']);
  readonly #known = new Map<Style, number[]>();

  /**
   * Number by which a cell refers to the style; `decimals` are the digits to show where the style leaves it open. A
   * `quoted` cell stays a text whatever stands in it, as if it had been typed behind an apostrophe.
   */
  indexOf(style: Style, decimals = 0, quoted = false): number {
    let variants = this.#known.get(style);
    if (variants === undefined) this.#known.set(style, (variants = []));
    return (variants[decimals * 2 + Number(quoted)] ??= this.#add(style, decimals, quoted));
  }

  #add(style: Style, decimals: number, quoted: boolean): number {
    const open = decimals > 0 && decimals <= 6;
    const shown = open ? style.format.replaceAll('General', `0.${'0'.repeat(decimals)}`) : style.format;
    const format = this.#formatOf(shown);
    const font = this.#fonts.indexOf(fontXml(style.font, style.size, style.bold === true));
    const fill = this.#fills.indexOf(fillXml(style.fill));
    const border = this.#borders.indexOf(borderXml(style.border));
    return this.#cells.indexOf(
      `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${quoted ? ' quotePrefix="1"' : ''} ` +
        `applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignmentXml(style)}</xf>`,
    );
  }

  #formatOf(format: string): number {
    const known = builtInFormats[format] ?? this.#formats.get(format);
    if (known !== undefined) return known;
    const id = firstOwnFormat + this.#formats.size;
    this.#formats.set(format, id);
    return id;
  }

  toXml(): string {
    const formats = [...this.#formats].map(
      ([code, id]) => `<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`,
    );
    return [
      `${xmlDeclaration}<styleSheet xmlns="${mainNamespace}">`,
      formats.length === 0 ? '' : `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`,
      this.#fonts.toXml('fonts'),
      this.#fills.toXml('fills'),
      this.#borders.toXml('borders'),
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      this.#cells.toXml('cellXfs'),
      '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>',
      '<dxfs count="0"/>',
      '</styleSheet>',
    ].join('');
  }
}
