interface LockScreenProps {
  /** Called once main has taken the password. */
  readonly onUnlocked: () => void;
}

export function LockScreen({ onUnlocked }: LockScreenProps) {
  return (
    <button type="button" onClick={onUnlocked}>
      解锁
    </button>
  );
}
