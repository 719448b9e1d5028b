import { refusal } from '../../shared/error';
import type { School } from '../../shared/school';
import type { Collection, Submission } from '../../shared/submission';
import { findCollection } from '../storage/collections';
import type { Database } from '../storage/database';
import { schoolOf } from '../storage/load';
import { listSchools } from '../storage/schools';
import { earlierSubmissions } from '../storage/submissions';

/** Work on all schools, done in pieces so that a save waits for none of it. */

/** Runs one piece; refused with `work.cancelled` once a later work has begun. */
export type Piece = <T>(work: () => T) => Promise<T>;

/** A piece of work longer than this lets others through before the next one: a save must not wait for forty schools. */
const breathAfter = 8;

/** Waits until everything that has arrived meanwhile is done. */
const letOthersThrough = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Pieces run one by one, others in between, until a later `begin` or `stop` ends them. */
export function workInPieces(): { begin(): Piece; stop(): void } {
  let latest = 0;
  return {
    begin() {
      latest += 1;
      const mine = latest;
      let began = performance.now();
      return async function piece<T>(work: () => T): Promise<T> {
        if (performance.now() - began > breathAfter) {
          await letOthersThrough();
          began = performance.now();
        }
        if (mine !== latest) throw refusal('work.cancelled', {});
        return work();
      };
    },
    stop() {
      latest += 1;
    },
  };
}

export const schoolsInOrder = (database: Database): readonly School[] =>
  listSchools(database).sort((a, b) => (a.code < b.code ? -1 : Number(a.code > b.code)));

/** Equal as long as everything computed from a submission must be: definitions do not change while the program runs. */
export function keyOf(
  database: Database,
  school: School,
  collection: Collection,
  submission: Submission,
): string {
  const earlier = earlierSubmissions(database, { schoolId: submission.schoolId, ...collection }, 9);
  return JSON.stringify([
    ...[school, collection, submission],
    earlier.map((each) => [each, findCollection(database, each.collectionId), schoolOf(database, each)]),
  ]);
}
