import { useEffect, useState } from 'react';
import { Manual } from '../on-demand';

interface ManualHelpProps {
  readonly chapter: string;
}

/**
 * A button with the manual behind it, and F1, for a screen that stands alone because the program could not start.
 */
export function ManualHelp({ chapter }: ManualHelpProps) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F1' || event.defaultPrevented) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <button type="button" data-testid="open-manual" onClick={() => setOpen(true)}>
        使用手册 F1
      </button>
      {open && <Manual at={{ chapter }} onClose={() => setOpen(false)} />}
    </>
  );
}
