import { expect, test } from 'vitest';
import { rosterOfYear } from '../../electron/cli/generate-rosters';
import { generateSchools } from '../../shared/generator';
import { generatedYears } from '../../shared/generator/generate';
import type { RosterSheet } from '../../shared/generator/roster-file';
import type { RosterKind } from '../../shared/roster/definition';
import type { RosterPlan } from '../../shared/roster/plan';
import type { SchoolType } from '../../shared/school-types';
import { beginYear, disagreements } from '../support/roster-filled';
import { confirmAll, loadRoster, writeRosterFiles } from '../support/roster-journey';
import { definitions, openProgram } from './handlers-context';

/**
 * Files that lack a column: fewer cells are counted, but none wrongly. What the files do not say is a blank, a question
 * or an assumption, never a number that somebody else would have counted otherwise.
 */

const without = (sheet: RosterSheet, heads: readonly string[]): RosterSheet => {
  const kept = sheet.heads.flatMap((head, index) => (heads.includes(head) ? [] : [index]));
  const pick = <T>(all: readonly T[]): T[] => kept.flatMap((index) => all.slice(index, index + 1));
  return { ...sheet, heads: pick(sheet.heads), kinds: pick(sheet.kinds), rows: sheet.rows.map(pick) };
};

type Missing = Partial<Record<RosterKind, readonly string[]>>;

/** A school with rosters of these kinds loaded, some without some columns. */
async function loaded(type: SchoolType, seed: number, missing: Missing, kinds: readonly RosterKind[]) {
  const options = { schools: 1, seed, years: 2, types: [type], largest: 250 };
  const [generated] = generateSchools(definitions, options);
  const lived = [...generatedYears(options, 0)].at(-1);
  if (generated === undefined || lived === undefined) throw new Error('no school');
  const program = openProgram();
  const { submissionId } = await beginYear(program.value, definitions, generated);
  for (const kind of kinds) {
    const sheets = rosterOfYear(kind, lived, 'export').map((sheet) => without(sheet, missing[kind] ?? []));
    const files = await writeRosterFiles(program.folder, kind, sheets, 'csv');
    await loadRoster(program, submissionId, kind, files);
  }
  const wrong = (plan: RosterPlan) => disagreements(definitions, generated, plan.cells);
  return { program, submissionId, wrong, plan: await program.value('rosters.plan', { submissionId }) };
}

const all = ['pupils', 'pupilsBefore', 'staff'] as const;
const pupilHeads = [
  ...[
    '身份证件号',
    '性别',
    '出生日期',
    '民族',
    '班级',
    '学籍状态',
    '就读方式',
    '入学年月',
    '随班就读',
    '残疾类型',
  ],
  ...[
    '增加方式',
    '是否农村留守儿童',
    '是否随迁子女',
    '是否进城务工人员随迁子女',
    '户口所在地行政区划',
    '迁入来源',
  ],
  ...['是否受过学前教育', '附设特教班', '复式班', '政治面貌', '港澳台侨外', '年级', '学段'],
];
const staffHeads = ['民族', '政治面貌', '任教学段', '任教学科', '学历', '职称', '是否在编', '是否外籍'];

const cases: readonly (readonly [SchoolType, readonly RosterKind[], string])[] = [
  ...pupilHeads.map((head) => ['九年一贯制学校', ['pupils', 'pupilsBefore'], head] as const),
  ...['班级', '就读方式', '附设特教班', '学籍状态', '年级'].map(
    (head) => ['九年一贯制学校', ['pupilsBefore'], head] as const,
  ),
  ...staffHeads.map((head) => ['九年一贯制学校', ['staff'], head] as const),
  // Classes of two grades.
  ...['班级', '复式班', '增加方式'].map((head) => ['小学教学点', ['pupils', 'pupilsBefore'], head] as const),
];

test.each(cases)(
  '%s, %j without %s: nothing answered, no cell is counted wrongly',
  async (type, kinds, head) => {
    const missing = Object.fromEntries(kinds.map((kind) => [kind, [head]]));
    const { plan, wrong } = await loaded(type, 42, missing, all);
    expect(wrong(plan)).toEqual([]);
    expect(plan.cells.length).toBeGreaterThan(0);
  },
);

test('with this year’s pupils alone, nothing that needs another roster is counted, and each is told', async () => {
  const { plan, wrong, program, submissionId } = await loaded('小学', 42, {}, ['pupils']);
  expect(wrong(plan)).toEqual([]);
  expect(new Set(plan.notCounted.map(({ reason }) => reason))).toEqual(new Set(['noLastYear', 'noRoster']));
  expect(wrong(await confirmAll(program, submissionId))).toEqual([]);
});
