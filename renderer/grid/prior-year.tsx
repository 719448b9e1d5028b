import { useCallback, useSyncExternalStore } from 'react';
import type { LastYear } from '../store/last-year';
import { splitName } from '../store/cell-snapshot';
import { useApp, useSubmission } from '../store/context';
import type { Spec } from './cell-spec';
import '../styles/carry.css';

const remembered = new WeakMap<LastYear, Map<string, string | null>>();

/** Last year never changes while it is open: each figure is looked up once. */
function priorText(lastYear: LastYear, name: string): string | null {
  const texts = remembered.get(lastYear) ?? new Map<string, string | null>();
  remembered.set(lastYear, texts);
  const known = texts.get(name);
  if (known !== undefined) return known;
  const { form, cell } = splitName(name);
  const text = lastYear.text(form, cell);
  const shown = text === '' ? null : text;
  texts.set(name, shown);
  return shown;
}

/**
 * Last year's figure of a cell while she wants to see them, through the change of edition where there was one; null when
 * there is none. The cell renders again only when that changes.
 */
export function usePriorYear(name: string, spec: Spec): string | null {
  const { preferences } = useApp().session;
  const { lastYear } = useSubmission();
  const wanted = lastYear.exists && spec.lines !== true;
  return useSyncExternalStore(
    preferences.subscribe,
    useCallback(
      () => (wanted && preferences.get().priorYear === true ? priorText(lastYear, name) : null),
      [wanted, preferences, lastYear, name],
    ),
  );
}

/** What a reader hears of a cell, last year's figure after everything that is of this year. */
export function withPriorYear(label: string, prior: string | null): string {
  return prior === null ? label : `${label}，上年 ${prior}`;
}

interface PriorYearProps {
  readonly text: string | null;
}

/** Under this year's figure, small and grey; it is no entry, so it is neither selected nor copied nor printed. */
export function PriorYear({ text }: PriorYearProps) {
  if (text === null) return null;
  return (
    <span className="prior-year" aria-hidden="true">
      {text}
    </span>
  );
}
