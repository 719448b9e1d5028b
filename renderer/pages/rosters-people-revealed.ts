import { useRef, useState } from 'react';
import { errorSentence } from '../../shared/messages';
import type { ShownPerson } from '../../shared/roster/plan';
import { errorOf } from '../api';
import { useApp, useSubmission } from '../store/context';

/** A person of any roster of the submission. */
export const keyOf = ({ kind, id }: ShownPerson): string => `${kind} ${id}`;

/** The one number that she asked to see. */
export function useRevealed() {
  const { call, notices } = useApp();
  const { submission } = useSubmission();
  const [shown, setShown] = useState<{ readonly key: string; readonly text: string } | null>(null);
  const asked = useRef('');

  async function turn(person: ShownPerson) {
    const key = keyOf(person);
    asked.current = key;
    if (shown?.key === key) return setShown(null);
    const { kind, id } = person;
    try {
      const submissionId = submission.get().id;
      const { text } = await call('rosters.reveal', { submissionId, kind, person: id, field: 'identity' });
      if (asked.current === key) setShown({ key, text });
    } catch (thrown) {
      notices.tell(errorSentence(errorOf(thrown)), 'problem');
    }
  }

  return {
    text: (person: ShownPerson) => (shown?.key === keyOf(person) ? shown.text : null),
    turn: (person: ShownPerson) => void turn(person),
  };
}
