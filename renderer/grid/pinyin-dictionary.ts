import { match } from 'pinyin-pro';
import type { PinyinMatch } from './options';

/** `zlcj`, `zhili`, `zhilcj` and `cj` all write 智力残疾; a character with several readings is met by each. */
export const isWrittenWith: PinyinMatch = (option, letters) =>
  match(option, letters, { precision: 'first', lastPrecision: 'start', continuous: true, v: true }) !== null;
