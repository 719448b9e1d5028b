import { describe, expect, it } from 'vitest';
import type { Input, Method, Output } from '../../../shared/ipc';
import type { LedgerProposal, Move, Movement, Movements, StoredRoster } from '../../../shared/roster/plan';
import { CallFailure, type Call } from '../../../renderer/api';
import { ledgerColumns, ledgerEntries } from '../../../renderer/pages/rosters-moves-ledger-view';
import { createRosterMoves } from '../../../renderer/pages/rosters-moves-store';
import {
  doubtOf,
  filterCounts,
  flowSentence,
  isGuess,
  isOpen,
  keyOf,
  leftOutSentence,
  nextOpen,
  shownMovements,
  stageTotals,
  takers,
  wordsFor,
} from '../../../renderer/pages/rosters-moves-view';
import { definitions } from '../../support/generated';

const movement = (id: number, side: Movement['side'], more: Partial<Movement> = {}): Movement => ({
  person: {
    ...{ id, kind: side === 'went' ? 'pupilsBefore' : 'pupils', place: '三年级1班', age: 8 },
    values: { name: `甄${id}`, stage: '小学' },
  },
  ...{ side, before: null, after: null, suggested: null, chosen: null, remark: null, flows: [0] },
  ...more,
});
const all: Movements = {
  possible: true,
  movements: [
    movement(1, 'came', { suggested: '招生' }),
    movement(2, 'came'),
    movement(3, 'stayed', { remark: '留级', flows: [0, 1] }),
    movement(1, 'went', { flows: [1] }),
    movement(2, 'went', { suggested: '毕业', flows: [1] }),
  ],
  flows: [
    {
      stage: '小学',
      label: '一年级 → 二年级',
      before: 42,
      came: 3,
      went: 2,
      shifted: -1,
      after: 42,
      open: 1,
    },
    { stage: '小学', label: '六年级 → 离校', before: 10, came: 0, went: 10, shifted: 0, after: 0, open: 0 },
    { stage: '初中', label: '新进 → 七年级', before: 0, came: 9, went: 0, shifted: 0, after: 9, open: 0 },
  ],
};
const keys = (rows: readonly Movement[]) => rows.map(keyOf);

describe('names that are shown', () => {
  const view = { filter: 'all', flow: null, kept: new Set<string>() } as const;

  it('are those without a word, and those who got theirs while they were shown', () => {
    expect(keys(shownMovements(all, { ...view, filter: 'open' }))).toEqual(['pupils.2', 'pupilsBefore.1']);
    const kept = new Set(['pupilsBefore.2']);
    expect(keys(shownMovements(all, { ...view, filter: 'open', kept }))).toEqual([
      ...['pupils.2', 'pupilsBefore.1', 'pupilsBefore.2'],
    ]);
  });

  it('are those of one grade, who stayed in both of theirs', () => {
    expect(keys(shownMovements(all, { ...view, flow: 1 }))).toEqual([
      ...['pupils.3', 'pupilsBefore.1', 'pupilsBefore.2'],
    ]);
    expect(filterCounts(all, 1)).toEqual({ open: 1, came: 0, went: 2, stayed: 1, all: 3 });
    expect(filterCounts(all, null)).toEqual({ open: 2, came: 2, went: 2, stayed: 1, all: 5 });
  });

  it('have words of their side, 结业 only in 普通高中', () => {
    expect(wordsFor(movement(1, 'came'))).toEqual(['招生', '复学', '转入', '其他增加']);
    expect(wordsFor(movement(1, 'went'))).toEqual(['毕业', '休学', '退学', '死亡', '转出', '其他减少']);
    const senior = movement(1, 'went');
    const values = { ...senior.person.values, stage: '高中' };
    expect(wordsFor({ ...senior, person: { ...senior.person, values } })).toContain('结业');
    expect(wordsFor(movement(3, 'stayed'))).toEqual([]);
  });

  it('take a word only where it can be said, and give it back wherever one was', () => {
    expect(keys(takers(all.movements, '转出'))).toEqual(['pupilsBefore.1', 'pupilsBefore.2']);
    expect(keys(takers(all.movements, null))).toHaveLength(4);
  });

  it('are guesses where only the grade tells, not where the roster or the other year says it', () => {
    expect(keys(all.movements.filter(isGuess))).toEqual(['pupils.1', 'pupilsBefore.2']);
    const enters = movement(4, 'came', { suggested: '招生' });
    const { person } = enters;
    expect(isGuess({ ...enters, person: { ...person, values: { ...person.values, came: '招生' } } })).toBe(
      false,
    );
    expect(isGuess({ ...enters, before: '六年级', after: '七年级' })).toBe(false);
    expect(isGuess({ ...enters, remark: '上年名册学籍状态：休学' })).toBe(false);
    expect(isGuess({ ...enters, chosen: '招生' })).toBe(false);
  });

  it('hand the focus on to the next without a word, then to the first, else leave it', () => {
    expect(all.movements.map(isOpen)).toEqual([false, true, false, true, false]);
    expect(nextOpen(all.movements, 1)).toBe(3);
    expect(nextOpen(all.movements, 3)).toBe(1);
    expect(nextOpen([movement(1, 'came', { chosen: '转入' })], 0)).toBe(0);
  });
});

it('a flow is read as an addition, and a stage is the sum of its grades', () => {
  const [first] = all.flows;
  if (first === undefined) throw new Error('no flow');
  expect(flowSentence(first)).toBe('上年 42 ＋ 来 3 － 走 2 － 留级、跳级 1 ＝ 今年 42');
  expect(
    stageTotals(all.flows).map(({ stage, total, indexes }) => [stage, total.before, total.after, indexes]),
  ).toEqual([
    ['小学', 52, 42, [0, 1]],
    ['初中', 0, 9, [2]],
  ]);
});

describe('two rosters that do not belong together', () => {
  const flow = { stage: '小学', label: '一年级 → 二年级', shifted: 0, open: 0 };

  it('are doubted where next to nobody is in both', () => {
    const strangers = { ...all, flows: [{ ...flow, before: 300, came: 290, went: 298, after: 292 }] };
    expect(doubtOf(strangers)).toContain('只对得上 2 人');
    expect(doubtOf({ ...all, flows: [{ ...flow, before: 300, came: 90, went: 98, after: 292 }] })).toBeNull();
    expect(doubtOf({ ...all, flows: [{ ...flow, before: 15, came: 14, went: 15, after: 14 }] })).toBeNull();
  });

  it('are doubted where nearly everybody is in the same grade', () => {
    const flows = [{ ...flow, before: 40, came: 0, went: 0, after: 40 }];
    const repeaters = Array.from({ length: 40 }, (_, id) => movement(id, 'stayed', { remark: '留级' }));
    expect(doubtOf({ possible: true, movements: repeaters, flows })).toContain('40 人的年级没有变');
    expect(doubtOf({ possible: true, movements: repeaters.slice(0, 3), flows })).toBeNull();
  });
});

describe('the store', () => {
  interface Asked {
    readonly method: Method;
    readonly input: { readonly people?: readonly { person: number }[]; readonly move?: Move | null };
    readonly answer: (value: unknown) => void;
    readonly refuse: (error: Error) => void;
  }

  /** Main, whose answers come when the test gives them. */
  function slowMain() {
    const asked: Asked[] = [];
    const call = (<M extends Method>(method: M, input: Input<M>) =>
      new Promise<Output<M>>((resolve, reject) => {
        const answer = resolve as (value: unknown) => void;
        asked.push({ method, input: input as Asked['input'], answer, refuse: reject });
      })) as Call;
    const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
    return {
      call,
      asked,
      async answer(method: Method, value: unknown) {
        await turn();
        const at = asked.findIndex((each) => each.method === method);
        const [found] = asked.splice(at, 1);
        if (at < 0 || found === undefined) throw new Error(`${method} was not asked`);
        if (value instanceof Error) found.refuse(value);
        else found.answer(value);
        await turn();
        return found.input;
      },
    };
  }

  async function loaded() {
    const main = slowMain();
    const store = createRosterMoves(main.call);
    const loading = store.load(7);
    await main.answer('rosters.movements', all);
    await main.answer('rosters.ledgers', []);
    await loading;
    return { main, store, said: () => store.state.get().movements?.movements.map(({ chosen }) => chosen) };
  }

  it('shows a word at once, sends one after the other and believes main at the end only', async () => {
    const { main, store, said } = await loaded();
    const [, two, , one] = all.movements;
    if (one === undefined || two === undefined) throw new Error('nobody');
    expect(store.say([two], '转入')).toBe(1);
    expect(store.say([one], '转出')).toBe(1);
    expect(said()).toEqual([null, '转入', null, '转出', null]);
    // The first answer does not know the second word yet.
    const stale = {
      ...all,
      movements: all.movements.map((each) => (each === two ? { ...each, chosen: '转入' } : each)),
    };
    expect(await main.answer('rosters.classify', stale)).toMatchObject({
      move: '转入',
      people: [{ person: 2 }],
    });
    expect(said()).toEqual([null, '转入', null, '转出', null]);
    const both = {
      ...stale,
      movements: stale.movements.map((each) => (each === one ? { ...each, chosen: '转出' } : each)),
    };
    await main.answer('rosters.classify', both);
    await main.answer('rosters.ledgers', []);
    expect(said()).toEqual([null, '转入', null, '转出', null]);
    expect(store.state.get().done).toHaveLength(2);
  });

  it('says a word only of whom it can be said, and takes back what each had before', async () => {
    const { main, store, said } = await loaded();
    expect(store.say(all.movements, '其他减少')).toBe(2);
    expect(said()).toEqual([null, null, null, '其他减少', '其他减少']);
    expect(store.say(store.state.get().movements?.movements ?? [], '其他减少')).toBe(0);
    store.undo();
    expect(said()).toEqual([null, null, null, null, null]);
    store.redo();
    expect(said()).toEqual([null, null, null, '其他减少', '其他减少']);
    expect(await main.answer('rosters.classify', all)).toMatchObject({ move: '其他减少' });
    expect(await main.answer('rosters.classify', all)).toMatchObject({ move: null });
    expect(await main.answer('rosters.classify', all)).toMatchObject({ move: '其他减少' });
  });

  it('confirms what is suggested of each as one step', async () => {
    const { store, said } = await loaded();
    expect(store.confirm(all.movements)).toBe(2);
    expect(said()).toEqual(['招生', null, null, null, '毕业']);
    expect(store.confirm(store.state.get().movements?.movements ?? [])).toBe(0);
    store.undo();
    expect(said()).toEqual([null, null, null, null, null]);
    expect(store.state.get().done).toEqual([]);
  });

  it('shows what is stored where a word was refused, and why', async () => {
    const { main, store, said } = await loaded();
    const [, two] = all.movements;
    if (two === undefined) throw new Error('nobody');
    store.say([two], '转入');
    await main.answer('rosters.classify', new CallFailure({ code: 'roster.unknownPerson', params: {} }));
    await main.answer('rosters.movements', all);
    expect(said()).toEqual([null, null, null, null, null]);
    expect(store.state.get()).toMatchObject({ refused: { code: 'roster.unknownPerson' }, done: [] });
  });

  it('forgets ticks, steps and grade when another roster has other people', async () => {
    const { main, store } = await loaded();
    store.tick(['pupils.2'], true);
    store.flow(1);
    store.tick(['pupils.2'], true);
    const again = store.load(7);
    await main.answer('rosters.movements', {
      ...all,
      movements: [movement(9, 'stayed', { remark: '留级' })],
    });
    await main.answer('rosters.ledgers', []);
    await again;
    expect(store.state.get()).toMatchObject({ flow: null, ticked: new Set(), filter: 'all' });
  });
});

describe('a ledger', () => {
  const records: LedgerProposal['records'] = [
    {
      person: movement(1, 'went').person,
      cells: { c02: '甄一', c04: '990101201505050014', c05: 'G9901', c07: '三年级' },
    },
    { person: movement(2, 'went').person, cells: { c02: '甄二', c13: '否' } },
  ];

  it('is shown without numbers, and entered with them', () => {
    const form = definitions.forms['局控辍1'];
    if (form === undefined) throw new Error('no form');
    expect(ledgerColumns(form, records).map(({ label }) => label)).toEqual(['姓名', '年级', '是否残疾']);
    expect(ledgerEntries(records, ['a', 'b'])).toEqual([
      { cell: 'a.c02', text: '甄一' },
      { cell: 'a.c04', text: '990101201505050014' },
      { cell: 'a.c05', text: 'G9901' },
      { cell: 'a.c07', text: '三年级' },
      { cell: 'b.c02', text: '甄二' },
      { cell: 'b.c13', text: '否' },
    ]);
  });
});

describe('rows that were left out', () => {
  const roster = (kind: StoredRoster['kind'], files: StoredRoster['files']): StoredRoster => ({
    ...{ kind, people: 3, files, loadedAt: '2026-09-06T00:00:00.000Z', keepUntil: '2030-08-31' },
  });

  it('are told of this year’s roster, of all its files together', () => {
    const files = [
      { fileName: '1.csv', rows: 1, leftOut: 2 },
      { fileName: '2.csv', rows: 2 },
      { fileName: '3.csv', rows: 0, leftOut: 1 },
    ];
    expect(leftOutSentence([roster('pupils', files)])).toMatch(/^载入本学年名册时排除了 3 行；/);
    expect(leftOutSentence([roster('pupilsBefore', files), roster('staff', files)])).toBeNull();
    expect(leftOutSentence([roster('pupils', [{ fileName: '1.csv', rows: 3 }])])).toBeNull();
    expect(leftOutSentence(null)).toBeNull();
  });
});
