import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setCells } from '../../electron/storage/cells';
import { loadData } from '../../electron/storage/load';
import { setRecords } from '../../electron/storage/records';
import { changedSinceReview, setReviewed } from '../../electron/storage/review';
import { findSubmission } from '../../electron/storage/submissions';
import { confirm } from '../../electron/storage/to-confirm';
import type { Database } from '../../electron/storage/database';
import type { Form } from '../../shared/form';
import { changes, round2025, round2026, village } from '../support/school';
import { faultOf, broken } from './definitions-place';
import { openProgram } from './handlers-context';
import { noon, openTemporary, refusalOf, seed } from './storage-place';

const head = (submissionId: number, revision: number) => ({ submissionId, revision, at: noon });

function standing(database: Database, id: number) {
  const { toConfirm = [], reviewed } = loadData(database, findSubmission(database, id));
  return { toConfirm: toConfirm.map(({ form, cell }) => `${form}!${cell}`), reviewed };
}

describe('marks of what was taken over', () => {
  test('appear with the value and go when it is typed, cleared or confirmed', () => {
    const database = openTemporary();
    const { id } = seed(database);
    setCells(
      database,
      head(id, 0),
      changes({ '教基5176!01.1': 7861.7, '教基5176!02.1': 906, '教基5176!03.1': 4426 }),
      'carried',
    );
    expect(standing(database, id).toConfirm).toEqual(['教基5176!01.1', '教基5176!02.1', '教基5176!03.1']);
    setCells(database, head(id, 1), changes({ '教基5176!01.1': 8000 }));
    expect(standing(database, id).toConfirm).toEqual(['教基5176!02.1', '教基5176!03.1']);
    setCells(database, head(id, 2), changes({ '教基5176!02.1': null }));
    expect(standing(database, id).toConfirm).toEqual(['教基5176!03.1']);
    expect(confirm(database, head(id, 3), [{ form: '教基5176', cell: '03.1' }])).toBe(4);
    expect(standing(database, id).toConfirm).toEqual([]);
    // Taken back by undo; a cell without a value, or of a form that is 已核对, has nothing to be looked at.
    const again = ['02.1', '03.1'].map((cell) => ({ form: '教基5176', cell }));
    expect(confirm(database, head(id, 4), again, false)).toBe(5);
    expect(standing(database, id).toConfirm).toEqual(['教基5176!03.1']);
    confirm(database, head(id, 5), again);
    setReviewed(database, head(id, 6), ['教基5176'], true);
    confirm(database, head(id, 7), again, false);
    expect(standing(database, id)).toEqual({ toConfirm: [], reviewed: ['教基5176'] });
    const origins = database.prepare('SELECT DISTINCT origin FROM edit_log ORDER BY origin').pluck().all();
    expect(origins).toEqual(['carried', 'typed']);
  });

  test('a change on an old revision is refused and marks nothing; the retry on the new one does', () => {
    const database = openTemporary();
    const { id } = seed(database);
    setCells(database, head(id, 0), changes({ '教基5176!01.1': 1 }));
    const late = () => setCells(database, head(id, 0), changes({ '教基5176!02.1': 2 }), 'carried');
    expect(refusalOf(late)).toEqual({ code: 'submission.stale', params: { known: 0, current: 1 } });
    expect(standing(database, id).toConfirm).toEqual([]);
    setCells(database, head(id, 1), changes({ '教基5176!02.1': 2 }), 'carried');
    expect(standing(database, id).toConfirm).toEqual(['教基5176!02.1']);
  });

  test('已核对 takes the marks of its form, and what is carried later takes 已核对 back', () => {
    const database = openTemporary();
    const { id } = seed(database);
    setCells(database, head(id, 0), changes({ '教基5176!01.1': 1, '教基1001!village': '荻墩村' }), 'carried');
    setReviewed(database, head(id, 1), ['教基5176'], true);
    expect(standing(database, id)).toEqual({ toConfirm: ['教基1001!village'], reviewed: ['教基5176'] });
    setCells(database, head(id, 2), changes({ '教基5176!02.1': 2 }), 'carried');
    expect(standing(database, id)).toEqual({
      toConfirm: ['教基1001!village', '教基5176!02.1'],
      reviewed: [],
    });
  });

  test('whatever is done in whatever order, no form is 已核对 with a cell that is 待核', () => {
    const cells = ['教基5176!01.1', '教基5176!02.1', '局经费1!01.1'];
    const step = fc.oneof(
      fc.record({
        do: fc.constant('set' as const),
        cell: fc.constantFrom(...cells),
        value: fc.option(fc.nat(99), { nil: null }),
        origin: fc.constantFrom('typed' as const, 'carried' as const, 'imported' as const),
      }),
      fc.record({
        do: fc.constant('confirm' as const),
        cell: fc.constantFrom(...cells),
        confirmed: fc.boolean(),
      }),
      fc.record({
        do: fc.constant('review' as const),
        form: fc.constantFrom('教基5176', '局经费1'),
        reviewed: fc.boolean(),
      }),
    );
    const database = openTemporary();
    const { id } = seed(database);
    let revision = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        for (const each of steps) {
          const at = head(id, revision);
          if (each.do === 'set')
            revision = setCells(database, at, changes({ [each.cell]: each.value }), each.origin);
          else if (each.do === 'review') revision = setReviewed(database, at, [each.form], each.reviewed);
          else {
            const [form = '', cell = ''] = each.cell.split('!');
            revision = confirm(database, at, [{ form, cell }], each.confirmed);
          }
          const { toConfirm, reviewed } = standing(database, id);
          expect(toConfirm.filter((name) => reviewed.includes(name.split('!')[0] ?? ''))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('a form that was changed after 已核对 is known by it until the change was looked at, too', () => {
  const database = openTemporary();
  const { id } = seed(database);
  const at = (minute: number) => new Date(noon.getTime() + minute * 60_000);
  const later = (revision: number, minute: number) => ({ submissionId: id, revision, at: at(minute) });
  setCells(database, later(0, 0), changes({ '教基5176!01.1': 1, '局经费1!01.1': 5 }));
  setReviewed(database, later(1, 1), ['教基5176', '局经费1'], true);
  expect(changedSinceReview(database, id)).toEqual([]);
  setCells(database, later(2, 2), changes({ '教基5176!01.1': 2 }));
  expect(changedSinceReview(database, id)).toEqual(['教基5176']);
  setReviewed(database, later(3, 3), ['教基5176', '局经费1'], true);
  expect(changedSinceReview(database, id)).toEqual([]);
  const kinds = `SELECT about FROM events WHERE kind = 'reviewed' ORDER BY id`;
  expect(database.prepare(kinds).pluck().all()).toEqual(['教基5176', '局经费1', '教基5176']);
  // The clock is turned back before the edit, then before the mark.
  setCells(database, later(4, -5), changes({ '教基5176!01.1': 3 }));
  expect(changedSinceReview(database, id)).toEqual(['教基5176']);
  setCells(database, later(5, 6), changes({ '教基5176!01.1': 4 }));
  setReviewed(database, later(6, -9), ['教基5176'], true);
  expect(changedSinceReview(database, id)).toEqual([]);
});

test('records that were taken over are 待核 cell by cell, until typed, removed or confirmed', () => {
  const database = openTemporary();
  const { id } = seed(database);
  const text = (value: string) => ({ kind: 'text' as const, text: value });
  setReviewed(database, head(id, 0), ['局控辍4'], true);
  const records = ['a', 'b'].map((record) => ({
    ...{ form: '局控辍4', id: record },
    cells: { c02: text('甄晓'), c07: text('四年级') },
  }));
  setRecords(database, head(id, 1), records, 'carried');
  expect(standing(database, id)).toEqual({
    toConfirm: ['局控辍4!a.c02', '局控辍4!a.c07', '局控辍4!b.c02', '局控辍4!b.c07'],
    reviewed: [],
  });
  setRecords(database, head(id, 2), [{ form: '局控辍4', id: 'a', cells: { c07: text('五年级') } }]);
  setRecords(database, head(id, 3), [{ form: '局控辍4', id: 'b', cells: null }]);
  expect(standing(database, id).toConfirm).toEqual(['局控辍4!a.c02']);
  const its = [{ form: '局控辍4', cell: 'a.c02' }];
  confirm(database, head(id, 4), its);
  expect(standing(database, id).toConfirm).toEqual([]);
  confirm(database, head(id, 5), [...its, { form: '局控辍4', cell: 'b.c02' }], false);
  expect(standing(database, id).toConfirm).toEqual(['局控辍4!a.c02']);
});

test('nothing that is 待核 leaves: 定稿 is refused until the form is 已核对, and then it is confirmed', async () => {
  const program = openProgram();
  const { id: _school, ...school } = village;
  const { id: _old, ...earlier } = round2025;
  const { id: _new, ...round } = round2026;
  const { id: schoolId } = await program.value('school.create', school);
  await program.value('collection.create', earlier);
  const { id: collectionId } = await program.value('collection.create', round);
  const open = () => program.value('submission.open', { schoolId, collectionId });
  const { data } = await open();
  const submissionId = data.submission.id;
  const carried = await program.value('submission.setCells', {
    submissionId,
    revision: 0,
    changes: changes({ '局经费1!01.1': 720 }),
    origin: 'carried',
  });
  const error = await program.error('submission.finalise', { submissionId, revision: carried.revision });
  expect(error.code).toBe('submission.notReady');
  expect((await open()).data.toConfirm).toEqual([{ form: '局经费1', cell: '01.1' }]);
  const reviewed = await program.value('submission.setReviewed', {
    submissionId,
    revision: carried.revision,
    forms: ['局经费1'],
    reviewed: true,
  });
  expect((await open()).data.toConfirm ?? []).toEqual([]);
  await program.value('submission.setCells', {
    submissionId,
    revision: reviewed.revision,
    changes: changes({ '局经费1!02.1': 940 }),
    origin: 'carried',
  });
  const again = await open();
  expect(again.data.reviewed).not.toContain('局经费1');
  expect(again.data.toConfirm).toEqual([{ form: '局经费1', cell: '02.1' }]);
});

describe('a definition that carries what it cannot', () => {
  const rooms = 'editions/jiaoji-2021/教基5176.json';
  const school = 'editions/jiaoji-2021/教基1001.json';

  test('a computed cell', () => {
    const folder = broken<Form>(rooms, (form) => ({ ...form, carried: [{ rows: '01-05', cols: '1' }] }));
    expect(faultOf(folder)).toMatchObject({
      file: rooms,
      path: 'carried',
      problem: '04.1 不是输入格，不能列入 carried',
    });
  });

  test('a row that does not exist', () => {
    const folder = broken<Form>(rooms, (form) => ({ ...form, carried: [{ rows: '01-99', cols: '1' }] }));
    expect(faultOf(folder)).toMatchObject({ path: 'carried.0.rows', problem: '“01-99”超出了本表的代码范围' });
  });

  test('a field that the school record fills', () => {
    const folder = broken<Form>(school, (form) => ({
      ...form,
      fields: form.fields?.map((field) => (field.id === 'schoolName' ? { ...field, carried: true } : field)),
    }));
    expect(faultOf(folder)).toMatchObject({
      path: 'fields.1.carried',
      problem: 'schoolName 不是输入格，不能列入 carried',
    });
  });

  test('a list', () => {
    const file = 'editions/local/局缺口1.json';
    const folder = broken<Form>(file, (form) => ({ ...form, carried: [] }));
    expect(faultOf(folder)).toMatchObject({ file, path: 'carried', problem: '台账不能写 carried' });
  });

  test('records of a matrix, a computed column, a column that does not exist', () => {
    const rule = { columns: '1', same: '1' };
    const matrix = broken<Form>(rooms, (form) => ({ ...form, carriedRecords: rule }));
    expect(faultOf(matrix)).toMatchObject({
      path: 'carriedRecords',
      problem: '只有台账才能写 carriedRecords',
    });
    const file = 'editions/local/局缺口1.json';
    const computed = broken<Form>(file, (form) => ({
      ...form,
      carriedRecords: { ...rule, columns: '2-11' },
    }));
    expect(faultOf(computed)).toMatchObject({
      path: 'carriedRecords.columns',
      problem: '第 11 栏不是填报的栏，不能列入 carriedRecords',
    });
    const ended = [{ column: '17', values: ['已销号'] }];
    const missing = broken<Form>(file, (form) => ({ ...form, carriedRecords: { ...rule, ended } }));
    expect(faultOf(missing)).toMatchObject({ path: 'carriedRecords.ended.0.column' });
  });
});
