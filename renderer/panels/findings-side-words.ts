import { decimal, decimalText, multiply } from '../../shared/decimal';
import type { Definitions } from '../../shared/definitions';
import type { Finding } from '../../shared/finding';
import { gapText, relationSigns, sidesText, sideValue } from '../../shared/finding-text';
import type { ValueBefore } from './findings-side-parts';
import { sidesOf, type Side } from './findings-sides';

/** Names longer than this do not fit beside their values in a row of the list. */
const longest = 30;

/**
 * The relation in one line with its sides by name: `三年级 15，应当 ≥ 上年二年级×97% = 15.52`. Where a side is more than a
 * few cells it says 左边 and 右边 as `sidesText` does, and the sides in full are read below.
 */
export function sideWords(definitions: Definitions, finding: Finding, valueBefore: ValueBefore): string {
  const plain = sidesText(finding);
  if (plain === '' || finding.sideNames !== undefined || finding.op === null) return plain;
  const sides = sidesOf(definitions, finding, valueBefore);
  if (sides === null) return plain;
  const [left, right] = [nameOf(sides.left), nameOf(sides.right)];
  if (left === null || right === null || left === '' || left === right) return plain;
  const unit = unitOf(definitions, sides.left) ?? unitOf(definitions, sides.right) ?? '';
  const value = (name: string, text: string | null) => {
    const shown = sideValue(text ?? '');
    const figure = /\d$/.test(shown) ? `${shown}${unit}` : shown;
    return `${name}${/[×÷]/.test(name) ? ' = ' : name === '' ? '' : ' '}${figure}`;
  };
  const sign = relationSigns[finding.op] ?? finding.op;
  return `${value(left, finding.left)}，应当 ${sign} ${value(right, finding.right)}${gapText(finding, unit)}`;
}

/** Empty for a number of the rule; null where no short name tells what it is. */
function nameOf({ words, parts }: Side): string | null {
  const labels = parts.map(({ label }) => label.replace(/（\d{2}\.\d+）$/, ''));
  const [first, second] = labels;
  if (words === null) {
    if (parts.length === 1 && first !== undefined && parts[0]?.sign === '+') return fitting(first);
    return null;
  }
  if (isIndicator(words)) return fitting(words.replace(/[「」]/g, ''));
  const factor = /×(0?\.\d+|\d+(?:\.\d+)?)$/.exec(words)?.[1];
  if (factor !== undefined && parts.length === 1 && first !== undefined && count(words) === 1)
    return fitting(`${first}×${asShare(factor)}`);
  if (parts.length === 2 && /÷/.test(words) && count(words) === 1)
    return fitting(`${first ?? ''}÷${second ?? ''}`);
  return null;
}

const fitting = (name: string): string | null => (name.length <= longest ? name : null);
const count = (words: string): number => words.match(/[×÷]/g)?.length ?? 0;
const isIndicator = (words: string): boolean => /^「[^「」]+」(的目标值)?$/.test(words);

/** `0.97` is read as 97%. */
function asShare(factor: string): string {
  return Number(factor) < 1 ? `${decimalText(multiply(decimal(factor), 100))}%` : factor;
}

/** The unit of an indicator, or of its target. */
function unitOf({ indicators }: Definitions, { words }: Side): string | null {
  if (words === null || !isIndicator(words)) return null;
  const name = /「(.+)」/.exec(words)?.[1];
  return indicators.find((each) => each.name === name)?.unit ?? null;
}
