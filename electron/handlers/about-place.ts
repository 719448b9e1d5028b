import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { folderText, memoryLine, spaceLine, writableLine } from '../../shared/about-lines';
import type { SelfCheckLine } from '../../shared/ipc-about';
import { isPortable } from '../portable';
import type { Workplace } from './context';

/** What 自检 knows without a database: the program, the machine it runs on, and the folder of the data. */

export function goodLine(id: string, label: string, value: string): SelfCheckLine {
  return { id, label, value, state: 'good' };
}

/** `sqlite`: its version, where it is at hand. */
export function programLines(
  version: string,
  { dataFolder, practice }: Workplace,
  sqlite: string | null,
): readonly SelfCheckLine[] {
  const { electron = '—', chrome = '—' } = process.versions;
  const kind = `${isPortable(dataFolder) ? '（便携版）' : ''}${practice ? '（打开的是示例学校）' : ''}`;
  const runtime = [
    `Electron ${electron}`,
    `Chromium ${chrome}`,
    ...(sqlite === null ? [] : [`SQLite ${sqlite}`]),
  ];
  return [
    goodLine('version', '程序版本', `填报 ${version}${kind}`),
    goodLine('system', '操作系统', `${os.type()} ${os.release()} ${os.arch()}`),
    goodLine('runtime', '运行环境', runtime.join('，')),
  ];
}

/** `names`: of schools, which a folder may bear. */
export async function folderLines(
  { dataFolder, databaseFile }: Workplace,
  names: readonly string[],
): Promise<readonly SelfCheckLine[]> {
  const hidden = [os.userInfo().username, os.hostname(), ...names];
  const place = folderText(dataFolder, os.homedir(), hidden);
  const size = sizeOf(databaseFile) + sizeOf(`${databaseFile}-wal`);
  return [writableLine(place, probe(dataFolder)), spaceLine(await freeSpace(dataFolder), size)];
}

export const memoryNow = (): SelfCheckLine =>
  memoryLine(os.freemem(), os.totalmem(), process.memoryUsage.rss());

export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Writes a file to the disk, and takes it away again; null when it worked, else the system's reason. */
function probe(folder: string): string | null {
  const file = path.join(folder, `.check-${randomBytes(4).toString('hex')}`);
  try {
    const descriptor = openSync(file, 'wx');
    try {
      writeSync(descriptor, 'x');
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  } finally {
    rmSync(file, { force: true });
  }
}

async function freeSpace(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // Some network drives do not say.
    return null;
  }
}

export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
