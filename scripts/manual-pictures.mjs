import path from 'node:path';
import { exitCodeOf, root, run } from './run.mjs';

/** `npm run manual-pictures`: takes the pictures of the manual anew, in any shell. */
process.exitCode = await exitCodeOf(() =>
  run(process.execPath, [path.join(root, 'scripts', 'test.mjs'), 'e2e', 'manual.spec.ts'], {
    env: { ...process.env, TIANBAO_TAKE_PICTURES: '1' },
  }),
);
