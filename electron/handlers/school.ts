import type { School } from '../../shared/school';
import { changeOfDraft, type SchoolChange } from '../../shared/school-change';
import { findCollection } from '../storage/collections';
import { loadData } from '../storage/load';
import { createSchool, findSchool, updateSchool } from '../storage/schools';
import { submissionsOf } from '../storage/submissions';
import type { HandlerContext, Handlers } from './context';

export function schoolHandlers({ database, definitions, now }: HandlerContext): Handlers<'school'> {
  function preview(after: School): SchoolChange {
    const before = findSchool(database, after.id);
    const submissions = submissionsOf(database, after.id).map((submission) => ({
      submission,
      collection: findCollection(database, submission.collectionId),
    }));
    const drafts = submissions.filter(({ submission }) => submission.state === 'draft');
    const finalised = submissions.filter(({ submission }) => submission.state === 'finalised');
    return {
      drafts: drafts.flatMap(({ submission, collection }) => {
        const data = loadData(database, submission);
        return changeOfDraft(definitions, before, after, { collection, data }) ?? [];
      }),
      finalised: finalised.map(({ collection }) => collection.title),
    };
  }

  return {
    'school.create': (school) => createSchool(database, school, now()),
    'school.previewChange': preview,
    'school.update': (school) => {
      findSchool(database, school.id);
      return updateSchool(database, school, now());
    },
  };
}
