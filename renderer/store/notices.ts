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
  dismiss(): void;
}

const shownFor = 6000;

export function createNotices(): Notices {
  const current = createValue<Notice | null>(null);
  let last = 0;
  return {
    current,
    tell(text, tone = 'info') {
      last += 1;
      const id = last;
      current.set({ id, text, tone });
      setTimeout(() => {
        if (current.get()?.id === id) current.set(null);
      }, shownFor);
    },
    dismiss: () => current.set(null),
  };
}
