import { refusal } from '../../shared/error';
import { profilesOf } from '../../shared/target-profile';
import { targetProfileSchema } from '../../shared/target-schema';
import type { TargetProfile } from '../../shared/target-profile';
import type { Database } from './database';
import { recordEvent } from './events';

/** The bureau's own target profiles, those saved last first. */
export function listTargets(database: Database): readonly TargetProfile[] {
  const select = 'SELECT definition FROM target_profiles ORDER BY saved_at DESC, id DESC';
  const rows = database.prepare<[], string>(select).pluck().all();
  return rows.map((definition) => targetProfileSchema.parse(JSON.parse(definition)));
}

/** Own profiles among these, in their order. */
export function ownTargets(database: Database, ids: readonly string[]): readonly TargetProfile[] {
  // Nearly every round judges by what comes with the program.
  const own = database.prepare<[], string>('SELECT id FROM target_profiles').pluck().all();
  return ids.some((id) => own.includes(id)) ? profilesOf(ids, [], listTargets(database)) : [];
}

/** A saved version never changes: refused with `targets.taken` where the id is known. */
export function saveTarget(database: Database, profile: TargetProfile, now: Date): void {
  const insert = database.prepare<[string, string, string]>(
    'INSERT INTO target_profiles (id, definition, saved_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const { id, name, version } = profile;
  database
    .transaction(() => {
      const { changes } = insert.run(id, JSON.stringify(profile), now.toISOString());
      if (changes === 0) throw refusal('targets.taken', { name, version });
      recordEvent(database, { at: now, kind: 'targetsSaved', about: id, after: titleOf(profile) });
    })
    .immediate();
}

const titleOf = ({ name, version }: TargetProfile): string => `${name} 第 ${version} 版`;

/** Refused with `targets.inUse` while a round judges by it, and with `targets.unknown`. */
export function removeTarget(database: Database, id: string, at = new Date()): void {
  const inUse = database
    .prepare<[string], string>(
      'SELECT title FROM collections, json_each(target_profiles) WHERE json_each.value = ? LIMIT 1',
    )
    .pluck();
  database
    .transaction(() => {
      const round = inUse.get(id);
      if (round !== undefined) throw refusal('targets.inUse', { round });
      const profile = listTargets(database).find((each) => each.id === id);
      if (profile === undefined) throw refusal('targets.unknown', { id });
      database.prepare<[string]>('DELETE FROM target_profiles WHERE id = ?').run(id);
      recordEvent(database, { at, kind: 'targetsRemoved', about: id, before: titleOf(profile) });
    })
    .immediate();
}
