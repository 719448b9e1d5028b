import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { OpenSubmission } from '../shared/ipc';
import { type HomeStanding, homeStandingSchema } from '../shared/ipc-fill';

const keptSchema = z.strictObject({ key: z.string(), standing: homeStandingSchema });

/** Among the window's own files: without it a start takes a moment longer, and nothing else is wrong. */
const fileBeside = (databaseFile: string): string =>
  path.join(path.dirname(databaseFile), 'window', 'standing');

/**
 * Of everything that the findings depend on: figures are named by their revisions, and those by the last edit, as a
 * restored copy counts its revisions once more. `program`: build and definitions.
 */
export function standingKey(program: string, today: string, open: OpenSubmission, lastEdit: string): string {
  const { school, collection, data, previous, ownProfiles } = open;
  const { submission, counted, unknownLists } = data;
  const earlier = previous.map((year) => [year.school, year.collection, year.data.submission]);
  const figures = [submission, counted, unknownLists, earlier, lastEdit];
  const all = [program, today, school, collection, ownProfiles, ...figures];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

/** What was kept under the key; undefined when there is nothing, or something else. */
export function readStanding(databaseFile: string, key: string): HomeStanding | undefined {
  try {
    const kept = keptSchema.safeParse(JSON.parse(readFileSync(fileBeside(databaseFile), 'utf8')));
    return kept.success && kept.data.key === key ? kept.data.standing : undefined;
  } catch {
    return undefined;
  }
}

export function keepStanding(databaseFile: string, key: string, standing: HomeStanding): void {
  const file = fileBeside(databaseFile);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ key, standing }));
  } catch {
    // The next start computes first.
  }
}

/** Of a database whose place another one takes. */
export function forgetStanding(databaseFile: string): void {
  try {
    rmSync(fileBeside(databaseFile), { force: true });
  } catch {
    // Its key is of the other database all the same.
  }
}
