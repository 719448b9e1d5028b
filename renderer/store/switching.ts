import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import type { App } from './context';
import { schoolBeside } from './school-order';
import type { SubmissionStore } from './submission-store';

/** Going from one school or year to another: what is open is saved first, and stays where that fails. */

export interface Destination {
  readonly schoolId?: number;
  readonly collectionId?: number;
}

/** Opens the submission, or tells why not. Resolves to what is open then, null when it could not be changed. */
export async function switchTo(
  { session, notices }: Pick<App, 'session' | 'notices'>,
  { schoolId, collectionId }: Destination,
): Promise<SubmissionStore | null> {
  const now = session.state.get().submission;
  if (now === null) return null;
  const school = schoolId ?? now.school.id;
  const collection = collectionId ?? now.collection.id;
  if (school === now.school.id && collection === now.collection.id) return now;
  try {
    if (await session.open(school, collection)) return session.state.get().submission;
    const error = now.save.state.get().error;
    const why = error === null ? '' : errorSentence(error);
    notices.tell(
      `${now.school.name}还有 ${session.unsaved()} 项没有保存，没有换到别的报表。${why}`,
      'problem',
    );
  } catch (thrown) {
    notices.tell(errorSentence(errorOf(thrown)), 'problem');
  }
  return null;
}

/** The form that is open stays, and its cell, so that one form can be looked through school by school. */
export async function turnSchool(app: App, step: 1 | -1): Promise<void> {
  const { schools, submission } = app.session.state.get();
  if (submission === null || schools.length < 2) return;
  const next = schoolBeside(schools, submission.school.id, step);
  if (next === undefined) app.notices.tell(step > 0 ? '已是最后一所学校。' : '已是第一所学校。');
  else await switchTo(app, { schoolId: next.id });
}

/** Shows a form of a school, at a cell where one is named; without a form the school's first page. */
export async function goToSchool(
  app: App,
  schoolId: number,
  place: { readonly form: string; readonly cell?: string | null } | null,
): Promise<void> {
  const store = await switchTo(app, { schoolId });
  if (store === null) return;
  if (place === null) app.navigation.go({ name: 'home' });
  else if (typeof place.cell === 'string')
    app.navigation.goToCell(store, { form: place.form, cell: place.cell });
  else app.navigation.go({ name: 'form', form: place.form });
}
