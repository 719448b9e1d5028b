/**
 * Labels as they are compared: what programs, clerks and bureaus vary without meaning anything by it is taken away.
 * The rest must be equal; nothing is compared by likeness, for `专任教师（人）` and `专任教师（人次）` are two columns.
 */

const space = /[\s\u200B-\u200F\u2060\uFEFF\p{Cc}]|_x000d_/giu;
const dash = /[‐‑‒–—―−~〜]/gu;
const betweenDigits = /(?<!\d)-|-(?!\d)/gu;
/** `其中：女`, `#女`, `*女`, `1.女`. */
const prefix = /^(?:[#*]+|其中[:：]?|\d{1,2}[.、)](?!\d))/u;
const punctuation = /[^\p{L}\p{N}+-]/gu;
/** Words for the whole, of which a table uses one here and another there. */
const wholes = new Set(['总计', '合计', '小计', '共计', '总数', '计']);
const girls = new Set(['女生', '女性']);

/** Longer texts are explanations, not labels. Characters. */
const longestLabel = 120;
const longestText = 600;

function bare(text: string): string {
  let rest = text.normalize('NFKC').replace(space, '').replace(dash, '-');
  for (let next = rest.replace(prefix, ''); next !== rest; next = rest.replace(prefix, '')) rest = next;
  return rest.replace(betweenDigits, '').replace(punctuation, '').toLowerCase();
}

/** The label without spaces, marks and punctuation; empty for a text that says nothing by itself, or too much. */
export function labelKey(text: string): string {
  // A bureau's mark such as {{教基3112!01.7}} stands where a value goes.
  if (text.length > longestText || text.includes('{{')) return '';
  const key = bare(text);
  if (key.length > longestLabel) return '';
  if (wholes.has(key)) return '计';
  return girls.has(key) ? '女' : key;
}

/** Row or column number as printed: `01`, `1`, `①`, full width; null for anything else. */
export function printedCode(text: string): number | null {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  if (text.length > 12) return null;
  const digits = text.normalize('NFKC').replace(space, '');
  return /^\d{1,3}$/.test(digits) ? Number(digits) : null;
}

/** Different texts of one workbook that are read as labels; the forms of all editions have some two thousand. */
const mostKeys = 60_000;

/** Figures stored as text are no labels. */
export function isPlainNumber(text: string): boolean {
  return text.length < 40 && /^\s*[-+\d.,０-９]+\s*$/.test(text);
}

/** Normalises each text once: the same labels stand on many sheets. */
export class LabelKeys {
  private readonly known = new Map<string, string>();

  keyOf(text: string): string {
    if (text.length > longestText) return '';
    const known = this.known.get(text);
    if (known !== undefined) return known;
    if (this.known.size >= mostKeys) return '';
    const key = labelKey(text);
    this.known.set(text, key);
    return key;
  }
}
