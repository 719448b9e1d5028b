import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { cellsOf, columnKey } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import type { NewSchool } from '../../shared/school';
import type { SchoolType } from '../../shared/school-types';
import type { CellChange, CellContent, ListRecord, NewCollection } from '../../shared/submission';
import { callMain } from './filled';
import { content } from './school';

const root = path.resolve(import.meta.dirname, '..', '..');

/** An invented school of a type with the figures that its clerk would type; the same seed gives the same. */
export interface GeneratedReturn {
  readonly school: NewSchool;
  readonly collection: NewCollection;
  readonly forms: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  readonly lists: Readonly<Record<string, readonly Readonly<Record<string, number | string>>[]>>;
}

/** Asked of the command line, because the generator needs the grammar, which the test runner cannot load. */
export function generateReturn(type: SchoolType, seed = 7): GeneratedReturn {
  const out = mkdtempSync(path.join(os.tmpdir(), 'tianbao-generated-'));
  const options = ['--schools', '1', '--seed', String(seed), '--type', type, '--out', out];
  execFileSync(process.execPath, [path.join(root, 'scripts/tianbao.mjs'), 'generate', ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [file = ''] = readdirSync(out);
  const document = JSON.parse(readFileSync(path.join(out, file), 'utf8')) as GeneratedReturn;
  rmSync(out, { recursive: true });
  return document;
}

export interface Filled {
  readonly submissionId: number;
  readonly schoolId: number;
  readonly collectionId: number;
  readonly definitions: Definitions;
}

/**
 * Puts a return into the program through the page's own door and opens it there. `change` may lay other figures over
 * those of the return.
 */
export async function fillWindow(
  page: Page,
  document: GeneratedReturn,
  change: (definitions: Definitions) => readonly CellChange[] = () => [],
): Promise<Filled> {
  const definitions = JSON.parse((await callMain(page, 'app.start', null)).definitions) as Definitions;
  const school = await callMain(page, 'school.create', document.school);
  const collection = await callMain(page, 'collection.create', document.collection);
  const ids = { schoolId: school.id, collectionId: collection.id };
  const { data } = await callMain(page, 'submission.open', ids);
  const submissionId = data.submission.id;
  let { revision } = data.submission;
  const changes = [...typedCells(definitions, document), ...change(definitions)];
  ({ revision } = await callMain(page, 'submission.setCells', { submissionId, revision, changes }));
  const records = typedRecords(definitions, document);
  if (records.length > 0)
    await callMain(page, 'submission.setRecords', { submissionId, revision, changes: records });
  await page.reload();
  await page.getByTestId('saved-state').waitFor();
  return { ...ids, submissionId, definitions };
}

function typedCells(definitions: Definitions, { forms }: GeneratedReturn): CellChange[] {
  return Object.entries(forms).flatMap(([form, values]) => {
    const definition = definitions.forms[form];
    const typed = new Set(
      (definition === undefined ? [] : cellsOf(definition))
        .filter(({ kind }) => kind === 'input')
        .map(({ key }) => key),
    );
    return Object.entries(values)
      .filter(([cell]) => typed.has(cell))
      .map(([cell, value]) => ({ form, cell, content: content(String(value)) }));
  });
}

function typedRecords(definitions: Definitions, { lists }: GeneratedReturn) {
  return Object.entries(lists).flatMap(([form, records]) => {
    const columns = definitions.forms[form]?.columns ?? [];
    const keys = (of: typeof columns) => new Set(of.map(({ code }) => columnKey(code)));
    const numbers = keys(columns.filter(({ type }) => type === 'integer' || type === 'decimal'));
    const computed = keys(columns.filter((column) => column.computed !== undefined));
    return records.map(({ id, ...cells }, index) => {
      const contents = Object.entries(cells)
        .filter(([column]) => !computed.has(column))
        .map(([column, value]): [string, CellContent] => [
          column,
          { kind: numbers.has(column) ? 'number' : 'text', text: String(value) },
        ]);
      const record: ListRecord = { id: String(id), position: index + 1, cells: Object.fromEntries(contents) };
      return { form, ...record };
    });
  });
}

/**
 * A school of every stage, so that 教基4153 shows all its 45 rows and 教基4155 all its 19: the types and classes that
 * fill the largest forms whole.
 */
export function everyStage(document: GeneratedReturn): GeneratedReturn {
  const attachedClasses = ['附设幼儿班', '附设特教班'] as const;
  return {
    ...document,
    school: { ...document.school, type: '十二年一贯制学校', attachedClasses: [...attachedClasses] },
  };
}

/** Figures for every cell that is typed in these forms, as they never are: nearly every relation of theirs fails. */
export function disturbed(definitions: Definitions, forms: readonly string[]): CellChange[] {
  return forms.flatMap((form) => {
    const definition = definitions.forms[form];
    const typed = (definition === undefined ? [] : cellsOf(definition)).filter(
      ({ kind, spec }) => kind === 'input' && spec.type === 'integer',
    );
    return typed.map(({ key }, index) => ({
      form,
      cell: key,
      content: content(String(((index * 37 + form.length) % 23) + 1)),
    }));
  });
}

/** What was pulled from last year is typed where there is none; codes of nothing but digits are texts all the same. */
export function alsoTyped(definitions: Definitions, { forms }: GeneratedReturn): CellChange[] {
  const isFigure = (type: string) => type === 'integer' || type === 'decimal';
  return Object.entries(forms).flatMap(([form, values]) => {
    const definition = definitions.forms[form];
    return (definition === undefined ? [] : cellsOf(definition))
      .filter(
        ({ kind, key, spec }) =>
          values[key] !== undefined && (kind === 'pulled' || (kind === 'input' && !isFigure(spec.type))),
      )
      .map(({ key, spec }) => ({
        form,
        cell: key,
        content: { kind: isFigure(spec.type) ? 'number' : 'text', text: String(values[key]) },
      }));
  });
}
