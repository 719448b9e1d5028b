import { stages } from './school-types';
import type { Stage } from './school-types';

/**
 * What a figure speaks of: one stage, 义务教育 as a whole, 中职, or the 县域, to which schools and townships report
 * their part.
 */
export const figureStages = [...stages, '中职', '义务教育', '县域'] as const;
export type FigureStage = (typeof figureStages)[number];

/**
 * Whether a figure is asked of a school that teaches these stages. Disabled children study in every kind of school, and
 * children below school age or the people of a county are counted by schools that do not teach them.
 */
export function concerns(stage: FigureStage, taught: ReadonlySet<Stage>): boolean {
  if (stage === '义务教育') return taught.has('小学') || taught.has('初中');
  return stage === '特教' || stage === '学前' || stage === '县域' || stage === '中职' || taught.has(stage);
}

/** Whether a threshold stated for one stage binds another: one for 义务教育 holds for each of its stages. */
export function speaksOf(stated: FigureStage, stage: string): boolean {
  return stated === stage || (stated === '义务教育' && (stage === '小学' || stage === '初中'));
}
