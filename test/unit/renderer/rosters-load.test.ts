import { describe, expect, it } from 'vitest';
import { CallFailure, type Call } from '../../../renderer/api';
import { createRosterLoad } from '../../../renderer/store/roster-load';
import { listed, nextOpen, openGroups, stepProblem } from '../../../renderer/store/roster-load-order';
import { rosterListFor } from '../../../renderer/store/roster-load-list';
import type { ErrorCode } from '../../../shared/error';
import type { RosterProblem, StagedRoster } from '../../../shared/roster/staged';

const loadedFor = { submissionId: 5, schoolId: 1, collectionId: 2, school: '清河镇中心小学', round: '2026' };

function problem(row: number, part: Partial<RosterProblem> = {}): RosterProblem {
  return {
    ...{
      id: `p${row}`,
      row,
      table: 0,
      fileName: '名册.xlsx',
      sheet: '一年级',
      line: row + 2,
      name: `生${row}`,
      place: '一年级1班',
    },
    ...{ field: 'identity', code: 'identityCheckDigit', severity: 'error', text: '990101********001X' },
    ...{ against: '', accepted: false, leftOut: false },
    ...part,
  };
}

interface FixInput {
  readonly row: number;
  readonly texts: Record<string, string>;
  readonly also?: number[];
}

/** A main process with one staged roster, of which it tells at most `told` problems, those still open first. */
function main(problems: RosterProblem[], told = 500) {
  const asked: string[] = [];
  let all = problems;
  let refuse: ErrorCode | null = null;
  let refused: string | null = null;
  const texts: Record<number, Record<string, string>> = {};
  const isOpen = ({ accepted, leftOut }: RosterProblem) => !accepted && !leftOut;
  const staged = (): StagedRoster => {
    const open = all.filter(isOpen);
    const counts: Record<string, number> = {};
    for (const { code } of open) counts[code] = (counts[code] ?? 0) + 1;
    return {
      ...{ stagedId: 's1', kind: 'pupils', notices: [], rows: 20, ready: open.length === 0 },
      leftOut: new Set(all.filter(({ leftOut }) => leftOut).map(({ row }) => row)).size,
      tables: [
        {
          ...{
            id: 0,
            fileName: '名册.xlsx',
            sheet: '一年级',
            headRow: 1,
            rows: 20,
            neverKept: [],
            ofClass: null,
          },
          ...{ lacking: [], used: true },
          columns: [{ index: 0, head: '名字', field: 'name', by: 'alias', samples: [] }],
        },
      ],
      problems: [...open, ...all.filter((each) => !isOpen(each))].slice(0, told),
      open: counts,
    };
  };
  const answers: Record<string, (input: never) => unknown> = {
    'rosters.read': staged,
    'rosters.fields': () => [],
    'rosters.leaveOut': ({ rows, out }: { rows: number[]; out: boolean }) => {
      all = all.map((each) => (rows.includes(each.row) ? { ...each, leftOut: out } : each));
      return staged();
    },
    'rosters.accept': ({ problems: ids, accepted }: { problems: string[]; accepted: boolean }) => {
      const may = ({ id, severity }: RosterProblem) => ids.includes(id) && severity === 'doubt';
      all = all.map((each) => (may(each) ? { ...each, accepted } : each));
      return staged();
    },
    'rosters.rowOf': ({ row }: { row: number }) => ({
      ...{ row, line: row + 2, fileName: '名册.xlsx', sheet: '一年级', leftOut: false },
      texts: { identity: '990101201608090011', ...texts[row] },
    }),
    'rosters.fix': ({ row, texts: typed, also = [] }: FixInput) => {
      for (const each of [row, ...also]) texts[each] = { ...texts[each], ...typed };
      if (typed['residence'] !== undefined) {
        const rows = [row, ...also];
        const isRight = typed['residence'] === '住校';
        all = all.map((each) => (rows.includes(each.row) ? { ...each, accepted: isRight } : each));
        return staged();
      }
      const isRight = typed['identity'] === '990101201608090013';
      all = isRight
        ? all.filter((each) => each.row !== row)
        : [...all.filter((each) => each.row !== row), problem(row)];
      return staged();
    },
    'rosters.map': staged,
    'rosters.save': () => [{ kind: 'pupils', people: 17, files: [], loadedAt: '', keepUntil: '' }],
    'rosters.discard': () => null,
  };
  const call = ((method: string, input: never) => {
    asked.push(method);
    if (refuse !== null && (refused ?? method) === method)
      return Promise.reject(new CallFailure({ code: refuse, params: {} } as never));
    return Promise.resolve(answers[method]?.(input));
  }) as Call;
  /** Every call, or those of one method. */
  function refuseWith(code: ErrorCode | null, method: string | null = null) {
    [refuse, refused] = [code, method];
  }
  return { call, asked, texts, refuseWith, come: (more: RosterProblem[]) => (all = more) };
}

async function loading(problems: RosterProblem[], told?: number) {
  const process = main(problems, told);
  const load = createRosterLoad(process.call);
  await load.read('pupils', loadedFor);
  return { ...process, load, state: () => load.state.get() };
}

describe('loading a roster in the window', () => {
  it('puts the cursor on the first problem, and on the next one when that is dealt with', async () => {
    const { load, state } = await loading([problem(1), problem(2), problem(3)]);
    expect(state().current).toBe('p1');
    await load.leaveOut([1], true);
    expect(state().current).toBe('p2');
    load.goTo('p3');
    await load.leaveOut([3], true);
    expect(state().current).toBe('p2');
    await load.leaveOut([2], true);
    expect(state().current).toBeNull();
    expect(state().staged?.ready).toBe(true);
  });

  it('takes back the last change, and only that', async () => {
    const { load, state } = await loading([problem(1), problem(2, { severity: 'doubt' })]);
    await load.leaveOut([1], true);
    await load.accept(['p2'], true);
    expect(state().undoes).toBe('确认 1 处无误');
    await load.undo();
    expect(state().staged?.open).toEqual({ identityCheckDigit: 1 });
    expect(state().undoes).toBeNull();
    await load.undo();
    expect(state().staged?.open).toEqual({ identityCheckDigit: 1 });
    expect(state().told).toBe('');
  });

  it('deals with all problems of a kind, also those that main had not told of, and takes that back', async () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      problem(index, { severity: 'doubt', code: 'ageFar' }),
    );
    const { load, state, asked } = await loading([...many, problem(20)], 5);
    await load.acceptAll('ageFar');
    expect(state().staged?.open).toEqual({ identityCheckDigit: 1 });
    expect(state().undoes).toBe('确认 12 处无误');
    expect(asked.filter((method) => method === 'rosters.accept')).toHaveLength(3);
    await load.undo();
    expect(state().staged?.open).toEqual({ ageFar: 12, identityCheckDigit: 1 });
  });

  it('does not ask for ever what main passes over', async () => {
    const { load, state, asked } = await loading([problem(1), problem(2)]);
    await load.acceptAll('identityCheckDigit');
    expect(asked.filter((method) => method === 'rosters.accept')).toHaveLength(1);
    expect(state().staged?.open).toEqual({ identityCheckDigit: 2 });
  });

  it('sends only what was changed in a row, keeps a row open that is still wrong, and closes one that is right', async () => {
    const { load, state, texts } = await loading([problem(1), problem(2)]);
    await load.edit(problem(1));
    expect(state().edited?.row.texts['identity']).toBe('990101201608090011');
    load.type('identity', '99010120160809001');
    load.type('name', '');
    await load.fix();
    expect(texts[1]).toEqual({ identity: '99010120160809001' });
    expect(state().edited?.row.texts['identity']).toBe('99010120160809001');
    expect(state().current).toBe('p1');
    load.type('identity', '990101201608090013');
    await load.fix();
    expect(state().edited).toBeNull();
    expect(load.typed.get()).toEqual({});
    expect(state().current).toBe('p2');
    await load.undo();
    expect(texts[1]).toEqual({ identity: '99010120160809001' });
  });

  it('corrects all rows with the same text along with one, and takes that back', async () => {
    const far = { code: 'unknownValue', field: 'residence', text: '远' } as const;
    const many = Array.from({ length: 12 }, (_, row) =>
      problem(row, row === 3 ? { ...far, text: '近' } : far),
    );
    const { load, state, texts } = await loading(many, 5);
    await load.edit(problem(0, far));
    load.type('residence', '住校');
    await load.fix(true);
    expect(state().undoes).toBe('改正 11 行');
    expect(state().staged?.open).toEqual({ unknownValue: 1 });
    expect(texts[11]).toEqual({ residence: '住校' });
    expect(texts[3]).toBeUndefined();
    await load.undo();
    expect(state().staged?.open).toEqual({ unknownValue: 12 });
    await load.edit(problem(0, far));
    load.type('residence', '住校');
    await load.fix();
    expect(state().undoes).toBe('改正第 2 行');
    expect(state().staged?.open).toEqual({ unknownValue: 11 });
  });

  it('keeps what was typed when main refuses it', async () => {
    const { load, state, refuseWith } = await loading([problem(1)]);
    await load.edit(problem(1));
    load.type('identity', '1');
    refuseWith('roster.badValue');
    await load.fix();
    expect(state().refused?.code).toBe('roster.badValue');
    expect(load.typed.get()).toEqual({ identity: '1' });
    expect(state().edited).not.toBeNull();
  });

  it('carries out changes that come faster than the answers, each in its turn', async () => {
    const { load, state } = await loading([problem(1), problem(2), problem(3)]);
    await Promise.all([load.leaveOut([1], true), load.leaveOut([2], true), load.leaveOut([3], true)]);
    expect(state().staged?.leftOut).toBe(3);
    expect(state().busy).toBeNull();
  });

  it('closes a roster that main no longer has, and says so', async () => {
    const { load, state, refuseWith } = await loading([problem(1)]);
    refuseWith('roster.gone');
    await load.leaveOut([1], true);
    expect(state().staged).toBeNull();
    expect(state().refused?.code).toBe('roster.gone');
  });

  it('keeps what was staged when another reading is cancelled', async () => {
    const { load, state, refuseWith } = await loading([problem(1)]);
    refuseWith('work.cancelled');
    await load.read('staff', loadedFor);
    expect(state().cancelled).toBe(true);
    expect(state().refused).toBeNull();
    expect(state().staged?.kind).toBe('pupils');
  });

  it('tells the list of rosters what was saved, and forgets the rows', async () => {
    const { load, state, call } = await loading([]);
    expect(await load.save()).toBe(17);
    expect(state().staged).toBeNull();
    expect(rosterListFor(call).state.get().rosters).toMatchObject([{ kind: 'pupils', people: 17 }]);
    expect(rosterListFor(call).state.get().submissionId).toBe(5);
  });

  it('shows what is wrong now when the school’s record was changed meanwhile, and keeps the roster', async () => {
    const { load, state, refuseWith, asked, come } = await loading([]);
    come([problem(4, { code: 'foreignGrade' })]);
    refuseWith('roster.schoolChanged', 'rosters.save');
    expect(await load.save()).toBeNull();
    expect(asked.slice(-2)).toEqual(['rosters.save', 'rosters.map']);
    expect(state()).toMatchObject({
      ...{ refused: { code: 'roster.schoolChanged' }, current: 'p4' },
      staged: { open: { foreignGrade: 1 }, ready: false },
    });
  });

  it('says that nothing was saved when main refuses', async () => {
    const { load, state, refuseWith } = await loading([problem(1)]);
    refuseWith('roster.notReady');
    expect(await load.save()).toBeNull();
    expect(state().staged).not.toBeNull();
  });

  it('puts a mapping back column by column', async () => {
    const { load, state, asked } = await loading([]);
    await load.map([0], { columns: { '0': 'register' } });
    expect(state().undoes).toBe('改动栏目对照');
    await load.undo();
    expect(asked.filter((method) => method === 'rosters.map')).toHaveLength(2);
  });

  it('leaves a filter when the last problem of its kind is gone', async () => {
    const { load, state } = await loading([problem(1, { code: 'ageFar', severity: 'doubt' }), problem(2)]);
    load.choose('ageFar');
    expect(state().current).toBe('p1');
    await load.accept(['p1'], true);
    expect(state().filter).toBeNull();
    expect(state().current).toBe('p2');
  });
});

describe('the order of problems', () => {
  const problems = [
    problem(1, { code: 'ageFar' }),
    problem(2),
    problem(3, { code: 'ageFar' }),
    problem(4, { leftOut: true }),
  ];

  it('lists kind by kind what is open', () => {
    expect(openGroups(problems, null).map(({ code, problems: each }) => [code, each.length])).toEqual([
      ['identityCheckDigit', 1],
      ['ageFar', 2],
    ]);
    expect(listed(problems, null).map(({ id }) => id)).toEqual(['p2', 'p1', 'p3']);
    expect(listed(problems, 'ageFar').map(({ id }) => id)).toEqual(['p1', 'p3']);
  });

  it('steps through it and stops at both ends', () => {
    expect(stepProblem(problems, null, 'p2', 1)).toBe('p1');
    expect(stepProblem(problems, null, 'p3', 1)).toBe('p3');
    expect(stepProblem(problems, null, 'p3', -Infinity)).toBe('p2');
    expect(stepProblem(problems, null, null, 1)).toBe('p2');
    expect(stepProblem([], null, 'p3', 1)).toBeNull();
  });

  it('goes below what is gone, and above where nothing is below', () => {
    const without = (gone: string) => problems.filter(({ id }) => id !== gone);
    expect(nextOpen(problems, without('p1'), 'p1', null)).toBe('p3');
    expect(nextOpen(problems, without('p3'), 'p3', null)).toBe('p1');
    expect(nextOpen(problems, problems, 'p1', null)).toBe('p1');
  });
});
