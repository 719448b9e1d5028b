import path from 'node:path';
import { runCommandLine } from '../../electron/cli/tianbao';

export const root = path.resolve(import.meta.dirname, '../..');

export interface Run {
  readonly exitCode: number;
  readonly json: unknown;
  readonly said: readonly string[];
}

/** One command line, as a script would see it. */
export async function tianbao(folder: string, ...args: string[]): Promise<Run> {
  const said: string[] = [];
  const printed: string[] = [];
  const terminal = {
    folder,
    resources: path.join(root, 'resources'),
    say: (line: string) => void said.push(line),
  };
  const exitCode = await runCommandLine(args, terminal, (text) => void printed.push(text));
  const text = printed.join('');
  return { exitCode, json: text === '' ? undefined : JSON.parse(text), said };
}
