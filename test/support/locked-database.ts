import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { electronAsNode } from '../../scripts/electron.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');

/** Another program that holds the database, as antivirus and synchronising programs do. Resolves once it holds it. */
export async function holdDatabase(file: string): Promise<() => Promise<void>> {
  const { executable, env } = electronAsNode();
  const script = `
    const database = require('better-sqlite3')(process.argv[1]);
    database.exec('BEGIN IMMEDIATE');
    process.stdout.write('held');
    process.stdin.on('data', () => { database.exec('ROLLBACK'); database.close(); process.exit(0); });`;
  const other: ChildProcess = spawn(executable, ['-e', script, file], { env, cwd: root, stdio: 'pipe' });
  const ended = new Promise<void>((resolve) => other.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    other.stdout?.once('data', () => resolve());
    other.once('exit', () => reject(new Error('the other program could not hold the database')));
  });
  return async () => {
    other.stdin?.write('.');
    await ended;
  };
}
