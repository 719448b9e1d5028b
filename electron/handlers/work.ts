import type { HandlerContext, Handlers } from './context';

export function workHandlers({ jobs }: Pick<HandlerContext, 'jobs'>): Handlers<'work'> {
  return {
    'work.cancel': () => {
      jobs.cancel();
      return null;
    },
  };
}
