import { useMemo } from 'react';
import { analysesOf } from '../../shared/analyses';
import type { Theme } from '../../shared/indicator-definition';
import { useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { AnalysisView } from './analysis-view';

interface AnalysisListProps {
  readonly theme: Theme;
}

/** The 分析表 of a theme for the submission that is open; nothing where the theme has none for this school. */
export function AnalysisList({ theme }: AnalysisListProps) {
  const store = useSubmission();
  const derived = useValue(store.derived);
  const results = useMemo(() => {
    void derived;
    return analysesOf(store.year().calculation);
  }, [store, derived]);
  return results
    .filter((result) => result.theme === theme)
    .map((result) => <AnalysisView key={result.id} result={result} />);
}
