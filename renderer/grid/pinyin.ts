import type { PinyinMatch } from './options';

let loaded: PinyinMatch | null = null;
let loading: Promise<PinyinMatch> | null = null;

/** Null until the dictionary is there. */
export function pinyinMatch(): PinyinMatch | null {
  return loaded;
}

/** Fetches the dictionary, which is large, when the first choice is about to be made. */
export function loadPinyin(): Promise<PinyinMatch> {
  loading ??= import('./pinyin-dictionary').then(({ isWrittenWith }) => {
    loaded = isWrittenWith;
    return isWrittenWith;
  });
  return loading;
}
