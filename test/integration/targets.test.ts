import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { ImportTarget } from '../../shared/ipc-import';
import { errorSentence } from '../../shared/messages';
import type { TargetProfile } from '../../shared/target-profile';
import { countyProfile, otherProfile } from '../support/own-profile';
import { changes } from '../support/school';
import { tianbao } from './cli-run';
import { definitions, openProgram, type Program } from './handlers-context';
import { openYear } from './sample-years';

function fileOf(program: Program, text: string): void {
  program.openFile.path = path.join(program.folder, 'in.json');
  writeFileSync(program.openFile.path, text);
}

async function exported(program: Program, id: string): Promise<{ name: string; text: string }> {
  const saved = await program.value('targets.export', { id });
  if (saved === null) throw new Error('nothing exported');
  return {
    name: saved.fileName,
    text: readFileSync(path.join(program.folder, saved.fileName), 'utf8'),
  };
}

/** A round judged by the bureau's own profile, 98.8 % of whose pupils stayed. */
async function judgedYear(program: Program, profiles: readonly TargetProfile[] = [countyProfile]) {
  for (const profile of profiles) await program.value('targets.save', profile);
  const { collection, school, data } = await openYear(program);
  const ids = [...profiles.map(({ id }) => id), 'baoding_2012'];
  const round = await program.value('collection.update', { ...collection, targetProfiles: ids });
  await program.value('submission.setCells', {
    ...{ submissionId: data.submission.id, revision: data.submission.revision },
    changes: changes({ '教基3040!04.1': 500, '教基3040!04.3': 80, '教基3040!04.9': 90, '教基3040!04.12': 6 }),
  });
  return program.value('submission.open', { schoolId: school.id, collectionId: round.id });
}

function retention(open: Parameters<typeof createCalculation>[1]) {
  const results = createCalculation(definitions, open).indicators();
  const found = results.filter(({ indicator }) => indicator === 'primary_annual_retention_rate');
  return found.map(({ method, verdict }) => [method, verdict]);
}

describe('saving', () => {
  test('a saved version never changes; versions are listed newest first', async () => {
    const { value, error } = openProgram();
    await value('targets.save', countyProfile);
    expect(await error('targets.save', otherProfile)).toEqual({
      code: 'targets.taken',
      params: { name: countyProfile.name, version: '1' },
    });
    const second = { ...otherProfile, id: 'own-qinghexx@2', version: '2' };
    await value('targets.save', second);
    expect(await value('targets.list', null)).toEqual([second, countyProfile]);
  });

  test('the id of a profile that comes with the program cannot be taken', async () => {
    const { value, error } = openProgram();
    const refused = await error('targets.save', { ...countyProfile, id: 'baoding_2012' });
    expect(refused.code).toBe('targets.taken');
    expect(await value('targets.list', null)).toEqual([]);
  });

  test('what names an indicator or a method that there is not is refused with its place', async () => {
    const { error } = openProgram();
    const [first] = countyProfile.thresholds;
    if (first === undefined) throw new Error('no threshold');
    const refusedWith = async (profile: TargetProfile) => errorSentence(await error('targets.save', profile));
    expect(
      await refusedWith({ ...countyProfile, thresholds: [first, { ...first, indicator: 'nothing' }] }),
    ).toBe('「清河县 2026 年目标责任书」没有保存：第 2 条：本程序没有指标“nothing”。');
    expect(await refusedWith({ ...countyProfile, thresholds: [{ ...first, method: 'nothing' }] })).toContain(
      '第 1 条（小学年巩固率）：没有口径“nothing”',
    );
    expect(await refusedWith({ ...countyProfile, methods: { primary_dropout_rate: 'x' } })).toContain(
      '采用的口径：小学辍学率没有口径“x”',
    );
  });

  test('one that a round judges by is not removed, nor one that is not there', async () => {
    const program = openProgram();
    const { collection } = await judgedYear(program);
    expect(await program.error('targets.remove', { id: countyProfile.id })).toEqual({
      code: 'targets.inUse',
      params: { round: collection.title },
    });
    await program.value('collection.update', { ...collection, targetProfiles: [] });
    await program.value('targets.remove', { id: countyProfile.id });
    expect(await program.value('targets.list', null)).toEqual([]);
    expect((await program.error('targets.remove', { id: countyProfile.id })).code).toBe('targets.unknown');
  });
});

describe('a round', () => {
  test('is judged by the first of its profiles, and by the reading that this means', async () => {
    const open = await judgedYear(openProgram());
    expect(open.ownProfiles).toEqual([countyProfile]);
    expect(retention(open)).toContainEqual(['raw', 'met']);
  });

  test('refuses profiles and readings that nobody has, and one profile twice', async () => {
    const program = openProgram();
    const { collection } = await judgedYear(program);
    const refused = async (part: Partial<typeof collection>) =>
      (await program.error('collection.update', { ...collection, ...part })).code;
    expect(await refused({ targetProfiles: ['own-unknownx@1'] })).toBe('app.badRequest');
    expect(await refused({ targetProfiles: ['baoding_2012', 'baoding_2012'] })).toBe('app.badRequest');
    expect(await refused({ methods: { primary_dropout_rate: 'unknown' } })).toBe('app.badRequest');
    expect(await refused({ methods: { unknown: 'register' } })).toBe('app.badRequest');
    const methods = { primary_annual_retention_rate: 'adjusted' };
    expect(await program.value('collection.update', { ...collection, methods })).toMatchObject({ methods });
  });
});

describe('a file', () => {
  test('says the same on another computer, the second time it is there already', async () => {
    const here = openProgram();
    await here.value('targets.save', countyProfile);
    const { name, text } = await exported(here, countyProfile.id);
    expect(name).toBe('目标方案_清河县 2026 年目标责任书_第1版.json');
    const there = openProgram();
    fileOf(there, text);
    expect(await there.value('targets.import', null)).toMatchObject({
      outcome: 'saved',
      profile: countyProfile,
    });
    expect(await there.value('targets.list', null)).toEqual([countyProfile]);
    expect(await there.value('targets.import', null)).toMatchObject({ outcome: 'known' });
    expect(await there.value('targets.list', null)).toHaveLength(1);
  });

  test('of the program’s own profile is there already, whole', async () => {
    const program = openProgram();
    for (const { id } of definitions.targetProfiles) {
      fileOf(program, (await exported(program, id)).text);
      expect(await program.value('targets.import', null)).toMatchObject({
        outcome: 'known',
        profile: { id },
      });
    }
    expect(await program.value('targets.list', null)).toEqual([]);
  });

  test('with another content under a known id is offered as the next version and overwrites nothing', async () => {
    const program = openProgram();
    await program.value('targets.save', countyProfile);
    fileOf(program, JSON.stringify(otherProfile));
    const offered = await program.value('targets.import', null);
    const next = { ...otherProfile, id: 'own-qinghexx@2', version: '2' };
    expect(offered).toMatchObject({ outcome: 'differs', profile: next });
    expect(await program.value('targets.list', null)).toEqual([countyProfile]);
    await program.value('targets.save', next);
    expect(await program.value('targets.list', null)).toEqual([next, countyProfile]);
    expect(await program.value('targets.import', null)).toMatchObject({ outcome: 'known', profile: next });
  });

  test.each<[string, string, string]>([
    ['no JSON', '{"thresholds": [', '内容不完整或被改坏了'],
    ['another file', '{"format": "tianbao-mapping"}', '里面不是目标方案的内容'],
    ['a list', '[]', '里面不是目标方案的内容'],
    [
      'a newer program’s',
      JSON.stringify({ format: 'tianbao-targets', formatVersion: 2, ...countyProfile }),
      '请先升级程序',
    ],
    [
      'a value with its unit',
      JSON.stringify(countyProfile).replace('98.5,', '"98.5%",'),
      '第 1 条（小学年巩固率，小学）：“目标值”应是数字，不带引号和单位',
    ],
    [
      'an unknown sign',
      JSON.stringify(countyProfile).replace('"<="', '"<"'),
      '第 2 条（小学辍学率，小学）：“要求”应是 >=、<=、==、> 之一',
    ],
    ['no name', JSON.stringify({ ...countyProfile, name: '' }), '“名称”应是 1 到 60 个字'],
    ['an unknown property', JSON.stringify({ ...countyProfile, extra: 1 }), '不认识“extra”'],
    [
      'an unknown indicator',
      JSON.stringify(countyProfile).replace('"primary_dropout_rate"', '"dropout"'),
      '第 2 条：本程序没有指标“dropout”',
    ],
  ])('that is %s is refused with what is wrong and where', async (_name, text, sentence) => {
    const program = openProgram();
    fileOf(program, text);
    const error = await program.error('targets.import', null);
    expect(error.code).toBe('targets.badFile');
    expect(errorSentence(error)).toContain(sentence);
    expect(await program.value('targets.list', null)).toEqual([]);
  });

  test('that is gone or too large is refused; a cancelled dialog is nothing', async () => {
    const program = openProgram();
    expect(await program.value('targets.import', null)).toBeNull();
    program.openFile.path = path.join(program.folder, 'gone.json');
    expect((await program.error('targets.import', null)).code).toBe('file.unreadable');
    fileOf(program, ' '.repeat(6_000_000));
    expect((await program.error('targets.import', null)).code).toBe('targets.badFile');
    expect((await program.error('targets.export', { id: 'own-unknownx@1' })).code).toBe('targets.unknown');
  });
});

describe('a workbook', () => {
  async function carried(to: Program, from: Program = openProgram()) {
    const { schools } = await to.value('app.start', null);
    const open = await judgedYear(from);
    const { id: submissionId } = open.data.submission;
    const out = await from.value('workbook.export', { submissionId, draft: true });
    to.openFile.path = path.join(from.folder, out?.fileName ?? '');
    const report = await to.value('import.read', null);
    if (report === null || report.record === null || report.schoolYear === null || report.edition === null)
      throw new Error('not ours');
    const { importId, record, schoolYear, edition } = report;
    const school = schools[0] === undefined ? { create: record } : { id: schools[0].id };
    const target: ImportTarget = { importId, school, schoolYear, edition };
    const comparison = await to.value('import.compare', target);
    return { open, report, target, comparison };
  }

  test('brings the targets that it was judged by, and the other computer judges by them', async () => {
    const there = openProgram();
    const { open, report, target, comparison } = await carried(there);
    expect(report.problems).toEqual([]);
    const [told] = comparison.problems.filter(({ error }) => error.code === 'import.bringsProfile');
    expect(told?.error.params).toEqual({ name: countyProfile.name, version: '1', judges: true });
    expect(await there.value('targets.list', null)).toEqual([]);
    const { schoolId, collectionId } = await there.value('import.apply', { ...target, refused: [] });
    expect(await there.value('targets.list', null)).toEqual([countyProfile]);
    const imported = await there.value('submission.open', { schoolId, collectionId });
    expect(imported.collection.targetProfiles).toEqual([countyProfile.id, 'baoding_2012']);
    expect(retention(imported)).toEqual(retention(open));
  });

  test('overwrites no profile: another content comes as the next version, and its round judges by that', async () => {
    const there = openProgram();
    await there.value('targets.save', otherProfile);
    const { target } = await carried(there);
    const { collectionId } = await there.value('import.apply', { ...target, refused: [] });
    const saved = await there.value('targets.list', null);
    expect(saved).toEqual([{ ...countyProfile, id: 'own-qinghexx@2', version: '2' }, otherProfile]);
    const { collections } = await there.value('app.start', null);
    const round = collections.find(({ id }) => id === collectionId);
    expect(round?.targetProfiles).toEqual(['own-qinghexx@2', 'baoding_2012']);
  });

  test('leaves the targets of a round that is here as they are, and keeps those of the file beside', async () => {
    const there = openProgram();
    const { collection } = await openYear(there);
    const { target, comparison } = await carried(there);
    const [told] = comparison.problems.filter(({ error }) => error.code === 'import.bringsProfile');
    expect(told?.error.params).toMatchObject({ judges: false });
    await there.value('import.apply', { ...target, refused: [] });
    expect(await there.value('targets.list', null)).toEqual([countyProfile]);
    const { collections } = await there.value('app.start', null);
    expect(collections[0]?.targetProfiles).toEqual(collection.targetProfiles);
  });

  test('is judged on the command line by the targets that it carries', async () => {
    const here = openProgram();
    const there = openProgram();
    await carried(there, here);
    const imported = await tianbao(here.folder, 'import', there.openFile.path ?? '');
    const { submission } = imported.json as { submission: { collection: { ownProfiles: unknown } } };
    expect(submission.collection.ownProfiles).toEqual([countyProfile]);
    const file = path.join(here.folder, 'submission.json');
    const checks = async (document: unknown) => {
      writeFileSync(file, JSON.stringify(document));
      const { json } = await tianbao(here.folder, 'check', 'submission.json');
      return json as { findings: { check: string }[]; problems: { code: string }[] };
    };
    const retained = ({ findings }: { findings: { check: string }[] }) =>
      findings.some(({ check }) => check === 'LGG2-05');
    expect(retained(await checks(submission))).toBe(false);
    const { ownProfiles: _own, ...collection } = submission.collection;
    const without = await checks({ ...submission, collection });
    expect(without.problems.map(({ code }) => code)).toContain('document.unknownProfile');
    expect(retained(without)).toBe(true);
  });
});
