import { expect, test } from 'vitest';
import { setCells } from '../../electron/storage/cells';
import { createCollection, listCollections, updateCollection } from '../../electron/storage/collections';
import { loadData, loadOpen } from '../../electron/storage/load';
import { setRecords } from '../../electron/storage/records';
import { explain, setReviewed } from '../../electron/storage/review';
import { createSchool, findSchool, updateSchool } from '../../electron/storage/schools';
import { readSetting, writeSetting } from '../../electron/storage/settings';
import {
  finalisedHash,
  finaliseSubmission,
  findSubmission,
  openSubmission,
  reopenSubmission,
} from '../../electron/storage/submissions';
import type { CellChange } from '../../shared/submission';
import { changes, round2025, round2025old, round2026, village } from '../support/school';
import { noon, openTemporary, refusalOf, seed } from './storage-place';

const head = (submissionId: number, revision: number) => ({ submissionId, revision, at: noon });
const { id: _id, ...record } = village;
const final = { editionVersion: '1.1', hash: 'abc', school: record };

test('cells come back exactly as they were set, and a blank leaves nothing', () => {
  const database = openTemporary();
  const { id } = seed(database);
  const written: CellChange[] = [
    { form: '教基3112', cell: '01.1', content: { kind: 'number', text: '0' } },
    { form: '教基3112', cell: '01.2', content: { kind: 'number', text: '12.50' } },
    { form: '教基1001', cell: 'postcode', content: { kind: 'text', text: '050000' } },
    { form: '教基3112', cell: '01.3', content: { kind: 'raw', text: '１２人 ' } },
  ];
  expect(setCells(database, head(id, 0), written)).toBe(1);
  expect(setCells(database, head(id, 1), changes({ '教基3112!01.1': null }))).toBe(2);
  const stored = new Map(
    loadData(database, findSubmission(database, id)).cells.map(({ cell, content }) => [cell, content]),
  );
  expect(stored).toEqual(new Map(written.slice(1).map(({ cell, content }) => [cell, content])));
});

test('codes keep their zeros and big numbers their digits', () => {
  const database = openTemporary();
  const { id, schoolId } = seed(database);
  setCells(database, head(id, 0), [
    { form: '局补充1', cell: '01.1', content: { kind: 'number', text: '999999999999' } },
    { form: '01', cell: '01.1', content: { kind: 'text', text: '01' } },
  ]);
  expect(loadData(database, findSubmission(database, id)).cells).toEqual([
    { form: '01', cell: '01.1', content: { kind: 'text', text: '01' } },
    { form: '局补充1', cell: '01.1', content: { kind: 'number', text: '999999999999' } },
  ]);
  const school = findSchool(database, schoolId);
  expect(updateSchool(database, { ...school, code: '0000000001' }).code).toBe('0000000001');
  expect(database.prepare('SELECT typeof(code) AS type FROM schools').get()).toEqual({ type: 'text' });
});

test('the edit log holds every old and new value with its revision and time', () => {
  const database = openTemporary();
  const { id } = seed(database);
  setCells(database, head(id, 0), changes({ '教基3112!01.1': 5 }));
  setCells(database, head(id, 1), changes({ '教基3112!01.1': 7, '教基3112!01.2': null }));
  setCells(database, head(id, 2), changes({ '教基3112!01.1': 7 }));
  setCells(database, head(id, 3), changes({ '教基3112!01.1': null }));
  const log = database
    .prepare('SELECT revision, at, origin, form, cell, old_text, new_kind, new_text FROM edit_log')
    .all();
  const common = { at: noon.toISOString(), origin: 'typed', form: '教基3112', cell: '01.1' };
  expect(log).toEqual([
    { ...common, revision: 1, old_text: null, new_kind: 'number', new_text: '5' },
    { ...common, revision: 2, old_text: '5', new_kind: 'number', new_text: '7' },
    { ...common, revision: 4, old_text: '7', new_kind: null, new_text: null },
  ]);
});

test('a change made on an old revision is refused and changes nothing', () => {
  const database = openTemporary();
  const { id } = seed(database);
  setCells(database, head(id, 0), changes({ '教基3112!01.1': 5 }));
  const late = () => setCells(database, head(id, 0), changes({ '教基3112!01.1': 6 }));
  expect(refusalOf(late)).toEqual({ code: 'submission.stale', params: { known: 0, current: 1 } });
  expect(loadData(database, findSubmission(database, id)).cells).toHaveLength(1);
  expect(findSubmission(database, id).revision).toBe(1);
  expect(database.prepare('SELECT count(*) AS n FROM edit_log').get()).toEqual({ n: 1 });
});

test('when one change of many cannot be stored, none is', () => {
  const database = openTemporary();
  const { id } = seed(database);
  const batch = [
    ...changes({ '教基3112!01.1': 1, '教基3112!01.2': 2 }),
    { form: '教基3112', cell: '01.3', content: { kind: 'formula' as 'text', text: 'x' } },
    ...changes({ '教基3112!01.4': 4 }),
  ];
  expect(() => setCells(database, head(id, 0), batch)).toThrow(/CHECK/);
  expect(loadData(database, findSubmission(database, id)).cells).toEqual([]);
  expect(findSubmission(database, id).revision).toBe(0);
  expect(database.prepare('SELECT count(*) AS n FROM edit_log').get()).toEqual({ n: 0 });
});

test('list records are added in order, moved, changed and removed, and the log can rebuild them', () => {
  const database = openTemporary();
  const { id } = seed(database);
  const form = '局控辍1';
  const [one, two] = ['record-one', 'record-two'];
  setRecords(database, head(id, 0), [
    { form, id: one, cells: { c01: { kind: 'number', text: '1' }, c02: { kind: 'text', text: '某生' } } },
    { form, id: two, cells: { c01: { kind: 'number', text: '2' } } },
  ]);
  setRecords(database, head(id, 1), [
    { form, id: two, position: 0.5, cells: {} },
    { form, id: one, cells: { c02: null } },
  ]);
  expect(loadData(database, findSubmission(database, id)).lists).toEqual({
    [form]: [
      { id: two, position: 0.5, cells: { c01: { kind: 'number', text: '2' } } },
      { id: one, position: 1, cells: { c01: { kind: 'number', text: '1' } } },
    ],
  });
  setRecords(database, head(id, 2), [{ form, id: one, cells: null }]);
  expect(loadData(database, findSubmission(database, id)).lists[form]).toHaveLength(1);
  expect(database.prepare('SELECT count(*) AS n FROM record_cells').get()).toEqual({ n: 1 });
  const removed = database
    .prepare('SELECT cell, old_text, new_text FROM edit_log WHERE revision = 3 ORDER BY id')
    .all();
  expect(removed).toEqual([
    { cell: `${one}.c01`, old_text: '1', new_text: null },
    { cell: one, old_text: '1', new_text: null },
  ]);
});

test('a finalised submission is read-only in every way until it is reopened with a reason', () => {
  const database = openTemporary();
  const { id } = seed(database);
  expect(finaliseSubmission(database, head(id, 0), final)).toMatchObject({
    state: 'finalised',
    version: 1,
    revision: 1,
    editionVersion: '1.1',
  });
  const attempts = [
    () => setCells(database, head(id, 1), changes({ '教基3112!01.1': 5 })),
    () => setRecords(database, head(id, 1), [{ form: '局控辍1', id: 'record-one', cells: {} }]),
    () => setReviewed(database, head(id, 1), ['教基3112'], true),
    () => explain(database, head(id, 1), { finding: 'J-1@01', text: '说明', values: {} }),
    () => finaliseSubmission(database, head(id, 1), final),
  ];
  for (const attempt of attempts)
    expect(refusalOf(attempt)).toEqual({ code: 'submission.finalised', params: {} });
  expect(findSubmission(database, id).revision).toBe(1);

  expect(finalisedHash(database, id)).toBe('abc');
  expect(refusalOf(() => reopenSubmission(database, head(id, 0), '数字有误')).code).toBe('submission.stale');
  expect(reopenSubmission(database, head(id, 1), '数字有误')).toMatchObject({
    state: 'draft',
    version: 1,
    revision: 2,
  });
  expect(finalisedHash(database, id)).toBeNull();
  expect(refusalOf(() => reopenSubmission(database, head(id, 2), '再来')).code).toBe(
    'submission.notFinalised',
  );
  expect(database.prepare('SELECT revision, state, version, reason FROM state_log').all()).toEqual([
    { revision: 0, state: 'created', version: 0, reason: null },
    { revision: 1, state: 'finalised', version: 1, reason: null },
    { revision: 2, state: 'draft', version: 1, reason: '数字有误' },
  ]);
});

test('reviewed forms and explanations are set, replaced and withdrawn', () => {
  const database = openTemporary();
  const { id } = seed(database);
  const data = () => loadData(database, findSubmission(database, id));
  setReviewed(database, head(id, 0), ['教基3112', '教基3040'], true);
  setReviewed(database, head(id, 1), ['教基3112'], true);
  setReviewed(database, head(id, 2), ['教基3040'], false);
  expect(data().reviewed).toEqual(['教基3112']);
  const explanation = { finding: 'J3040-03@04', text: '撤并', values: { '教基3040!04.1': '5' } };
  explain(database, head(id, 3), explanation);
  explain(database, head(id, 4), { ...explanation, text: '撤并两个教学点' });
  expect(data().explanations).toEqual([{ ...explanation, text: '撤并两个教学点' }]);
  explain(database, head(id, 5), { ...explanation, text: '' });
  expect(data().explanations).toEqual([]);
});

test('a submission opens with earlier years only, newest first, one a year in the edition now filled', () => {
  const database = openTemporary();
  const { id, schoolId } = seed(database);
  const round = (collection: typeof round2026) => {
    const { id: _id, ...round } = collection;
    return createCollection(database, round).id;
  };
  const years = [
    round2025,
    round2025old,
    { ...round2025, schoolYear: 2024 },
    { ...round2026, schoolYear: 2027 },
  ];
  const opened = years.map(
    (year) => openSubmission(database, { schoolId, collectionId: round(year), editionVersion: '1.0' }).id,
  );
  for (const year of opened) setCells(database, head(year, 0), changes({ '教基3112!01.1': 5 }));
  const other = createSchool(database, { ...village, code: '9900000002' }).id;
  openSubmission(database, { schoolId: other, collectionId: 2, editionVersion: '1.0' });
  const { previous } = loadOpen(database, id);
  expect(previous.map(({ data }) => data.submission.id)).toEqual([opened[0], opened[2]]);
  expect(previous.map(({ collection }) => collection.schoolYear)).toEqual([2025, 2024]);
});

test('an earlier year that was only looked into is no last year', () => {
  const database = openTemporary();
  const { id, schoolId } = seed(database);
  const open = (collection: typeof round2026) => {
    const { id: _id, ...round } = collection;
    const collectionId = createCollection(database, round).id;
    return openSubmission(database, { schoolId, collectionId, editionVersion: '1.0' }).id;
  };
  const previous = () => loadOpen(database, id).previous.map(({ data }) => data.submission.id);
  const year = (schoolYear: number) => ({ ...round2025, schoolYear });
  const looked = open(round2025);
  expect(previous()).toEqual([]);
  // The other edition of the same year is the one that was filled.
  const filled = open(round2025old);
  setCells(database, head(filled, 0), changes({ '基础基331!01.1': 5 }));
  const [listed, reviewed] = [open(year(2024)), open(year(2023))];
  setRecords(database, head(listed, 0), [{ form: '局控辍1', id: 'record-one', cells: {} }]);
  setReviewed(database, head(reviewed, 0), ['教基3112'], true);
  open(year(2022));
  expect(previous()).toEqual([filled, listed, reviewed]);
  setCells(database, head(looked, 0), changes({ '教基3112!01.1': 5 }));
  expect(previous()).toEqual([looked, listed, reviewed]);
});

test('opening a submission twice gives the same one; a draft follows its edition, a final one keeps it', () => {
  const database = openTemporary();
  const { id, schoolId, collectionId } = seed(database);
  const open = (editionVersion: string) =>
    openSubmission(database, { schoolId, collectionId, editionVersion });
  expect(open('1.1')).toMatchObject({ id, editionVersion: '1.1', revision: 0 });
  finaliseSubmission(database, head(id, 0), final);
  expect(open('1.2')).toMatchObject({ id, editionVersion: '1.1' });
});

test('two schools cannot share a code nor two rounds a year and edition', () => {
  const database = openTemporary();
  const { schoolId, collectionId } = seed(database);
  expect(refusalOf(() => createSchool(database, village))).toEqual({
    code: 'school.duplicateCode',
    params: { code: village.code },
  });
  const second = createSchool(database, { ...village, code: '9900000002' });
  expect(refusalOf(() => updateSchool(database, { ...second, code: village.code })).code).toBe(
    'school.duplicateCode',
  );
  expect(updateSchool(database, { ...findSchool(database, schoolId), name: '清河小学' }).name).toBe(
    '清河小学',
  );
  expect(refusalOf(() => createCollection(database, round2026)).code).toBe('collection.duplicate');
  expect(updateCollection(database, { ...round2026, id: collectionId, dueDate: null }).dueDate).toBeNull();
  expect(listCollections(database)).toHaveLength(1);
});

test('settings come back, and one written by another program is passed over', () => {
  const database = openTemporary();
  expect(readSetting(database, 'lastFolder')).toBeUndefined();
  writeSetting(database, 'lastFolder', 'E:\\');
  expect(readSetting(database, 'lastFolder')).toBe('E:\\');
  database.prepare(`INSERT INTO settings VALUES ('lastSubmission', '"seven"')`).run();
  expect(readSetting(database, 'lastSubmission')).toBeUndefined();
});
