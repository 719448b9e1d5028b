import type { Definitions } from '../../shared/definitions';
import { refusal } from '../../shared/error';
import type { FigureStage } from '../../shared/figure-stage';
import type { Indicator } from '../../shared/indicator-definition';
import { evaluateInputs, isListInput } from '../../shared/indicator-inputs';
import type { GivenInput, InputsResult } from '../../shared/indicator-inputs';
import type { IndicatorResult, ResultPart } from '../../shared/indicator-result';
import { errorSentence } from '../../shared/messages';
import { figure } from './check';
import { consistency } from './consistency';
import { type Given, readGiven, readInput } from './figure-input';
import { type Answer, readSwitches, type Terminal } from './terminal';

export const indicatorUsage = "indicator <指标> [--method <口径>] [--stage <学段>] --input '<JSON>'";

/** One indicator computed from named inputs instead of cells. */
export function indicator(terminal: Terminal, definitions: Definitions, args: readonly string[]): Answer {
  const text = { type: 'string' } as const;
  const { values, positionals } = readSwitches(
    args,
    { input: text, method: text, stage: text },
    indicatorUsage,
  );
  const [id] = positionals;
  if (id === undefined || positionals.length > 1 || values.input === undefined)
    throw refusal('command.usage', { usage: indicatorUsage });
  const definition = definitions.indicators.find((candidate) => candidate.id === id);
  if (definition === undefined)
    throw refusal('figure.unknown', { id, known: definitions.indicators.map((item) => item.id).join('、') });
  const stage = stageNamed(definition, values.stage);
  const input = readInput(values.input);
  if (values.method === 'consistency') return consistency(terminal, definition, stage, input);
  const result = compute(terminal, definitions, definition, { input, stage, method: values.method });
  return { output: described(result), exitCode: 0 };
}

/** Throws Refusal for a stage that the indicator has no figure of. */
function stageNamed({ stages }: Indicator, wanted: string | undefined): FigureStage {
  const stage = wanted === undefined ? stages[0] : stages.find((candidate) => candidate === wanted);
  if (stage !== undefined) return stage;
  throw refusal('command.badOption', { option: '--stage', found: wanted ?? '', wanted: stages.join('、') });
}

function described(result: IndicatorResult): object {
  const { indicator: id, method, methodName, value, display, numerator, denominator } = result;
  const { stage, unit, range, parts, notes } = result;
  return {
    ...{ id, method, methodName, value: value === null ? null : Number(value), display },
    ...{ numerator: figure(numerator), denominator: figure(denominator), stage, unit, range },
    ...(parts.length === 0 ? {} : { parts: parts.map(describedPart) }),
    notes,
  };
}

const describedPart = ({ id, label, value, unit, side }: ResultPart): object => ({
  ...{ id, label, value: figure(value), side },
  ...(unit === null ? {} : { unit }),
});

/** What is computed: inputs by name, one stage, and the method where one is wanted. */
export interface Asked {
  readonly input: Given;
  readonly stage: FigureStage;
  readonly method: string | undefined;
}

/** Throws Refusal when an input that the method cannot do without is missing. */
export function compute(
  terminal: Terminal,
  definitions: Definitions,
  definition: Indicator,
  { input, stage, method }: Asked,
): IndicatorResult {
  const given = readGiven(input);
  expectKinds(definitions, definition, given, stage);
  const evaluated = evaluateInputs(definitions, definition, given, stage);
  const chosen = methodFor(terminal, evaluated, method);
  const lengths = evaluated.lists(chosen.method);
  if (new Set(lengths.values()).size > 1)
    throw refusal('figure.uneven', { inputs: [...lengths.keys()].join('、') });
  const unused = evaluated.unused.filter((name) => !isColumnBeside(definition, name));
  if (unused.length > 0)
    terminal.say(errorSentence({ code: 'figure.unused', params: { inputs: unused.join('、') } }));
  const zero = evaluated.blank(chosen.method);
  if (zero.length > 0)
    terminal.say(errorSentence({ code: 'figure.assumedZero', params: { inputs: zero.join('、') } }));
  return chosen;
}

/** Whether an input is known to an indicator, by its own or another name. */
export function knows({ inputs }: Indicator, name: string): boolean {
  return Object.entries(inputs).some(
    ([id, { aliases }]) => id === name || (aliases ?? []).some((alias) => alias === name),
  );
}

/** Whoever hands over all columns of the table of changes (c1–c15) has not misspelt the ones that are not needed. */
function isColumnBeside({ inputs }: Indicator, name: string): boolean {
  return /^c(\d|1[0-5])$/.test(name) && Object.keys(inputs).some((id) => /^c\d+$/.test(id));
}

/** A single number must not stand for a list, nor a list for a number. Throws Refusal. */
function expectKinds(
  { editions }: Definitions,
  definition: Indicator,
  given: ReadonlyMap<string, GivenInput>,
  stage: FigureStage,
): void {
  const ids = ['', ...editions.map(({ id }) => id)];
  for (const [name, value] of given) {
    const id = Object.keys(definition.inputs).find(
      (candidate) =>
        candidate === name || definition.inputs[candidate]?.aliases?.some((alias) => alias === name) === true,
    );
    if (id === undefined || value === null) continue;
    const isList = typeof value === 'object' && 'length' in value;
    if (isListInput(definition, id, stage, ids) === isList) continue;
    const found = isList ? '[…]' : JSON.stringify(value);
    throw refusal(isList ? 'figure.notNumber' : 'figure.notList', { input: name, found });
  }
}

/**
 * The method asked for; without one the usual, or the only other one for which the inputs suffice. Throws Refusal for
 * an unknown one, where something needed is missing, and where several others would do.
 */
function methodFor(
  terminal: Terminal,
  { results, required }: InputsResult,
  wanted: string | undefined,
): IndicatorResult {
  const chosen = results.find(({ method, isDefaultMethod }) =>
    wanted === undefined ? isDefaultMethod : method === wanted,
  );
  if (chosen === undefined) {
    const known = results.map(({ method }) => method).join('、');
    throw refusal('figure.unknownMethod', { method: wanted ?? '', known });
  }
  const missing = required(chosen.method).join('、');
  if (missing === '') return chosen;
  const others = wanted === undefined ? results.filter((other) => suffices(other, required)) : [];
  const [other] = others;
  if (other === undefined) throw refusal('figure.missing', { inputs: missing });
  if (others.length > 1)
    throw refusal('figure.severalMethods', {
      missing,
      methods: others.map(({ method }) => method).join('、'),
    });
  const params = { method: other.method, usual: chosen.method, missing };
  terminal.say(errorSentence({ code: 'figure.methodTaken', params }));
  return other;
}

const suffices = ({ method, value, verdict }: IndicatorResult, required: InputsResult['required']): boolean =>
  required(method).length === 0 && (value !== null || verdict === 'not-applicable');
