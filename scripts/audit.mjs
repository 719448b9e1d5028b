import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exitCodeOf, root, say } from './run.mjs';

/**
 * Known faults of the packages that are shipped. One that docs/security.md names has been looked at and is argued there;
 * any other fails. A registry without that service is told as such and fails nothing: a build without internet has to
 * stay possible.
 */

/**
 * @param {string} answer of `npm audit --json`
 * @param {string} argued text in which known faults are named
 * @returns {{ faults: string[], answered: boolean }}
 */
export function newFaults(answer, argued) {
  /** @type {{ vulnerabilities?: Record<string, { via: (string | { url?: string, title?: string })[] }> }} */
  let report;
  try {
    report = JSON.parse(answer);
  } catch {
    return { faults: [], answered: false };
  }
  if (report.vulnerabilities === undefined) return { faults: [], answered: false };
  const faults = new Set();
  for (const [name, { via }] of Object.entries(report.vulnerabilities))
    for (const cause of via) {
      if (typeof cause === 'string') continue;
      const id = /GHSA-[\w-]+/.exec(cause.url ?? '')?.[0] ?? cause.url ?? 'without a number';
      if (!argued.includes(id)) faults.add(`${name}: ${id} ${cause.title ?? ''}`.trim());
    }
  return { faults: [...faults], answered: true };
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await exitCodeOf(() => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { stdout } = spawnSync(npm, ['audit', '--omit=dev', '--json'], {
      cwd: root,
      encoding: 'utf8',
      shell: npm !== 'npm',
    });
    const { faults, answered } = newFaults(
      stdout ?? '',
      readFileSync(path.join(root, 'docs', 'security.md'), 'utf8'),
    );
    if (!answered)
      say(
        'audit: NOT DONE, this registry does not tell of known faults; run it once with https://registry.npmjs.org',
      );
    else if (faults.length === 0) say('audit: no known fault that docs/security.md does not speak of');
    for (const fault of faults) say(`audit: ${fault}`);
    return Promise.resolve(faults.length === 0 ? 0 : 1);
  });
}
