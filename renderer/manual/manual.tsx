interface ManualProps {
  /** Null for that of the page where she is. */
  readonly chapter: string | null;
  readonly onClose: () => void;
}

export function Manual({ onClose }: ManualProps) {
  return (
    <button type="button" onClick={onClose}>
      使用手册
    </button>
  );
}
