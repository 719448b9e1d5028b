import { createSchool, findSchool, updateSchool } from '../storage/schools';
import type { HandlerContext, Handlers } from './context';

export function schoolHandlers({ database }: HandlerContext): Handlers<'school'> {
  return {
    'school.create': (school) => createSchool(database, school),
    'school.update': (school) => {
      findSchool(database, school.id);
      return updateSchool(database, school);
    },
  };
}
