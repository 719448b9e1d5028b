import { expect, it } from 'vitest';
import type { Call } from '../../../renderer/api';
import { standingOf } from '../../../renderer/store/home-standing';
import { nextStep } from '../../../renderer/store/progress';
import { createSubmission } from '../../../renderer/store/submission';
import type { SubmissionStore } from '../../../renderer/store/submission-store';
import type { OpenSubmission } from '../../../shared/ipc';
import type { HomeStanding } from '../../../shared/ipc-fill';
import { shippedDefinitions } from '../../support/definitions';
import { round2026, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();
const nobody: Call = () => Promise.reject(new Error('not asked'));
const opened: OpenSubmission = {
  school: village,
  collection: round2026,
  // More girls than pupils is an error of 教基3112.
  data: submissionData({ '教基3112!02.8': 50, '教基3112!02.9': 90 }),
  previous: [],
};
const storeWith = (standing?: HomeStanding) =>
  createSubmission({ definitions, open: opened, call: nobody, standing });

/** All that the home page and the line at the foot show of it. */
function shown(store: SubmissionStore) {
  const findings = store.findings.get();
  return {
    progress: store.progress.get(),
    forms: store.groups.map(({ title, forms }) => [title, forms.map(({ code }) => code)]),
    counts: findings.map(({ finding, open, excepted, waitsFor }) => [
      ...[finding.key, finding.severity, finding.text, finding.cells],
      ...[open, excepted, waitsFor],
    ]),
    next: JSON.stringify(nextStep(store.progress.get(), findings, 'draft').do),
  };
}

function keptOf(store: SubmissionStore): HomeStanding {
  const standing = standingOf(store);
  if (standing === null) throw new Error('nothing was kept');
  return JSON.parse(JSON.stringify(standing)) as HomeStanding;
}

it('what was kept shows the same home page before anything is computed, and the same afterwards', () => {
  const computed = storeWith();
  expect(computed.findings.get().filter(({ open }) => open).length).toBeGreaterThan(0);
  const kept = storeWith(keptOf(computed));
  expect(shown(kept)).toEqual(shown(computed));
  expect(kept.findings.get()[0]?.finding.left).toBeNull();
  kept.begin();
  expect(shown(kept)).toEqual(shown(computed));
  expect(kept.findings.get()).toEqual(computed.findings.get());
});

it('what was kept wrongly lasts no longer than until it is computed', () => {
  const computed = storeWith();
  const kept = storeWith({ filled: { 教基3112: 99 }, findings: [] });
  expect(shown(kept)).not.toEqual(shown(computed));
  kept.begin();
  expect(shown(kept)).toEqual(shown(computed));
});

it('a cell that is looked at before has its value, and marks what was kept about it', () => {
  const computed = storeWith();
  const kept = storeWith(keptOf(computed));
  expect(kept.cells.get('教基3112!02.9').view).toEqual(computed.cells.get('教基3112!02.9').view);
  kept.begin();
  expect(kept.cells.get('教基3112!02.9').findings).toEqual(computed.cells.get('教基3112!02.9').findings);
});

it('more findings than are worth reading are not kept', () => {
  const store = storeWith();
  const [view] = store.findings.get();
  if (view === undefined) throw new Error('no finding');
  const many = { get: () => Array.from({ length: 501 }, () => view), subscribe: () => () => undefined };
  expect(standingOf({ findings: many, progress: store.progress })).toBeNull();
});
