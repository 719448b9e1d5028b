import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { RosterDefinitions } from '../shared/roster/definition';
import { rosterColumnsSchema, rosterConditionsSchema, rosterCountSchema } from '../shared/roster/schema';

const read = new Map<string, RosterDefinitions>();

/** Everything under `resources/rosters`, read once, when rosters are first asked for. Throws what is wrong with a file. */
export function rosterDefinitions(resources: string): RosterDefinitions {
  const known = read.get(resources) ?? readAll(path.join(resources, 'rosters'));
  read.set(resources, known);
  return known;
}

function readAll(folder: string): RosterDefinitions {
  const parse = <T>(file: string, schema: z.ZodType<T>): T =>
    schema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
  const names = readdirSync(path.join(folder, 'counts')).filter((name) => name.endsWith('.json'));
  return {
    pupils: parse('pupils.json', rosterColumnsSchema),
    staff: parse('staff.json', rosterColumnsSchema),
    conditions: parse('conditions.json', rosterConditionsSchema).conditions,
    counts: names.sort().map((name) => parse(`counts/${name}`, rosterCountSchema)),
  };
}
