import { useRef, useState } from 'react';
import type { MenuChoice } from '../components/menu';
import { Menu } from '../on-demand';

export interface MoreItem extends MenuChoice {
  /** Begins a group of its own. */
  readonly apart?: boolean;
}

interface MoreMenuProps {
  readonly items: readonly MoreItem[];
}

function groupsOf(items: readonly MoreItem[]): readonly (readonly MoreItem[])[] {
  const groups: MoreItem[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last === undefined || item.apart === true) groups.push([item]);
    else last.push(item);
  }
  return groups;
}

/** What is needed now and then, behind one button. */
export function MoreMenu({ items }: MoreMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="quiet more"
        data-testid="more"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        更多 ▾
      </button>
      {open && <Menu label="更多" groups={groupsOf(items)} button={button} onClose={() => setOpen(false)} />}
    </>
  );
}
