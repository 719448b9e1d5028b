import { z } from 'zod';
import { preferencesSchema } from '../../shared/ipc-fill';
import { guideMemorySchema } from '../../shared/ipc-practice';
import type { Database } from './database';

const givenVersionSchema = z.strictObject({
  ...{ schoolCode: z.string(), schoolYear: z.number().int(), edition: z.string() },
  version: z.number().int().positive(),
});

/** The highest number of a 定稿 that the school's figures of the round were ever given. */
export type GivenVersion = z.infer<typeof givenVersionSchema>;

/** What the program remembers for the clerk's comfort; losing it costs a click. */
const settings = {
  lastSubmission: z.number().int().positive(),
  lastFolder: z.string(),
  lastOpenFolder: z.string(),
  /** Build of the program and digest of the definitions that it found right. */
  checkedDefinitions: z.string(),
  preferences: preferencesSchema,
  /** Of the sample's guide; only in the sample. */
  guide: guideMemorySchema,
  /** Id of the operator who worked last; null for nobody in particular. */
  lastOperator: z.number().int().positive().nullable(),
  /**
   * A password that was taken away while copies still ask for it: what they are sealed with, in base64. Kept until they
   * were changed; what it would open stands open in this file.
   */
  removedPassword: z.strictObject({ key: z.string(), wrappedKey: z.string() }).nullable(),
  /** Rosters that were deleted while copies may still have them: kept until the copies were changed. */
  removedRosters: z.array(z.strictObject({ submissionId: z.number().int(), kind: z.string() })),
  /** Numbers of 定稿 that other states of these data gave away: a restore writes it. */
  givenVersions: z.array(givenVersionSchema),
} as const;

type Settings = { [K in keyof typeof settings]: z.infer<(typeof settings)[K]> };

export function readSetting<K extends keyof Settings>(database: Database, key: K): Settings[K] | undefined {
  const select = database.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const value = select.get(key);
  if (value === undefined) return undefined;
  // An older or newer program may have written something else under the name.
  const parsed = settings[key].safeParse(JSON.parse(value));
  return parsed.success ? (parsed.data as Settings[K]) : undefined;
}

export function writeSetting<K extends keyof Settings>(database: Database, key: K, value: Settings[K]): void {
  if (readSetting(database, key) === value) return;
  const upsert = `INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
  database.prepare<[string, string]>(upsert).run(key, JSON.stringify(value));
}

/** What the window remembers and which definitions were found right, from one database to another. */
export function copySettings(from: Database, to: Database): void {
  for (const key of ['preferences', 'lastFolder', 'lastOpenFolder', 'checkedDefinitions'] as const) {
    const value = readSetting(from, key);
    if (value !== undefined) writeSetting(to, key, value);
  }
}
