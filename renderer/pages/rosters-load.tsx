import { useEffect, useRef } from 'react';
import { errorSentence } from '../../shared/messages';
import { WorkProgress } from '../components/work-progress';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { rosterLoadFor } from '../store/roster-load';
import { RostersChoose } from './rosters-load-choose';
import { RostersElsewhere } from './rosters-load-elsewhere';
import { RostersStaged } from './rosters-load-staged';

/** 载入: choosing files, what their columns are, what is wrong with their rows, and saving. */
export function RostersLoad() {
  const { call } = useApp();
  const { id } = useValue(useSubmission().submission);
  const load = rosterLoadFor(call);
  const state = useValue(load.state);
  const { staged, loadedFor, busy, refused, cancelled } = state;
  const stagedId = staged?.stagedId ?? null;
  const isIdle = busy === null;
  const begun = useRef(stagedId);
  const kind = staged?.kind ?? null;
  const last = useRef(kind);
  useEffect(() => {
    // What was pressed to read the files is gone: work goes on where something is to be done.
    if (!isIdle || begun.current === stagedId) return;
    begun.current = stagedId;
    // Given up: where it was begun.
    const place = kind === null ? `[data-kind=${last.current}] [data-read]` : '[data-begin]';
    last.current = kind;
    if (document.activeElement !== document.body) return;
    const places = [...document.querySelectorAll<HTMLElement>(`.rosters ${place}`)];
    places.find((place) => place.checkVisibility())?.focus();
  }, [stagedId, kind, isIdle]);
  return (
    <>
      {busy === 'reading' && <WorkProgress onCancel={() => load.cancel()} />}
      {refused !== null && (
        <p className="card-problem" role="alert" data-testid="rosters-refused">
          {errorSentence(refused)}
        </p>
      )}
      {cancelled && (
        <p className="rosters-note" role="status" data-testid="rosters-cancelled">
          已取消读取，没有改动任何数据。
        </p>
      )}
      {staged === null || loadedFor === null ? (
        <RostersChoose load={load} busy={busy !== null} />
      ) : loadedFor.submissionId === id ? (
        <RostersStaged load={load} state={state} staged={staged} />
      ) : (
        <RostersElsewhere load={load} loadedFor={loadedFor} staged={staged} />
      )}
    </>
  );
}
