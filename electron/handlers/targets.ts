import { listTargets, removeTarget, saveTarget } from '../storage/targets';
import type { HandlerContext, Handlers } from './context';

export function targetsHandlers({ database, now }: HandlerContext): Handlers<'targets'> {
  return {
    'targets.list': () => listTargets(database),
    'targets.save': (profile) => {
      saveTarget(database, profile, now());
      return profile;
    },
    'targets.remove': ({ id }) => {
      removeTarget(database, id);
      return null;
    },
    'targets.export': () => null,
    'targets.import': () => null,
  };
}
