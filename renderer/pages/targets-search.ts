import type { Indicator } from '../../shared/indicator-definition';

/** A figure that can get a target. */
export interface FoundFigure {
  /** `primary_dropout_rate 小学`. */
  readonly key: string;
  readonly indicator: Indicator;
  readonly stage: Indicator['stages'][number];
  /** The profile has a target for it already. */
  readonly there: boolean;
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

/** Figures in whose name, stage, theme or id every typed word occurs, as the definitions have them. */
export function figuresFound(
  typed: string,
  indicators: readonly Indicator[],
  there: readonly string[],
): readonly FoundFigure[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return indicators.flatMap((indicator) =>
    indicator.stages.flatMap((stage) => {
      const { id, name, theme } = indicator;
      const text = plain(`${name} ${stage} ${theme} ${id}`);
      if (!words.every((word) => text.includes(word))) return [];
      const key = `${id} ${stage}`;
      return { key, indicator, stage, there: there.includes(key) };
    }),
  );
}
