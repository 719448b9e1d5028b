import { useEffect, useRef, type ReactNode } from 'react';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/**
 * A modal window; Escape and the cross close it. The first field, or the control marked `data-focus-first`, gets the
 * focus, and where the focus was before gets it back.
 */
export function Dialog({ title, onClose, children, wide = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    const first = '[data-focus-first], form :is(select, input:not([readonly]))';
    dialog.current?.querySelector<HTMLElement>(first)?.focus();
    return () => {
      // What the dialog did may have moved the focus on, or have taken its old place off the screen.
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      data-wide={wide || undefined}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" className="quiet" aria-label="关闭" onClick={onClose}>
          ✕
        </button>
      </header>
      {children}
    </dialog>
  );
}
