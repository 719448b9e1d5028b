import type { ErrorCode } from '../../shared/error';

/**
 * Trying again by itself what could not be saved, for reasons that go away without her: another program lets go of the
 * file, space is made on the disk, a network drive comes back. Seldomer each time, because every try at a locked file
 * keeps main waiting for a moment.
 */

const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'database.locked',
  'database.full',
  'database.writeFailed',
  'backup.restoring',
]);

const delays = [2000, 4000, 8000, 15_000, 30_000];

export function canPass(code: ErrorCode): boolean {
  return passing.has(code);
}

/** Runs `act` after so many milliseconds; returns how to call it off. */
export type Later = (act: () => void, milliseconds: number) => () => void;

const byTimer: Later = (act, milliseconds) => {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
};

export interface Again {
  /** One more failure: the next try waits longer than the last. */
  plan(): void;
  /** A try is under way. */
  callOff(): void;
  /** Something was saved: the next failure is a new one. */
  forget(): void;
}

export function createAgain(act: () => void, later: Later = byTimer): Again {
  let failures = 0;
  let callOff: (() => void) | null = null;
  return {
    plan() {
      callOff?.();
      const delay = delays[Math.min(failures, delays.length - 1)] ?? 0;
      failures += 1;
      callOff = later(() => {
        callOff = null;
        act();
      }, delay);
    },
    callOff() {
      callOff?.();
      callOff = null;
    },
    forget() {
      failures = 0;
    },
  };
}
