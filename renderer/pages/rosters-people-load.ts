import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../shared/error';
import type { RosterField, RosterKind } from '../../shared/roster/definition';
import type { ShownPerson } from '../../shared/roster/plan';
import { errorOf } from '../api';
import { useApp, useSubmission } from '../store/context';

interface People {
  /** Null until main has told. */
  readonly people: readonly ShownPerson[] | null;
  readonly fields: readonly RosterField[];
  readonly refused: AppError | null;
}

/** The people of a stored roster with its columns; they are forgotten when the page is left. */
export function usePeople(kind: RosterKind): People & { readonly load: () => Promise<void> } {
  const { call } = useApp();
  const { submission } = useSubmission();
  const [known, setKnown] = useState<People>({ people: null, fields: [], refused: null });
  const asked = useRef(0);

  const load = useCallback(async () => {
    asked.current += 1;
    const own = asked.current;
    try {
      const submissionId = submission.get().id;
      const fields = await call('rosters.fields', { kind });
      const people = await call('rosters.people', { submissionId, kind });
      if (own === asked.current) setKnown({ people, fields, refused: null });
    } catch (thrown) {
      if (own === asked.current) setKnown((before) => ({ ...before, refused: errorOf(thrown) }));
    }
  }, [call, submission, kind]);

  useEffect(() => {
    void load();
    return () => {
      asked.current += 1;
    };
  }, [load]);
  return { ...known, load };
}
