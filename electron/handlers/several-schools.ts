import { isAsked } from '../../shared/asked-forms';
import { Calculation } from '../../shared/calculation';
import type { Finding } from '../../shared/finding';
import type { FormStanding, SchoolFigures, SchoolStanding } from '../../shared/ipc-fill';
import { formsFor, programFor } from '../../shared/program';
import type { School } from '../../shared/school';
import { figuresOf, openFindingsOf, standingsOf } from '../../shared/standing';
import type { Collection } from '../../shared/submission';
import { findCollection } from '../storage/collections';
import { loadOpen, schoolOf } from '../storage/load';
import { submissionIn } from '../storage/submissions';
import type { HandlerContext } from './context';
import { keyOf, schoolsInOrder, workInPieces } from './pieces';
import type { Piece } from './pieces';

/** What is known of a submission as it was when it was looked at. */
interface Known {
  /** Of everything that the findings are decided on. */
  readonly key: string;
  readonly standings: readonly FormStanding[];
  readonly open: readonly Finding[];
  /** The form that was compared last. */
  readonly figures: Pick<SchoolFigures, 'texts' | 'closed' | 'errors' | 'warnings' | 'records'> | null;
  readonly form: string | null;
}

export interface SeveralSchools {
  overview(collectionId: number): Promise<readonly SchoolStanding[]>;
  formAcross(collectionId: number, form: string): Promise<readonly SchoolFigures[]>;
  /** Ends what is under way. */
  stop(): void;
}

/**
 * Looks at all schools on this computer in one round. The findings are those of the one engine; a school is checked
 * again only when something that they are decided on has changed.
 */
export function severalSchools({
  database,
  definitions,
  desktop,
}: Pick<HandlerContext, 'database' | 'definitions' | 'desktop'>): SeveralSchools {
  const known = new Map<number, Known>();
  const works = workInPieces();

  /** Null where nothing was begun. With a form, its figures come along. */
  async function look(piece: Piece, collection: Collection, school: School, form: string | null) {
    const submission = await piece(() => submissionIn(database, school.id, collection.id));
    if (submission === undefined) return null;
    const filledAs = await piece(() => schoolOf(database, submission));
    const key = await piece(() => keyOf(database, filledAs, collection, submission));
    const before = known.get(submission.id);
    const isThere = before?.key === key && (form === null || before.form === form);
    const now = isThere ? before : await check(piece, submission.id, form, key);
    known.set(submission.id, now);
    return { submission, school: filledAs, ...now };
  }

  async function check(piece: Piece, id: number, code: string | null, key: string): Promise<Known> {
    const read = await piece(() => loadOpen(database, id));
    // The first school of its kind compiles what the others of that kind use.
    const program = await piece(() => programFor(definitions, read.collection.edition, read.school));
    await piece(() => program.checks());
    for (const { collection, school } of read.previous)
      await piece(() => programFor(definitions, collection.edition, school));
    const calculation = await piece(() => new Calculation(definitions, read));
    const checked = { school: read.school, data: read.data, calculation };
    const open = await piece(() => openFindingsOf(checked));
    const form = calculation.forms.find((each) => each.code === code);
    const figures = form === undefined ? null : await piece(() => figuresOf(form, checked, open));
    return { key, standings: standingsOf(checked, open), open, figures, form: code };
  }

  async function ofEach<T>(
    schools: readonly School[],
    look: (school: School, piece: Piece) => Promise<T>,
  ): Promise<readonly T[]> {
    const piece = works.begin();
    const found: T[] = [];
    for (const school of schools) {
      desktop.progress({ step: 'schools', done: found.length, total: schools.length });
      found.push(await look(school, piece));
    }
    return found;
  }

  function notBegun(school: School, { edition }: Collection): readonly FormStanding[] {
    const none = { filled: 0, reviewed: false, errors: 0, warnings: 0 };
    return formsFor(definitions, edition, school)
      .filter((form) => isAsked(form, false))
      .map(({ code }) => ({ form: code, ...none }));
  }

  return {
    async overview(collectionId) {
      const collection = findCollection(database, collectionId);
      return ofEach(schoolsInOrder(database), async (school, piece) => {
        const seen = await look(piece, collection, school, null);
        const { id: schoolId, name, code, type } = seen?.school ?? school;
        return {
          ...{ schoolId, name, code, type },
          state: seen?.submission.state ?? null,
          version: seen?.submission.version ?? 0,
          forms: seen?.standings ?? notBegun(school, collection),
        };
      });
    },
    async formAcross(collectionId, form) {
      const collection = findCollection(database, collectionId);
      return ofEach(schoolsInOrder(database), async (school, piece) => {
        const seen = await look(piece, collection, school, form);
        const { id: schoolId, name, code, type } = seen?.school ?? school;
        const forms = formsFor(definitions, collection.edition, seen?.school ?? school);
        const nothing = { texts: {}, closed: [], records: 0, errors: [], warnings: [] };
        return {
          ...{ schoolId, name, code, type, fills: forms.some((each) => each.code === form) },
          state: seen?.submission.state ?? null,
          ...(seen?.figures ?? nothing),
        };
      });
    },
    stop: () => works.stop(),
  };
}
