import { readFileSync } from 'node:fs';
import type { CalculationInput } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import { type AppError, Refusal, refusal } from '../../shared/error';
import { type DocumentContent, type DocumentProblem, readDocument } from '../../shared/exchange';
import { leaveToSources } from '../../shared/exchange-sources';
import { errorSentence } from '../../shared/messages';
import { fileAt, type Terminal } from './terminal';

/** A submission with the years before it, ready to be calculated. */
export interface ReadSubmission {
  readonly input: CalculationInput;
  /** Problems of the submission itself and of the files before it, each with its file. */
  readonly problems: readonly (DocumentProblem & { readonly file: string })[];
}

/** Parses a JSON file. Throws Refusal `file.…`. */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    throw refusal('file.unreadable', { reason });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refusal('file.notJson', {});
  }
}

/** Reads `submission.json` and the years before it, oldest first. Throws Refusal `command.file` naming the bad file. */
export function readSubmission(
  terminal: Terminal,
  definitions: Definitions,
  name: string,
  previous: readonly string[],
): ReadSubmission {
  const read = (file: string): DocumentContent =>
    inFile(file, () => readDocument(definitions, readJson(fileAt(terminal, file))));
  const own = read(name);
  const problems = own.problems.map((problem) => ({ ...problem, file: name }));
  const earlier: CalculationInput['previous'][number][] = [];
  for (const file of previous) {
    const content = read(file);
    problems.push(...content.problems.map((problem) => ({ ...problem, file })));
    const fault = faultInOrder(own, content, earlier[0]?.collection.schoolYear);
    if (fault !== null) throw inFileRefusal(file, fault);
    const { school, collection, data } = content;
    const settled = leaveToSources(definitions, { school, collection, data, previous: [...earlier] });
    earlier.unshift({ school, collection, data: settled });
  }
  const { school, collection, data, stated } = own;
  const input: CalculationInput = { school, collection, data, stated, previous: earlier };
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

function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Refusal ? inFileRefusal(file, error.error) : error;
  }
}

function inFileRefusal(file: string, error: AppError): Refusal {
  return refusal('command.file', { file, problem: errorSentence(error) });
}
