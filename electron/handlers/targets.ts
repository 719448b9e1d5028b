import { open } from 'node:fs/promises';
import path from 'node:path';
import { refusal } from '../../shared/error';
import type { ImportedTargets } from '../../shared/ipc-figures';
import { faultIn, placeProfile, profileText, readProfile } from '../../shared/target-file';
import type { TargetProfile } from '../../shared/target-profile';
import { sha256, writeAtomically } from '../atomic-write';
import { recordEvent } from '../storage/events';
import { listTargets, removeTarget, saveTarget } from '../storage/targets';
import type { HandlerContext, Handlers } from './context';

/** Megabytes; 300 thresholds with long quotes have less than one. */
const fileLimit = 5;

export function targetsHandlers({
  database,
  definitions,
  desktop,
  now,
}: Pick<HandlerContext, 'database' | 'definitions' | 'desktop' | 'now'>): Handlers<'targets'> {
  const all = () => [...definitions.targetProfiles, ...listTargets(database)];

  function save(profile: TargetProfile): TargetProfile {
    const { id, name, version } = profile;
    // The program's own are not in the database, and would hide behind one of the same id.
    if (definitions.targetProfiles.some((each) => each.id === id))
      throw refusal('targets.taken', { name, version });
    const fault = faultIn(profile, definitions);
    if (fault !== null) throw refusal('targets.invalid', { name, problem: fault });
    saveTarget(database, profile, now());
    return profile;
  }

  async function importProfile(): Promise<ImportedTargets | null> {
    const file = await desktop.chooseOpenFile('targets');
    if (file === null) return null;
    const fileName = path.basename(file);
    const read = readProfile(await readJsonFile(file), definitions);
    if ('fault' in read) throw refusal('targets.badFile', { file: fileName, problem: read.fault });
    const { outcome, profile } = placeProfile(read.profile, all());
    if (outcome !== 'new') return { outcome, fileName, profile };
    return { outcome: 'saved', fileName, profile: save(profile) };
  }

  return {
    'targets.list': () => listTargets(database),
    'targets.save': save,
    'targets.remove': ({ id }) => {
      removeTarget(database, id, now());
      return null;
    },
    'targets.export': async ({ id }) => {
      const profile = all().find((each) => each.id === id);
      if (profile === undefined) throw refusal('targets.unknown', { id });
      const target = await desktop.chooseSaveTarget(targetsFileName(profile));
      if (target === null) return null;
      const bytes = Buffer.from(profileText(profile));
      await writeAtomically(target, bytes);
      const fileName = path.basename(target);
      recordEvent(database, { at: now(), kind: 'targetsExported', about: fileName, after: sha256(bytes) });
      return { fileName, folder: path.dirname(target) };
    },
    'targets.import': importProfile,
  };
}

/** `目标方案_保定市…_第2版.json`. */
function targetsFileName({ name, version }: TargetProfile): string {
  // Windows refuses these in file names.
  return `目标方案_${name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')}_第${version.replace(/\W/g, '_')}版.json`;
}

async function readJsonFile(file: string): Promise<unknown> {
  const fileName = path.basename(file);
  const text = await readText(file).catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : null;
    throw reason === null ? error : refusal('file.unreadable', { file: fileName, reason });
  });
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch {
    throw refusal('targets.badFile', { file: fileName, problem: '内容不完整或被改坏了' });
  }
}

async function readText(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size > fileLimit * 1024 * 1024)
      throw refusal('targets.badFile', {
        file: path.basename(file),
        problem: `文件超过 ${fileLimit} MB，不会是目标方案`,
      });
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
