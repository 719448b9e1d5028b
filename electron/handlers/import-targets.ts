import type { Definitions } from '../../shared/definitions';
import type { ImportProblem } from '../../shared/import/report';
import type { StagedImport } from '../../shared/import/staged';
import { placeProfile } from '../../shared/target-file';
import type { TargetProfile } from '../../shared/target-profile';
import type { Database } from '../storage/database';
import { listTargets, saveTarget } from '../storage/targets';

/** The bureau's own target profiles that a workbook brings along, as they are, or will be, on this computer. */
export interface BroughtProfiles {
  /** By the id that the file uses. */
  readonly byId: ReadonlyMap<string, TargetProfile>;
  /** Those that are not here yet; one whose id is taken by another content comes as its next version. */
  readonly toSave: readonly TargetProfile[];
}

export function broughtProfiles(
  database: Database,
  { targetProfiles }: Definitions,
  { own }: Pick<StagedImport, 'own'>,
): BroughtProfiles {
  const byId = new Map<string, TargetProfile>();
  const toSave: TargetProfile[] = [];
  if (own === null || own.ownProfiles.length === 0) return { byId, toSave };
  const known = [...targetProfiles, ...listTargets(database)];
  for (const profile of own.ownProfiles) {
    const placed = placeProfile(profile, [...known, ...toSave]);
    byId.set(profile.id, placed.profile);
    if (placed.outcome !== 'known') toSave.push(placed.profile);
  }
  return { byId, toSave };
}

/** Within the transaction of the import. */
export function saveBrought(database: Database, { toSave }: BroughtProfiles, now: Date): void {
  for (const profile of toSave) saveTarget(database, profile, now);
}

/** What she is told before it happens. */
export function tellBrought(
  { toSave }: BroughtProfiles,
  ofRound: readonly string[],
): readonly ImportProblem[] {
  return toSave.map(({ id, name, version }) => ({
    ...{ severity: 'notice', sheet: '', address: '' },
    error: { code: 'import.bringsProfile', params: { name, version, judges: ofRound.includes(id) } },
  }));
}
