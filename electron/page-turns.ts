/**
 * Which page's calls are answered. A page belongs to the data that it began with: once others are opened in their place,
 * a call that it still sends, or that was waiting, must never be carried out on those.
 */
export interface PageTurns {
  /** Hears of a page by its name, which its preload makes up. False for one whose data are no longer open. */
  readonly mayCall: (page: unknown) => boolean;
  /** No page of until now may call any more. Returns how to take that back, where the same data are open again. */
  readonly leave: () => () => void;
}

export function createPageTurns(): PageTurns {
  let present = new Set<unknown>();
  const former = new Set<unknown>();
  return {
    mayCall(page) {
      if (former.has(page)) return false;
      present.add(page);
      return true;
    },
    leave() {
      const left = present;
      present = new Set();
      for (const page of left) former.add(page);
      return () => {
        for (const page of left) former.delete(page);
        for (const page of left) present.add(page);
      };
    },
  };
}
