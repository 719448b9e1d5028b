import path from 'node:path';
import { test } from 'playwright/test';
import { demonstrate } from '../support/demonstration';
import { driveProgram, packagedProgram } from '../support/launch-packaged';

test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

demonstrate(path.resolve('out', 'test', 'packaged'), async (options) => {
  const { executable } = await packagedProgram();
  return driveProgram(executable, options);
});
