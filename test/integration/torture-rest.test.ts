import { describe, expect, test } from 'vitest';
import Sqlite from 'better-sqlite3';
import { lostRest, readRest, tables } from '../../bench/torture-rest';
import { schoolWithRosters } from '../support/roster-stored';
import { definitions, openProgram } from './handlers-context';
import { finaliseSample } from './sample-years';

async function databaseFile(rosters: boolean): Promise<string> {
  const program = openProgram();
  if (rosters) await schoolWithRosters(program, definitions);
  else {
    const { final } = await finaliseSample(program);
    await program.value('workbook.export', { submissionId: final.id, draft: false });
  }
  program.database.close();
  return program.database.name;
}

/** What the harness says when `sql` strikes between two looks, after the named edits. */
async function planted(
  sql: string,
  edits: readonly string[] = [],
  rosters = false,
): Promise<readonly string[]> {
  const database = new Sqlite(await databaseFile(rosters));
  database.pragma('foreign_keys = OFF');
  const before = readRest(database);
  database.exec(sql);
  const after = readRest(database);
  database.close();
  const tried = new Set(edits) as Parameters<typeof lostRest>[2];
  return lostRest(before, after, tried, Object.fromEntries(edits.map((kind) => [kind, 1])));
}

describe('what is lost outside the forms', () => {
  test.each([
    ['DELETE FROM events', /^events: \d+ rows are gone$/],
    ['DELETE FROM state_log', /^state_log: 3 rows are gone$/],
    ['DELETE FROM exports', /^exports: 1 rows are gone$/],
    [`UPDATE schools SET name = '别的学校'`, /^schools: 1 rows are not as they were$/],
    [`UPDATE collections SET title = '别的'`, /^collections: 2 rows are not as they were$/],
  ])('%s is told', async (sql, told) => {
    expect(await planted(sql)).toEqual([expect.stringMatching(told)]);
    expect(await planted(sql, ['cells'])).toEqual([expect.stringMatching(told)]);
  });

  test.each(['rosters', 'roster_people', 'roster_moves', 'roster_answers'])(
    'a name list that nobody touched is as it was: %s',
    async (table) => {
      expect(await planted(`DELETE FROM ${table}`, ['explain'], true)).toEqual([
        expect.stringMatching(`^${table}: \\d+ rows are gone$`),
      ]);
      expect(await planted(`DELETE FROM ${table}`, ['rosterFill'], true)).toEqual([]);
    },
  );

  test('an edit that was acknowledged has its entry; nothing is told where nothing happened', async () => {
    expect(await planted('SELECT 1')).toEqual([]);
    expect(await planted('SELECT 1', ['reopen'])).toEqual(['state_log: 1 rows were acknowledged, 0 came']);
    const reopened = `INSERT INTO state_log SELECT 99, submission_id, revision, at, 'draft', version, reason, operator
      FROM state_log LIMIT 1`;
    expect(await planted(reopened, ['reopen'])).toEqual([]);
  });
});

test('every table that is not in the model of the forms is held to', async () => {
  const database = new Sqlite(await databaseFile(false), { readonly: true });
  const all = database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    .pluck()
    .all();
  database.close();
  const modelled = [
    'submissions',
    'cells',
    'records',
    'record_cells',
    'reviewed',
    'explanations',
    'to_confirm',
    // Of the office (bench/torture-office.ts).
    'access',
    'settings',
  ];
  // The empty lists that a file named: the next edit makes them anew.
  const comfort = ['unknown_lists'];
  const known = [...modelled, ...comfort, ...Object.keys(tables)];
  expect(all.filter((name) => !name.startsWith('sqlite_')).sort()).toEqual(known.sort());
});
