import { describe, expect, it, vi } from 'vitest';
import { CallFailure, type Call } from '../../../renderer/api';
import { createRosterFill } from '../../../renderer/store/roster-fill';
import { offeredByForm, plannedForms, recounted } from '../../../renderer/store/roster-plan-view';
import { createSubmission } from '../../../renderer/store/submission';
import type { AppError } from '../../../shared/error';
import type { Input, OpenSubmission } from '../../../shared/ipc';
import type { CountedCell, RosterAssumption, RosterPlan } from '../../../shared/roster/plan';
import type { CellChange } from '../../../shared/submission';
import { shippedDefinitions } from '../../support/definitions';
import { changes, round2026, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();
const [kept, filled] = ['教基3112!01.9', '教基3112!01.10'];

function counted(cell: string, counted: string, now: string, kind: CountedCell['kind']): CountedCell {
  return { form: '教基3112', cell, counted, now, words: '小学 · 一年级', kind };
}

const assumption: RosterAssumption = {
  ...{ id: 'entered', params: {}, people: 3, usual: 'yes', answer: null, forms: ['教基3112'] },
  choices: [
    { id: 'yes', label: '计入' },
    { id: 'no', label: '不计' },
  ],
};

/** Main, played: figures, a revision, the roster's own counts and answers. */
function playedMain(figures: Record<string, number>) {
  const main = {
    figures: new Map(Object.entries(figures).map(([name, value]) => [name, String(value)])),
    counted: new Map([
      [kept, '212'],
      [filled, '98'],
    ]),
    applied: new Map<string, string>(),
    answers: new Map<string, string>(),
    revision: 1,
    made: [] as string[],
    origins: [] as string[],
    refuse: null as AppError | null,
    /** A difference that is asked about is no more. */
    settled: false,
  };
  const open = (): OpenSubmission => {
    const data = submissionData(Object.fromEntries(main.figures));
    const known = [...main.applied].map(([name, text]) => {
      const [form = '', cell = ''] = name.split('!');
      return { form, cell, counted: text };
    });
    const submission = { ...data.submission, revision: main.revision };
    return {
      ...{ school: village, collection: round2026, previous: [] },
      data: { ...data, submission, counted: known },
    };
  };
  const plan = (): RosterPlan => ({
    assumptions: [{ ...assumption, answer: main.answers.get('entered') ?? null }],
    cells: [...main.counted].map(([name, text]) => {
      const now = main.figures.get(name) ?? '';
      const kind = now === text ? 'same' : now === '' ? 'fill' : 'kept';
      return counted(name.split('!')[1] ?? '', text, now, kind);
    }),
    notCounted: [],
    toRemember: [...main.counted].filter(([name, each]) => main.applied.get(name) !== each).length,
    ...(main.settled && { settled: true as const }),
    digest: `${main.revision}`,
  });
  const put = (change: CellChange) => {
    const name = `${change.form}!${change.cell}`;
    if (change.content === null) main.figures.delete(name);
    else main.figures.set(name, change.content.text);
  };
  const answers: Record<string, (input: never) => unknown> = {
    'submission.open': open,
    'submission.setCells': (input: Input<'submission.setCells'>) => {
      input.changes.forEach(put);
      main.origins.push(input.origin ?? 'typed');
      if (input.counted !== undefined)
        main.applied = new Map(input.counted.map((each) => [`${each.form}!${each.cell}`, each.counted]));
      main.revision += 1;
      return { revision: main.revision };
    },
    'rosters.plan': plan,
    'rosters.answer': ({ assumption: id, answer }: Input<'rosters.answer'>) => {
      if (answer === null) main.answers.delete(id);
      else main.answers.set(id, answer);
      return plan();
    },
    'rosters.settle': ({ revision }: Input<'rosters.settle'>) => {
      if (revision !== main.revision) throw new CallFailure({ code: 'roster.planChanged', params: {} });
      main.settled = false;
      main.applied = new Map(main.counted);
      main.revision += 1;
      return { revision: main.revision };
    },
    'rosters.apply': ({ digest, revision, cells }: Input<'rosters.apply'>) => {
      if (digest !== plan().digest || revision !== main.revision)
        throw new CallFailure({ code: 'roster.planChanged', params: {} });
      for (const { form, cell } of cells)
        put({ form, cell, content: { kind: 'number', text: main.counted.get(`${form}!${cell}`) ?? '' } });
      main.applied = new Map(main.counted);
      main.revision += 1;
      return { revision: main.revision, filled: cells.length };
    },
  };
  const call = ((method: string, input: never) => {
    main.made.push(method);
    const { refuse } = main;
    main.refuse = null;
    if (refuse !== null) return Promise.reject(new CallFailure(refuse));
    try {
      return Promise.resolve(answers[method]?.(input));
    } catch (thrown) {
      return Promise.reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  }) as Call;
  const store = createSubmission({ definitions, open: open(), call });
  return { main, store, fill: createRosterFill(call) };
}

const text = (store: ReturnType<typeof playedMain>['store'], name: string) => store.cells.get(name).view.text;

describe('filling from rosters', () => {
  it('writes what is ticked, leaves what was typed by hand, and undoes all of it as one step', async () => {
    const { main, store, fill } = playedMain({ [kept]: 214 });
    await fill.load(store);
    expect(await fill.fill(store)).toBe(true);
    expect(text(store, kept)).toBe('214');
    expect(text(store, filled)).toBe('98');
    expect(store.rosterCounts.of('教基3112', '01.9')).toBe('212');
    expect(fill.state.get().filled).toEqual([{ form: '教基3112', cell: '01.10' }]);
    // The totals follow, as after typing.
    expect(text(store, '教基3112!01.7')).toBe('312');
    expect(store.undo()).toEqual({ form: '教基3112', cell: '01.10', filled: 1 });
    expect(text(store, filled)).toBe('');
    expect(await store.save.settled()).toBe(true);
    expect(main.figures.get(filled)).toBeUndefined();
    store.redo();
    expect(await store.save.settled()).toBe(true);
    expect(main.figures.get(filled)).toBe('98');
    expect(main.origins).toEqual(['typed', 'roster']);
  });

  it('overwrites a number typed by hand only when she ticks it, and gives it back', async () => {
    const { store, fill, main } = playedMain({ [kept]: 214 });
    await fill.load(store);
    const { plan } = fill.state.get();
    fill.tick(plan?.cells ?? [], true);
    fill.tick(plan?.cells.filter(({ cell }) => cell === '01.10') ?? [], false);
    expect(await fill.fill(store)).toBe(true);
    expect([text(store, kept), text(store, filled)]).toEqual(['212', '']);
    store.undo();
    await store.save.settled();
    expect(main.figures.get(kept)).toBe('214');
  });

  it('taken back is forgotten, too: a number that she types then is asked about no more than before', async () => {
    const { main, store, fill } = playedMain({ [kept]: 214 });
    await fill.load(store);
    await fill.fill(store);
    const differs = () => store.findings.get().filter(({ finding }) => finding.check === 'ROSTER').length;
    const remembered = () => [store.rosterCounts.of('教基3112', '01.9'), differs(), main.applied.size];
    expect(remembered()).toEqual(['212', 1, 2]);
    store.undo();
    await vi.waitFor(() => expect(remembered()).toEqual([null, 0, 0]));
    store.redo();
    await vi.waitFor(() => expect(remembered()).toEqual(['212', 1, 2]));
    expect(text(store, filled)).toBe('98');
    expect(store.save.revision()).toBe(main.revision);
  });

  it('saves what was just typed before it compares, and refuses a list that is not the present one', async () => {
    const { main, store, fill } = playedMain({});
    const form = definitions.forms['教基3112'];
    if (form === undefined) throw new Error('no form');
    store.enter(form, [{ cell: '01.9', text: '214' }]);
    await fill.load(store);
    expect(fill.state.get().plan?.cells[0]?.kind).toBe('kept');
    main.revision += 1;
    expect(await fill.fill(store)).toBe(false);
    expect(fill.state.get().refused?.code).toBe('roster.planChanged');
    expect(main.figures.get(filled)).toBeUndefined();
    expect(store.history.get().undo).toBe(true);
    // The list is the present one again, and so is the revision.
    expect(await fill.fill(store)).toBe(true);
    expect(main.figures.get(filled)).toBe('98');
  });

  it('fills nothing while something typed before cannot be saved', async () => {
    const { main, store, fill } = playedMain({});
    await fill.load(store);
    const form = definitions.forms['教基3112'];
    if (form === undefined) throw new Error('no form');
    main.refuse = { code: 'database.full', params: { file: 'tianbao.db' } };
    store.enter(form, [{ cell: '01.11', text: '7' }]);
    expect(await fill.fill(store)).toBe(false);
    expect(main.made).not.toContain('rosters.apply');
    expect(fill.state.get().refused?.code).toBe('database.full');
    expect(store.locked.get()).toBe(false);
  });

  it('confirms what is usual for everything that is open, and takes an answer back', async () => {
    const { main, store, fill } = playedMain({});
    await fill.load(store);
    await fill.answerUsual();
    expect(main.answers.get('entered')).toBe('yes');
    expect(fill.state.get().plan?.assumptions[0]?.answer).toBe('yes');
    await fill.answer('entered', null);
    expect(main.answers.size).toBe(0);
  });

  it('tells what a plan could not be had for, and keeps the one that was known', async () => {
    const { main, store, fill } = playedMain({});
    await fill.load(store);
    main.refuse = { code: 'roster.none', params: {} };
    await fill.load(store);
    const { plan, refused, busy } = fill.state.get();
    expect([refused?.code, busy, plan?.cells.length]).toEqual(['roster.none', false, 2]);
  });
});

describe('where no cell is to change', () => {
  it('what was counted is remembered all the same, so that the difference is asked about', async () => {
    const { store, fill, main } = playedMain({ [kept]: 214, [filled]: 98 });
    await fill.load(store);
    expect(fill.state.get().plan?.toRemember).toBe(2);
    expect(await fill.fill(store)).toBe(true);
    expect(fill.state.get()).toMatchObject({ filled: [], refused: null });
    expect(fill.state.get().plan?.toRemember).toBe(0);
    expect(store.rosterCounts.of('教基3112', '01.9')).toBe('212');
    expect(text(store, kept)).toBe('214');
    expect(store.history.get().undo).toBe(false);
    expect(main.made.filter((method) => method === 'rosters.apply')).toHaveLength(1);
  });

  it('a visit takes back the question about a difference that is no more, once', async () => {
    const { store, fill, main } = playedMain({ [kept]: 214 });
    await fill.visit(store);
    expect(main.made).not.toContain('rosters.settle');
    await fill.fill(store);
    main.counted.set(kept, '214');
    main.settled = true;
    await fill.visit(store);
    expect(store.rosterCounts.of('教基3112', '01.9')).toBe('214');
    expect(main.made.filter((method) => method === 'rosters.settle')).toHaveLength(1);
    expect(fill.state.get().plan?.settled).toBeUndefined();
  });
});

describe('a plan', () => {
  const plan: RosterPlan = {
    assumptions: [],
    cells: [
      counted('01.9', '212', '214', 'kept'),
      counted('01.10', '98', '', 'fill'),
      counted('01.11', '5', '5', 'same'),
      { ...counted('01.2', '3', '', 'fill'), form: '教基3120' },
      { ...counted('01.2', '3', '', 'fill'), form: '不在本校的表' },
    ],
    notCounted: [{ form: '教基3113', columns: ['5'], reason: 'noLastYear', label: '毕业生数' }],
    toRemember: 0,
    digest: 'x',
  };

  it('is shown by form, in the order of the window', () => {
    const forms = ['教基3113', '教基3112', '教基3120', '教基2106'].flatMap(
      (code) => definitions.forms[code] ?? [],
    );
    const shown = plannedForms(plan, forms);
    expect(shown.map(({ form }) => form.code)).toEqual(['教基3113', '教基3112', '教基3120']);
    expect(
      shown.map(({ fill, kept, same, notCounted }) => [fill, kept, same, notCounted].map(sizeOf)),
    ).toEqual([
      [0, 0, 0, 1],
      [1, 1, 1, 0],
      [1, 0, 0, 0],
    ]);
    expect(offeredByForm(plan).get('教基3112')).toBe(1);
  });

  it('tells what is counted otherwise after a correction', () => {
    const [first, second, ...rest] = plan.cells;
    if (first === undefined || second === undefined) throw new Error('no cells');
    const after = { ...plan, cells: [{ ...first, counted: '211' }, second, ...rest] };
    expect(recounted(plan, after)).toEqual([{ cell: { ...first, counted: '211' }, before: '212' }]);
    expect(recounted({ ...plan, cells: [] }, { ...plan, cells: [second] })).toEqual([
      { cell: second, before: '' },
    ]);
  });
});

function sizeOf(part: number | readonly unknown[]): number {
  return typeof part === 'number' ? part : part.length;
}

describe('what the rosters counted', () => {
  it('is known by cell, and follows a reload', async () => {
    const { main, store } = playedMain({});
    expect(store.rosterCounts.of('教基3112', '01.9')).toBeNull();
    main.applied = new Map(main.counted);
    await store.fillFromRosters(changes({ [filled]: 98 }), () => Promise.resolve());
    expect(store.rosterCounts.of('教基3112', '01.9')).toBe('212');
  });
});
