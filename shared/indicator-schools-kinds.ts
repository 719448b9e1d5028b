import type { Definitions } from './definitions';
import { parseExpression, walk } from './expression';
import type { FigureStage } from './figure-stage';
import { expressionsOfBinding } from './indicator-definition';
import type { Binding, Indicator } from './indicator-definition';

/** A coefficient over schools: of one indicator at each of them. */
export interface Coefficient {
  /** `q_cv q_teaching_area 小学`. */
  readonly name: string;
  /** Bound to that one indicator. */
  readonly definition: Indicator;
  /** The indicator that it is made of. */
  readonly of: string;
  readonly stage: FigureStage;
}

/** A figure made of coefficients: their mean. */
export interface Composite {
  readonly definition: Indicator;
  readonly stage: FigureStage;
}

interface Kinds {
  readonly coefficients: readonly Coefficient[];
  readonly composites: readonly Composite[];
  /** Rates that say something when added up over schools. */
  readonly rates: readonly Indicator[];
}

const kinds = new WeakMap<Definitions, Kinds>();

/** Which figures there are over schools, read from the definitions once. */
export function kindsOf(definitions: Definitions): Kinds {
  const known = kinds.get(definitions);
  if (known !== undefined) return known;
  const coefficients = definitions.indicators.flatMap(coefficientsIn);
  const ids = new Set(coefficients.map(({ definition }) => definition.id));
  const isComposite = (indicator: Indicator) => indicatorsNamedIn(indicator).some((id) => ids.has(id));
  const found = {
    coefficients,
    composites: definitions.indicators
      .filter(isComposite)
      .flatMap((definition) => definition.stages.map((stage) => ({ definition, stage }))),
    rates: definitions.indicators.filter(
      (indicator) => !ids.has(indicator.id) && !isComposite(indicator) && indicator.notSummed !== true,
    ),
  };
  kinds.set(definitions, found);
  return found;
}

export const coefficientsOf = (definitions: Definitions): readonly Coefficient[] =>
  kindsOf(definitions).coefficients;

function coefficientsIn(indicator: Indicator): readonly Coefficient[] {
  const bases = new Set(Object.values(indicator.inputs).flatMap(({ from }) => basesOf(from)));
  return [...bases].flatMap((of) =>
    indicator.stages.map((stage) => ({
      name: `${indicator.id} ${of} ${stage}`,
      definition: bases.size === 1 ? indicator : boundTo(indicator, of),
      of,
      stage,
    })),
  );
}

function basesOf(binding: Binding | undefined): readonly string[] {
  if (typeof binding !== 'object' || !('schools' in binding)) return [];
  const { indicator } = binding.schools;
  return typeof indicator === 'string' ? [indicator] : indicator;
}

function boundTo(indicator: Indicator, of: string): Indicator {
  const inputs = Object.entries(indicator.inputs).map(([id, input]) => {
    const { from } = input;
    if (typeof from !== 'object' || !('schools' in from)) return [id, input] as const;
    return [id, { ...input, from: { schools: { ...from.schools, indicator: of } } }] as const;
  });
  return { ...indicator, inputs: Object.fromEntries(inputs) };
}

/** Indicators that `indicator("id", "stage")` in its inputs names. */
function indicatorsNamedIn({ inputs }: Indicator): readonly string[] {
  const named: string[] = [];
  for (const text of Object.values(inputs).flatMap(({ from }) => expressionsOfBinding(from)))
    if (text.includes('indicator('))
      walk(parseExpression(text), (node) => {
        const [id] = node.type === 'call' && node.name === 'indicator' ? node.args : [];
        if (id?.type === 'text') named.push(id.value);
      });
  return named;
}
