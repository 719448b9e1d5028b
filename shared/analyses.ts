import { analysesFor } from './analysis-program';
import type { Analyses } from './analysis-program';
import { evaluateAnalysis } from './analysis-result';
import type { AnalysisResult } from './analysis-result';
import type { Calculation } from './calculation';
import type { Indicators } from './indicator';
import type { Slots } from './scope';

/*
 * Apart from the calculation: only the page that shows analyses needs their engine, the start of the window does not.
 */

const kinds = new WeakMap<Slots, Analyses>();

/** The analyses of one kind of school, each compiled when it is first asked for. */
export function analysesOfKind(slots: Slots, indicators: Indicators): Analyses {
  const known = kinds.get(slots);
  if (known !== undefined) return known;
  const made = analysesFor(slots.definitions, slots, slots.teaching.stages, indicators);
  kinds.set(slots, made);
  return made;
}

/** The tables of figures that concern this school, in the order of their ids. */
export function analysesOf(calculation: Calculation): readonly AnalysisResult[] {
  const analyses = analysesOfKind(calculation.resultContext().slots, calculation.indicatorsOfKind).all();
  // Only now is it known which cells of earlier years they read.
  const context = calculation.resultContext();
  return analyses.flatMap((analysis) => evaluateAnalysis(analysis, context) ?? []);
}

/** One of them; null when there is none of this id, or it does not concern this school. */
export function analysisOf(calculation: Calculation, id: string): AnalysisResult | null {
  const analysis = analysesOfKind(calculation.resultContext().slots, calculation.indicatorsOfKind).of(id);
  return analysis === null ? null : evaluateAnalysis(analysis, calculation.resultContext());
}
