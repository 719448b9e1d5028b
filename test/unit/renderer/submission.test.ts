import { describe, expect, it } from 'vitest';
import { CallFailure, type Call } from '../../../renderer/api';
import { openDraft } from '../../../renderer/store/draft';
import { createSubmission } from '../../../renderer/store/submission';
import type { SubmissionStore } from '../../../renderer/store/submission-store';
import type { AppError } from '../../../shared/error';
import type { Form } from '../../../shared/form';
import type { OpenSubmission } from '../../../shared/ipc';
import { shippedDefinitions } from '../../support/definitions';
import { round2025, round2026, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();
const form = (code: string): Form => {
  const found = definitions.forms[code];
  if (found === undefined) throw new Error(`no form ${code}`);
  return found;
};

interface Calls {
  readonly made: { method: string; input: unknown }[];
  fail: AppError | null;
  /** Refuses the next call only. */
  failOnce?: AppError;
}

/** The window's bridge to main is the one thing that has to be played. */
function fakeCall(calls: Calls, reopened: () => OpenSubmission): Call {
  let revision = 0;
  return ((method: string, input: unknown) => {
    calls.made.push({ method, input });
    const { failOnce } = calls;
    delete calls.failOnce;
    if (failOnce !== undefined) return Promise.reject(new CallFailure(failOnce));
    if (calls.fail !== null) return Promise.reject(new CallFailure(calls.fail));
    if (method === 'submission.open') return Promise.resolve(reopened());
    revision += 1;
    const submission = reopened().data.submission;
    if (method === 'submission.finalise') {
      return Promise.resolve({ ...submission, state: 'finalised', version: 1, revision });
    }
    if (method === 'submission.reopen') return Promise.resolve({ ...submission, version: 1, revision });
    return Promise.resolve({ revision });
  }) as Call;
}

function open(
  cells: Readonly<Record<string, number | string>> = {},
  previous: OpenSubmission['previous'] = [],
) {
  const calls: Calls = { made: [], fail: null };
  const opened: OpenSubmission = {
    school: village,
    collection: round2026,
    data: submissionData(cells),
    previous,
  };
  const store = createSubmission({ definitions, open: opened, call: fakeCall(calls, () => opened) });
  return { store, calls };
}

const text = (store: SubmissionStore, name: string) => store.cells.get(name).view.text;

describe('entering figures', () => {
  it('shows totals at once, saves, and tells only the cells that changed', async () => {
    const { store, calls } = open();
    const heard: string[] = [];
    for (const name of ['教基3112!01.9', '教基3112!01.7', '教基3112!02.9', '教基2106!01.1']) {
      store.cells.get(name);
      store.cells.subscribe(name, () => heard.push(name));
    }
    store.enter(form('教基3112'), [{ cell: '01.9', text: '１，２０５ ' }]);
    expect(text(store, '教基3112!01.9')).toBe('1205');
    expect(text(store, '教基3112!01.7')).toBe('1205');
    expect(store.cells.get('教基3112!01.9').save).toBe('saving');
    expect(new Set(heard)).toEqual(new Set(['教基3112!01.9', '教基3112!01.7']));
    expect(await store.save.settled()).toBe(true);
    expect(store.cells.get('教基3112!01.9').save).toBeNull();
    expect(calls.made).toHaveLength(1);
  });

  it('keeps what cannot be read, shows it wrong and finds an error', () => {
    const { store } = open();
    store.enter(form('教基3112'), [{ cell: '01.9', text: '约九十' }]);
    const shown = store.cells.get('教基3112!01.9');
    expect(shown.view.text).toBe('约九十');
    expect(shown.view.problem).toEqual({ code: 'notNumber' });
    expect(store.progress.get().find((each) => each.form.code === '教基3112')?.errors).toBeGreaterThan(0);
  });

  it('saves nothing when nothing changed', () => {
    const { store, calls } = open({ '教基3112!01.9': 99 });
    store.enter(form('教基3112'), [{ cell: '01.9', text: '99.0' }]);
    expect(calls.made).toHaveLength(0);
    expect(store.history.get().undo).toBe(false);
  });

  it('undoes a pasted rectangle as one step, with a new change', async () => {
    const { store, calls } = open({ '教基3112!01.9': 7 });
    store.enter(form('教基3112'), [
      { cell: '01.9', text: '99' },
      { cell: '01.10', text: '98' },
    ]);
    expect(text(store, '教基3112!01.7')).toBe('197');
    expect(store.undo()).toEqual({ form: '教基3112', cell: '01.9' });
    expect(text(store, '教基3112!01.9')).toBe('7');
    expect(text(store, '教基3112!01.10')).toBe('');
    store.redo();
    expect(text(store, '教基3112!01.7')).toBe('197');
    await store.save.settled();
    expect(calls.made.every(({ method }) => method === 'submission.setCells')).toBe(true);
  });

  it('keeps the value of a failed save and marks its cell', async () => {
    const { store, calls } = open();
    calls.fail = { code: 'database.full', params: { file: 'tianbao.db' } };
    store.enter(form('教基3112'), [{ cell: '01.9', text: '99' }]);
    expect(await store.save.settled()).toBe(false);
    expect(text(store, '教基3112!01.9')).toBe('99');
    expect(store.cells.get('教基3112!01.9').save).toBe('failed');
    calls.fail = null;
    store.save.retry();
    expect(await store.save.settled()).toBe(true);
    expect(store.cells.get('教基3112!01.9').save).toBeNull();
  });

  it('refuses edits once finalised', async () => {
    const { store, calls } = open();
    await store.finalise();
    store.enter(form('教基3112'), [{ cell: '01.9', text: '99' }]);
    expect(text(store, '教基3112!01.9')).toBe('');
    expect(calls.made.map(({ method }) => method)).toEqual(['submission.finalise']);
  });

  it('lays what is not saved yet over a submission that was changed elsewhere', async () => {
    const { store, calls } = open();
    calls.fail = { code: 'submission.stale', params: { known: 0, current: 4 } };
    store.enter(form('教基3112'), [{ cell: '01.9', text: '99' }]);
    calls.fail = null;
    await store.save.settled();
    expect(calls.made.map(({ method }) => method)).toEqual([
      'submission.setCells',
      'submission.open',
      'submission.setCells',
    ]);
    expect(text(store, '教基3112!01.9')).toBe('99');
  });
});

describe('定稿', () => {
  const methods = (calls: Calls) => calls.made.map(({ method }) => method);
  const stale: AppError = { code: 'submission.stale', params: { known: 0, current: 4 } };

  it('keeps the steps of undo and redo that it refuses', async () => {
    const { store } = open();
    store.enter(form('教基3112'), [{ cell: '01.9', text: '1' }]);
    store.enter(form('教基3112'), [{ cell: '01.10', text: '2' }]);
    store.undo();
    await store.finalise();
    expect(store.undo()).toBeNull();
    await store.reopen('漏报');
    expect(store.redo()).toEqual({ form: '教基3112', cell: '01.10' });
    expect(store.undo()).toEqual({ form: '教基3112', cell: '01.10' });
    expect(store.undo()).toEqual({ form: '教基3112', cell: '01.9' });
  });

  it('reads a submission that was changed elsewhere anew and asks once more', async () => {
    const { store, calls } = open();
    calls.failOnce = stale;
    await store.finalise();
    expect(methods(calls)).toEqual(['submission.finalise', 'submission.open', 'submission.finalise']);
    expect(store.submission.get().state).toBe('finalised');
    calls.failOnce = stale;
    await store.reopen('漏报');
    expect(store.submission.get().state).toBe('draft');
  });

  it('does not ask for ever', async () => {
    const { store, calls } = open();
    const asked = store.finalise();
    calls.fail = stale;
    await expect(asked).rejects.toThrow('submission.stale');
    expect(store.locked.get()).toBe(false);
  });

  it('takes over what is being typed first, and nothing more until it is answered', async () => {
    const { store, calls } = open();
    const close = openDraft(() => store.enter(form('教基3112'), [{ cell: '01.9', text: '1' }]));
    const asked = store.finalise();
    close();
    expect(store.locked.get()).toBe(true);
    store.enter(form('教基3112'), [{ cell: '01.10', text: '2' }]);
    store.review(['教基3112'], true);
    expect(store.undo()).toBeNull();
    expect(await asked).toBe(true);
    store.review(['教基3112'], true);
    expect(methods(calls)).toEqual(['submission.setCells', 'submission.finalise']);
    expect(text(store, '教基3112!01.10')).toBe('');
  });

  it('says that it did not happen when something is not saved', async () => {
    const { store, calls } = open();
    calls.fail = { code: 'database.full', params: { file: 'tianbao.db' } };
    store.enter(form('教基3112'), [{ cell: '01.9', text: '1' }]);
    expect(await store.finalise()).toBe(false);
    expect(methods(calls)).toEqual(['submission.setCells']);
    store.enter(form('教基3112'), [{ cell: '01.9', text: '2' }]);
    expect(text(store, '教基3112!01.9')).toBe('2');
  });
});

describe('lists', () => {
  const list = form('局特教2');

  it('turns the empty row at the foot into a numbered record and offers a new one', () => {
    const { store } = open();
    const [blank = ''] = store.rows.get('局特教2');
    store.enter(list, [{ cell: `${blank}.c02`, text: '贾一' }]);
    const rows = store.rows.get('局特教2');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toBe(blank);
    expect(text(store, `局特教2!${blank}.c01`)).toBe('1');
    expect(text(store, `局特教2!${blank}.c02`)).toBe('贾一');
  });

  it('brings a removed record back with everything in it', () => {
    const { store } = open();
    const [blank = ''] = store.rows.get('局特教2');
    store.enter(list, [
      { cell: `${blank}.c02`, text: '贾一' },
      { cell: `${blank}.c10`, text: '送教上门' },
    ]);
    store.removeRecords(list, [blank]);
    expect(store.rows.get('局特教2')).toHaveLength(1);
    store.undo();
    expect(store.rows.get('局特教2')[0]).toBe(blank);
    expect(text(store, `局特教2!${blank}.c10`)).toBe('送教上门');
  });

  it('shows the computed column of a record, and takes a removed record back without it', async () => {
    const gaps = form('局缺口1');
    const { store, calls } = open();
    const [id = ''] = store.rows.get('局缺口1');
    store.enter(gaps, [
      { cell: `${id}.c09`, text: '3' },
      { cell: `${id}.c10`, text: '20.5' },
      { cell: `${id}.c11`, text: '999' },
    ]);
    const amount = store.cells.get(`局缺口1!${id}.c11`).view;
    expect([amount.kind, amount.text]).toEqual(['computed', '61.50']);
    store.removeRecords(gaps, [id]);
    store.undo();
    expect(store.cells.get(`局缺口1!${id}.c11`).view.text).toBe('61.50');
    await store.save.settled();
    expect(JSON.stringify(calls.made)).not.toContain('c11');
  });

  it('does not make a record of blanks', () => {
    const { store, calls } = open();
    const [blank = ''] = store.rows.get('局特教2');
    store.enter(list, [{ cell: `${blank}.c02`, text: ' ' }]);
    expect(calls.made).toHaveLength(0);
  });
});

describe('last year', () => {
  it('shows the same cell of the year before, totals included', () => {
    const data = submissionData({ '教基3112!01.9': 95, '教基3112!01.10': 5 });
    const { store } = open({}, [{ school: village, collection: round2025, data }]);
    expect(store.lastYear.text('教基3112', '01.9')).toBe('95');
    expect(store.lastYear.text('教基3112', '01.7')).toBe('100');
    expect(open().store.lastYear.text('教基3112', '01.9')).toBeNull();
  });
});

describe('explanations', () => {
  const dropout = { '教基3040!04.1': 100, '教基3040!04.12': 1 };
  const warning = (store: SubmissionStore) => {
    const view = store.findings.get().find(({ finding }) => finding.key.startsWith('J3040-W1'));
    if (view === undefined) throw new Error('no warning');
    return view;
  };

  it('closes a warning, and opens it again when a value that it speaks about changes', () => {
    const { store } = open(dropout);
    expect(warning(store).open).toBe(true);
    store.explain(warning(store).finding, '  外出务工，正在劝返。 ');
    expect(warning(store)).toMatchObject({ open: false, stale: false, explanation: '外出务工，正在劝返。' });
    store.enter(form('教基3040'), [{ cell: '04.12', text: '2' }]);
    expect(warning(store)).toMatchObject({ open: true, stale: true });
    store.explain(warning(store).finding, '');
    expect(warning(store)).toMatchObject({ open: true, stale: false, explanation: '' });
  });
});

it('closes the fields that the official form closes for this type of school, and keeps what stands there', () => {
  const facts = form('基础基111');
  const closed = '基础基111!natureName';
  const opened = (type: '小学' | '幼儿园') =>
    createSubmission({
      definitions,
      call: fakeCall({ made: [], fail: null }, () => {
        throw new Error('not asked');
      }),
      open: {
        school: { ...village, type },
        collection: { ...round2025, edition: 'jichuji-2018-86' },
        data: submissionData({ [closed]: '公办' }),
        previous: [],
      },
    });
  const kindergarten = opened('幼儿园');
  const row = facts.fields?.findIndex(({ id }) => closed.endsWith(id)) ?? -1;
  expect(kindergarten.cells.get(closed).view).toMatchObject({ kind: 'notApplicable', text: '' });
  expect(kindergarten.shape(facts).kindAt({ row, column: 0 })).toBe('notApplicable');
  expect(opened('小学').cells.get(closed).view).toMatchObject({ kind: 'input', text: '公办' });
});
