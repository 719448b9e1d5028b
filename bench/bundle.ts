import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { electronAsNode } from '../scripts/electron.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Builds a script as main is built, runs it in the application's own runtime without a window, and parses its answer;
 * `variables` are added to its environment.
 */
export async function runBundled(
  script: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const outDir = path.join(root, 'out', 'bench-build');
  const name = `${path.basename(script, '.ts')}.cjs`;
  // Definitions are found from the place of the sources, which a bundle loses.
  const define = { 'import.meta.dirname': JSON.stringify(path.join(root, 'test', 'support')) };
  await build({
    configFile: path.join(root, 'electron', 'vite.config.ts'),
    mode: 'main',
    define,
    build: { ssr: `bench/${script}`, outDir, rolldownOptions: { output: { entryFileNames: name } } },
  });
  const { executable, env } = electronAsNode();
  const { stdout } = await promisify(execFile)(executable, [path.join(outDir, name)], {
    env: { ...env, ...variables },
    cwd: root,
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout);
}
