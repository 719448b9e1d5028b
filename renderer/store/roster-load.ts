import type { RosterProblem, RosterProblemCode, StagedRoster, StagedRow } from '../../shared/roster/staged';
import { CallFailure, errorOf, type Call } from '../api';
import { createValue } from './observable';
import { rosterListFor } from './roster-load-list';
import { alikeOf, codeOf, isOpen, nextOpen } from './roster-load-order';
import {
  nothing,
  type EditedRow,
  type RosterLoad,
  type RosterLoadState,
  type TableChange,
} from './roster-load-state';
import { inverse, mapWords } from './roster-load-tables';
import { unfinished } from './unfinished';

/** Takes back the last change. */
type TakeBack = () => Promise<StagedRoster>;

export function createRosterLoad(call: Call): RosterLoad {
  const state = createValue<RosterLoadState>(nothing);
  const typed = createValue<Readonly<Record<string, string>>>({});
  const update = (next: Partial<RosterLoadState>) => state.set({ ...state.get(), ...next });
  let takeBack: TakeBack | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** One change after another; what is refused is shown, and a roster that main no longer has is closed. */
  function inTurn(busy: NonNullable<RosterLoadState['busy']>, work: () => Promise<void>): Promise<void> {
    async function run() {
      update({ busy, refused: null, cancelled: false, told: '' });
      try {
        await work();
      } catch (thrown) {
        const error = errorOf(thrown);
        if (thrown instanceof CallFailure && error.code === 'work.cancelled') update({ cancelled: true });
        else if (error.code === 'roster.gone') state.set({ ...nothing, refused: error });
        else update({ refused: error });
      } finally {
        update({ busy: null });
      }
    }
    const mine = last.then(run);
    last = mine;
    return mine;
  }

  /** Throws a refusal when nothing is staged any more: a change may have waited for one that closed it. */
  function staged(): StagedRoster {
    const now = state.get().staged;
    if (now === null) throw new CallFailure({ code: 'roster.gone', params: {} });
    return now;
  }

  function show(next: StagedRoster) {
    const { staged: before, current, filter, edited } = state.get();
    const gone = filter !== null && !next.problems.some((each) => codeOf(each) === filter && isOpen(each));
    const shownFilter = gone ? null : filter;
    update({
      staged: next,
      filter: shownFilter,
      current:
        edited === null ? nextOpen(before?.problems ?? [], next.problems, current, shownFilter) : current,
    });
  }

  function done(next: StagedRoster, words: string, back: TakeBack) {
    takeBack = back;
    show(next);
    update({ undoes: words, touched: true, told: `已${words}。` });
  }

  const stagedId = () => staged().stagedId;
  const leave = (rows: readonly number[], out: boolean) =>
    call('rosters.leaveOut', { stagedId: stagedId(), rows: [...rows], out });
  const agree = (problems: readonly string[], accepted: boolean) =>
    call('rosters.accept', { stagedId: stagedId(), problems: [...problems], accepted });

  function correct([row = 0, ...also]: readonly number[], texts: Record<string, string>) {
    const input = { stagedId: stagedId(), row, texts };
    return call('rosters.fix', also.length === 0 ? input : { ...input, also });
  }

  async function mapTables(changes: readonly { readonly table: number; readonly change: TableChange }[]) {
    let next = staged();
    for (const { table, change } of changes) {
      const { columns, ...rest } = change;
      const input = { stagedId: next.stagedId, table, ...rest };
      next = await call('rosters.map', columns === undefined ? input : { ...input, columns: { ...columns } });
    }
    return next;
  }

  /** Rows that are read otherwise now are shown before the refusal is. */
  async function judgedAnew(thrown: unknown): Promise<never> {
    const [table] = staged().tables;
    if (errorOf(thrown).code === 'roster.schoolChanged' && table !== undefined)
      show(await mapTables([{ table: table.id, change: {} }]));
    throw thrown;
  }

  /** Everything open of a kind, as often as more of it comes to light. */
  async function exhaust(
    code: RosterProblemCode,
    act: (some: readonly RosterProblem[]) => Promise<StagedRoster>,
  ) {
    let next = staged();
    let before = Infinity;
    for (;;) {
      const some = next.problems.filter((each) => each.code === code && isOpen(each));
      // What main passes over would be asked of it for ever.
      if (some.length === 0 || (next.open[code] ?? 0) >= before) return next;
      before = next.open[code] ?? 0;
      next = await act(some);
    }
  }

  /** Its raw texts, an identity number among them, leave the window with it. */
  function closeRow() {
    typed.set({});
    update({ edited: null });
  }

  function reopen(row: StagedRow, { id, code, field, text }: RosterProblem) {
    typed.set({});
    update({ current: id, edited: { row, code, field, text } });
  }

  function edited(): EditedRow {
    const now = state.get().edited;
    if (now === null) throw new CallFailure({ code: 'roster.gone', params: {} });
    return now;
  }

  return {
    state,
    typed,
    read: (kind, loadedFor) =>
      inTurn('reading', async () => {
        const read = await call('rosters.read', { submissionId: loadedFor.submissionId, kind });
        if (read === null) return;
        const fields = await call('rosters.fields', { kind });
        takeBack = null;
        state.set({ ...nothing, staged: read, loadedFor, fields, busy: 'reading' });
        show(read);
      }),
    cancel() {
      void call('work.cancel', null).catch((thrown: unknown) => update({ refused: errorOf(thrown) }));
    },
    map: (tables, change) =>
      inTurn('changing', async () => {
        const changed = staged().tables.filter(({ id }) => tables.includes(id));
        const back = changed.map((table) => ({ table: table.id, change: inverse(table, change) }));
        const next = await mapTables(changed.map(({ id: table }) => ({ table, change })));
        done(next, mapWords(change), () => mapTables(back));
      }),
    leaveOut: (rows, out) =>
      inTurn('changing', async () => {
        const next = await leave(rows, out);
        const words = out ? `排除 ${rows.length} 行` : `恢复 ${rows.length} 行`;
        done(next, words, () => leave(rows, !out));
      }),
    accept: (problems, accepted) =>
      inTurn('changing', async () => {
        const next = await agree(problems, accepted);
        const words = accepted ? `确认 ${problems.length} 处无误` : `取消确认 ${problems.length} 处`;
        done(next, words, () => agree(problems, !accepted));
      }),
    leaveOutAll: (code) =>
      inTurn('changing', async () => {
        const rows = new Set<number>();
        const next = await exhaust(code, (some) => {
          const these = [...new Set(some.map(({ row }) => row))];
          for (const row of these) rows.add(row);
          return leave(these, true);
        });
        done(next, `排除 ${rows.size} 行`, () => leave([...rows], false));
      }),
    acceptAll: (code) =>
      inTurn('changing', async () => {
        const ids: string[] = [];
        const next = await exhaust(code, (some) => {
          ids.push(...some.map(({ id }) => id));
          return agree(
            some.map(({ id }) => id),
            true,
          );
        });
        done(next, `确认 ${ids.length} 处无误`, () => agree(ids, false));
      }),
    edit: (problem) =>
      inTurn('changing', async () => {
        reopen(await call('rosters.rowOf', { stagedId: stagedId(), row: problem.row }), problem);
      }),
    type: (field, text) => typed.set({ ...typed.get(), [field]: text }),
    closeRow,
    fix: (alike = false) =>
      inTurn('changing', async () => {
        const { row, field, code, text } = edited();
        const texts = Object.fromEntries(
          Object.entries(typed.get()).filter(([name, now]) => now !== (row.texts[name] ?? '')),
        );
        if (Object.keys(texts).length === 0) return closeRow();
        const before = Object.fromEntries(Object.keys(texts).map((name) => [name, row.texts[name] ?? '']));
        let next = await correct([row.row], texts);
        const others = new Set<number>();
        const inField = field === null ? undefined : texts[field];
        if (alike && field !== null && inField !== undefined)
          for (;;) {
            const some = alikeOf(next.problems, { row: row.row, code, field, text });
            const more = [...new Set(some.map((each) => each.row))].filter((each) => !others.has(each));
            if (more.length === 0) break;
            for (const each of more) others.add(each);
            next = await correct(more, { [field]: inField });
          }
        const left = next.problems.find((each) => each.row === row.row && isOpen(each));
        if (left === undefined) closeRow();
        else reopen({ ...row, texts: { ...row.texts, ...texts } }, left);
        const words = others.size === 0 ? `改正第 ${row.line} 行` : `改正 ${others.size + 1} 行`;
        done(next, words, async () => {
          if (others.size > 0 && field !== null) await correct([...others], { [field]: before[field] ?? '' });
          return correct([row.row], before);
        });
      }),
    undo: () =>
      inTurn('changing', async () => {
        const back = takeBack;
        const words = state.get().undoes;
        if (back === null || words === null) return;
        closeRow();
        show(await back());
        takeBack = null;
        update({ undoes: null, told: `已撤销「${words}」。` });
      }),
    choose(filter) {
      const problems = state.get().staged?.problems ?? [];
      closeRow();
      update({ filter, current: nextOpen([], problems, null, filter) });
    },
    goTo: (current) => update({ current }),
    async save() {
      let people: number | null = null;
      await inTurn('saving', async () => {
        const { loadedFor } = state.get();
        const { kind } = staged();
        if (loadedFor === null) return;
        const { submissionId } = loadedFor;
        const rosters = await call('rosters.save', { stagedId: stagedId(), submissionId }).catch(judgedAnew);
        rosterListFor(call).took(submissionId, rosters);
        people = rosters.find((each) => each.kind === kind)?.people ?? 0;
        takeBack = null;
        state.set(nothing);
      });
      return people;
    },
    discard: () =>
      inTurn('changing', async () => {
        await call('rosters.discard', null);
        takeBack = null;
        state.set(nothing);
      }),
  };
}

const loads = new WeakMap<Call, RosterLoad>();

/** The one of this window. */
export function rosterLoadFor(call: Call): RosterLoad {
  const known = loads.get(call);
  if (known !== undefined) return known;
  const load = createRosterLoad(call);
  load.state.subscribe(() => unfinished.set(load.state.get().touched ? 'rosters' : null));
  loads.set(call, load);
  return load;
}
