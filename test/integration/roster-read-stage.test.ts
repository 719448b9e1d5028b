import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { School } from '../../shared/school';
import { village } from '../support/school';
import { openProgram, type Program } from './handlers-context';

/** Loading through the door: nothing is stored before it is saved, and it is saved for what it was read for. */

const csv = `姓名,性别,生于,年级,班级,联系电话
王小明,男,20180305,三年级,1,13800001234
李小红,女,20171105,三年级,2,13800001235
合计,,,,,2
`;

interface Begun extends Program {
  readonly school: School;
  readonly submissionId: number;
  readonly open: (year: number) => Promise<number>;
}

async function begin(): Promise<Begun> {
  const program = openProgram();
  const { id: _, ...invented } = village;
  const school = await program.value('school.create', invented);
  const schoolId = school.id;
  const open = async (schoolYear: number): Promise<number> => {
    const { id: collectionId } = await program.value('collection.create', {
      ...{ title: `${schoolYear}学年`, schoolYear, edition: 'jiaoji-2021', targetProfiles: [] },
      dueDate: `${schoolYear}-09-20`,
    });
    const { data } = await program.value('submission.open', { schoolId, collectionId });
    return data.submission.id;
  };
  return { ...program, school, open, submissionId: await open(2026) };
}

function choose({ folder, openFile }: Program, content: string, name = '名册.csv'): void {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  openFile.path = file;
}

async function readReady(program: Begun) {
  choose(program, csv);
  const staged = await program.value('rosters.read', { submissionId: program.submissionId, kind: 'pupils' });
  if (staged === null) throw new Error('nothing was read');
  const { stagedId } = staged;
  await program.value('rosters.map', { stagedId, table: 0, columns: { 2: 'birth' } });
  return staged;
}

describe('a roster', () => {
  test('is read, mapped and saved; what was mapped is known the next time', async () => {
    const program = await begin();
    const { submissionId } = program;
    const { stagedId, tables, ready } = await readReady(program);
    expect(ready).toBe(false);
    expect(tables[0]).toMatchObject({ lacking: ['出生日期'], neverKept: ['联系电话'], rows: 2 });
    expect(await program.value('rosters.list', { submissionId })).toEqual([]);

    expect(await program.value('rosters.save', { stagedId, submissionId })).toMatchObject([
      { kind: 'pupils', people: 2, files: [{ fileName: '名册.csv', rows: 2 }], keepUntil: '2030-08-31' },
    ]);
    const people = await program.value('rosters.people', { submissionId, kind: 'pupils' });
    expect(people.map(({ values }) => values)).toEqual([
      { name: '王小明', sex: '男', birth: '2018-03-05', stage: '小学', grade: '3', class: '1' },
      { name: '李小红', sex: '女', birth: '2017-11-05', stage: '小学', grade: '3', class: '2' },
    ]);
    expect(await program.error('rosters.save', { stagedId, submissionId })).toMatchObject({
      code: 'roster.gone',
    });

    const again = await program.value('rosters.read', { submissionId, kind: 'pupils' });
    expect(again?.ready).toBe(true);
    expect(again?.tables[0]?.columns[2]).toMatchObject({ field: 'birth', by: 'remembered' });
  });

  test('of last year is judged by last year’s grades', async () => {
    const program = await begin();
    const { submissionId } = program;
    choose(program, csv.replace('生于', '出生日期').replaceAll('三年级', '2025级'));
    const staged = await program.value('rosters.read', { submissionId, kind: 'pupilsBefore' });
    expect(staged?.open).toEqual({});
    await program.value('rosters.save', { stagedId: staged?.stagedId ?? '', submissionId });
    const people = await program.value('rosters.people', { submissionId, kind: 'pupilsBefore' });
    expect(people.map(({ values }) => values['grade'])).toEqual(['1', '1']);
  });

  test('with something open is not stored', async () => {
    const program = await begin();
    const { submissionId } = program;
    choose(program, csv.replace('20180305', '20180230').replace('生于', '出生日期'));
    const staged = await program.value('rosters.read', { submissionId, kind: 'pupils' });
    expect(staged?.open).toEqual({ unreadableDate: 1 });
    const save = { stagedId: staged?.stagedId ?? '', submissionId };
    expect(await program.error('rosters.save', save)).toEqual({
      code: 'roster.notReady',
      params: { open: 1 },
    });
    expect(await program.value('rosters.list', { submissionId })).toEqual([]);
  });

  test('is not stored for another year', async () => {
    const program = await begin();
    const { submissionId } = program;
    const { stagedId } = await readReady(program);
    const next = await program.open(2027);
    expect(await program.error('rosters.save', { stagedId, submissionId: next })).toMatchObject({
      code: 'roster.gone',
    });
    expect(await program.value('rosters.save', { stagedId, submissionId })).toMatchObject([{ people: 2 }]);
  });

  test('is judged anew once the school’s record is another; what she corrected is not lost', async () => {
    const program = await begin();
    const { submissionId } = program;
    choose(
      program,
      csv.replace('生于', '出生日期').replace('20180305', '20180230').replaceAll('三年级', '六年级'),
    );
    const staged = await program.value('rosters.read', { submissionId, kind: 'pupils' });
    if (staged === null) throw new Error('nothing was read');
    const { stagedId } = staged;
    await program.value('rosters.fix', { stagedId, row: 1, texts: { birth: '2015-03-05' } });
    await program.value('rosters.leaveOut', { stagedId, rows: [2], out: true });

    await program.value('school.update', { ...program.school, system: '五四' });
    expect(await program.error('rosters.save', { stagedId, submissionId })).toEqual({
      code: 'roster.schoolChanged',
      params: {},
    });
    expect(await program.value('rosters.list', { submissionId })).toEqual([]);
    const shown = await program.value('rosters.map', { stagedId, table: 0 });
    expect(shown).toMatchObject({ leftOut: 1, open: { foreignGrade: 1 }, ready: false });
    expect((await program.value('rosters.rowOf', { stagedId, row: 1 })).texts).toMatchObject({
      name: '王小明',
      birth: '2015-03-05',
    });
    const fixed = await program.value('rosters.fix', { stagedId, row: 1, texts: { grade: '五年级' } });
    expect(fixed.ready).toBe(true);
    // Another name of the school changes nothing of the pupils.
    await program.value('school.update', { ...program.school, system: '五四', name: '清河镇第一小学' });
    expect(await program.value('rosters.save', { stagedId, submissionId })).toMatchObject([{ people: 1 }]);
    const [pupil] = await program.value('rosters.people', { submissionId, kind: 'pupils' });
    expect(pupil?.values).toMatchObject({ birth: '2015-03-05', grade: '5' });
  });

  test('stays staged when the next file is cancelled or refused, and is dropped when she says so', async () => {
    const program = await begin();
    const { submissionId } = program;
    const { stagedId } = await readReady(program);
    program.openFile.path = null;
    expect(await program.value('rosters.read', { submissionId, kind: 'staff' })).toBeNull();
    choose(program, '星期一,星期二\n语文,数学\n', '课表.csv');
    expect(await program.error('rosters.read', { submissionId, kind: 'staff' })).toMatchObject({
      code: 'roster.noTable',
    });
    choose(program, 'hello', '断.xlsx');
    expect(await program.error('rosters.read', { submissionId, kind: 'staff' })).toEqual({
      code: 'file.notWorkbook',
      params: { file: '断.xlsx', really: '文本（CSV）' },
    });
    expect((await program.value('rosters.rowOf', { stagedId, row: 1 })).texts).toMatchObject({
      name: '王小明',
    });
    await program.value('rosters.discard', null);
    expect(await program.error('rosters.rowOf', { stagedId, row: 1 })).toMatchObject({ code: 'roster.gone' });
  });

  test('takes columns only for fields that it has', async () => {
    const program = await begin();
    const { stagedId } = await readReady(program);
    const wrong = { stagedId, table: 0, columns: { 2: 'telephone' } };
    expect(await program.error('rosters.map', wrong)).toMatchObject({ code: 'roster.badValue' });
    const fix = { stagedId, row: 1, texts: { constructor: 'x' } };
    expect(await program.error('rosters.fix', fix)).toMatchObject({ code: 'roster.badValue' });
  });
});
