import { cellsOf, columnPath, rowPath } from './cell';
import { decimal, decimalText } from './decimal';
import type { Definitions } from './definitions';
import type { Finding, SkippedCheck } from './finding';

/** How the operators of a relation are printed; `=` and `<`, `>` stand for themselves. */
export const relationSigns: Readonly<Record<string, string>> = { '<>': '≠', '<=': '≤', '>=': '≥' };

/**
 * The relation and both sides in words: `应当左边 = 右边；现在左边 601，右边 600，差 1`; empty where the relation has no
 * two sides, or asks only that a cell be filled. What should be comes first: it is what the printed rule says, and a sign that only negates it (`≠`) would
 * leave the clerk to turn it round before she knows what to do. Sides with names of their own are named:
 * `台账 12 / 填报 13，差 1`.
 */
export function sidesText(finding: Finding): string {
  if (finding.left === null || finding.right === null || finding.op === null || isUnfilled(finding))
    return '';
  const gap = gapText(finding);
  if (finding.sideNames !== undefined) {
    const [left, right] = finding.sideNames;
    return `${right} ${sideValue(finding.right)} / ${left} ${sideValue(finding.left)}${gap}`;
  }
  const wanted = `应当左边 ${relationSigns[finding.op] ?? finding.op} 右边`;
  return `${wanted}；现在左边 ${sideValue(finding.left)}，右边 ${sideValue(finding.right)}${gap}`;
}

/** `，差 1`; empty where the sides are no numbers. */
export function gapText({ difference }: Pick<Finding, 'difference'>, unit = ''): string {
  return difference === null
    ? ''
    : `，差 ${readable(difference.replace(/^-/, ''))}${unit === '%' ? ' 个百分点' : unit}`;
}

/** What is wrong is only that a cell is blank: two blank sides say nothing that the rule has not said. */
export function isUnfilled({ op, left, right }: Pick<Finding, 'op' | 'left' | 'right'>): boolean {
  return op === '<>' && left === '' && right === '';
}

/** One side's value as it is shown. */
export function sideValue(text: string): string {
  return text === '' ? '（空白）' : readable(text);
}

/** An unrounded quotient has thirty digits; four are enough to see what is wrong. */
function readable(text: string): string {
  return /^-?\d+\.\d{5,}$/.test(text) ? `约 ${decimalText(decimal(text), 4)}` : text;
}

/** Where a cell stands, in the words printed on the form: `教基3040 小学·女 · 减少学生数·退学`. */
export function describeCell(definitions: Definitions, form: string, cell: string): string {
  const definition = definitions.forms[form];
  if (definition === undefined) return `${form} ${cell}`;
  if (definition.kind === 'list') {
    const column = definition.columns?.find(({ code }) => cell.endsWith(`.c${code.padStart(2, '0')}`));
    return `${form} ${column === undefined ? '' : columnPath(column)}`.trim();
  }
  const found = cellsOf(definition).find(({ key }) => key === cell);
  if (found === undefined) return `${form} ${cell}`;
  if (found.row === null || found.column === null)
    return `${form} ${'label' in found.spec ? String(found.spec.label) : cell}`;
  return `${form} ${rowPath(definition, found.row)} · ${columnPath(found.column)}`;
}

/** Why a check was not made. */
export function skippedText(skipped: SkippedCheck): string {
  switch (skipped.reason) {
    case 'pending':
      return `等待 ${skipped.detail} 表`;
    case 'notFilled':
      return `本校不填 ${skipped.detail} 表`;
    case 'noPrevious':
      return '没有上年数据';
    case 'noTarget':
      return '没有目标值';
    case 'condition':
      return '不适用于本校';
    case 'blank':
      return '尚未填写';
    case 'noValue':
      return '有单元格没有数值';
    case 'yields':
      return '已由同义的校验代替';
  }
}
