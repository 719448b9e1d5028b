import type { Theme } from '../../shared/indicator-definition';

interface AnalysisListProps {
  readonly theme: Theme;
}

/** The analyses (分析表) of a theme. */
export function AnalysisList({ theme }: AnalysisListProps) {
  void theme;
  return null;
}
