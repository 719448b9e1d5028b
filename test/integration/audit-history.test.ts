import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sessionOf } from '../../electron/storage/session';
import { readWorkbookFile } from '../../electron/workbook/read-file';
import { leftOut, withheld } from '../../shared/audit-details';
import { historyPlan } from '../../shared/audit-plan';
import type { LifeStep } from '../../shared/ipc-audit';
import { definitions, openProgram, type Program, resources } from './handlers-context';
import { finaliseSample } from './sample-years';
import { noon } from './storage-place';
import { changes } from '../support/school';

const all = {
  ...{ form: null, operator: null, since: null, until: null, before: null, limit: 500 },
  ...{ afterVersion: null, throughVersion: null },
};

async function lived(): Promise<{ program: Program; submissionId: number; hashes: readonly string[] }> {
  const program = openProgram();
  sessionOf(program.database).operator = '李统计';
  const { final } = await finaliseSample(program);
  const submissionId = final.id;
  const first = await program.value('workbook.export', { submissionId, draft: false });
  sessionOf(program.database).operator = '王主任';
  const { revision } = await program.value('submission.reopen', {
    ...{ submissionId, revision: final.revision, reason: '三年级漏报 1 人' },
  });
  const changed = await program.value('submission.setCells', {
    ...{ submissionId, revision, changes: changes({ '教基3112!08.11': 4, '教基3112!08.10': 3 }) },
  });
  const back = await program.value('submission.setCells', {
    ...{ submissionId, revision: changed.revision },
    changes: changes({ '教基3112!08.11': 3, '教基3112!08.10': 2 }),
  });
  await program.value('submission.finalise', { submissionId, revision: back.revision });
  const second = await program.value('workbook.export', { submissionId, draft: false });
  return { program, submissionId, hashes: [first?.hash ?? '', second?.hash ?? ''] };
}

const short = ({ kind, version, operator, hash, reason }: LifeStep) => ({
  ...{ kind, version, operator, hash, reason },
});

describe('the life of a submission', () => {
  test('made, finalised, exported, reopened with its reason, and the same once more, each with who and the hash', async () => {
    const { program, submissionId, hashes } = await lived();
    const life = await program.value('audit.life', { submissionId });
    const step = { version: null, operator: '李统计', hash: null, reason: null };
    const main = life.filter(({ kind }) => kind !== 'other');
    expect(main.map(short)).toEqual([
      { ...step, kind: 'created' },
      { ...step, kind: 'finalised', version: 1 },
      { ...step, kind: 'exported', version: 1, hash: hashes[0] },
      { ...step, kind: 'reopened', version: 1, operator: '王主任', reason: '三年级漏报 1 人' },
      { ...step, kind: 'finalised', version: 2, operator: '王主任' },
      { ...step, kind: 'exported', version: 2, operator: '王主任', hash: hashes[1] },
    ]);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    const kinds = new Set(life.flatMap(({ event }) => event?.kind ?? []));
    expect([...kinds].sort()).toEqual(['explained', 'reviewed', 'roundCreated', 'schoolCreated']);
  });

  test('one that is older than the log of it has no beginning; what happened to another school is not in it', async () => {
    const { program, submissionId } = await lived();
    program.database.exec(`DELETE FROM state_log WHERE state = 'created'`);
    const [school] = (await program.value('app.start', null)).schools;
    if (school === undefined) throw new Error('no school');
    const { id: _id, ...other } = { ...school, code: '9900000009', name: '东庄小学' };
    const made = await program.value('school.create', other);
    await program.value('school.update', { ...made, name: '西庄小学' });
    await program.value('school.update', { ...school, town: '东河镇' });
    const life = await program.value('audit.life', { submissionId });
    expect(life.some(({ kind }) => kind === 'created')).toBe(false);
    const changed = life.filter(({ event }) => event?.kind === 'schoolChanged').map(({ event }) => event);
    expect(changed).toEqual([
      {
        kind: 'schoolChanged',
        about: String(school.id),
        before: '{"town":"清河镇"}',
        after: '{"town":"东河镇"}',
      },
    ]);
    expect(JSON.stringify(life)).not.toContain('东庄');
  });
});

describe('the changes', () => {
  test('come newest first, page by page, and by form, person and time', async () => {
    const { program, submissionId } = await lived();
    const first = await program.value('audit.changes', { ...all, submissionId, limit: 3 });
    const cells = ({ changes: list }: typeof first) =>
      list.map(({ cell, before, after }) => [cell, before?.text, after?.text]);
    expect(cells(first)).toEqual([
      ['08.10', '3', '2'],
      ['08.11', '4', '3'],
      ['08.10', '2', '3'],
    ]);
    const last = first.changes.at(-1)?.id ?? 0;
    const second = await program.value('audit.changes', { ...all, submissionId, before: last, limit: 3 });
    expect(cells(second)[0]).toEqual(['08.11', '3', '4']);
    expect(second.total).toBe(first.total);
    expect(first.operators).toEqual(['李统计', '王主任']);
    expect(first.forms).toContain('教基3112');

    const his = await program.value('audit.changes', { ...all, submissionId, operator: '王主任' });
    expect([his.total, his.changes.length]).toEqual([4, 4]);
    const nobody = await program.value('audit.changes', { ...all, submissionId, operator: '' });
    expect([nobody.total, nobody.operators.length]).toEqual([0, 2]);
    const ofForm = await program.value('audit.changes', { ...all, submissionId, form: '教基3112' });
    expect(new Set(ofForm.changes.map(({ form }) => form))).toEqual(new Set(['教基3112']));
    const later = await program.value('audit.changes', {
      ...all,
      submissionId,
      since: new Date(noon.getTime() + 1).toISOString(),
    });
    expect(later.total).toBe(0);
    const earlier = await program.value('audit.changes', { ...all, submissionId, since: noon.toISOString() });
    expect(earlier.total).toBe(first.total);
  });

  test('come by version: what the first holds, what was changed from it to the second, and since', async () => {
    const { program, submissionId } = await lived();
    const { total } = await program.value('audit.changes', { ...all, submissionId });
    const between = async (afterVersion: number | null, throughVersion: number | null) =>
      (await program.value('audit.changes', { ...all, submissionId, afterVersion, throughVersion })).total;
    expect(await between(null, 1)).toBe(total - 4);
    expect(await between(1, 2)).toBe(4);
    expect(await between(1, null)).toBe(4);
    expect(await between(2, null)).toBe(0);
    expect(await between(null, 2)).toBe(total);
    expect(await between(3, null)).toBe(0);
  });
});

describe('exported', () => {
  test('both lists are in the workbook: figures as figures, texts that look like formulas as texts, no name of a ledger', async () => {
    const { program, submissionId, hashes } = await lived();
    let { revision } = await program.value('submission.reopen', {
      ...{
        submissionId,
        revision: (await program.value('app.start', null)).open?.data.submission.revision ?? 0,
      },
      reason: '=1+1',
    });
    ({ revision } = await program.value('submission.setRecords', {
      ...{ submissionId, revision },
      changes: [{ form: '局控辍1', id: 'aaaaaaaa-1', cells: { c01: { kind: 'text', text: '赵某某' } } }],
    }));
    const exported = await program.value('audit.export', { submissionId, texts: true });
    const { total } = await program.value('audit.changes', { ...all, submissionId });
    expect(exported?.changes).toBe(total);
    const file = path.join(program.folder, exported?.fileName ?? '');
    const { grid } = await readWorkbookFile({ file, resources }, () => undefined);
    const [life, changed] = grid.sheets;
    expect(grid.sheets.map(({ name }) => name)).toEqual(['报表经历', '修改明细']);
    const texts = [...(life?.cells.values() ?? [])].map(({ text }) => text);
    expect(texts).toContain('原因：三年级漏报 1 人');
    expect(texts).toContain('原因：=1+1');
    for (const hash of hashes) expect(texts).toContain(hash);
    const rows = 3 + total;
    const of = (column: string, row: number) => changed?.cells.get(`${column}${row}`);
    // The last two are the record and the name in it; before them the clerk took two figures back.
    expect([of('C', rows - 1), of('C', rows)].map((cell) => cell?.text)).toEqual(['新增一行', '填写']);
    expect(of('I', rows)).toMatchObject({ kind: 'text', text: withheld });
    expect([of('G', rows - 2), of('H', rows - 2), of('I', rows - 2)]).toMatchObject([
      { text: '08.10' },
      { kind: 'number', text: '3' },
      { kind: 'number', text: '2' },
    ]);
    expect(of('B', rows - 2)?.text).toBe('王主任');
    expect(JSON.stringify([...(changed?.cells.values() ?? []), ...texts])).not.toContain('赵某某');
    expect(definitions.forms['局控辍1']?.kind).toBe('list');
  });

  test('what was written in her own words stays here unless she sends it along; the file itself is written down with its hash', async () => {
    const { program, submissionId } = await lived();
    const texts = async (along: boolean) => {
      const exported = await program.value('audit.export', { submissionId, texts: along });
      const file = path.join(program.folder, exported?.fileName ?? '');
      const { grid, hash } = await readWorkbookFile({ file, resources }, () => undefined);
      const life = await program.value('audit.life', { submissionId });
      const last = life.findLast(({ event }) => event?.kind === 'historyExported');
      expect(last?.event).toMatchObject({ about: exported?.fileName, after: hash });
      return [...(grid.sheets[0]?.cells.values() ?? [])].map(({ text }) => text ?? '');
    };
    const explained = program.database
      .prepare<[], string>(`SELECT text FROM explanations`)
      .pluck()
      .all()
      .filter((text) => text !== '');
    expect(explained.length).toBeGreaterThan(0);
    const without = (await texts(false)).join('\n');
    for (const text of ['三年级漏报', ...explained]) expect(without).not.toContain(text);
    expect(without).toContain(`原因：${leftOut}`);
    const along = (await texts(true)).join('\n');
    for (const text of ['三年级漏报', ...explained]) expect(along).toContain(text);
  });

  test('who is not named was not chosen where people are registered, and is not registered where nobody is', async () => {
    const { program, submissionId } = await lived();
    program.database.exec('UPDATE edit_log SET operator = NULL');
    const names = async () => {
      const exported = await program.value('audit.export', { submissionId, texts: false });
      const file = path.join(program.folder, exported?.fileName ?? '');
      const { grid } = await readWorkbookFile({ file, resources }, () => undefined);
      return grid.sheets[1]?.cells.get('B4')?.text;
    };
    expect(await names()).toBe('未登记姓名');
    await program.value('access.addOperator', { name: '李统计', duty: 'clerk' });
    expect(await names()).toBe('未选填报人');
  });

  test('goes on over further sheets where one is full, and says so on each', async () => {
    const { program, submissionId } = await lived();
    const life = await program.value('audit.life', { submissionId });
    const { changes: some } = await program.value('audit.changes', { ...all, submissionId, limit: 5 });
    const [school] = (await program.value('app.start', null)).schools;
    if (school === undefined) throw new Error('no school');
    const history = { definitions, school, collection: { title: '年报' }, life, changes: some, at: noon };
    const { sheets } = historyPlan({ ...history, leaving: 'withTexts', people: false }, 2);
    expect(sheets.slice(1).map(({ template, rows }) => [template.sheet, [...rows].length])).toEqual([
      ['修改明细', 2],
      ['修改明细2', 2],
      ['修改明细3', 1],
    ]);
    expect(JSON.stringify(sheets[2]?.template)).toContain('分 3 张工作表，这是第 2 张');
  });
});
