import { describe, expect, test } from 'vitest';
import type { RosterFormat } from '../../electron/cli/generate-roster-file';
import { rosterOfYear } from '../../electron/cli/generate-rosters';
import { generateSchools } from '../../shared/generator';
import { generatedYears } from '../../shared/generator/generate';
import { Random } from '../../shared/generator/random';
import type { RosterSheet } from '../../shared/generator/roster-file';
import type { StagedRoster } from '../../shared/roster/staged';
import { rosterFaultKinds, spoilRoster } from '../support/roster-faults';
import { beginYear } from '../support/roster-filled';
import { readRoster, writeRosterFiles } from '../support/roster-journey';
import { definitions, openProgram } from './handlers-context';

/** Mistakes put into a roster that has none: each is found on its line, nothing else is, and nothing is stored. */

const each = 4;
const options = { schools: 1, seed: 31, years: 2, types: ['小学'] as const, largest: 500 };

async function school() {
  const [generated] = generateSchools(definitions, options);
  const lived = [...generatedYears(options, 0)].at(-1);
  if (generated === undefined || lived === undefined) throw new Error('no school');
  const program = openProgram();
  const { submissionId } = await beginYear(program.value, definitions, generated);
  const [sheet] = rosterOfYear('pupils', lived, 'export');
  if (sheet === undefined) throw new Error('no sheet');
  const read = async (spoilt: RosterSheet, format: RosterFormat): Promise<StagedRoster> =>
    readRoster(
      ...([program, submissionId, 'pupils'] as const),
      await writeRosterFiles(program.folder, 'spoilt', [spoilt], format),
    );
  return { program, submissionId, sheet, read };
}

/** Lines with the codes of what is said about them. */
function found({ problems }: StagedRoster): ReadonlyMap<number, readonly string[]> {
  const lines = new Map<number, string[]>();
  for (const { line, code } of problems) lines.set(line, [...(lines.get(line) ?? []), code]);
  return lines;
}

describe.each(['xlsx', 'csv', 'gbk'] as const)('as %s', (format) => {
  test('every mistake is found on its line with its kind, nothing else is, and nothing is stored', async () => {
    const { program, submissionId, sheet, read } = await school();
    const { sheet: spoilt, faults } = spoilRoster(sheet, each, new Random(5));
    const staged = await read(spoilt, format);
    const said = found(staged);
    const kinds = Object.keys(rosterFaultKinds).length + 1;
    expect(faults).toHaveLength(kinds * each + 1);
    const wrong = faults.filter(({ line, codes }) => (said.get(line) ?? []).join() !== codes.join());
    expect(wrong.map(({ kind, line, codes }) => [kind, codes, said.get(line) ?? []])).toEqual([]);
    const known = new Set(faults.map(({ line }) => line));
    expect([...said].filter(([line]) => !known.has(line))).toEqual([]);

    // The line of totals is nobody.
    expect(staged.rows).toBe(spoilt.rows.length - 1);
    expect(staged.ready).toBe(false);
    const { stagedId } = staged;
    const error = await program.error('rosters.save', { stagedId, submissionId });
    const open = Object.values(staged.open).reduce((sum, count) => sum + count, 0);
    expect(error).toEqual({ code: 'roster.notReady', params: { open } });
    expect(await program.value('rosters.list', { submissionId })).toEqual([]);
    expect(program.database.prepare('SELECT count(*) FROM roster_people').pluck().get()).toBe(0);
  });
});

test('a roster without mistakes has no problem', async () => {
  const { sheet, read } = await school();
  const staged = await read(sheet, 'xlsx');
  expect(staged).toMatchObject({ ready: true, open: {}, problems: [], rows: sheet.rows.length });
});

test('no identity number stands whole in what the window is told', async () => {
  const { sheet, read } = await school();
  const { sheet: spoilt } = spoilRoster(sheet, each, new Random(6));
  const told = JSON.stringify(await read(spoilt, 'csv'));
  const numbers = sheet.rows.map((row) => row[sheet.heads.indexOf('身份证件号')] ?? '');
  expect(numbers.filter((number) => told.includes(number))).toEqual([]);
});

test('identity numbers that the file keeps as numbers have lost their last digits: every one is a problem', async () => {
  const { sheet, read } = await school();
  const at = sheet.heads.indexOf('身份证件号');
  const kinds = sheet.kinds.map((kind, index) => (index === at ? 'number' : kind));
  const staged = await read({ ...sheet, kinds }, 'xlsx');
  // One with an X cannot become a number.
  const numbers = sheet.rows.filter((row) => /^\d{18}$/.test(row[at] ?? ''));
  expect(numbers.length).toBeGreaterThan(100);
  expect(staged.open).toEqual({ identityCharacters: numbers.length });
  expect(staged.ready).toBe(false);
});
