/** Many small values by name, each with its own listeners, built when asked for and kept until they change. */
export interface Keyed<T> {
  get(name: string): T;
  subscribe(name: string, listener: () => void): () => void;
  /** The values under these names changed: they are rebuilt, and only their listeners hear of it. */
  changed(names: Iterable<string>): void;
  allChanged(): void;
  /** Whatever changes while the work is done is told once, at its end. */
  together(work: () => void): void;
}

export function createKeyed<T>(build: (name: string) => T): Keyed<T> {
  const values = new Map<string, T>();
  const listeners = new Map<string, Set<() => void>>();
  /** What is still to be told; null when it is told at once. */
  let untold: Set<string> | null = null;

  function tell(name: string) {
    for (const listener of [...(listeners.get(name) ?? [])]) listener();
  }

  return {
    get(name) {
      const known = values.get(name);
      if (known !== undefined) return known;
      const value = build(name);
      values.set(name, value);
      return value;
    },
    subscribe(name, listener) {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0 && listeners.get(name) === known) listeners.delete(name);
      };
    },
    changed(names) {
      const distinct = new Set(names);
      for (const name of distinct) values.delete(name);
      for (const name of distinct) {
        if (untold === null) tell(name);
        else untold.add(name);
      }
    },
    allChanged() {
      values.clear();
      for (const name of [...listeners.keys()]) tell(name);
    },
    together(work) {
      if (untold !== null) return work();
      const names = (untold = new Set<string>());
      try {
        work();
      } finally {
        untold = null;
        for (const name of names) tell(name);
      }
    },
  };
}
