import { useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { Dialog as LibraryDialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { DialogPlace } from './dialog-place';
import { Library } from './library';
import '../styles/dialog.css';

interface DialogProps {
  /** When it changes, what is asked is another question, which begins with its own first control. */
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** Nearly the whole window; what is in it scrolls by itself. */
  readonly full?: boolean;
}

const first = '[data-focus-first], form :is(select, input:not([readonly]))';

/**
 * A modal window; Escape and the cross close it. The first field, or the control marked `data-focus-first`, gets the
 * focus, and where the focus was before gets it back.
 */
export function Dialog({ title, onClose, children, wide = false, full = false }: DialogProps) {
  const dialog = useRef<HTMLElement>(null);
  const place = useContext(DialogPlace);
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // What the dialog did may have moved the focus on, or have taken its old place off the screen.
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    },
    [before],
  );
  useEffect(() => {
    (dialog.current?.querySelector<HTMLElement>(first) ?? dialog.current)?.focus();
  }, [title]);
  return (
    <Library>
      <ModalOverlay
        isOpen
        className="dialog-ground"
        data-modal
        {...(place === undefined ? {} : { UNSTABLE_portalContainer: place })}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <Modal className="dialog-frame">
          <LibraryDialog
            ref={dialog}
            className="dialog"
            data-wide={wide || undefined}
            data-full={full || undefined}
            aria-label={title}
          >
            <header>
              <h2>{title}</h2>
              <button type="button" className="quiet" aria-label="关闭" data-close onClick={onClose}>
                ✕
              </button>
            </header>
            {children}
          </LibraryDialog>
        </Modal>
      </ModalOverlay>
    </Library>
  );
}
