import type { HandlerContext, Handlers } from './context';

export function backupHandlers(_context: HandlerContext): Handlers<'backup'> {
  const notYet = () => {
    throw new Error('not built yet');
  };
  return {
    'backup.list': notYet,
    'backup.contents': notYet,
    'backup.compare': notYet,
    'backup.make': notYet,
    'backup.chooseFolder': notYet,
    'backup.forgetFolder': notYet,
    'backup.restore': notYet,
    'backup.restoreFile': notYet,
  };
}
