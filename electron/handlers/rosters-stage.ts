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
  /** By what the rows were judged: the school's record and the year may be changed meanwhile. */
  readonly judgedBy: { readonly school: School; readonly schoolYear: number };
  readonly staging: Staging;
}

/** Full school years for which a roster is meant to be kept after its own: what 控辍 and the next reports look back on. */
const keptYears = 3;

/** Read, map, correct, save: nothing is stored before the last, which is one transaction. */
export function rosterStageHandlers(context: HandlerContext): Pick<Handlers<'rosters'>, Methods> {
  const { database, desktop, jobs, resources } = context;
  let stage: Stage | null = null;

  function current(stagedId: string): Stage {
    if (stage?.staging.stagedId !== stagedId) throw refusal('roster.gone', {});
    return stage;
  }

  /** Grades and ages are judged by a school and a year as they are now. */
  function judgedBy(submissionId: number, kind: RosterKind): Stage['judgedBy'] {
    const submission = findSubmission(database, submissionId);
    const { schoolYear } = findCollection(database, submission.collectionId);
    return {
      school: schoolOf(database, submission),
      schoolYear: kind === 'pupilsBefore' ? schoolYear - 1 : schoolYear,
    };
  }

  /** True where rows are now read otherwise than she has seen them. */
  function judgedAnew(known: Stage): boolean {
    const now = judgedBy(known.submissionId, known.kind);
    if (JSON.stringify(now) === JSON.stringify(known.judgedBy)) return false;
    stage = { ...known, judgedBy: now };
    return known.staging.judgeBy(now);
  }

  async function read(submissionId: number, kind: RosterKind): Promise<StagedRoster | null> {
    findSubmission(database, submissionId);
    const files = await desktop.chooseOpenFiles('roster');
    if (files === null) return null;
    const of = rosterOf(kind);
    const columns = rosterDefinitions(resources)[of];
    const known = knownHeads(database, of);
    const reading = await jobs.run('roster.read', { files, columns, known: [...known] });
    const judging = judgedBy(submissionId, kind);
    const stagedId = randomUUID();
    const staging = new Staging({ stagedId, kind, columns, ...judging, reading, known });
    stage = { submissionId, kind, judgedBy: judging, staging };
    return staging.state();
  }

  /** Changes what is staged and shows it. */
  function changed(stagedId: string, change: (staging: Staging) => void): StagedRoster {
    const now = current(stagedId);
    judgedAnew(now);
    change(now.staging);
    return now.staging.state();
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
      const now = current(stagedId);
      const { staging, kind } = now;
      // Grades and ages were judged for one school and one year: for another they would be wrong.
      if (now.submissionId !== submissionId) throw refusal('roster.gone', {});
      if (judgedAnew(now)) throw refusal('roster.schoolChanged', {});
      const { schoolYear } = judgedBy(submissionId, kind);
      const keepUntil = `${schoolYear + 1 + keptYears}-08-31`;
      saveRoster(database, { ...staging.result(), submissionId, kind, at: context.now(), keepUntil });
      stage = null;
      return listRosters(database, submissionId);
    },
    'rosters.discard': () => {
      stage = null;
      return null;
    },
  };
}
