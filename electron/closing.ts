import type { Envelope } from '../shared/ipc';

export interface ClosingOptions {
  /** Tells the page that the window is about to close. */
  readonly ask: () => void;
  /** Closes without the page's consent. */
  readonly close: () => void;
  readonly patience: number;
}

/** The methods that carry what the clerk typed; a refused 定稿 carries nothing. */
const writes = [
  'submission.setCells',
  'submission.setRecords',
  'submission.setReviewed',
  'submission.confirm',
  'submission.explain',
];

/** What a roster that is being loaded was given by hand is in main's memory only, until it is stored or given up. */
const staging = ['rosters.map', 'rosters.fix', 'rosters.leaveOut', 'rosters.accept'];
const staged = ['rosters.read', 'rosters.save', 'rosters.discard'];

/**
 * Decides when the window may go. The page saves first and then quits by itself; one that hangs is not waited for.
 * But one whose last write failed holds the only copy of it, and one with a roster half put right asks: its window is
 * never closed over the clerk's head.
 */
export function createClosing({ ask, close, patience }: ClosingOptions) {
  let holdsUnsaved = false;
  let holdsRoster = false;
  let timer: NodeJS.Timeout | undefined;

  function wait(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (!holdsUnsaved && !holdsRoster) close();
    }, patience);
  }

  return {
    /** The clerk closes the window. */
    request(): void {
      if (timer !== undefined) return;
      wait();
      ask();
    },
    /** The page called a method: it is alive, and we learn whether its work reached the disk. */
    answered(method: unknown, answer: Envelope<unknown>): void {
      if (timer !== undefined) wait();
      if (typeof method !== 'string') return;
      if (answer.ok && staging.includes(method)) holdsRoster = true;
      if (answer.ok && staged.includes(method)) holdsRoster = false;
      if (!writes.includes(method)) return;
      // Whatever the reason, a full disk or a revision gone stale: what was sent is not on the disk.
      holdsUnsaved = !answer.ok;
    },
    /** The page goes, and with it what main kept for it. */
    forget(): void {
      holdsUnsaved = holdsRoster = false;
    },
    stop(): void {
      clearTimeout(timer);
    },
  };
}
