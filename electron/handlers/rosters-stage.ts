import { randomUUID } from 'node:crypto';
import { refusal } from '../../shared/error';
import { rosterOf, type RosterKind } from '../../shared/roster/definition';
import { Staging, type TableChange } from '../../shared/roster/staging';
import type { StagedRoster } from '../../shared/roster/staged';
import type { School } from '../../shared/school';
import { rosterDefinitions } from '../roster-definitions';
import { findCollection } from '../storage/collections';
import { schoolOf } from '../storage/load';
import { knownHeads, listRosters, saveRoster } from '../storage/rosters';
import { findSubmission } from '../storage/submissions';
import type { HandlerContext, Handlers } from './context';

type Methods =
  | 'rosters.fields'
  | 'rosters.read'
  | 'rosters.map'
  | 'rosters.rowOf'
  | 'rosters.fix'
  | 'rosters.leaveOut'
  | 'rosters.accept'
  | 'rosters.save'
  | 'rosters.discard';

/** The roster that is being loaded, and what it is loaded for. */
interface Stage {
  readonly submissionId: number;
  readonly kind: RosterKind;
  readonly school: School;
  readonly schoolYear: number;
  readonly staging: Staging;
}

/** Full school years for which a roster is meant to be kept after its own: what 控辍 and the next reports look back on. */
const keptYears = 3;

/** Read, map, correct, save: nothing is stored before the last, which is one transaction. */
export function rosterStageHandlers(context: HandlerContext): Pick<Handlers<'rosters'>, Methods> {
  const { database, desktop, jobs, now, resources } = context;
  let stage: Stage | null = null;

  function current(stagedId: string): Stage {
    if (stage?.staging.stagedId !== stagedId) throw refusal('roster.gone', {});
    return stage;
  }

  async function read(submissionId: number, kind: RosterKind): Promise<StagedRoster | null> {
    const submission = findSubmission(database, submissionId);
    const files = await desktop.chooseOpenFiles('roster');
    if (files === null) return null;
    const of = rosterOf(kind);
    const columns = rosterDefinitions(resources)[of];
    const known = knownHeads(database, of);
    const reading = await jobs.run('roster.read', { files, columns, known: [...known] });
    const { schoolYear: ofRound } = findCollection(database, submission.collectionId);
    const schoolYear = kind === 'pupilsBefore' ? ofRound - 1 : ofRound;
    const school = schoolOf(database, submission);
    const stagedId = randomUUID();
    const staging = new Staging({ stagedId, kind, columns, school, schoolYear, reading, known });
    stage = { submissionId, kind, school, schoolYear, staging };
    return staging.state();
  }

  /** Changes what is staged and shows it. */
  function changed(stagedId: string, change: (staging: Staging) => void): StagedRoster {
    const { staging } = current(stagedId);
    change(staging);
    return staging.state();
  }

  function known(kind: RosterKind, fields: readonly (string | null)[]): void {
    const ids = new Set(rosterDefinitions(resources)[rosterOf(kind)].fields.map(({ id }) => id));
    for (const field of fields) {
      if (field !== null && !ids.has(field)) throw refusal('roster.badValue', { label: '栏目', text: field });
    }
  }

  return {
    'rosters.fields': ({ kind }) => rosterDefinitions(resources)[rosterOf(kind)].fields,
    'rosters.read': ({ submissionId, kind }) => read(submissionId, kind),
    'rosters.map': ({ stagedId, table, ...change }) => {
      known(current(stagedId).kind, Object.values(change.columns ?? {}));
      return changed(stagedId, (staging) => staging.change(table, change satisfies TableChange));
    },
    'rosters.rowOf': ({ stagedId, row }) => current(stagedId).staging.rowOf(row),
    'rosters.fix': ({ stagedId, row, texts, also }) => {
      known(current(stagedId).kind, Object.keys(texts));
      return changed(stagedId, (staging) => staging.fix(row, texts, also));
    },
    'rosters.leaveOut': ({ stagedId, rows, out }) =>
      changed(stagedId, (staging) => staging.leaveOut(rows, out)),
    'rosters.accept': ({ stagedId, problems, accepted }) =>
      changed(stagedId, (staging) => staging.accept(problems, accepted)),
    'rosters.save': ({ stagedId, submissionId }) => {
      const { staging, kind, schoolYear, school, submissionId: readFor } = current(stagedId);
      // Grades and ages were judged for one school as it was and one year: for another they would be wrong.
      const present = schoolOf(database, findSubmission(database, submissionId));
      const isSame = readFor === submissionId && JSON.stringify(present) === JSON.stringify(school);
      if (!isSame) throw refusal('roster.gone', {});
      const keepUntil = `${schoolYear + 1 + keptYears}-08-31`;
      saveRoster(database, { ...staging.result(), submissionId, kind, at: now(), keepUntil });
      stage = null;
      return listRosters(database, submissionId);
    },
    'rosters.discard': () => {
      stage = null;
      return null;
    },
  };
}
