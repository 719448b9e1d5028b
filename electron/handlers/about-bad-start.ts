import { statSync } from 'node:fs';
import os from 'node:os';
import { backupLine, clockLine, folderText, sizeText } from '../../shared/about-lines';
import type { AppError } from '../../shared/error';
import type { SelfCheckLine } from '../../shared/ipc-about';
import { folderLines, goodLine, memoryNow, programLines, zoneHere } from './about-place';
import { listBackups } from './backup-making';
import type { BadStartPlace, Handlers } from './context';

/** 自检 where nothing could be opened: what can be known all the same, for the telephone call that is due now. */
export function aboutHandlersAfterBadStart(
  error: AppError,
  place: BadStartPlace,
  version: string,
): Pick<Handlers<'about'>, 'about.selfCheck'> {
  return { 'about.selfCheck': () => selfCheck(error, place, version) };
}

async function selfCheck(
  error: AppError,
  { workplace, now }: BadStartPlace,
  version: string,
): Promise<readonly SelfCheckLine[]> {
  return [
    { id: 'start', label: '启动', value: `没有打开，原因代码 ${error.code}`, state: 'bad' },
    ...programLines(version, workplace, null),
    ...(error.code === 'data.unreadable'
      ? [unusable(error.params)]
      : [
          ...(await folderLines(workplace, chinesePartsOf(workplace.dataFolder))),
          fileLine(workplace.databaseFile),
          await copyLine(workplace.databaseFile, now()),
        ]),
    clockLine(now(), null, zoneHere()),
    memoryNow(),
  ];
}

/** Which of its parts is a school's name nobody can tell while the schools are not known. */
const chinesePartsOf = (folder: string): readonly string[] =>
  folder.split(/[\\/]/).filter((part) => /\p{Script=Han}/u.test(part));

/** What Chromium writes goes elsewhere then, which would tell of another folder than hers. */
function unusable({ folder, reason }: { readonly folder: string; readonly reason: string }): SelfCheckLine {
  const where = folderText(folder, os.homedir(), [
    ...[os.userInfo().username, os.hostname()],
    ...chinesePartsOf(folder),
  ]);
  return { id: 'folder', label: '数据文件夹', value: `${where}，不能使用（${reason}）`, state: 'bad' };
}

function fileLine(file: string): SelfCheckLine {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return { id: 'file', label: '数据文件大小', value: '没有', state: 'bad' };
  return goodLine('file', '数据文件大小', sizeText(found.size));
}

/** Copies are put back on the page itself: the way that the line names otherwise is closed. */
async function copyLine(file: string, now: Date): Promise<SelfCheckLine> {
  const { items } = await listBackups(file);
  const [newest] = items;
  const { advice: _, ...line } = backupLine(
    newest === undefined ? null : new Date(newest.at),
    now,
    false,
    true,
  );
  return { ...line, value: `${line.value}${items.length > 0 ? `，共 ${items.length} 份` : ''}` };
}
