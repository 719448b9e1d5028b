import { expect, it } from 'vitest';
import type { Call } from '../../../renderer/api';
import { createSubmission } from '../../../renderer/store/submission';
import type { SubmissionStore } from '../../../renderer/store/submission-store';
import type { OpenSubmission } from '../../../shared/ipc';
import { shippedDefinitions } from '../../support/definitions';
import { round2026, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();

function open(changedBefore: readonly string[], reviewed = ['教基5176', '教基1001']) {
  const asked: string[] = [];
  const opened: OpenSubmission = {
    school: village,
    collection: round2026,
    data: submissionData({ '教基5176!01.1': 1 }, { reviewed }),
    previous: [],
  };
  const call = ((method: string) => {
    asked.push(method);
    return Promise.resolve(method === 'submission.changedSince' ? changedBefore : { revision: 1 });
  }) as unknown as Call;
  return { ...createSubmission({ definitions, open: opened, call }), asked };
}

const stateOf = (store: SubmissionStore, form: string) =>
  store.progress.get().find((each) => each.form.code === form);
const grounds = definitions.forms['教基5176'];
if (grounds === undefined) throw new Error('no form');

it('a form that is 已核对 says that it was changed, until it is marked anew', () => {
  const store = open([]);
  expect(stateOf(store, '教基5176')).toMatchObject({ reviewed: true, changed: false });
  store.enter(grounds, [{ cell: '01.1', text: '2' }]);
  expect(stateOf(store, '教基5176')).toMatchObject({ reviewed: true, changed: true });
  store.review(['教基5176'], true);
  expect(stateOf(store, '教基5176')).toMatchObject({ reviewed: true, changed: false });
  store.review(['教基5176'], false);
  store.enter(grounds, [{ cell: '01.1', text: '3' }]);
  expect(stateOf(store, '教基5176')).toMatchObject({ reviewed: false, changed: false });
});

it('also where that was before this window, but not where it was marked since', async () => {
  const store = open(['教基1001', '教基5176']);
  const looking = store.lookBack();
  store.review(['教基5176'], true);
  await looking;
  expect(stateOf(store, '教基1001')?.changed).toBe(true);
  expect(stateOf(store, '教基5176')?.changed).toBe(false);
});

it('main is asked once, and not at all where nothing is 已核对', async () => {
  const some = open([]);
  await some.lookBack();
  await some.lookBack();
  expect(some.asked).toEqual(['submission.changedSince']);
  const none = open([], []);
  await none.lookBack();
  expect(none.asked).toEqual([]);
});
