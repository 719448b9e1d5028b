import { describe, expect, it } from 'vitest';
import type { Call } from '../../../renderer/api';
import { CallFailure } from '../../../renderer/api';
import { nextToConfirm } from '../../../renderer/pages/carry-keys';
import { offered, offerOf, placeOf, skippedSentence } from '../../../renderer/pages/carry-plan';
import { collectionLike } from '../../../renderer/pages/collection-entry';
import { blanksOf, meaningOf } from '../../../renderer/pages/review-figures';
import { createSubmission } from '../../../renderer/store/submission';
import type { SubmissionStore } from '../../../renderer/store/submission-store';
import { toConfirmByForm } from '../../../renderer/store/to-confirm';
import { carryChanges } from '../../../shared/carry';
import type { Form } from '../../../shared/form';
import type { OpenSubmission } from '../../../shared/ipc';
import { shippedDefinitions } from '../../support/definitions';
import { round2025, round2025old, round2026, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();
const form = (code: string): Form => {
  const found = definitions.forms[code];
  if (found === undefined) throw new Error(`no form ${code}`);
  return found;
};

const before = { '教基5176!01.1': 7861.7, '教基5176!02.1': 906.32, '教基5176!08.1': 9985 };

interface Setting {
  readonly cells?: Readonly<Record<string, number | string>>;
  readonly last?: Readonly<Record<string, number | string>>;
  readonly edition?: 'old';
  /** What main holds when the window reads it anew. */
  readonly reopened?: () => OpenSubmission;
}

function open({ cells = {}, last = before, edition, reopened }: Setting = {}) {
  const made: { method: string; input: unknown }[] = [];
  const refused: { once?: CallFailure } = {};
  const collection = edition === 'old' ? round2025old : round2025;
  const opened: OpenSubmission = {
    school: village,
    collection: round2026,
    data: submissionData(cells),
    previous: [{ school: village, collection, data: submissionData(last) }],
  };
  let revision = 0;
  const call = ((method: string, input: unknown) => {
    made.push({ method, input });
    if (refused.once !== undefined) {
      const { once } = refused;
      delete refused.once;
      return Promise.reject(once);
    }
    if (method === 'submission.open') return Promise.resolve((reopened ?? (() => opened))());
    revision += 1;
    return Promise.resolve({ revision });
  }) as Call;
  return { store: createSubmission({ definitions, open: opened, call }), made, refused };
}

const waiting = (store: SubmissionStore) => [...store.toConfirm.get()].sort();
const text = (store: SubmissionStore, name: string) => store.cells.get(name).view.text;
const carryAll = (store: SubmissionStore) => store.carry(carryChanges(offerOf(store)));
const all = ['教基5176!01.1', '教基5176!02.1', '教基5176!08.1'];

describe('taking over from last year', () => {
  it('is one change with origin carried, one step for undo, and offered no more', async () => {
    const { store, made } = open();
    expect(offered(offerOf(store))).toBe(3);
    carryAll(store);
    expect(text(store, '教基5176!02.1')).toBe('906.32');
    expect(waiting(store)).toEqual(all);
    expect(store.cells.get('教基5176!01.1').toConfirm).toBe(true);
    expect(offered(offerOf(store))).toBe(0);
    await store.save.settled();
    expect(made).toHaveLength(1);
    expect(made[0]?.input).toMatchObject({ origin: 'carried' });
    store.undo();
    expect(text(store, '教基5176!02.1')).toBe('');
    expect(waiting(store)).toEqual([]);
    store.redo();
    expect(waiting(store)).toEqual(all);
  });

  it('offers nothing without last year, or where the year before was left out', () => {
    const { store } = open({ last: {} });
    expect(offerOf(store)).toEqual([]);
    const earlier: OpenSubmission = {
      school: village,
      collection: round2026,
      data: submissionData(),
      previous: [
        { school: village, collection: { ...round2025, schoolYear: 2024 }, data: submissionData(before) },
      ],
    };
    const call = (() => Promise.resolve({ revision: 1 })) as unknown as Call;
    expect(offerOf(createSubmission({ definitions, open: earlier, call }))).toEqual([]);
  });

  it('names what is not taken over', () => {
    const { store } = open({
      cells: { '教基5176!01.1': 8000 },
      last: { '基础基522!01.1': 7000 },
      edition: 'old',
    });
    const plan = offerOf(store).find((each) => each.form.code === '教基5176');
    if (plan === undefined) throw new Error('no plan');
    expect(skippedSentence(plan)).toBe('今年已填 1 格，上年的表没有对应的格 4 格');
    expect(placeOf(form('教基5176'), '02.1')).toBe('#绿化用地面积');
    expect(placeOf(form('教基1001'), 'postcode')).toBe('邮政编码');
  });
});

describe('what is 待核', () => {
  it('is confirmed by typing, clearing, confirming and 已核对', () => {
    const { store } = open();
    carryAll(store);
    store.enter(form('教基5176'), [{ cell: '01.1', text: '8000' }]);
    expect(waiting(store)).toEqual(all.slice(1));
    store.confirm([{ form: '教基5176', cell: '02.1' }]);
    expect(waiting(store)).toEqual(all.slice(2));
    store.review(['教基5176'], true);
    expect(waiting(store)).toEqual([]);
  });

  it('is confirmed by entering the same again, with nothing to undo or save where nothing changes', async () => {
    const { store, made } = open();
    carryAll(store);
    await store.save.settled();
    store.enter(form('教基5176'), [{ cell: '01.1', text: '7861.7' }]);
    expect(waiting(store)).toEqual(all.slice(1));
    store.enter(form('教基5176'), [
      { cell: '02.1', text: '906.32' },
      { cell: '03.1', text: '5' },
      { cell: '08.1', text: '1' },
    ]);
    expect(waiting(store)).toEqual([]);
    await store.save.settled();
    const calls = made.length;
    expect(made.map(({ method }) => method)).toEqual([
      'submission.setCells',
      'submission.confirm',
      'submission.setCells',
      'submission.confirm',
    ]);
    store.enter(form('教基5176'), [{ cell: '01.1', text: '7861.70' }]);
    await store.save.settled();
    expect(made).toHaveLength(calls);
    // The last step is the figures that changed.
    store.undo();
    expect(text(store, '教基5176!03.1')).toBe('');
    expect(waiting(store)).toEqual(['教基5176!08.1']);
    store.undo();
    expect(waiting(store)).toEqual(['教基5176!01.1', '教基5176!08.1']);
    expect(text(store, '教基5176!01.1')).toBe('7861.70');
    store.undo();
    expect(text(store, '教基5176!01.1')).toBe('');
  });

  it('is 待核 again when only the confirmation is taken back, and nothing else', async () => {
    const { store, made } = open();
    carryAll(store);
    store.confirm([
      { form: '教基5176', cell: '01.1' },
      { form: '教基5176', cell: '02.1' },
    ]);
    expect(waiting(store)).toEqual(all.slice(2));
    expect(store.undo()).toEqual({ form: '教基5176', cell: '01.1' });
    expect(waiting(store)).toEqual(all);
    expect(text(store, '教基5176!01.1')).toBe('7861.70');
    store.redo();
    expect(waiting(store)).toEqual(all.slice(2));
    store.undo();
    await store.save.settled();
    expect(made.slice(1).map(({ input }) => (input as { confirmed: boolean }).confirmed)).toEqual([
      true,
      false,
      true,
      false,
    ]);
    store.undo();
    expect(text(store, '教基5176!01.1')).toBe('');
  });

  it('does not come back into a form that is 已核对 when a confirmation is taken back', () => {
    const { store } = open();
    carryAll(store);
    store.confirm([{ form: '教基5176', cell: '01.1' }]);
    store.review(['教基5176'], true);
    store.undo();
    expect(waiting(store)).toEqual([]);
    expect(text(store, '教基5176!01.1')).toBe('7861.70');
  });

  it('is 待核 again when what was typed over it is taken back', async () => {
    const { store, made } = open();
    carryAll(store);
    store.confirm([{ form: '教基5176', cell: '08.1' }]);
    store.enter(form('教基5176'), [
      { cell: '01.1', text: '' },
      { cell: '03.1', text: '5' },
      { cell: '08.1', text: '1' },
    ]);
    expect(waiting(store)).toEqual(['教基5176!02.1']);
    store.undo();
    expect(waiting(store)).toEqual(['教基5176!01.1', '教基5176!02.1']);
    expect(text(store, '教基5176!01.1')).toBe('7861.70');
    expect(text(store, '教基5176!03.1')).toBe('');
    await store.save.settled();
    const origins = made.slice(-2).map(({ input }) => (input as { origin: string }).origin);
    expect(origins).toEqual(['typed', 'carried']);
  });

  it('is not brought back into a form that is 已核对 by undo', () => {
    const { store } = open();
    carryAll(store);
    store.enter(form('教基5176'), [{ cell: '01.1', text: '8000' }]);
    store.review(['教基5176'], true);
    store.undo();
    expect(text(store, '教基5176!01.1')).toBe('7861.70');
    expect(waiting(store)).toEqual([]);
    expect(store.progress.get().find((each) => each.form.code === '教基5176')?.reviewed).toBe(true);
  });

  it('takes 已核对 back when it comes into such a form', () => {
    const { store } = open();
    carryAll(store);
    store.review(['教基5176'], true);
    store.undo();
    store.redo();
    expect(waiting(store)).toEqual(all);
    expect(store.progress.get().find((each) => each.form.code === '教基5176')?.reviewed).toBe(false);
  });

  it('stays after a stale retry, together with what main knows', async () => {
    const known: OpenSubmission = {
      school: village,
      collection: round2026,
      data: {
        ...submissionData({ '教基1001!village': '荻墩村' }),
        toConfirm: [{ form: '教基1001', cell: 'village' }],
      },
      previous: [{ school: village, collection: round2025, data: submissionData(before) }],
    };
    const { store, refused } = open({ reopened: () => known });
    refused.once = new CallFailure({ code: 'submission.stale', params: { known: 0, current: 4 } });
    carryAll(store);
    expect(await store.save.settled()).toBe(true);
    expect(waiting(store)).toEqual(['教基1001!village', ...all]);
    expect(toConfirmByForm(store.toConfirm.get())).toEqual(
      new Map([
        ['教基1001', 1],
        ['教基5176', 3],
      ]),
    );
  });

  it('is gone through form by form, cell by cell, and round again', () => {
    const { store } = open({ last: { ...before, '教基1001!village': '荻墩村' } });
    expect(nextToConfirm(store, null)).toBeNull();
    carryAll(store);
    const order = ['village', '01.1', '02.1', '08.1', 'village'];
    let at = nextToConfirm(store, null);
    for (const cell of order) {
      expect(at?.cell).toBe(cell);
      at = nextToConfirm(store, at);
    }
    store.confirm([{ form: '教基1001', cell: 'village' }]);
    // Only what stands before the cursor in its own form is left.
    expect(nextToConfirm(store, { form: '教基5176', cell: '15.1' })?.cell).toBe('01.1');
    expect(nextToConfirm(store, { form: '教基3112', cell: '01.1' })?.cell).toBe('01.1');
  });
});

describe('what 已核对 makes of blanks', () => {
  it('counts figures, texts and figures that stay unknown apart', () => {
    const { store } = open({ cells: { '教基5176!01.1': 8000 } });
    expect(blanksOf(store, form('教基5176'))).toEqual({ figures: 13, unknown: 0, words: 0 });
    const goals = blanksOf(store, form('局目标1'));
    expect(goals.unknown).toBeGreaterThan(0);
    expect(goals.words).toBeGreaterThan(0);
    expect(blanksOf(store, form('教基1001')).figures).toBe(0);
  });

  it('says so in sentences', () => {
    expect(meaningOf(form('教基5176'), 1, { figures: 13, unknown: 0, words: 2 })).toEqual([
      '空白的数字格 13 个：都按 0 计，导出时仍是空白。',
      '空白的文字、选项格 2 个：按「没有此项内容」上报，仍是空白。',
    ]);
    expect(meaningOf(form('教基5176'), 14, { figures: 0, unknown: 0, words: 0 })).toEqual(['没有空白格。']);
    expect(meaningOf(form('局控辍1'), 3, { figures: 0, unknown: 0, words: 0 })).toEqual([
      '登记了 3 条记录：没有登记的按「没有」上报。',
    ]);
  });
});

describe('a new round', () => {
  const editions = [{ id: 'jiaoji-2021' }, { id: 'jichuji-2018-86' }];

  it('is like the newest, one year later', () => {
    expect(collectionLike({ ...round2025, dueDate: '2025-10-08' }, 2026, editions)).toEqual({
      title: '2026—2027学年年报',
      schoolYear: 2026,
      edition: 'jiaoji-2021',
      targetProfiles: round2025.targetProfiles,
      dueDate: '2026-10-08',
    });
  });

  it('leaves an edition that ended, keeps no date where there was none, and knows leap years', () => {
    expect(
      collectionLike({ ...round2025old, dueDate: null, schoolYear: 2020 }, 2021, editions),
    ).toMatchObject({
      edition: 'jiaoji-2021',
      dueDate: '',
    });
    expect(collectionLike({ ...round2025, dueDate: '2024-02-29' }, 2026, editions).dueDate).toBe(
      '2025-02-28',
    );
    expect(collectionLike({ ...round2025, title: '春季补报' }, 2026, editions).title).toBe(
      '2026—2027学年初教育统计年报',
    );
    expect(collectionLike(round2025, 2019, editions).edition).toBe('jichuji-2018-86');
  });
});
