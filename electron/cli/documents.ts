import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CalculationInput } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import { type AppError, Refusal, refusal } from '../../shared/error';
import { type DocumentContent, readDocument } from '../../shared/exchange';
import { leaveToSources } from '../../shared/exchange-sources';
import type { ContentHints } from '../../shared/import/content';
import { errorSentence } from '../../shared/messages';
import { fileAt, type Terminal } from './terminal';
import { isWorkbook, readWorkbook } from './workbooks';

/** Something in one of the files that was not taken as it stands. */
export interface FileProblem {
  readonly file: string;
  readonly severity: 'error' | 'notice';
  /** Of a workbook; empty where the whole file is meant. */
  readonly sheet: string;
  readonly address: string;
  readonly error: AppError;
}

/** A submission with the years before it, ready to be calculated. */
export interface ReadSubmission {
  readonly input: CalculationInput;
  /** Problems of the submission itself and of the files before it. */
  readonly problems: readonly FileProblem[];
}

/** Parses a JSON file. Throws Refusal `file.…`. */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    throw refusal('file.unreadable', { file: path.basename(file), reason });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refusal('file.notJson', {});
  }
}

interface ReadContent {
  readonly content: DocumentContent;
  readonly problems: readonly FileProblem[];
}

async function readContent(
  terminal: Terminal,
  definitions: Definitions,
  name: string,
  hints: ContentHints,
): Promise<ReadContent> {
  const file = fileAt(terminal, name);
  return inFile(name, async () => {
    if (isWorkbook(file)) {
      const { content, problems } = await readWorkbook(terminal, definitions, file, hints);
      return { content, problems: problems.map((problem) => ({ file: name, ...problem })) };
    }
    const content = readDocument(definitions, readJson(file));
    const whole = { file: name, sheet: '', address: '' };
    return { content, problems: content.problems.map((problem) => ({ ...whole, ...problem })) };
  });
}

/**
 * Reads a submission and the years before it, oldest first, each a `submission.json` or a workbook. What a workbook of
 * an earlier year does not say about its school is taken from the submission. Throws Refusal `command.file` naming the
 * bad file.
 */
export async function readSubmission(
  terminal: Terminal,
  definitions: Definitions,
  name: string,
  previous: readonly string[],
  hints: ContentHints,
): Promise<ReadSubmission> {
  const { content: own, problems: ownProblems } = await readContent(terminal, definitions, name, hints);
  const problems = [...ownProblems];
  const earlier: CalculationInput['previous'][number][] = [];
  const { id: _id, ...known } = own.school;
  for (const file of previous) {
    const read = await readContent(terminal, definitions, file, { school: known, schoolYear: null });
    problems.push(...read.problems);
    const fault = faultInOrder(own, read.content, earlier[0]?.collection.schoolYear);
    if (fault !== null) throw inFileRefusal(file, fault);
    const { school, collection, data } = read.content;
    const settled = leaveToSources(definitions, { school, collection, data, previous: [...earlier] });
    earlier.unshift({ school, collection, data: settled });
  }
  const { school, collection, data, stated, ownProfiles = [] } = own;
  const input: CalculationInput = { school, collection, data, stated, previous: earlier, ownProfiles };
  return { input: { ...input, data: leaveToSources(definitions, input) }, problems };
}

function faultInOrder(
  own: DocumentContent,
  content: DocumentContent,
  after: number | undefined,
): AppError | null {
  const [code, wanted] = [content.school.code, own.school.code];
  if (code !== wanted) return { code: 'document.otherSchool', params: { code, wanted } };
  const { schoolYear } = content.collection;
  const inOrder = schoolYear < own.collection.schoolYear && (after === undefined || after < schoolYear);
  const before = own.collection.schoolYear;
  return inOrder ? null : { code: 'document.notEarlier', params: { schoolYear, wanted: before } };
}

export async function inFile<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof Refusal ? inFileRefusal(file, error.error) : error;
  }
}

function inFileRefusal(file: string, error: AppError): Refusal {
  const problem = errorSentence(error);
  // Sentences about workbooks name the file themselves.
  if (problem.includes(path.basename(file))) return new Refusal(error);
  return refusal('command.file', { file, problem });
}

/** A problem in one line: `a.xlsx 教基3112_小学 F12：…`. */
export function problemLine({ file, sheet, address, error }: FileProblem): string {
  const place = [file, sheet, address].filter((part) => part !== '').join(' ');
  return `${place}：${errorSentence(error)}`;
}

/** A problem as scripts read it. */
export function printedProblem({ file, severity, sheet, address, error }: FileProblem) {
  return { file, severity, sheet, address, code: error.code, message: errorSentence(error) };
}
