import { printableText } from '../../shared/workbook-sheet';
import type { TemplateValue } from '../jobs/table';
import { attributePlaces } from './patch-tags';
import { escapeSharedText } from './xml';

/** Excel refuses to open a workbook with a longer text in a cell. */
export const longestText = 32_767;

/** Digits that a number keeps in office programs; an identity number would come back with zeros at its end. */
const keptDigits = 15;

export type CellContent = Pick<TemplateValue, 'kind' | 'text'>;

/**
 * What is written for a value. A number that an office program could not hold digit by digit goes out as text: changed
 * silently it would be a wrong number.
 */
export function contentOf({ kind, text }: CellContent): CellContent {
  if (kind === 'blank' || text === '') return { kind: 'blank', text: '' };
  const plain = /^-?(\d+)(?:\.(\d+))?$/.exec(text);
  if (kind === 'number' && plain !== null) {
    const digits = `${plain[1] ?? ''}${plain[2] ?? ''}`.replace(/^0+/, '').length;
    if (digits <= keptDigits) return { kind, text };
  }
  return { kind: 'text', text: printableText(text) };
}

/** An element's name with the prefix of the sheet it goes into. */
export type Qualify = (local: string) => string;

function innerXml({ kind, text }: CellContent, q: Qualify): string {
  if (kind === 'blank') return '';
  if (kind === 'number') return `<${q('v')}>${text}</${q('v')}>`;
  // Within the cell and not among the shared strings: that part stays as it is, and a text is never read as a formula.
  const content = `<${q('t')} xml:space="preserve">${escapeSharedText(text)}</${q('t')}>`;
  return `<${q('is')}>${content}</${q('is')}>`;
}

const typeOf = (content: CellContent): string => (content.kind === 'text' ? ' t="inlineStr"' : '');

function closed(open: string, inner: string, q: Qualify): string {
  return inner === '' ? `${open}/>` : `${open}>${inner}</${q('c')}>`;
}

/** A cell that the sheet did not have. */
export function newCell(address: string, style: string, content: CellContent, q: Qualify): string {
  const styled = style === '0' ? '' : ` s="${style}"`;
  return closed(`<${q('c')} r="${address}"${styled}${typeOf(content)}`, innerXml(content, q), q);
}

/** Type and metadata of the value that was there (`cm`, `vm`: of arrays and rich values); everything else stays. */
const aboutOldValue = new Set(['t', 'cm', 'vm']);

/** The same cell with another value. `tag` is its opening tag as it stands, `extensions` children to keep. */
export function refilledCell(tag: string, extensions: string, content: CellContent, q: Qualify): string {
  let open = tag.replace(/\s*\/?>$/, '');
  for (const place of attributePlaces(tag).toReversed()) {
    if (aboutOldValue.has(place.name)) open = open.slice(0, place.start) + open.slice(place.end);
  }
  return closed(open + typeOf(content), innerXml(content, q) + extensions, q);
}
