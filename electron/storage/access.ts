import { refusal } from '../../shared/error';
import type { AccessState, Duty, Operator } from '../../shared/ipc-access';
import type { Method } from '../../shared/ipc';
import type { Database } from './database';
import { recordChange, recordEvent } from './events';
import { sessionOf } from './session';
import { readSetting, writeSetting } from './settings';

/** While locked nothing else is answered: what the page shows is its own, and what it asks for it does not get. */
const whileLocked: ReadonlySet<Method> = new Set<Method>([
  'access.state',
  'access.unlock',
  'app.zoom',
  'app.quit',
]);

export function refuseWhileLocked(database: Database, method: Method): void {
  if (sessionOf(database).locked && !whileLocked.has(method)) throw refusal('access.locked', {});
}

interface StateRow {
  readonly sealed: 0 | 1;
  readonly idle_minutes: number;
}

export function accessState(database: Database): AccessState {
  const row = database.prepare<[], StateRow>('SELECT sealed, idle_minutes FROM access').get();
  const operators = listOperators(database);
  const { operator } = sessionOf(database);
  return {
    operators,
    operator: operators.find(({ name }) => name === operator) ?? null,
    hasPassword: row !== undefined,
    sealed: row?.sealed === 1,
    idleMinutes: row?.idle_minutes ?? 0,
  };
}

/** Those who are there, in the order in which they came. */
function listOperators(database: Database): readonly Operator[] {
  const select = 'SELECT id, name, duty FROM operators WHERE retired = 0 ORDER BY id';
  return database.prepare<[], Operator>(select).all();
}

/** Who worked last, also where that was nobody in particular; where nobody was chosen or she has left, the only one. */
export function resumeOperator(database: Database): void {
  const operators = listOperators(database);
  if (operators.length === 0) return;
  const chosen = readSetting(database, 'lastOperator');
  const only = operators.length === 1 && chosen !== null ? operators[0] : undefined;
  sessionOf(database).operator = (operators.find(({ id }) => id === chosen) ?? only)?.name ?? null;
}

/** Null for nobody in particular. */
export function setOperator(database: Database, id: number | null, at = new Date()): void {
  const operator = id === null ? undefined : listOperators(database).find((each) => each.id === id);
  if (id !== null && operator === undefined) throw refusal('access.operatorGone', {});
  database.transaction(() => rememberOperator(database, operator ?? null, at)).immediate();
  sessionOf(database).operator = operator?.name ?? null;
}

/** Inside a transaction. The one who worked until now is who handed over. */
function rememberOperator(database: Database, operator: Operator | null, at: Date): void {
  const before = sessionOf(database).operator;
  const after = operator?.name ?? null;
  if (before !== after) recordEvent(database, { at, kind: 'operatorChosen', before, after });
  writeSetting(database, 'lastOperator', operator?.id ?? null);
}

export interface NewOperator {
  readonly name: string;
  readonly duty: Duty;
}

/** Somebody who had left and comes back is the same person. Who is the first works from now on. */
export function addOperator(database: Database, { name, duty }: NewOperator, at = new Date()): void {
  const find = database.prepare<[string], { id: number; retired: 0 | 1 }>(
    'SELECT id, retired FROM operators WHERE name = ?',
  );
  const insert = database.prepare<[string, string]>('INSERT INTO operators (name, duty) VALUES (?, ?)');
  const comeBack = database.prepare<[string, number]>(
    'UPDATE operators SET retired = 0, duty = ? WHERE id = ?',
  );
  const only = database
    .transaction(() => {
      const known = find.get(name);
      if (known?.retired === 0) throw refusal('access.operatorTaken', { name });
      if (known === undefined) insert.run(name, duty);
      else comeBack.run(duty, known.id);
      recordChange(database, { at, kind: 'personAdded', about: name }, null, { duty });
      const [first, ...others] = listOperators(database);
      if (first === undefined || others.length > 0) return null;
      rememberOperator(database, first, at);
      return first;
    })
    .immediate();
  if (only !== null) sessionOf(database).operator = only.name;
}

export interface ChangedOperator extends NewOperator {
  readonly id: number;
  readonly retired: boolean;
}

/** What was logged keeps the name that it had then. */
export function changeOperator(
  database: Database,
  { id, name, duty, retired }: ChangedOperator,
  at = new Date(),
): void {
  const select = database.prepare<[number], { name: string; duty: Duty; retired: 0 | 1 }>(
    'SELECT name, duty, retired FROM operators WHERE id = ?',
  );
  const taken = database
    .prepare<[string, number], number>('SELECT 1 FROM operators WHERE name = ? AND id <> ?')
    .pluck();
  const update = database.prepare<[string, string, number, number]>(
    'UPDATE operators SET name = ?, duty = ?, retired = ? WHERE id = ?',
  );
  const before = database
    .transaction(() => {
      const found = select.get(id);
      if (found === undefined) throw refusal('access.operatorGone', {});
      if (taken.get(name, id) !== undefined) throw refusal('access.operatorTaken', { name });
      update.run(name, duty, retired ? 1 : 0, id);
      const then = { ...found, retired: found.retired === 1 };
      recordChange(database, { at, kind: 'personChanged', about: found.name }, then, { name, duty, retired });
      return found.name;
    })
    .immediate();
  const session = sessionOf(database);
  if (session.operator === before) session.operator = retired ? null : name;
}
