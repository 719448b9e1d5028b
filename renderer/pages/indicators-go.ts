import { useCallback } from 'react';
import { useApp, useSubmission } from '../store/context';
import { splitName } from '../store/cell-snapshot';
import { changeIndicatorView } from '../store/indicator-view';

/** Remembers where the page stood, and the control that leads away: there she comes back to. */
export function rememberLeft(control: string): void {
  const scroller = document.querySelector('.middle');
  changeIndicatorView({ left: { scrolled: scroller?.scrollTop ?? 0, control } });
}

export const wayBack = '看完点上方「指标」，回到刚才的位置。';

/** Leads to a cell (`form!cell`) or a ledger (its form code), and remembers what to come back to. */
export function useGoToSource(): (source: string, control: string) => void {
  const store = useSubmission();
  const { navigation, notices } = useApp();
  return useCallback(
    (source, control) => {
      rememberLeft(control);
      if (source.includes('!')) navigation.goToCell(store, splitName(source));
      else navigation.go({ name: 'form', form: source });
      notices.tell(wayBack);
    },
    [store, navigation, notices],
  );
}
