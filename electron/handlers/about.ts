import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  backupLine,
  clockLine,
  folderText,
  memoryLine,
  replayLine,
  soundLine,
  spaceLine,
  writableLine,
} from '../../shared/about-lines';
import type { SelfCheckLine } from '../../shared/ipc-about';
import { isPortable } from '../portable';
import { latestTrace, sqliteVersion } from '../storage/audit-check';
import { versionOf } from '../storage/integrity';
import { migrations } from '../storage/migrations';
import { listSchools } from '../storage/schools';
import { sessionOf } from '../storage/session';
import { listBackups } from './backup-making';
import type { HandlerContext, Handlers } from './context';

/** 自检: nothing is changed, and nothing that it says names anybody. */
export function aboutHandlers(context: HandlerContext): Handlers<'about'> {
  const { database, desktop, jobs } = context;
  return {
    'about.selfCheck': () => selfCheck(context),
    'about.checkData': async () => {
      const { key } = sessionOf(database);
      const { check, played } = await jobs.run('data.check', { database: database.name, key });
      const sound = soundLine(check.problems, check.brokenReferences);
      return played === null ? [sound] : [sound, replayLine(played)];
    },
    'about.showLicences': () => licences(context.resources).some((file) => desktop.showFile(file)),
  };
}

/** Beside the program (electron-builder.yml), or in the sources that it is started from. */
const licences = (resources: string): readonly string[] => [
  path.join(path.dirname(process.execPath), 'LICENSES.others.txt'),
  path.join(resources, '..', 'docs', 'licences.txt'),
];

async function selfCheck(context: HandlerContext): Promise<readonly SelfCheckLine[]> {
  const { database, workplace, now } = context;
  const { dataFolder, databaseFile } = workplace;
  const latest = latestTrace(database);
  const { items, trouble } = await listBackups(databaseFile);
  const [newest] = items;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [
    ...programLines(context),
    writableLine(placeOf(context), probe(dataFolder)),
    spaceLine(await freeSpace(dataFolder), sizeOf(databaseFile) + sizeOf(`${databaseFile}-wal`)),
    backupLine(newest === undefined ? null : new Date(newest.at), now(), trouble !== null, latest !== null),
    clockLine(now(), latest, zone),
    memoryLine(os.freemem(), os.totalmem(), process.memoryUsage.rss()),
  ];
}

function programLines({ database, definitions, version, workplace }: HandlerContext): SelfCheckLine[] {
  const { electron = '—', chrome = '—' } = process.versions;
  const good = (id: string, label: string, value: string): SelfCheckLine => ({
    ...{ id, label, value, state: 'good' },
  });
  const editions = definitions.editions.map((edition) => `${edition.title} ${edition.version}`);
  return [
    good(
      'version',
      '程序版本',
      `填报 ${version}${isPortable(workplace.dataFolder) ? '（便携版）' : ''}${workplace.practice ? '（打开的是示例学校）' : ''}`,
    ),
    good('system', '操作系统', `${os.type()} ${os.release()} ${os.arch()}`),
    good(
      'runtime',
      '运行环境',
      `Electron ${electron}，Chromium ${chrome}，SQLite ${sqliteVersion(database)}`,
    ),
    good('data', '数据版本', `${versionOf(database)}（本程序认识到 ${migrations.length}）`),
    good('definitions', '报表定义', editions.join('；')),
  ];
}

function placeOf({ database, workplace }: HandlerContext): string {
  const schools = listSchools(database).map(({ name }) => name);
  const user = os.userInfo().username;
  return folderText(workplace.dataFolder, os.homedir(), [user, os.hostname(), ...schools]);
}

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

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
