import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay as replayFile } from '../../electron/storage/audit-replay';
import { setCells } from '../../electron/storage/cells';
import type { Database } from '../../electron/storage/database';
import { setRecords } from '../../electron/storage/records';
import { sessionOf } from '../../electron/storage/session';
import { findSubmission } from '../../electron/storage/submissions';
import type { CellContent } from '../../shared/submission';
import { schoolWithRosters } from '../support/roster-stored';
import { definitions, openProgram, type Program } from './handlers-context';
import { fillSample } from './sample-years';
import { noon, openTemporary, seed } from './storage-place';

const replay = (database: Database, progress?: (done: number, total: number) => void) =>
  replayFile({ database: database.name, key: sessionOf(database).key }, progress);

/** Few cells and records, so that random edits meet each other. */
const forms = ['教基3112', '教基3040'];
const value = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constantFrom<CellContent['kind']>('number', 'text', 'raw'),
    text: fc.constantFrom('0', '1', '12.50', '01', '一'),
  }),
);
const cellEdit = fc.record({
  form: fc.constantFrom(...forms),
  cell: fc.constantFrom('01.1', '01.2', '02.1'),
  content: value,
});
const recordEdit = fc.record(
  {
    form: fc.constantFrom('局控辍1', '局特教2'),
    id: fc.constantFrom('aaaaaaaa', 'bbbbbbbb', 'cccccccc'),
    position: fc.constantFrom(0.5, 1, 2, 1e21, 1e-7),
    cells: fc.oneof(
      { weight: 1, arbitrary: fc.constant(null) },
      { weight: 3, arbitrary: fc.dictionary(fc.constantFrom('c01', 'c02'), value, { maxKeys: 2 }) },
    ),
  },
  { requiredKeys: ['form', 'id', 'cells'] },
);
const edit = fc.oneof(
  fc.record({
    cells: fc.array(cellEdit, { minLength: 1, maxLength: 6 }),
    origin: fc.constantFrom('typed', 'carried', 'imported', 'importedBlank', 'roster'),
  }),
  fc.record({ records: fc.array(recordEdit, { minLength: 1, maxLength: 4 }) }),
);

describe('the log played from its beginning', () => {
  test('leads to exactly what stands there, whatever was edited', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 25 }), (edits) => {
        const database = openTemporary();
        const { id: submissionId } = seed(database);
        const head = () => ({
          submissionId,
          revision: findSubmission(database, submissionId).revision,
          at: noon,
        });
        for (const each of edits) {
          if ('cells' in each) setCells(database, head(), each.cells, each.origin);
          else setRecords(database, head(), each.records);
        }
        const { same, total, differences } = replay(database);
        expect(differences).toEqual([]);
        const count = (table: string) =>
          database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
        expect([same, total]).toEqual([count('cells') + count('records') + count('record_cells'), 0]);
        database.close();
      }),
      { numRuns: 25 },
    );
  });

  test('also over import, carrying over, a fill from the rosters and what was taken back', async () => {
    const program = openProgram();
    const school = await schoolWithRosters(program, definitions);
    const place = { submissionId: school.submissionId };
    const opened = await program.value('submission.open', school.place);
    const fill = school.plan.cells.filter(({ kind }) => kind === 'fill');
    const applied = await program.value('rosters.apply', {
      ...{ ...place, revision: opened.data.submission.revision, digest: school.plan.digest },
      cells: fill.map(({ form, cell }) => ({ form, cell })),
    });
    // Taken back, as undo does, then carried over from last year.
    const undone = await program.value('submission.setCells', {
      ...{ ...place, revision: applied.revision },
      changes: fill.slice(0, 40).map(({ form, cell }) => ({ form, cell, content: null })),
    });
    await program.value('submission.setCells', {
      ...{ ...place, revision: undone.revision, origin: 'carried' },
      changes: fill
        .slice(0, 5)
        .map(({ form, cell }) => ({ form, cell, content: { kind: 'number', text: '7' } })),
    });
    const own = replay(program.database);
    expect(own).toMatchObject({ total: 0, submissions: 2 });
    expect(own.changes).toBeGreaterThan(fill.length + 45);

    const there = openProgram();
    const from = openProgram();
    await importInto(there, from);
    const imported = replay(there.database);
    expect(imported.total).toBe(0);
    expect(imported.same).toBeGreaterThan(300);
  });

  test('tells of a value that no change led to, one that is gone, and one that was another', async () => {
    const program = openProgram();
    const { data } = await fillSample(program);
    const { id } = data.submission;
    const sound = replay(program.database);
    expect(sound.differences).toEqual([]);
    program.database.exec(`
      UPDATE cells SET text = '999' WHERE submission_id = ${id} AND form = '教基3112' AND cell = '01.1';
      DELETE FROM cells WHERE submission_id = ${id} AND form = '教基3112' AND cell = '02.1';
      INSERT INTO cells VALUES (${id}, '教基3112', '99.1', 'number', '1');
      UPDATE records SET position = 77 WHERE record = 'record-0' AND form = '局控辍1'`);
    const broken = replay(program.database);
    expect([...broken.differences].sort()).toEqual(
      ['局控辍1!record-0', '教基3112!01.1', '教基3112!02.1', '教基3112!99.1']
        .map((name) => `${id}!${name}`)
        .sort(),
    );
    expect(broken).toMatchObject({ total: 4, same: sound.same - 3 });
    program.database.exec(`DELETE FROM edit_log WHERE form = '教基3112' AND cell = '01.3'`);
    expect(replay(program.database).differences).toContain(`${id}!教基3112!01.3`);
  });

  test('reads what is sealed with the key of its connection', async () => {
    const program = openProgram();
    await fillSample(program);
    const open = replay(program.database);
    await program.value('access.setPassword', {
      ...{ current: null, next: '白日依山尽黄河', sealed: true, idleMinutes: 0 },
    });
    expect(replay(program.database)).toEqual(open);
    expect(open.total).toBe(0);
  });

  test('reads one moment, while others go on writing', async () => {
    const program = openProgram();
    const { data } = await fillSample(program);
    const { id: submissionId } = data.submission;
    const forms = Array.from({ length: 30 }, (_, index) => index);
    const head = () => ({
      submissionId,
      revision: findSubmission(program.database, submissionId).revision,
      at: noon,
    });
    for (const index of forms)
      setCells(
        program.database,
        head(),
        Array.from({ length: 80 }, (_, cell) => {
          return {
            form: '教基3112',
            cell: `x${cell}`,
            content: { kind: 'number' as const, text: String(index) },
          };
        }),
      );
    let pauses = 0;
    const played = replay(program.database, () => {
      pauses += 1;
      setCells(program.database, head(), [
        { form: '教基3112', cell: '01.1', content: { kind: 'number', text: String(pauses) } },
      ]);
    });
    expect(pauses).toBeGreaterThan(0);
    expect(played.total).toBe(0);
  });
});

async function importInto(there: Program, from: Program): Promise<void> {
  const open = await fillSample(from);
  const made = await from.value('workbook.export', { submissionId: open.data.submission.id, draft: true });
  there.openFile.path = path.join(from.folder, made?.fileName ?? '');
  const report = await there.value('import.read', null);
  if (report === null || report.record === null || report.schoolYear === null || report.edition === null)
    throw new Error('nothing read');
  const { importId, record, schoolYear, edition } = report;
  const target = { importId, school: { create: record }, schoolYear, edition };
  await there.value('import.compare', target);
  await there.value('import.apply', { ...target, refused: [] });
}
