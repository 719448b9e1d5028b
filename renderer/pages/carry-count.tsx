import { useCallback, useSyncExternalStore } from 'react';
import { useSubmission } from '../store/context';
import { toConfirmByForm } from '../store/to-confirm';

/** How many cells of a form are 待核; renders again only when that number changes. */
export function useToConfirm(form: string): number {
  const { toConfirm } = useSubmission();
  return useSyncExternalStore(
    toConfirm.subscribe,
    useCallback(() => toConfirmByForm(toConfirm.get()).get(form) ?? 0, [toConfirm, form]),
  );
}

interface ToConfirmCountProps {
  readonly form: string;
  /** Only the number, with the words as a tip and for readers. */
  readonly short?: boolean;
}

/** 「待核 12」 beside a form; nothing when there is nothing to look at. */
export function ToConfirmCount({ form, short = false }: ToConfirmCountProps) {
  const count = useToConfirm(form);
  if (count === 0) return null;
  return (
    <span className="to-confirm-count" title={`${count} 格沿用上年的数，待核`}>
      {short ? <span className="for-readers">待核</span> : '待核 '}
      {count}
    </span>
  );
}
