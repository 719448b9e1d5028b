import { compare, decimal, decimalText, round } from './decimal';
import type { Num } from './decimal';
import type { Memory } from './evaluate';
import { figureOf } from './indicator';
import type { CompiledIndicator, CompiledMethod } from './indicator';
import type { CompiledInput } from './indicator-input';
import type { Indicator, Theme } from './indicator-definition';
import { rangeOf } from './indicator-range';
import { answerWords } from './indicator-words';
import type { Range } from './indicator-range';
import { periodLabel } from './period';
import type { Slots } from './scope';
import type { Judged, TargetProfile } from './target-profile';
import { judgeTargets } from './verdict';
import type { TargetVerdict, Verdict } from './verdict';

/** One input of a figure with its value and the cells it was read from. */
export interface ResultPart {
  readonly id: string;
  readonly label: string;
  /** Canonical decimal; null while it is blank or cannot be known. */
  readonly value: string | null;
  readonly unit: string | null;
  /** Of this year, as `form!cell`; a ledger as its form code. */
  readonly cells: readonly string[];
  readonly side: 'numerator' | 'denominator' | 'both';
  /** Counted as zero, because it is blank and only the clerk knows it. */
  readonly assumed: boolean;
  /** A form that it would be read from and that this school does not fill. */
  readonly unavailable: string | null;
}

/** One indicator under one method, with all that must travel with the figure. Numbers are canonical decimals. */
export interface IndicatorResult {
  readonly indicator: string;
  readonly name: string;
  readonly theme: Theme;
  readonly category: string;
  readonly stage: string;
  readonly method: string;
  readonly methodName: string;
  /** The method by which the round judges the figure. */
  readonly isDefaultMethod: boolean;
  readonly unit: string;
  readonly direction: Indicator['direction'];
  /** Unrounded value; null when it cannot be computed. */
  readonly value: string | null;
  /** `83.33%(5/6)`; 「—」 when there is no value. */
  readonly display: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
  /** By an `invalid` value nothing is judged: the verdict on every target is `missing`. */
  readonly range: Range;
  /** What the figure belongs to: `2025—2026学年`, or `2026年` for money. */
  readonly period: string;
  /** Cells the figure was computed from, as `form!cell`. */
  readonly cells: readonly string[];
  readonly parts: readonly ResultPart[];
  /** Inputs that only the clerk knows, still blank and counted as zero. */
  readonly assumed: readonly string[];
  /** What the collection's profiles state for it, in the collection's order, those that bind first. */
  readonly targets: readonly TargetVerdict[];
  readonly verdict: Verdict;
  readonly notes: readonly string[];
}

export interface ResultContext {
  readonly memory: Memory;
  readonly slots: Slots;
  readonly profiles: readonly TargetProfile[];
  readonly judged: Judged | null;
  /** 2026 judges the year that ended, 2025—2026学年. */
  readonly schoolYear: number;
}

const text = (value: Num | null | undefined): string | null =>
  value === null || value === undefined ? null : decimalText(value);

/** Evaluates one indicator under each of its methods. */
export function evaluateIndicator(
  compiled: CompiledIndicator,
  context: ResultContext,
): readonly IndicatorResult[] {
  const { definition, stage } = compiled;
  const { memory, profiles, judged, schoolYear } = context;
  const parts = allParts(compiled, context);
  const chosen = chosenIn(compiled, memory);
  return compiled.methods.map((each): IndicatorResult => {
    const { method } = each;
    const figure = figureOf(each, memory);
    const { numerator, denominator, value } = figure;
    const range = rangeOf(definition, method, value);
    const judgeable = range === 'invalid' ? { ...figure, value: undefined } : figure;
    const zero = denominator !== null && denominator !== undefined && compare(denominator, 0) === 0;
    const whenUnknown: Verdict = zero ? 'not-applicable' : 'missing';
    const targets = judgeTargets(profiles, {
      ...{ definition, method, stage, figure: judgeable, judged, whenUnknown },
    });
    const own = partsOf(each, parts);
    const unit = method.unit ?? definition.unit;
    return {
      indicator: definition.id,
      name: definition.name,
      theme: definition.theme,
      category: definition.category,
      stage,
      method: method.id,
      methodName: method.name,
      isDefaultMethod: each === chosen,
      unit,
      direction: definition.direction,
      value: text(value),
      display: display(
        { unit, decimals: method.decimals ?? definition.decimals },
        value,
        numerator,
        denominator,
      ),
      numerator: text(numerator),
      denominator: text(denominator),
      range,
      period: periodLabel(definition.period, schoolYear),
      cells: [...new Set(own.flatMap(({ cells }) => cells.filter((cell) => cell.includes('!'))))],
      parts: own,
      assumed: own.filter(({ assumed }) => assumed).map(({ label }) => label),
      targets,
      verdict:
        judgeable.value === undefined
          ? whenUnknown
          : (targets.find(({ binding }) => binding)?.verdict ?? 'no-target'),
      notes: [
        ...(zero ? [definition.zeroDenominator] : []),
        ...(method.note === undefined ? [] : [method.note]),
        ...definition.notes,
      ],
    };
  });
}

/** The method by which the round judges. */
export function chosenIn(
  { definition, stage, methods }: CompiledIndicator,
  memory: Memory,
): CompiledMethod | undefined {
  const wanted = memory.method(definition.id, stage);
  const usual = methods.find(({ method }) => method.default === true) ?? methods[0];
  return methods.find(({ method }) => method.id === wanted) ?? usual;
}

const cellsOf = new WeakMap<CompiledInput, readonly string[]>();

/** The same for all schools of a kind. */
function cellsReadBy(input: CompiledInput, slots: Slots): readonly string[] {
  const known = cellsOf.get(input);
  if (known !== undefined) return known;
  const { reads } = input;
  const cells = [...reads.slots].flatMap((slot) => {
    const found = slots.all[slot];
    return found === undefined || found.back > 0 ? [] : [found.name];
  });
  const all = [...cells, ...reads.lists];
  cellsOf.set(input, all);
  return all;
}

type Part = Omit<ResultPart, 'side'>;

/** Every input that is no mere sum of others. */
function allParts({ inputs }: CompiledIndicator, { memory, slots }: ResultContext): readonly Part[] {
  return [...inputs].flatMap(([id, input]): Part[] => {
    if (input.derived || input.series !== null) return [];
    const { definition, unavailable } = input;
    const value = input.evaluate(memory);
    return [
      {
        id,
        label: definition.label,
        value:
          typeof value === 'number' || (typeof value === 'object' && value !== null)
            ? decimalText(value)
            : null,
        unit: definition.unit ?? null,
        cells: cellsReadBy(input, slots),
        assumed: definition.assumedZero === true && value === null,
        unavailable,
      },
    ];
  });
}

function partsOf(
  { inNumerator, inDenominator }: CompiledMethod,
  parts: readonly Part[],
): readonly ResultPart[] {
  return parts.flatMap((part) => {
    const [above, below] = [inNumerator.has(part.id), inDenominator.has(part.id)];
    if (!above && !below) return [];
    return [{ ...part, side: above && below ? 'both' : above ? 'numerator' : 'denominator' } as const];
  });
}

/** `0.65%(4/612)`; 达标 or 未达标 of a figure that is only an answer. A rate with people behind it never prints as zero: `<0.01%(1/60000)`. */
export function display(
  { unit, decimals }: Pick<Indicator, 'unit' | 'decimals'>,
  value: Num | undefined,
  numerator: Num | null | undefined,
  denominator: Num | null | undefined,
): string {
  if (value === undefined) return '—';
  const answer = answerWords(decimalText(value), unit);
  if (answer !== null) return answer;
  const smallest = decimals === 0 ? 1 : decimal(`1e-${decimals}`);
  const hidden = compare(value, 0) > 0 && compare(round(value, decimals), 0) === 0;
  const figures = hidden ? `<${decimalText(smallest, decimals)}` : decimalText(value, decimals);
  const both =
    denominator !== undefined && denominator !== null && isShort(numerator) && isShort(denominator);
  const parts = both ? `(${decimalText(numerator ?? 0)}/${decimalText(denominator)})` : '';
  return unit === '%' ? `${figures}%${parts}` : `${figures}${parts}`;
}

/** A root or quotient of thirty digits says nothing beside the figure. */
function isShort(value: Num | null | undefined): boolean {
  return value === null || value === undefined || compare(round(value, 4), value) === 0;
}
