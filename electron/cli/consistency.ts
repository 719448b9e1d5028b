import { absolute, compare, decimal, decimalText, divide, subtract } from '../../shared/decimal';
import type { Num } from '../../shared/decimal';
import { refusal } from '../../shared/error';
import type { FigureStage } from '../../shared/figure-stage';
import { impliedBase } from '../../shared/implied-base';
import type { ImpliedBase } from '../../shared/implied-base';
import type { Indicator } from '../../shared/indicator-definition';
import { errorSentence } from '../../shared/messages';
import { figure } from './check';
import { type Given, readNumber } from './figure-input';
import { type Answer, type Terminal } from './terminal';

const names = { count: ['dropouts', 'count'], rate: ['rateText', 'rate'], base: ['base', 'c1'] };

/** A base that is further off than this is not the one of the rate. Source: the dropout indicators' note. */
const tolerance = decimal('0.05');

/**
 * 率与人数互验: what a stated count and a stated rate say together, and whether the real base, where it is given,
 * agrees. Input: `{"dropouts": 6, "rateText": "0.01%", "decimals": 2, "base": 612}`; only the first two are needed.
 * Throws Refusal.
 */
export function consistency(
  terminal: Terminal,
  { id, unit }: Indicator,
  stage: FigureStage,
  input: Given,
): Answer {
  if (unit !== '%') throw refusal('figure.noRate', { id, unit });
  const [countName, rateName, baseName] = [
    nameIn(input, 'count'),
    nameIn(input, 'rate'),
    nameIn(input, 'base'),
  ];
  const count = readNumber(countName, input[countName] ?? null);
  const rate = input[rateName] ?? null;
  const missing = [...(count === null ? [countName] : []), ...(rate === null ? [rateName] : [])];
  if (count === null || rate === null) throw refusal('figure.missing', { inputs: missing.join('、') });
  const known = new Set([countName, rateName, baseName, 'decimals']);
  const unused = Object.keys(input).filter((name) => !known.has(name));
  if (unused.length > 0)
    terminal.say(errorSentence({ code: 'figure.unused', params: { inputs: unused.join('、') } }));
  const text = typeof rate === 'number' || typeof rate === 'string' ? String(rate) : JSON.stringify(rate);
  const implied = impliedBase(count, text, decimalsOf(input));
  if (implied === null) throw refusal('figure.nothingImplied', { count: decimalText(count), rate: text });
  const base = readNumber(baseName, input[baseName] ?? null);
  return { output: described(id, stage, { count, rate: text, base }, implied), exitCode: 0 };
}

interface Stated {
  readonly count: Num;
  readonly rate: string;
  /** The real base, where it is known. */
  readonly base: Num | null;
}

function described(id: string, stage: string, { count, rate, base }: Stated, implied: ImpliedBase): object {
  const { ifRatio, suspicious } = implied;
  const agrees = base === null ? null : isBaseOf(base, implied);
  return {
    ...{ id, method: 'consistency', methodName: '率与人数互验', value: figure(implied.base) },
    display: `${decimalText(count)} ÷ ${rate} ≈ ${implied.base}`,
    ...{
      numerator: figure(decimalText(count)),
      denominator: base === null ? null : figure(decimalText(base)),
    },
    ...{ stage, unit: '人' },
    implied: {
      ...between(implied),
      ifRatioMisread: ifRatio && { rate: ifRatio.rate, ...between(ifRatio) },
    },
    flag: suspicious || agrees === false,
    ...(agrees === null ? {} : { agrees }),
    notes: [
      ...(suspicious ? ['率不到 0.1%，请核对是不是把比值误写成了百分数。'] : []),
      ...(agrees === false ? ['由人数和率推出的分母与实际分母相差 5% 以上。'] : []),
    ],
  };
}

const between = ({ base, range }: Pick<ImpliedBase, 'base' | 'range'>): object => ({
  base: figure(base),
  range: range.map(figure),
});

function isBaseOf(base: Num, { base: told, range }: ImpliedBase): boolean {
  const [least, most] = range.map(decimal) as [Num, Num];
  if (compare(base, least) >= 0 && compare(base, most) <= 0) return true;
  const off = divide(absolute(subtract(base, decimal(told))), decimal(told));
  return off !== undefined && compare(off, tolerance) <= 0;
}

const nameIn = (input: Given, what: keyof typeof names): string =>
  names[what].find((name) => Object.hasOwn(input, name)) ?? names[what][0] ?? '';

/** Throws Refusal for what is no count of decimals. */
function decimalsOf({ decimals }: Given): number {
  if (decimals === undefined || decimals === null) return 0;
  if (typeof decimals === 'number' && Number.isInteger(decimals) && decimals >= 0 && decimals <= 10)
    return decimals;
  throw refusal('figure.notNumber', { input: 'decimals', found: JSON.stringify(decimals) });
}
