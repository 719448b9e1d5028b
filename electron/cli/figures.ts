import { decimal, decimalText } from '../../shared/decimal';
import type { Num } from '../../shared/decimal';
import type { Definitions } from '../../shared/definitions';
import { refusal } from '../../shared/error';
import type { Indicator } from '../../shared/indicator-definition';
import { evaluateInputs } from '../../shared/indicator-inputs';
import type { IndicatorResult } from '../../shared/indicator-result';
import { speaksFor, type Threshold } from '../../shared/target-profile';
import { judge, meets, type Verdict } from '../../shared/verdict';
import { errorSentence } from '../../shared/messages';
import { figure } from './check';
import { type Answer, readSwitches, type Terminal } from './terminal';

export const indicatorUsage = "indicator <指标> [--method <口径>] --input '<JSON>'";
export const targetsUsage = "targets <目标方案> --input '<JSON>'";

type Inputs = Readonly<Record<string, unknown>>;

/** One indicator computed from named inputs instead of cells. */
export function indicator(terminal: Terminal, definitions: Definitions, args: readonly string[]): Answer {
  const options = { input: { type: 'string' }, method: { type: 'string' } } as const;
  const { values, positionals } = readSwitches(args, options, indicatorUsage);
  const [id] = positionals;
  if (id === undefined || positionals.length > 1 || values.input === undefined)
    throw refusal('command.usage', { usage: indicatorUsage });
  const definition = definitions.indicators.find((candidate) => candidate.id === id);
  if (definition === undefined)
    throw refusal('figure.unknown', { id, known: definitions.indicators.map((item) => item.id).join('、') });
  const result = compute(terminal, definitions, definition, readInput(values.input), values.method);
  const { method, methodName, value, display, numerator, denominator, notes } = result;
  return {
    output: {
      ...{ id, method, methodName, value: value === null ? null : Number(value), display },
      ...{ numerator: figure(numerator), denominator: figure(denominator), unit: definition.unit, notes },
    },
    exitCode: 0,
  };
}

/** Throws Refusal when an input that the method cannot do without is missing. */
function compute(
  terminal: Terminal,
  definitions: Definitions,
  definition: Indicator,
  input: Inputs,
  wanted: string | undefined,
): IndicatorResult {
  const given = new Map(Object.entries(input).map(([name, value]) => [name, readNumber(name, value)]));
  const { results, required, blank } = evaluateInputs(definitions, definition, given);
  const unused = [...given.keys()].filter((name) => !Object.hasOwn(definition.inputs, name));
  if (unused.length > 0)
    terminal.say(errorSentence({ code: 'figure.unused', params: { inputs: unused.join('、') } }));
  const chosen = results.find(({ method, isDefaultMethod }) =>
    wanted === undefined ? isDefaultMethod || results.length === 1 : method === wanted,
  );
  if (chosen === undefined)
    throw refusal('figure.unknownMethod', {
      method: wanted ?? '',
      known: results.map(({ method }) => method).join('、'),
    });
  const missing = required(chosen.method);
  if (missing.length > 0) throw refusal('figure.missing', { inputs: missing.join('、') });
  const zero = blank(chosen.method);
  if (zero.length > 0)
    terminal.say(errorSentence({ code: 'figure.assumedZero', params: { inputs: zero.join('、') } }));
  return chosen;
}

/**
 * Every threshold of a profile with its verdict. `--input` gives each indicator a value, values by stage, or the
 * inputs that it is computed from: `{"primary_dropout_rate": 0.65, "junior_dropout_rate": {"c1": 300, "c11": 6}}`.
 */
export function targets(terminal: Terminal, definitions: Definitions, args: readonly string[]): Answer {
  const { values, positionals } = readSwitches(args, { input: { type: 'string' } }, targetsUsage);
  const [id] = positionals;
  if (id === undefined || positionals.length > 1 || values.input === undefined)
    throw refusal('command.usage', { usage: targetsUsage });
  const profile = definitions.targetProfiles.find((candidate) => candidate.id === id);
  if (profile === undefined)
    throw refusal('figure.unknown', {
      id,
      known: definitions.targetProfiles.map((item) => item.id).join('、'),
    });
  const input = readInput(values.input);
  const known = new Set(profile.thresholds.map((threshold) => threshold.indicator));
  const unknown = Object.keys(input).find((name) => !known.has(name));
  if (unknown !== undefined) throw refusal('figure.unknown', { id: unknown, known: [...known].join('、') });
  const judged = new Map(
    [...known].map((name) => {
      const own = profile.thresholds.filter((threshold) => threshold.indicator === name);
      return [name, readJudged(terminal, definitions, name, input[name], own)] as const;
    }),
  );

  const results = profile.thresholds.flatMap((threshold) => {
    const { indicator: name, op, value: target, unit, tier, inferred } = threshold;
    const decimals = definitions.indicators.find((item) => item.id === name)?.decimals ?? 2;
    const own = (judged.get(name) ?? []).filter(({ stage }) => stage === null || speaksFor(threshold, stage));
    return (own.length === 0 ? [nothing] : own).map(({ stage, value, whenUnknown }) => ({
      ...{ indicator: name, stage: stage ?? threshold.stage },
      ...{ value: value === undefined ? null : Number(decimalText(value)), op, target, unit },
      meets: value === undefined ? null : meets(threshold, value),
      verdict: value === undefined ? whenUnknown : judge(threshold, value, decimals),
      ...(tier === undefined ? {} : { tier }),
      ...(inferred === true ? { inferred } : {}),
    }));
  });
  return { output: { profile: id, results }, exitCode: 0 };
}

/** What the input says about an indicator; without a stage it speaks of the only one that the profile has. */
interface Judged {
  readonly stage: string | null;
  readonly value: Num | undefined;
  readonly whenUnknown: Verdict;
}

const nothing: Judged = { stage: null, value: undefined, whenUnknown: 'missing' };

/** Throws Refusal for what is no number, and for a number that could be any stage's. */
function readJudged(
  terminal: Terminal,
  definitions: Definitions,
  name: string,
  value: unknown,
  thresholds: readonly Threshold[],
): readonly Judged[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object' || Array.isArray(value)) {
    const stages = [...new Set(thresholds.map(({ stage }) => stage))];
    if (stages.length > 1) {
      const wanted = `按学段写的数，例如 {"${stages[0] ?? ''}": 100}`;
      throw refusal('command.badOption', { option: name, found: JSON.stringify(value), wanted });
    }
    return [{ ...nothing, value: readNumber(name, value) ?? undefined }];
  }
  const definition = definitions.indicators.find((candidate) => candidate.id === name);
  const { method, ...inputs } = value as Inputs;
  if (definition !== undefined && Object.keys(inputs).some((key) => Object.hasOwn(definition.inputs, key))) {
    const wanted = typeof method === 'string' ? method : undefined;
    const result = compute(terminal, definitions, definition, inputs, wanted);
    return [
      {
        stage: result.stage,
        value: result.value === null ? undefined : decimal(result.value),
        whenUnknown: result.verdict === 'not-applicable' ? 'not-applicable' : 'missing',
      },
    ];
  }
  return Object.entries(inputs).map(([stage, item]) => {
    if (!thresholds.some((threshold) => speaksFor(threshold, stage)))
      throw refusal('figure.otherStage', { indicator: name, stage });
    return { ...nothing, stage, value: readNumber(`${name}.${stage}`, item) ?? undefined };
  });
}

function readInput(text: string): Inputs {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal('figure.notObject', {});
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refusal('figure.notObject', {});
  return value as Inputs;
}

/** Null for a blank. Numbers may come as text, because not every script can write them exactly. */
function readNumber(name: string, value: unknown): Num | null {
  if (value === null) return null;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) return decimal(text);
  throw refusal('figure.notNumber', { input: name, found: JSON.stringify(value) });
}
