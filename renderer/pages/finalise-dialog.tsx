import { Dialog } from '../components/dialog';

interface FinaliseDialogProps {
  readonly onFinalise: () => void;
  readonly onClose: () => void;
}

/** The key for 定稿 stands among keys that only move: nothing is finalised by a slip. */
export function FinaliseDialog({ onFinalise, onClose }: FinaliseDialogProps) {
  return (
    <Dialog title="定稿？" onClose={onClose}>
      <p>定稿后所有报表只能查看、不能再改，可以导出正式文件。以后需要修改，可以写明原因取消定稿。</p>
      <footer>
        <button type="button" data-focus-first onClick={onClose}>
          取消
        </button>
        <button type="button" className="primary" data-testid="confirm-finalise" onClick={onFinalise}>
          定稿
        </button>
      </footer>
    </Dialog>
  );
}
