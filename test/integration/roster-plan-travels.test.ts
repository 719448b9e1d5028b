import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { setCounted } from '../../electron/storage/rosters-words';
import { createCalculation } from '../../shared/calculation';
import type { OpenSubmission } from '../../shared/ipc';
import type { SubmissionData } from '../../shared/submission';
import { submissionDocument } from '../../shared/workbook-data';
import { schoolWithRosters } from '../support/roster-stored';
import { changes } from '../support/school';
import { tianbao } from './cli-run';
import { definitions, openProgram, type Program } from './handlers-context';

/** What rosters counted goes with the submission, so that whoever receives it sees the same finding. */

const asked = (open: OpenSubmission) =>
  createCalculation(definitions, open)
    .findings()
    .filter(({ check }) => check === 'ROSTER')
    .map(({ key, left, right }) => [key, left, right]);

const sorted = ({ counted = [] }: SubmissionData) =>
  [...counted].sort((a, b) => (`${a.form}!${a.cell}` < `${b.form}!${b.cell}` ? -1 : 1));

/** A school that filled from its rosters and then typed one more boarder over what they counted. */
async function typedOver(program: Program) {
  const { submissionId, plan, place } = await schoolWithRosters(program, definitions);
  const cells = plan.cells.filter(({ kind }) => kind === 'fill').map(({ form, cell }) => ({ form, cell }));
  const { digest } = plan;
  const { revision } = await program.value('rosters.apply', { submissionId, revision: 0, digest, cells });
  const found = plan.cells.find(({ form, cell }) => form === '教基3112' && cell === '05.11');
  const counted = Number(found?.counted);
  await program.value('submission.setCells', {
    ...{ submissionId, revision, changes: changes({ '教基3112!05.11': counted + 1 }) },
  });
  const finding = ['ROSTER@教基3112!05.11', String(counted + 1), String(counted)];
  return { submissionId, place, counted, finding, open: await program.value('submission.open', place) };
}

async function imported(from: Program, to: Program, submissionId: number, refuseAll = false) {
  const exported = await from.value('workbook.export', { submissionId, draft: true });
  to.openFile.path = path.join(from.folder, exported?.fileName ?? '');
  const report = await to.value('import.read', null);
  if (report === null) throw new Error('nothing was read');
  const { importId, schoolYear, edition, record } = report;
  if (record === null || schoolYear === null || edition === null) throw new Error('not ours');
  const known = (await to.value('app.start', null)).schools.find(({ code }) => code === record.code);
  const school = known === undefined ? { create: record } : { id: known.id };
  const target = { importId, schoolYear, edition, school };
  const { differences } = await to.value('import.compare', target);
  const refused = refuseAll ? differences.map(({ key }) => key) : [];
  const { schoolId, collectionId } = await to.value('import.apply', { ...target, refused });
  return to.value('submission.open', { schoolId, collectionId });
}

describe('by workbook', () => {
  test('the receiver has the same counts and the same finding', async () => {
    const [here, there] = [openProgram(), openProgram()];
    const { submissionId, open, finding } = await typedOver(here);
    expect(asked(open)).toEqual([finding]);
    const received = await imported(here, there, submissionId);
    expect(sorted(received.data)).toEqual(sorted(open.data));
    expect(sorted(received.data).length).toBeGreaterThan(300);
    expect(asked(received)).toEqual([finding]);
    expect(await there.value('rosters.list', { submissionId: received.data.submission.id })).toEqual([]);
  });

  test('a later one brings its own; who refuses all of it keeps what was counted here', async () => {
    const [here, there] = [openProgram(), openProgram()];
    const { submissionId, place } = await typedOver(here);
    const first = await imported(here, there, submissionId);
    const only = [{ form: '教基3112', cell: '05.12', counted: '7' }];
    setCounted(here.database, submissionId, only);
    const { revision } = (await here.value('submission.open', place)).data.submission;
    await here.value('submission.setCells', {
      ...{ submissionId, revision, changes: changes({ '教基3112!05.12': 8 }) },
    });
    const refused = await imported(here, there, submissionId, true);
    expect(sorted(refused.data)).toEqual(sorted(first.data));
    const taken = await imported(here, there, submissionId);
    expect(taken.data.counted).toEqual(only);
  });
});

test('by submission.json: the command line gives the finding, with both numbers', async () => {
  const program = openProgram();
  const { open, counted } = await typedOver(program);
  const { school, collection, data } = open;
  const [edition] = definitions.editions.filter(({ id }) => id === collection.edition);
  if (edition === undefined) throw new Error('no edition');
  const { editions } = definitions;
  const calculation = createCalculation(definitions, open);
  const document = submissionDocument({
    ...{ school, collection, data, edition, editions, calculation, draft: true },
  });
  const file = path.join(program.folder, 'one.json');
  writeFileSync(file, JSON.stringify(document));
  const { json, exitCode } = await tianbao(program.folder, 'check', file);
  const { findings } = json as { findings: { check: string; key: string; message: string }[] };
  const found = findings.filter(({ check }) => check === 'ROSTER');
  expect(found).toMatchObject([{ asked: 'explanation', left: counted + 1, right: counted }]);
  expect(found[0]?.message).toContain(`名册 ${counted} / 填报 ${counted + 1}，差 1`);
  expect(exitCode).toBe(1);
});
