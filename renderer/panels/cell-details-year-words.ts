import type { ChangeHint, YearChange } from '../../shared/change-hint';

/** `比上年多 2（2.1%）`. */
export function yearChangeWords({ direction, difference, percent }: YearChange): string {
  if (direction === 'same') return '与上年相同';
  const share = percent === null ? '' : `（${percent}%）`;
  return `比上年${direction === 'more' ? '多' : '少'} ${difference}${share}`;
}

export function textChangeWords(now: string, last: string): string {
  return now === last ? '与上年相同' : '与上年不同';
}

/** It asks to look twice and says why; a right number stays as it is. */
export function hintWords(hint: ChangeHint): string {
  const reason =
    hint.basis === 'own'
      ? `前几年每年最多变化 ${hint.usual}，今年变化较大`
      : `比上年变化超过 ${hint.percent}%`;
  return `${reason}，请再看一眼；数没错就不用管。`;
}
