import path from 'node:path';
import { decimal, decimalText } from '../../shared/decimal';
import type { Num } from '../../shared/decimal';
import type { Definitions } from '../../shared/definitions';
import { Refusal, refusal } from '../../shared/error';
import type { Indicator, IndicatorMethod } from '../../shared/indicator-definition';
import { judgedReading, speaksOfReading } from '../../shared/judged-reading';
import { errorSentence } from '../../shared/messages';
import { isSameProfile, readProfile } from '../../shared/target-file';
import { speaksFor, stageOf } from '../../shared/target-profile';
import type { TargetProfile, Threshold } from '../../shared/target-profile';
import { judge, judgeFigure, meets, type Judgeable, type Verdict } from '../../shared/verdict';
import { readJson } from './documents';
import { type Given, isObject, readInput, readNumber } from './figure-input';
import { compute, knows } from './figures';
import { type Answer, fileAt, readSwitches, type Terminal } from './terminal';

export const targetsUsage = "targets <目标方案或其 JSON 文件> --input '<JSON>'";

/**
 * Every threshold of a profile with its verdict; the profile is one of the program's, or a bureau's own in a file.
 * `--input` gives each indicator a value, the inputs that it is computed from, either of them with a method, or any of
 * these by stage, as the profile says it or plainly: `{"primary_dropout_rate": 0.65,
 * "per_student_land_area": {"小学(城区中心)": 20}, "junior_dropout_rate": {"method": "netflow", "c1": 300, "c11": 6}}`.
 */
export function targets(terminal: Terminal, definitions: Definitions, args: readonly string[]): Answer {
  const { values, positionals } = readSwitches(args, { input: { type: 'string' } }, targetsUsage);
  const [name] = positionals;
  if (name === undefined || positionals.length > 1 || values.input === undefined)
    throw refusal('command.usage', { usage: targetsUsage });
  const profile = profileNamed(terminal, definitions, name);
  const input = readInput(values.input);
  const known = new Set(profile.thresholds.map((threshold) => threshold.indicator));
  const unknown = Object.keys(input).find((indicator) => !known.has(indicator));
  if (unknown !== undefined) throw refusal('figure.unknown', { id: unknown, known: [...known].join('、') });
  const results = [...known].flatMap((indicator) => {
    const definition = definitions.indicators.find((candidate) => candidate.id === indicator);
    const own = profile.thresholds.filter((threshold) => threshold.indicator === indicator);
    return new Judging(terminal, definitions, profile, definition).all(own, input[indicator]);
  });
  const order = new Map(profile.thresholds.map((threshold, index) => [threshold, index]));
  const at = ({ threshold }: Judged): number => order.get(threshold) ?? 0;
  const sorted = [...results].sort((one, other) => at(one) - at(other));
  return { output: { profile: profile.id, results: sorted.map(described) }, exitCode: 0 };
}

/** Throws Refusal for a name that is neither a profile nor a file, and for a file that is none. */
function profileNamed(terminal: Terminal, definitions: Definitions, name: string): TargetProfile {
  const { targetProfiles } = definitions;
  const known = targetProfiles.find(({ id }) => id === name);
  if (known !== undefined) return known;
  if (!/[\\/]|\.json$/i.test(name))
    throw refusal('figure.unknown', { id: name, known: targetProfiles.map(({ id }) => id).join('、') });
  const file = path.basename(name);
  const read = readProfile(readFile(terminal, name), definitions);
  if ('fault' in read) throw refusal('targets.badFile', { file, problem: read.fault });
  const { profile } = read;
  const shipped = targetProfiles.find(({ id }) => id === profile.id);
  if (shipped === undefined) return profile;
  if (!isSameProfile(shipped, profile)) {
    const params = { id: profile.id, name: profile.name, shipped: shipped.name };
    terminal.say(errorSentence({ code: 'document.shippedProfile', params }));
  }
  return shipped;
}

/** Throws Refusal `command.file`. */
function readFile(terminal: Terminal, name: string): unknown {
  try {
    return readJson(fileAt(terminal, name));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw refusal('command.file', { file: path.basename(name), problem: errorSentence(error.error) });
  }
}

/** One threshold with what was judged by it. */
interface Judged {
  readonly threshold: Threshold;
  readonly definition: Indicator | undefined;
  /** The reading that it is judged under; undefined without a definition. */
  readonly reading: IndicatorMethod | undefined;
  readonly stage: string;
  readonly figure: Figure;
}

interface Figure extends Judgeable {
  readonly whenUnknown: Verdict;
  /** The method that a number was computed by or said to be of. */
  readonly method?: string;
}

const nothing: Figure = {
  ...{ value: undefined, numerator: undefined, denominator: undefined },
  whenUnknown: 'missing',
};

/** Judges the thresholds that a profile states for one indicator. */
class Judging {
  constructor(
    readonly terminal: Terminal,
    readonly definitions: Definitions,
    readonly profile: TargetProfile,
    readonly definition: Indicator | undefined,
  ) {}

  /** Throws Refusal for what is no number, for a number that could be any stage's, and for a stage without a threshold. */
  all(thresholds: readonly Threshold[], given: unknown): readonly Judged[] {
    const name = thresholds[0]?.indicator ?? '';
    if (given === undefined || given === null)
      return thresholds.map((threshold) => this.#one(threshold, threshold.stage, undefined));
    const byStage = this.#byStage(thresholds, given);
    if (byStage === null) {
      expectOneStage(name, thresholds, given);
      return this.#told(name, thresholds, thresholds.map((threshold) => [threshold, threshold.stage, given])); // prettier-ignore
    }
    const stages = Object.keys(byStage);
    for (const stage of stages)
      if (!thresholds.some((threshold) => speaksFor(threshold, stage)))
        throw refusal('figure.otherStage', { indicator: name, stage });
    const asked = thresholds.flatMap((threshold): Asked[] => {
      if (Object.hasOwn(byStage, threshold.stage))
        return [[threshold, threshold.stage, byStage[threshold.stage]]];
      const own = stages.filter((stage) => speaksFor(threshold, stage) && isPlain(thresholds, stage));
      if (own.length === 0) return [[threshold, threshold.stage, undefined]];
      return own.map((stage) => [threshold, stage, byStage[stage]]);
    });
    return this.#told(name, thresholds, asked);
  }

  /** What is given stage by stage; null where it is one value or set of inputs. */
  #byStage(thresholds: readonly Threshold[], given: unknown): Given | null {
    if (!isObject(given)) return null;
    const isStage = (key: string): boolean => !this.#isOwn(key);
    return Object.keys(given).some(
      (key) => isStage(key) && (/[\u4e00-\u9fff]/.test(key) || thresholds.some(({ stage }) => stage === key)),
    )
      ? given
      : null;
  }

  #isOwn(key: string): boolean {
    return (
      key === 'method' || key === 'value' || (this.definition !== undefined && knows(this.definition, key))
    );
  }

  /** A method that no threshold is judged by is a slip of the pen, not an answer of 缺数据. */
  #told(name: string, thresholds: readonly Threshold[], asked: readonly Asked[]): readonly Judged[] {
    for (const [, , given] of asked) {
      const method = isObject(given) ? given.method : undefined;
      if (method === undefined) continue;
      const methods = this.definition?.methods.map(({ id }) => id) ?? [];
      const found = typeof method === 'string' ? method : JSON.stringify(method);
      if (!methods.includes(found))
        throw refusal('figure.unknownMethod', { method: found, known: methods.join('、') });
      if (!thresholds.some((threshold) => this.#isJudgedBy(threshold, found)))
        throw refusal('figure.methodNotJudged', { indicator: name, method: found });
    }
    return asked.map(([threshold, stage, given]) => this.#one(threshold, stage, given));
  }

  /** A threshold that names its reading is judged by that alone, another by the readings in its own unit. */
  #isJudgedBy(threshold: Threshold, method: string): boolean {
    const found = this.definition?.methods.find(({ id }) => id === method);
    if (this.definition === undefined || found === undefined) return threshold.method === undefined;
    return speaksOfReading(this.definition, threshold, found);
  }

  /** Undefined where the usual reading is judged: which one is meant then follows from the inputs. */
  #methodFor(threshold: Threshold): string | undefined {
    const { definition } = this;
    const meant = threshold.method ?? (definition && this.profile.methods?.[definition.id]);
    if (definition === undefined || meant !== undefined) return meant;
    const judged = judgedReading(definition, threshold, {});
    return judged === judgedReading(definition, undefined, {}) ? undefined : judged;
  }

  #one(threshold: Threshold, stage: string, given: unknown): Judged {
    const { definition } = this;
    const figure = this.#figure(threshold, stage, given);
    const wanted = figure.method ?? this.#methodFor(threshold);
    const of = (id: string | undefined) => definition?.methods.find((method) => method.id === id);
    const usual = definition && of(judgedReading(definition, undefined, {}));
    return { threshold, definition, reading: of(wanted) ?? usual, stage, figure };
  }

  #figure(threshold: Threshold, stage: string, given: unknown): Figure {
    const { definition } = this;
    const name = `${threshold.indicator}.${stage}`;
    if (given === undefined || given === null) return nothing;
    if (!isObject(given)) return this.#stated(threshold, readNumber(name, given), undefined);
    const { method, value, ...input } = given;
    const told = typeof method === 'string' ? method : undefined;
    if (told !== undefined && !this.#isJudgedBy(threshold, told)) return nothing;
    if (Object.hasOwn(given, 'value') && (definition === undefined || !knows(definition, 'value'))) {
      const other = Object.keys(input)[0];
      if (other !== undefined) throw refusal('figure.unused', { inputs: other });
      return this.#stated(threshold, readNumber(name, value), told);
    }
    if (definition === undefined)
      throw refusal('figure.notNumber', { input: name, found: JSON.stringify(given) });
    const own = stageOf(threshold);
    const result = compute(this.terminal, this.definitions, definition, {
      input: Object.hasOwn(given, 'value') ? { ...input, value } : input,
      stage:
        definition.stages.find((each) => each === stage) ??
        definition.stages.find((each) => each === own) ??
        (definition.stages[0] as Indicator['stages'][number]),
      method: told ?? this.#methodFor(threshold),
    });
    const number = (text: string | null): Num | undefined => (text === null ? undefined : decimal(text));
    return {
      value: number(result.value),
      numerator: number(result.numerator),
      denominator: number(result.denominator),
      whenUnknown: result.verdict === 'not-applicable' ? 'not-applicable' : 'missing',
      method: result.method,
    };
  }

  /** A bare number is of the usual reading: a threshold on one in another unit has none by it. */
  #stated(threshold: Threshold, value: Num | null, method: string | undefined): Figure {
    const unit = this.definition?.methods.find(({ id }) => id === threshold.method)?.unit;
    const isOther = method === undefined && unit !== undefined && this.#hasUsualReading(threshold);
    if (value === null || isOther) return nothing;
    return { ...nothing, value, ...(method === undefined ? {} : { method }) };
  }

  #hasUsualReading({ indicator }: Threshold): boolean {
    return this.profile.thresholds.some(
      (other) => other.indicator === indicator && other.method === undefined,
    );
  }
}

type Asked = readonly [threshold: Threshold, stage: string, given: unknown];

/** A stage in the words of a figure, not of one threshold alone. */
const isPlain = (thresholds: readonly Threshold[], stage: string): boolean =>
  thresholds.every((threshold) => threshold.stage !== stage) ||
  thresholds.some((threshold) => stageOf(threshold) === stage);

/** One number may stand for 小学（城区） and 小学（农村）, but not for 小学 and 初中. */
function expectOneStage(name: string, thresholds: readonly Threshold[], given: unknown): void {
  const stages = new Set(
    thresholds.map((threshold) => {
      const own = stageOf(threshold);
      return own !== null && threshold.stage.startsWith(own) ? own : threshold.stage;
    }),
  );
  if (stages.size < 2) return;
  const [example = ''] = stages;
  const wanted = `按学段写的数，例如 {"${example}": 100}`;
  throw refusal('command.badOption', { option: name, found: JSON.stringify(given), wanted });
}

function described({ threshold, definition, reading, stage, figure }: Judged): object {
  const { indicator, op, value: target, unit, tier, inferred, derived, confidence, upper } = threshold;
  const { value } = figure;
  const method = figure.method ?? threshold.method;
  const found =
    definition === undefined || reading === undefined
      ? judgedAlone(threshold, figure)
      : judgeFigure(threshold, { definition, method: reading, figure, whenUnknown: figure.whenUnknown });
  const { range, verdict, lacking } = found;
  const isComputed = figure.denominator !== undefined || figure.numerator !== undefined;
  return {
    ...{ indicator, stage, value: value === undefined ? null : Number(decimalText(value)), op, target, unit },
    ...(range === 'invalid' ? { range } : {}),
    ...{ meets: found.meets, verdict },
    ...(method === undefined ? {} : { method }),
    ...(isComputed && lacking !== null ? { lacking } : {}),
    ...(tier === undefined ? {} : { tier }),
    ...(inferred === true ? { inferred } : {}),
    ...(derived === true ? { derived } : {}),
    ...(confidence === undefined ? {} : { confidence }),
    ...(upper === undefined ? {} : { upper }),
  };
}

/** A number of an indicator that the program only knows from the document. */
function judgedAlone(
  threshold: Threshold,
  { value, whenUnknown }: Figure,
): Pick<ReturnType<typeof judgeFigure>, 'range' | 'verdict' | 'meets' | 'lacking'> {
  const known = value !== undefined;
  return {
    ...{ range: 'valid', lacking: null, meets: known ? meets(threshold, value) : null },
    verdict: known ? judge(threshold, value, 2) : whenUnknown,
  };
}
