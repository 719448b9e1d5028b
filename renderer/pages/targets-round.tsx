import { useState } from 'react';
import { errorSentence } from '../../shared/messages';
import { familyOf } from '../../shared/own-profile';
import type { TargetProfile } from '../../shared/target-profile';
import { errorOf } from '../api';
import { useApp, useSubmission } from '../store/context';

interface TargetsRoundProps {
  readonly profile: TargetProfile;
}

/** Takes a profile into the round that is open, or out of it. Another version of the same gives way to it. */
export function TargetsRound({ profile }: TargetsRoundProps) {
  const { session, notices } = useApp();
  const { collection } = useSubmission();
  const [busy, setBusy] = useState(false);
  const { targetProfiles } = collection;
  const isUsed = targetProfiles.includes(profile.id);
  const before = targetProfiles.find((id) => familyOf(id) === familyOf(profile.id));
  const next = isUsed
    ? targetProfiles.filter((id) => id !== profile.id)
    : before === undefined
      ? [profile.id, ...targetProfiles]
      : targetProfiles.map((id) => (id === before ? profile.id : id));

  async function change() {
    if (busy) return;
    setBusy(true);
    try {
      await session.updateCollection({ ...collection, targetProfiles: next });
      notices.tell(
        isUsed
          ? `「${collection.title}」不再采用「${profile.name}」。`
          : `「${collection.title}」改按「${profile.name}」判定。`,
      );
    } catch (thrown) {
      notices.tell(errorSentence(errorOf(thrown)), 'problem');
    } finally {
      setBusy(false);
    }
  }

  return (
    <button
      type="button"
      // Disabled it would lose the focus.
      aria-disabled={busy}
      aria-pressed={isUsed}
      data-testid="targets-use"
      onClick={() => void change()}
    >
      {isUsed ? '本次年报不再采用' : before === undefined ? '用于本次年报' : '本次年报改用这一版'}
    </button>
  );
}
