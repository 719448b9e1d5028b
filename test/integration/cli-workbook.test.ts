import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { shippedDefinitions } from '../support/definitions';
import type { SubmissionDocument } from '../../shared/workbook-data';
import { isPersonal } from '../../shared/workbook-findings';
import { tianbao } from './cli-run';
import { temporaryFolder } from './storage-place';
import { convertWithLibreOffice } from './workbook-readers';

const definitions = shippedDefinitions();

interface ImportAnswer {
  readonly submission: SubmissionDocument;
  readonly recognised: readonly string[];
  readonly unrecognised: readonly string[];
  readonly problems: readonly { code: string; sheet: string; address: string; message: string }[];
  readonly edits: readonly unknown[];
}

/** Name lists are in no workbook, nor what was written about them. */
function withoutNameLists(document: SubmissionDocument): SubmissionDocument {
  const personal = new Set(
    Object.values(definitions.forms).flatMap((form) => (isPersonal(form) ? [form.code] : [])),
  );
  const isPublic = (name: string) => !personal.has(name.split('!')[0] ?? '');
  const about = (check: string) =>
    Object.values(definitions.forms).find(({ checks }) => checks.some(({ id }) => id === check))?.code ?? '';
  return {
    ...document,
    lists: Object.fromEntries(Object.entries(document.lists).filter(([code]) => isPublic(code))),
    reviewed: document.reviewed.filter(isPublic),
    explanations: document.explanations
      .filter(({ finding }) => isPublic(about(/^[^@#]*/.exec(finding)?.[0] ?? '')))
      .map((item) => ({
        ...item,
        values: Object.fromEntries(Object.entries(item.values).filter(([name]) => isPublic(name))),
      })),
  };
}

function documentIn(folder: string, name: string): SubmissionDocument {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as SubmissionDocument;
}

/** Schools of several types with this and last year. */
async function generated(edition: string, schools: number): Promise<{ folder: string; codes: string[] }> {
  const folder = temporaryFolder();
  const options = ['--schools', String(schools), '--seed', '11', '--years', '2', '--edition', edition];
  const run = await tianbao(folder, 'generate', ...options, '--out', '.');
  const answer = run.json as { schools: { code: string; type: string }[] };
  expect(new Set(answer.schools.map(({ type }) => type)).size).toBeGreaterThan(2);
  return { folder, codes: answer.schools.map(({ code }) => code) };
}

async function exported(folder: string, code: string): Promise<string> {
  const [last = ''] = readdirSync(folder).filter((name) => name.startsWith(`${code}-`));
  const file = `${code}.xlsx`;
  const run = await tianbao(folder, 'export', `${code}.json`, '--out', file, '--previous', last);
  expect([run.exitCode, run.said]).toEqual([0, []]);
  return file;
}

async function imported(folder: string, file: string): Promise<ImportAnswer> {
  const run = await tianbao(folder, 'import', file);
  expect([file, run.exitCode, run.said]).toEqual([file, 0, []]);
  return run.json as ImportAnswer;
}

describe.each(['jiaoji-2021', 'jichuji-2018-86'])('edition %s', (edition) => {
  test('generate, export and import give the same submission, also after LibreOffice saved it', async () => {
    const { folder, codes } = await generated(edition, 10);
    for (const code of codes) await exported(folder, code);
    const files = codes.map((code) => path.join(folder, `${code}.xlsx`));
    const resaved = path.join(folder, 'resaved');
    await convertWithLibreOffice(files, 'xlsx', resaved);
    for (const code of codes) {
      const original = withoutNameLists(documentIn(folder, `${code}.json`));
      for (const place of [folder, resaved]) {
        const answer = await imported(place, `${code}.xlsx`);
        expect(answer.edits).toEqual([]);
        expect(answer.unrecognised).toEqual([]);
        expect(answer.submission).toEqual(original);
      }
    }
  }, 300_000);
});
