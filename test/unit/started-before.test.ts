import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startedBefore } from '../../electron/started-before';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tianbao-started-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('knows a folder from the second start of the same build on', () => {
  const window = path.join(folder, 'window');
  const first = startedBefore(window, 'a1');
  expect(first.known).toBe(false);
  first.remember();
  expect(startedBefore(window, 'a1').known).toBe(true);
  const update = startedBefore(window, 'b2');
  expect(update.known).toBe(false);
  update.remember();
  expect(startedBefore(window, 'b2').known).toBe(true);
});

it('goes without its note where it cannot be written', () => {
  const taken = path.join(folder, 'window');
  writeFileSync(taken, 'a file where the folder should be');
  const start = startedBefore(taken, 'a1');
  expect(start.remember).not.toThrow();
  expect(startedBefore(taken, 'a1').known).toBe(false);
});
