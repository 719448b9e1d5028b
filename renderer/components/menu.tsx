import type { RefObject } from 'react';
import { Menu as LibraryMenu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Library } from './library';
import '../styles/menu.css';

export interface MenuChoice {
  readonly label: string;
  readonly testId: string;
  readonly act: () => void;
}

interface MenuProps {
  readonly label: string;
  /** What belongs together stands together, a line apart from the rest. */
  readonly groups: readonly (readonly MenuChoice[])[];
  /** The button under which it opens and which gets the focus back. */
  readonly button: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** The open menu of a button. It comes with the library; the button itself is there from the start. */
export function Menu({ label, groups, button, onClose }: MenuProps) {
  return (
    <Library>
      <Popover
        isOpen
        aria-label={label}
        triggerRef={button}
        placement="bottom end"
        offset={2}
        className="menu-place"
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <LibraryMenu aria-label={label} className="menu" autoFocus="first" onClose={onClose}>
          {groups.map((choices, index) => (
            <MenuSection
              key={choices[0]?.testId ?? index}
              aria-label={choices.map(({ label }) => label).join('、')}
            >
              {choices.map(({ label, testId, act }) => (
                <MenuItem key={testId} className="menu-choice" data-testid={testId} onAction={act}>
                  {label}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </LibraryMenu>
      </Popover>
    </Library>
  );
}
