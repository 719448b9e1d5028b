import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { packRoster, rosterExtension, type RosterFormat } from '../../electron/cli/generate-roster-file';
import type { SchoolYear } from '../../shared/generator/school-year';
import type { RosterSheet } from '../../shared/generator/roster-file';
import { pupilRoster, pupilRosterBefore, rosterMoves } from '../../shared/generator/roster';
import type { Arrival, Departure, RosterPlan } from '../../shared/roster/plan';
import type { RosterKind, RosterPerson } from '../../shared/roster/definition';
import type { RosterProblem, StagedRoster } from '../../shared/roster/staged';
import type { CallAny } from './several-schools';

/** The way of a roster through the program: files → staged → stored → what became of each pupil → filled. */

/** Writes the sheets as files of that format, one each where the format has only one table; returns their paths. */
export async function writeRosterFiles(
  folder: string,
  name: string,
  sheets: readonly RosterSheet[],
  format: RosterFormat,
): Promise<readonly string[]> {
  const parts = format === 'xlsx' ? [sheets] : sheets.map((sheet) => [sheet]);
  const files: string[] = [];
  for (const part of parts) {
    const suffix = parts.length === 1 ? '' : `-${part[0]?.name ?? ''}`;
    const file = path.join(folder, `${name}${suffix}.${rosterExtension[format]}`);
    writeFileSync(file, await packRoster(part, format));
    files.push(file);
  }
  return files;
}

/** Program as far as a roster's way needs it; `Program` of the handlers' tests is one. */
export interface RosterProgram {
  readonly value: CallAny;
  readonly openFile: { path: string | null };
}

export async function readRoster(
  { value, openFile }: RosterProgram,
  submissionId: number,
  kind: RosterKind,
  files: readonly string[],
): Promise<StagedRoster> {
  openFile.path = files.join('\n');
  const staged = await value('rosters.read', { submissionId, kind });
  if (staged === null) throw new Error('nothing was read');
  return staged;
}

/**
 * Reads and stores; who is far older than the grade is, as the clerk knows. Throws with what is open where something has
 * to be put right first.
 */
export async function loadRoster(
  program: RosterProgram,
  submissionId: number,
  kind: RosterKind,
  files: readonly string[],
): Promise<StagedRoster> {
  let staged = await readRoster(program, submissionId, kind, files);
  const { stagedId } = staged;
  const old = staged.problems.flatMap(({ id, code }) => (code === 'ageFar' ? [id] : []));
  if (old.length > 0)
    staged = await program.value('rosters.accept', { stagedId, problems: old, accepted: true });
  if (!staged.ready)
    throw new Error(
      `${kind}: ${JSON.stringify(staged.open)} ${staged.problems.slice(0, 5).map(shown).join('; ')}`,
    );
  await program.value('rosters.save', { stagedId, submissionId });
  return staged;
}

/** A problem without anything personal, for the message of a failed test. */
export const shown = ({ code, field, line, text, against }: RosterProblem): string =>
  `${line} ${code} ${field ?? ''} ${/\d{6}/.test(text) ? '…' : text} ${against}`;

/** What became of each pupil in truth, by identity number: of this year's roster and of last year's. */
export function trueMoves(year: SchoolYear) {
  const { now, before } = rosterMoves(year);
  const byIdentity = <W>(people: readonly RosterPerson[], words: ReadonlyMap<number, W>) =>
    new Map(
      people.flatMap(({ id, values }): [string, W][] => {
        const word = words.get(id);
        return word === undefined ? [] : [[values['identity'] ?? '', word]];
      }),
    );
  return {
    now: byIdentity(pupilRoster(year), now),
    before: byIdentity(pupilRosterBefore(year), before),
  };
}

/** Says of everybody who came or went what became of him, as the clerk would who knows them all. */
export async function classifyAll(
  { value }: RosterProgram,
  submissionId: number,
  year: SchoolYear,
): Promise<number> {
  const truth = trueMoves(year);
  const { movements } = await value('rosters.movements', { submissionId });
  const byMove = new Map<Arrival | Departure, { kind: RosterKind; person: number }[]>();
  for (const { person, suggested } of movements) {
    const number = await value('rosters.reveal', {
      ...{ submissionId, kind: person.kind, person: person.id, field: 'identity' },
    });
    const move = (person.kind === 'pupils' ? truth.now : truth.before).get(number.text);
    if (move === undefined || move === suggested) continue;
    byMove.set(move, [...(byMove.get(move) ?? []), { kind: person.kind, person: person.id }]);
  }
  for (const [move, people] of byMove) await value('rosters.classify', { submissionId, people, move });
  return [...byMove.values()].flat().length;
}

/** Confirms what is usual of every assumption that has no answer yet; `answers` say otherwise by id. */
export async function confirmAll(
  { value }: RosterProgram,
  submissionId: number,
  answers: Readonly<Record<string, string>> = {},
): Promise<RosterPlan> {
  let plan = await value('rosters.plan', { submissionId });
  for (const { id, usual, choices, answer } of plan.assumptions) {
    if (answer !== null) continue;
    const chosen = answers[id] ?? usual ?? choices[0]?.id ?? null;
    plan = await value('rosters.answer', { submissionId, assumption: id, answer: chosen });
  }
  return plan;
}
