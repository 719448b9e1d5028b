import { describe, expect, test } from 'vitest';
import { rosterOfYear } from '../../electron/cli/generate-rosters';
import type { RosterFormat } from '../../electron/cli/generate-roster-file';
import { generateSchools } from '../../shared/generator';
import { generatedYears } from '../../shared/generator/generate';
import type { PupilFileStyle } from '../../shared/generator/roster-file-styles';
import type { SchoolType } from '../../shared/school-types';
import { described } from '../support/generated';
import { beginYear, disagreements, stillOpen, typeTheRest } from '../support/roster-filled';
import { classifyAll, confirmAll, loadRoster, writeRosterFiles } from '../support/roster-journey';
import { definitions, openProgram } from './handlers-context';

/**
 * The whole way: people are drawn, their school's forms counted by the generator, the same people written as roster
 * files, read, stored and counted by the program. Both must say the same in every cell, and all checks pass.
 */

const schools: readonly (readonly [SchoolType, 2025 | 2019, PupilFileStyle, RosterFormat, seed: number])[] = [
  ['小学', 2025, 'export', 'xlsx', 7],
  ['小学', 2019, 'earlier', 'gbk', 8],
  ['初级中学', 2025, 'later', 'csv', 9],
  ['初级中学', 2019, 'export', 'gbk', 10],
  ['九年一贯制学校', 2025, 'class', 'xlsx', 11],
  ['九年一贯制学校', 2019, 'later', 'xlsx', 12],
  ['小学教学点', 2025, 'class', 'gbk', 13],
  ['小学教学点', 2019, 'earlier', 'xlsx', 14],
  ['幼儿园', 2025, 'export', 'csv', 15],
  ['幼儿园', 2019, 'class', 'xlsx', 16],
  ['特殊教育学校', 2025, 'earlier', 'csv', 17],
  ['特殊教育学校', 2019, 'export', 'xlsx', 18],
];

/** Forms that have to be filled at least in part, by edition and kind of school. */
const filledForms: Readonly<Record<string, readonly string[]>> = {
  小学2025: ['教基3112', '教基3113', '教基2106', '教基3040', '教基3045', '教基4149', '教基4153', '教基4155'],
  小学2019: ['基础基312', '基础基331'],
  初级中学2025: ['教基3115', '教基3116', '教基2107', '教基3040', '教基3045', '教基4149', '教基4153'],
  初级中学2019: ['基础基313', '基础基331'],
  九年一贯制学校2025: ['教基3112', '教基3113', '教基3115', '教基3116', '教基3040'],
  九年一贯制学校2019: ['基础基312', '基础基313'],
  小学教学点2025: ['教基3112', '教基3113'],
  小学教学点2019: ['基础基312'],
  特殊教育学校2025: ['教基3120'],
};

describe.each(schools)('%s of %i from %s files as %s', (type, schoolYear, style, format, seed) => {
  test('every counted cell says what was filed, and all checks pass', async () => {
    const options = { schools: 1, seed, years: 2, types: [type], schoolYear, largest: 900 };
    const [generated] = generateSchools(definitions, options);
    const lived = [...generatedYears(options, 0)].at(-1);
    const now = generated?.years.at(-1);
    if (generated === undefined || lived === undefined || now === undefined) throw new Error('no school');
    const program = openProgram();
    const begun = await beginYear(program.value, definitions, generated);
    const { place, submissionId } = begun;

    for (const kind of ['pupils', 'pupilsBefore', 'staff'] as const) {
      const sheets = rosterOfYear(kind, lived, style);
      const files = await writeRosterFiles(program.folder, kind, sheets, format);
      const staged = await loadRoster(program, submissionId, kind, files);
      expect(staged.rows).toBe(sheets.reduce((sum, { rows }) => sum + rows.length, 0));
    }
    await classifyAll(program, submissionId, lived);
    const plan = await confirmAll(program, submissionId);
    expect(disagreements(definitions, generated, plan.cells)).toEqual([]);
    // Not because everything is nothing.
    expect(plan.cells.filter(({ counted }) => Number(counted) > 0).length).toBeGreaterThan(60);
    const counted = new Set(plan.cells.map(({ form }) => form));
    expect([...counted]).toEqual(expect.arrayContaining([...(filledForms[`${type}${schoolYear}`] ?? [])]));

    const cells = plan.cells.filter(({ kind }) => kind === 'fill');
    const { revision } = (await program.value('submission.open', place)).data.submission;
    const applied = await program.value('rosters.apply', {
      ...{ submissionId, revision, digest: plan.digest },
      cells: cells.map(({ form, cell }) => ({ form, cell })),
    });
    expect(applied.filled).toBe(cells.length);
    const again = await program.value('rosters.plan', { submissionId });
    expect(again.cells.filter(({ kind }) => kind === 'fill' || kind === 'kept')).toEqual([]);

    await typeTheRest(program.value, definitions, begun, now);
    const finished = await program.value('submission.open', place);
    expect(stillOpen(definitions, finished).map((finding) => described(generated, finding))).toEqual([]);
  });
});

test('last year’s roster, loaded for last year, serves this year as one of its own would', async () => {
  const options = { schools: 1, seed: 63, years: 2, types: ['小学'] as const, largest: 400 };
  const [generated] = generateSchools(definitions, options);
  const lived = [...generatedYears(options, 0)].at(-1);
  if (generated === undefined || lived === undefined) throw new Error('no school');
  const program = openProgram();
  const { submissionId, beforeId } = await beginYear(program.value, definitions, generated);
  const load = async (id: number, kind: 'pupils' | 'pupilsBefore' | 'staff', as: typeof kind) => {
    const files = await writeRosterFiles(program.folder, kind, rosterOfYear(kind, lived, 'export'), 'csv');
    await loadRoster(program, id, as, files);
  };
  await load(beforeId, 'pupilsBefore', 'pupils');
  await load(submissionId, 'pupils', 'pupils');
  await load(submissionId, 'staff', 'staff');
  const listed = await program.value('rosters.list', { submissionId });
  expect(listed.map(({ kind, fromLastYear = false }) => [kind, fromLastYear])).toEqual(
    expect.arrayContaining([
      ['pupils', false],
      ['pupilsBefore', true],
    ]),
  );
  await classifyAll(program, submissionId, lived);
  const plan = await confirmAll(program, submissionId);
  expect(disagreements(definitions, generated, plan.cells)).toEqual([]);
  expect(plan.notCounted).toEqual([]);

  // A year later the roster is deleted: what hangs on it is counted no more.
  await program.value('rosters.remove', { submissionId: beforeId, kind: 'pupils' });
  const { notCounted, cells } = await program.value('rosters.plan', { submissionId });
  expect(new Set(notCounted.map(({ reason }) => reason))).toEqual(new Set(['noLastYear']));
  expect(disagreements(definitions, generated, cells)).toEqual([]);
});
