import path from 'node:path';
import { backupLine, clockLine, replayLine, soundLine } from '../../shared/about-lines';
import type { SelfCheckLine } from '../../shared/ipc-about';
import { latestTrace, sqliteVersion } from '../storage/audit-check';
import { versionOf } from '../storage/integrity';
import { migrations } from '../storage/migrations';
import { listSchools } from '../storage/schools';
import { sessionOf } from '../storage/session';
import { folderLines, goodLine, memoryNow, programLines, zoneHere } from './about-place';
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
  const { database, definitions, version, workplace, now } = context;
  const latest = latestTrace(database);
  const { items, trouble } = await listBackups(workplace.databaseFile);
  const [newest] = items;
  const editions = definitions.editions.map((edition) => `${edition.title} ${edition.version}`);
  const schools = listSchools(database).map(({ name }) => name);
  return [
    ...programLines(version, workplace, sqliteVersion(database)),
    goodLine('data', '数据版本', `${versionOf(database)}（本程序认识到 ${migrations.length}）`),
    goodLine('definitions', '报表定义', editions.join('；')),
    ...(await folderLines(workplace, schools)),
    backupLine(newest === undefined ? null : new Date(newest.at), now(), trouble !== null, latest !== null),
    clockLine(now(), latest, zoneHere()),
    memoryNow(),
  ];
}
