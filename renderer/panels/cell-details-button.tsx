import type { ReactNode } from 'react';
import { commitDraft } from '../store/draft';
import type { Navigation } from '../store/navigation';

/** Goes to another cell from the panel: where it lies over the sheet it would cover what she wants to see. */
export function leaveFor(navigation: Navigation, go: () => void) {
  if (navigation.drawer.get() === 'details') navigation.toggleDrawer('details');
  go();
}

interface DetailButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly className?: string;
  readonly disabled?: boolean;
  readonly hook?: string;
  /** Where the text alone does not say what happens. */
  readonly label?: string;
}

/** A button beside the sheet: the mouse presses it without taking the cursor out of the sheet. */
export function DetailButton({ children, onPress, className, disabled, hook, label }: DetailButtonProps) {
  return (
    <button
      type="button"
      className={className ?? 'link'}
      data-testid={hook}
      aria-label={label}
      disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        commitDraft();
        onPress();
      }}
    >
      {children}
    </button>
  );
}
