import { describe, expect, it } from 'vitest';
import type { Call } from '../../../renderer/api';
import { nextToConfirm } from '../../../renderer/pages/carry-keys';
import { offered, offerOf, recordWords, skippedSentence } from '../../../renderer/pages/carry-plan';
import { createSubmission } from '../../../renderer/store/submission';
import type { SubmissionStore } from '../../../renderer/store/submission-store';
import { carryChanges } from '../../../shared/carry';
import { carryRecordChanges } from '../../../shared/carry-records';
import type { Form } from '../../../shared/form';
import type { OpenSubmission } from '../../../shared/ipc';
import type { ListRecord } from '../../../shared/submission';
import { shippedDefinitions } from '../../support/definitions';
import { round2025, round2026, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();
const form = (code: string): Form => {
  const found = definitions.forms[code];
  if (found === undefined) throw new Error(`no form ${code}`);
  return found;
};
const before = { '教基5176!01.1': 7861.7, '教基5176!02.1': 906.32, '教基5176!08.1': 9985 };
const all = Object.keys(before);
const waiting = (store: SubmissionStore) => [...store.toConfirm.get()].sort();
const text = (store: SubmissionStore, name: string) => store.cells.get(name).view.text;

describe('records of ledgers', () => {
  const pupil = (id: string, texts: Readonly<Record<string, string>>): ListRecord => ({
    id,
    position: 1,
    cells: Object.fromEntries(
      Object.entries(texts).map(([column, value]) => [column, { kind: 'text' as const, text: value }]),
    ),
  });
  const followed = { c02: '甄晓', c06: '小学', c07: '三年级', c09: '2025-03-04', c15: '继续跟踪' };
  const back = { c02: '车小禾', c06: '小学', c07: '二年级', c15: '已返校', c16: '2025-04-01' };

  function openLists() {
    const made: { method: string; input: unknown }[] = [];
    const opened: OpenSubmission = {
      school: village,
      collection: round2026,
      data: submissionData(),
      previous: [
        {
          ...{ school: village, collection: round2025 },
          data: submissionData(before, { lists: { 局控辍4: [pupil('a', followed), pupil('b', back)] } }),
        },
      ],
    };
    const call = ((method: string, input: unknown) => {
      made.push({ method, input });
      return Promise.resolve({ revision: made.length });
    }) as Call;
    return { store: createSubmission({ definitions, open: opened, call }), made };
  }
  const carry = (store: SubmissionStore) => {
    const plan = offerOf(store);
    store.carry(
      carryChanges(plan),
      carryRecordChanges(plan, (code) => store.records(code)),
    );
  };
  const ofList = (store: SubmissionStore) => waiting(store).filter((name) => name.startsWith('局控辍4'));

  it('go on with the figures as one step, one grade higher, and all of it is 待核', async () => {
    const { store, made } = openLists();
    const plan = offerOf(store);
    expect(offered(plan)).toBe(4);
    const list = plan.find((each) => each.form.code === '局控辍4');
    expect(list && skippedSentence(list)).toBe('已了结 1 条');
    expect(list?.records.map((each) => recordWords(form('局控辍4'), each))).toEqual([
      { name: '甄晓', now: '小学 四年级 继续跟踪' },
    ]);
    carry(store);
    expect(store.records('局控辍4').map(({ id, cells }) => [id, cells.c01?.text, cells.c07?.text])).toEqual([
      ['a', '1', '四年级'],
    ]);
    expect(ofList(store)).toEqual(
      ['c01', 'c02', 'c06', 'c07', 'c09', 'c15'].map((column) => `局控辍4!a.${column}`),
    );
    expect(offered(offerOf(store))).toBe(0);
    await store.save.settled();
    expect(made.map(({ method, input }) => [method, (input as { origin: string }).origin])).toEqual([
      ['submission.setRecords', 'carried'],
      ['submission.setCells', 'carried'],
    ]);
    store.undo();
    expect(store.records('局控辍4')).toEqual([]);
    expect(waiting(store)).toEqual([]);
    store.redo();
    expect(ofList(store)).toHaveLength(6);
    expect(text(store, '教基5176!02.1')).toBe('906.32');
  });

  it('stay 待核 when a change of them or their removal is taken back', () => {
    const { store } = openLists();
    carry(store);
    store.enter(form('局控辍4'), [{ cell: 'a.c07', text: '五年级' }]);
    expect(ofList(store)).not.toContain('局控辍4!a.c07');
    store.undo();
    expect(ofList(store)).toHaveLength(6);
    expect(store.records('局控辍4')[0]?.cells.c07?.text).toBe('四年级');
    store.removeRecords(form('局控辍4'), ['a']);
    expect(ofList(store)).toEqual([]);
    store.undo();
    expect(ofList(store)).toHaveLength(6);
    store.review(['局控辍4'], true);
    expect(ofList(store)).toEqual([]);
  });

  it('are gone through by F7 although a filter hides them', () => {
    const { store } = openLists();
    carry(store);
    store.listRows.look('局控辍4', {
      ...store.listRows.shown.get('局控辍4').view,
      troubled: true,
    });
    const [first] = ofList(store);
    expect(nextToConfirm(store, null)).not.toBeNull();
    store.confirm(all.map((name) => ({ form: '教基5176', cell: name.split('!')[1] ?? '' })));
    const next = nextToConfirm(store, null);
    expect(`${next?.form}!${next?.cell}`).toBe(first);
  });
});
