import type { HomeStanding } from '../../shared/ipc-fill';
import type { FindingView } from './finding-views';
import type { SubmissionStore } from './submission-store';

/** More findings than these are not kept: reading them would take as long as computing them. */
const findingsKept = 500;

/** What the next start paints the home page from; null where that would not make it faster. */
export function standingOf(store: Pick<SubmissionStore, 'findings' | 'progress'>): HomeStanding | null {
  const views = store.findings.get();
  if (views.length > findingsKept) return null;
  return {
    filled: Object.fromEntries(store.progress.get().map(({ form, filled }) => [form.code, filled])),
    findings: views.map(({ finding, open, excepted, waitsFor }) => {
      const { key, check, form, text, severity, cells } = finding;
      return { key, check, form, text, severity, cells, waitsFor, open, excepted };
    }),
  };
}

/** Findings as far as the home page shows them; both sides and explanations come with the calculation. */
export function viewsKept({ findings }: HomeStanding): readonly FindingView[] {
  const unknown = { left: null, right: null, op: null, difference: null, instruction: null };
  return findings.map(({ open, excepted, waitsFor, ...kept }) => ({
    finding: { ...kept, ...unknown, status: 'fail', suggestions: [], waitsFor, values: {} },
    ...{ explanation: '', written: null, stale: false, open, waitsFor, excepted },
  }));
}
