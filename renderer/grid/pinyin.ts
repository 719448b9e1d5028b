import type { PinyinMatch } from './options';

export interface Pinyin {
  /** Null until the dictionary is there. */
  readonly match: () => PinyinMatch | null;
  /** Null when it could not be fetched; choices are then found by their own characters, and it is tried again. */
  readonly load: () => Promise<PinyinMatch | null>;
}

export function createPinyin(fetch: () => Promise<{ readonly isWrittenWith: PinyinMatch }>): Pinyin {
  let loaded: PinyinMatch | null = null;
  let loading: Promise<PinyinMatch | null> | null = null;

  async function take(): Promise<PinyinMatch | null> {
    try {
      loaded = (await fetch()).isWrittenWith;
    } catch {
      loading = null;
    }
    return loaded;
  }

  return {
    match: () => loaded,
    load: () => (loading ??= take()),
  };
}

/** The dictionary is large: it is fetched when the first choice is about to be made. */
export const pinyin = createPinyin(() => import('./pinyin-dictionary'));
