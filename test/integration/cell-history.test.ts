import path from 'node:path';
import { expect, test } from 'vitest';
import { cellHistory } from '../../electron/storage/cell-history';
import { setCells } from '../../electron/storage/cells';
import { recordImport } from '../../electron/storage/imports';
import { setRecords } from '../../electron/storage/records';
import type { Database } from '../../electron/storage/database';
import { changes } from '../support/school';
import { openProgram } from './handlers-context';
import { fillSample } from './sample-years';
import { noon, openTemporary, seed } from './storage-place';

const form = '教基3112';
const number = (text: string | number) => ({ kind: 'number', text: String(text) }) as const;

/** Writes cells of one form, each call a step further in time, and returns what is needed to ask for the history. */
function writer(database: Database) {
  const { id, revision: first } = seed(database);
  let revision = first;
  const head = () => ({
    ...{ submissionId: id, revision },
    at: new Date(noon.getTime() + revision * 60_000),
  });
  const imported = (fileName: string) =>
    recordImport(database, {
      ...{ submissionId: id, revision, at: head().at, origin: 'official', fileName },
      ...{ hash: '', accepted: 1, refused: 0 },
    });
  return {
    id,
    head,
    imported,
    set: (cells: Parameters<typeof changes>[0], origin?: Parameters<typeof setCells>[3]) => {
      revision = setCells(database, head(), changes(cells), origin);
    },
    record: (list: string, record: string, cells: Record<string, string | null>) => {
      const content = Object.entries(cells).map(
        ([column, text]) => [column, text === null ? null : { kind: 'text' as const, text }] as const,
      );
      const change = { form: list, id: record, cells: Object.fromEntries(content) };
      revision = setRecords(database, head(), [change]);
    },
  };
}

test('a cell tells what ever stood in it, the newest first', () => {
  const database = openTemporary();
  const { id, set } = writer(database);
  set({ '教基3112!01.1': 92, '教基3112!02.1': 7 });
  set({ '教基3112!01.1': 93 });
  set({ '教基3112!01.1': 93 });
  set({ '教基3112!01.1': null });
  expect(cellHistory(database, id, form, '01.1')).toEqual([
    ...[{ at: '2026-09-10T04:03:00.000Z', origin: 'typed', before: number(93), after: null, fileName: null }],
    ...[
      { at: '2026-09-10T04:01:00.000Z', origin: 'typed', before: number(92), after: number(93) },
      { at: '2026-09-10T04:00:00.000Z', origin: 'typed', before: null, after: number(92) },
    ].map((entry) => ({ ...entry, fileName: null })),
  ]);
  expect(cellHistory(database, id, form, '03.1')).toEqual([]);
  expect(cellHistory(database, id + 1, form, '01.1')).toEqual([]);
});

test('an imported value names its own workbook, and only an imported one does', () => {
  const database = openTemporary();
  const { id, set, imported } = writer(database);
  // An import goes in several steps, and its record bears the number of the last.
  set({ '教基3112!01.1': 90 }, 'imported');
  set({ '教基3112!03.1': 0 }, 'importedBlank');
  imported('第一次.xlsx');
  // Everything in it was refused: it led to the same revision.
  imported('没有采用.xlsx');
  set({ '教基3112!01.1': 91 });
  set({ '教基3112!02.1': 30 }, 'imported');
  imported('第二次.xlsx');
  set({ '教基3112!04.1': 5 }, 'carried');
  const files = (cell: string) =>
    cellHistory(database, id, form, cell).map(({ origin, fileName }) => [origin, fileName]);
  expect(files('01.1')).toEqual([
    ['typed', null],
    ['imported', '第一次.xlsx'],
  ]);
  expect(files('03.1')).toEqual([['importedBlank', '第一次.xlsx']]);
  expect(files('02.1')).toEqual([['imported', '第二次.xlsx']]);
  expect(files('04.1')).toEqual([['carried', null]]);
});

test('a workbook taken in from a file is named by what it filled', async () => {
  const here = openProgram();
  const open = await fillSample(here);
  const { id: submissionId } = open.data.submission;
  const exported = await here.value('workbook.export', { submissionId, draft: true });
  const there = openProgram();
  there.openFile.path = path.join(here.folder, exported?.fileName ?? '');
  const report = await there.value('import.read', null);
  if (report === null) throw new Error('nothing read');
  const { importId, record, schoolYear, edition } = report;
  if (record === null || schoolYear === null || edition === null) throw new Error('not ours');
  const target = { importId, school: { create: record }, schoolYear, edition };
  await there.value('import.compare', target);
  const { schoolId, collectionId } = await there.value('import.apply', { ...target, refused: [] });
  const { data } = await there.value('submission.open', { schoolId, collectionId });
  const history = await there.value('submission.cellHistory', {
    ...{ submissionId: data.submission.id, form, cell: '01.1' },
  });
  expect(history).toEqual([
    {
      ...{ at: noon.toISOString(), origin: 'imported', before: null, after: number(101) },
      fileName: exported?.fileName,
    },
  ]);
});

test('cells of a list have their own history; the place of a record is none of it', () => {
  const database = openTemporary();
  const { id, record } = writer(database);
  record('局控辍1', 'aaaaaaaa', { c07: '三年级' });
  record('局控辍1', 'aaaaaaaa', { c07: '四年级', c16: '厌学' });
  record('局控辍1', 'bbbbbbbb', { c07: '五年级' });
  const history = cellHistory(database, id, '局控辍1', 'aaaaaaaa.c07');
  expect(history.map(({ before, after }) => [before?.text, after?.text])).toEqual([
    ['三年级', '四年级'],
    [undefined, '三年级'],
  ]);
  expect(cellHistory(database, id, '局控辍1', 'aaaaaaaa')).toEqual([]);
});

test('at most 200 changes are told, the newest of them', () => {
  const database = openTemporary();
  const { id, set } = writer(database);
  for (let value = 1; value <= 205; value += 1) set({ '教基3112!01.1': value });
  const history = cellHistory(database, id, form, '01.1');
  expect(history).toHaveLength(200);
  expect([history[0]?.after, history.at(-1)?.after]).toEqual([number(205), number(6)]);
});

test('the history is looked up by the index, however long the log', () => {
  const database = openTemporary();
  const plans: string[] = [];
  const explain = new Proxy(database, {
    get(target, property) {
      if (property !== 'prepare') return Reflect.get(target, property) as unknown;
      return (sql: string) => {
        const rows = target.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(1, form, '01.1', 200);
        plans.push(...rows.map((row) => (row as { detail: string }).detail));
        return target.prepare(sql);
      };
    },
  });
  cellHistory(explain, 1, form, '01.1');
  expect(plans[0]).toContain('USING INDEX edit_log_of_cell (submission_id=? AND form=? AND cell=?)');
  expect(plans.filter((plan) => plan.includes('TEMP B-TREE') && plan.includes('edit_log'))).toEqual([]);
});
