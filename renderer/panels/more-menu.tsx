import { useRef, type KeyboardEvent } from 'react';

export interface MoreItem {
  readonly label: string;
  readonly testId: string;
  readonly act: () => void;
  /** Begins a group of its own. */
  readonly apart?: boolean;
}

interface MoreMenuProps {
  readonly items: readonly MoreItem[];
}

const menuId = 'more-menu';

/**
 * What is needed now and then, behind one button. The browser's own popover, because the component library is not part
 * of the start: it closes by itself on Escape and on a click elsewhere, and gives the focus back.
 */
export function MoreMenu({ items }: MoreMenuProps) {
  const menu = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % buttons.length,
      ArrowUp: (at - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    if (event.key === 'Tab') menu.current?.hidePopover();
    const next = buttons[steps[event.key] ?? -1];
    // Keys of the window would act behind the open menu.
    if (event.key === 'Escape' || next !== undefined) event.stopPropagation();
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <>
      <button type="button" className="quiet more" data-testid="more" popoverTarget={menuId}>
        更多 ▾
      </button>
      <div
        ref={menu}
        id={menuId}
        popover="auto"
        className="more-menu"
        role="menu"
        aria-label="更多"
        onKeyDown={onKeyDown}
        onToggle={(event) => {
          if (event.newState === 'open') menu.current?.querySelector('button')?.focus();
        }}
      >
        {items.map(({ label, testId, act, apart }) => (
          <button
            key={testId}
            type="button"
            role="menuitem"
            tabIndex={-1}
            data-testid={testId}
            data-apart={apart || undefined}
            onClick={() => {
              menu.current?.hidePopover();
              act();
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </>
  );
}
