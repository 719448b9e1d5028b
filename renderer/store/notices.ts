import { createValue, type Observable } from './observable';

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'info' | 'problem';
}

/** Short messages that go away by themselves; nothing that the clerk must act on is only here. */
export interface Notices {
  readonly current: Observable<Notice | null>;
  tell(text: string, tone?: Notice['tone']): void;
  /** A longer message about what is on screen: it stays longer, and goes away as soon as something else is shown. */
  tellHere(text: string, shown: Observable<unknown>): void;
  dismiss(): void;
}

/** In milliseconds. */
const shownFor = 6000;
const shownHereFor = 15_000;

export function createNotices(): Notices {
  const current = createValue<Notice | null>(null);
  let last = 0;

  /** Gives what takes this message away, and no later one. */
  function show(text: string, tone: Notice['tone'], time: number): () => void {
    last += 1;
    const id = last;
    current.set({ id, text, tone });
    const end = () => {
      if (current.get()?.id === id) current.set(null);
    };
    setTimeout(end, time);
    return end;
  }

  return {
    current,
    tell: (text, tone = 'info') => void show(text, tone, shownFor),
    tellHere(text, shown) {
      const end = show(text, 'info', shownHereFor);
      const stop = shown.subscribe(() => {
        stop();
        end();
      });
    },
    dismiss: () => current.set(null),
  };
}
