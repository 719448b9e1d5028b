import { refusal } from '../../shared/error';
import type { Input } from '../../shared/ipc';
import type { PasswordSet } from '../../shared/ipc-access';
import { createTries } from '../lock-tries';
import { accessState, addOperator, changeOperator, resumeOperator, setOperator } from '../storage/access';
import { lockSession, sessionOf } from '../storage/session';
import { readSetting } from '../storage/settings';
import type { HandlerContext, Handlers } from './context';

/** What makes keys is read when a password is given, not at the start. */
const passwords = () => import('../storage/access-password');
/** By then the window is painted; in milliseconds. */
const removalWait = 10_000;
const copies = () => import('../storage/access-copies');

export function accessHandlers({
  database,
  desktop,
  log,
  workplace,
  now,
}: HandlerContext): Handlers<'access'> {
  const tries = createTries(() => performance.now());
  resumeOperator(database);

  /** The key that the password opens; refused where it does not, or where it was tried too soon. */
  async function keyOfPassword(password: string): Promise<Buffer> {
    const { accessRow, keyOf } = await passwords();
    const row = accessRow(database);
    if (row === undefined) throw refusal('access.wrongPassword', { waitSeconds: 0 });
    const waitSeconds = tries.begin();
    if (waitSeconds > 0) throw refusal('access.wait', { waitSeconds });
    const key = await keyOf(row, password).finally(() => tries.end());
    if (key !== null) {
      tries.right();
      return key;
    }
    log.write('access.wrongPassword');
    throw refusal('access.wrongPassword', { waitSeconds: tries.wrong() });
  }

  async function setPassword(input: Input<'access.setPassword'>): Promise<PasswordSet> {
    const { current, next, sealed, idleMinutes } = input;
    const { accessRow, changeAccess, newAccess } = await passwords();
    const { finishTraces } = await copies();
    const row = accessRow(database);
    const key = row === undefined ? null : await keyOfPassword(current ?? '');
    const access = next === null ? null : await newAccess(next, { sealed, idleMinutes });
    await finishBefore(key);
    const earlier = row === undefined || key === null ? null : { wrappedKey: row.wrapped_key, key };
    changeAccess(database, access, now(), earlier);
    // Whatever becomes of the copies: the password is another from here on, and a refusal would say that it is not.
    const { unchanged, finished } = await finishTraces(database, access, earlier).catch((error: unknown) => {
      log.failure('access.unfinished', error);
      return { unchanged: [], finished: false };
    });
    log.write('access.changed', { count: unchanged.length });
    return { ...accessState(database), unchangedCopies: unchanged, finished: finished || access === null };
  }

  /** What an earlier change that was cut off has left: its key is forgotten with the next change. */
  async function finishBefore(key: Buffer | null): Promise<void> {
    try {
      await (key === null ? goOnRemoving() : goOn(key));
    } catch (error) {
      log.failure('access.unfinished', error);
    }
  }

  /** A start between sealing and rewriting the copies goes on where the last one ended. */
  async function goOn(key: Buffer): Promise<void> {
    const { accessRow, earlierOf } = await passwords();
    const row = accessRow(database);
    if (row?.unfinished !== 1) return;
    const { finishTraces, tellUnchanged } = await copies();
    const { unchanged } = await finishTraces(database, { row, key }, earlierOf(row, key));
    tellUnchanged(database, unchanged);
  }

  /** What a removal that was cut off has left, of the password or of a roster, is done once she is at work. */
  async function goOnRemoving(): Promise<void> {
    if (!database.open) return;
    const rosters = readSetting(database, 'removedRosters') ?? [];
    if (rosters.length === 0 && (readSetting(database, 'removedPassword') ?? null) === null) return;
    const { finishUnfinished } = await import('../storage/unfinished');
    await finishUnfinished(database);
  }
  setTimeout(() => {
    void goOnRemoving().catch((error: unknown) => log.failure('access.unfinished', error));
  }, removalWait).unref();

  return {
    'access.state': () => ({
      ...accessState(database),
      locked: sessionOf(database).locked,
      dataFolder: workplace.dataFolder,
    }),
    'access.unlock': async ({ password }) => {
      if (!sessionOf(database).locked) return null;
      const key = await keyOfPassword(password);
      const { unlockSession } = await passwords();
      unlockSession(database, key);
      await goOn(key).catch((error: unknown) => log.failure('access.unfinished', error));
      return null;
    },
    'access.lock': () => {
      lockSession(database);
      if (sessionOf(database).locked) desktop.closeOthers();
      return null;
    },
    'access.setPassword': setPassword,
    'access.addOperator': (operator) => {
      addOperator(database, operator, now());
      return accessState(database);
    },
    'access.changeOperator': (operator) => {
      changeOperator(database, operator, now());
      return accessState(database);
    },
    'access.setOperator': ({ id }) => {
      setOperator(database, id, now());
      return accessState(database);
    },
  };
}
