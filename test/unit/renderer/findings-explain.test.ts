import { describe, expect, it } from 'vitest';
import { CallFailure, type Call } from '../../../renderer/api';
import { countStates } from '../../../renderer/store/finding-groups';
import { createSubmission } from '../../../renderer/store/submission';
import type { Finding } from '../../../shared/finding';
import type { OpenSubmission } from '../../../shared/ipc';
import type { Explanation } from '../../../shared/submission';
import { shippedDefinitions } from '../../support/definitions';
import { cellsOfSample, lastYear, thisYear } from '../../support/sample';
import { round2025old, round2026, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();
const opened: OpenSubmission = {
  school: village,
  collection: round2026,
  data: submissionData({
    ...cellsOfSample(thisYear),
    ...{ '教基3040!04.14': 20, '教基3112!01.10': 60, '教基3112!01.11': 50 },
  }),
  previous: [{ school: village, collection: round2025old, data: submissionData(cellsOfSample(lastYear)) }],
};

/** The window's bridge to main is the one thing that has to be played. */
function open() {
  const said: Explanation[] = [];
  const main = { isFull: false };
  let revision = 0;
  const call = ((method: string, input: { readonly explanation: Explanation }) => {
    if (main.isFull) return Promise.reject(new CallFailure({ code: 'app.internal', params: { id: 'E1' } }));
    expect(method).toBe('submission.explain');
    said.push(input.explanation);
    revision += 1;
    return Promise.resolve({ revision });
  }) as unknown as Call;
  const store = createSubmission({ definitions, open: opened, call });
  const viewOf = (key: string) => {
    const view = store.findings.get().find(({ finding }) => finding.key === key);
    if (view === undefined) throw new Error(`no ${key}`);
    return view;
  };
  const rule = (check: string): readonly Finding[] =>
    store.findings
      .get()
      .map(({ finding }) => finding)
      .filter((finding) => finding.check === check);
  return { store, said, main, viewOf, rule };
}

describe('explanations', () => {
  it('of several findings are one change on screen, each saved, and withdrawn together', async () => {
    const { store, said, viewOf, rule } = open();
    const alike = rule('J3112-12');
    expect(alike.length).toBeGreaterThan(1);
    const before = store.derived.get();
    store.explainAll(alike, ' 整体转到县城小学 ');
    expect(store.derived.get()).toBe(before + 1);
    expect(alike.map(({ key }) => [viewOf(key).open, viewOf(key).explanation])).toEqual(
      alike.map(() => [false, '整体转到县城小学']),
    );
    expect(await store.save.settled()).toBe(true);
    expect(said).toEqual(
      alike.map(({ key, values }) => ({ finding: key, text: '整体转到县城小学', values })),
    );
    store.explainAll(alike, '');
    expect(alike.every(({ key }) => viewOf(key).open)).toBe(true);
  });

  it('survive a save that failed', async () => {
    const { store, said, main, viewOf } = open();
    main.isFull = true;
    store.explain(viewOf('J3040-W1#1').finding, '随父母外出');
    expect(await store.save.settled()).toBe(false);
    expect(viewOf('J3040-W1#1')).toMatchObject({ explanation: '随父母外出', open: false });
    main.isFull = false;
    store.save.retry();
    expect(await store.save.settled()).toBe(true);
    expect(said.map(({ text }) => text)).toEqual(['随父母外出']);
  });

  it('of an error are a 特殊情况说明: no longer open, but never taken for an explained warning', () => {
    const { store, viewOf } = open();
    const errors = () => store.progress.get().reduce((sum, form) => sum + form.errors, 0);
    const known = errors();
    const { finding } = viewOf('J3112-08#2');
    store.explain(finding, '一名学生九月二日转走，外校已统计');
    expect(viewOf(finding.key)).toMatchObject({ open: false, excepted: true, written: { exception: true } });
    expect(errors()).toBe(known - 1);
    store.explain(finding, '太短');
    expect(viewOf(finding.key)).toMatchObject({ open: true, excepted: false, explanation: '太短' });
    expect(errors()).toBe(known);
  });

  it('leave panel, tree and status line with the same counts', () => {
    const { store, viewOf } = open();
    const agree = () => {
      const counts = countStates(store.findings.get());
      const forms = store.progress.get();
      expect(forms.reduce((sum, { errors }) => sum + errors, 0)).toBe(counts.error);
      expect(forms.reduce((sum, { warnings }) => sum + warnings, 0)).toBe(counts.open);
      return [counts.error, counts.open, counts.exception, counts.explained];
    };
    const [errors = 0, warnings = 0] = agree();
    store.explain(viewOf('J3040-W1#1').finding, '随父母外出');
    store.explain(viewOf('J3112-08#2').finding, '一名学生九月二日转走，外校已统计');
    expect(agree()).toEqual([errors - 1, warnings - 1, 1, 1]);
  });
});
