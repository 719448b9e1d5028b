import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cellsOf, columnKey } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import type { GeneratedSchool } from '../../shared/generator';
import type { CellContent } from '../../shared/submission';
import type { Input, Method, OpenSubmission, Output } from '../../shared/ipc';

export type CallAny = <M extends Method>(method: M, input: Input<M>) => Promise<Output<M>>;

/** Puts the years of a generated school into a program as its clerk would have left them. Returns the last year. */
export async function storeGenerated(
  call: CallAny,
  definitions: Definitions,
  { school, years }: GeneratedSchool,
  roundOf: (schoolYear: number, edition: string) => Promise<number>,
): Promise<OpenSubmission> {
  const { id: _id, ...record } = school;
  const { id: schoolId } = await call('school.create', record);
  let last: OpenSubmission | null = null;
  for (const { collection, data } of years) {
    const collectionId = await roundOf(collection.schoolYear, collection.edition);
    const open = await call('submission.open', { schoolId, collectionId });
    const { id: submissionId } = open.data.submission;
    let { revision } = open.data.submission;
    // What the program computes is not typed.
    const typed = data.cells.filter(({ form, cell }) => canBeTyped(definitions, form, cell));
    if (typed.length > 0)
      ({ revision } = await call('submission.setCells', { submissionId, revision, changes: typed }));
    const records = Object.entries(data.lists).flatMap(([form, list]) =>
      list.map(({ id, position, cells }) => ({ form, id, position, cells })),
    );
    if (records.length > 0)
      ({ revision } = await call('submission.setRecords', { submissionId, revision, changes: records }));
    if (data.reviewed.length > 0)
      ({ revision } = await call('submission.setReviewed', {
        ...{ submissionId, revision, reviewed: true },
        forms: [...data.reviewed],
      }));
    for (const explanation of data.explanations)
      ({ revision } = await call('submission.explain', { submissionId, revision, explanation }));
    last = await call('submission.open', { schoolId, collectionId });
  }
  if (last === null) throw new Error('a generated school has at least one year');
  return last;
}

export function canBeTyped(definitions: Definitions, form: string, cell: string): boolean {
  const definition = definitions.forms[form];
  const found = definition === undefined ? undefined : cellsOf(definition).find(({ key }) => key === cell);
  return found?.kind === 'input' || found?.kind === 'pulled';
}

type Document = Pick<GeneratedSchool, 'school'> & {
  readonly collection: { readonly schoolYear: number };
  readonly edition: { readonly id: string };
  readonly forms: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  readonly lists: Readonly<Record<string, readonly Readonly<Record<string, number | string>>[]>>;
  readonly reviewed: readonly string[];
};

const contentOf = (value: number | string): CellContent => ({
  kind: typeof value === 'number' ? 'number' : 'text',
  text: String(value),
});

/** Documents of `generate`, for tests that cannot run the generator in their own process. */
export function generatedByCommand(out: string, args: readonly string[]): readonly Document[] {
  const root = path.resolve(import.meta.dirname, '../..');
  execFileSync(
    process.execPath,
    [path.join(root, 'scripts/tianbao.mjs'), 'generate', '--out', out, ...args],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return readdirSync(out)
    .sort()
    .map((name) => JSON.parse(readFileSync(path.join(out, name), 'utf8')) as Document);
}

/** What a clerk would have typed into the document's submission. */
export function typedIn(definitions: Definitions, { forms, lists }: Document) {
  const changes = Object.entries(forms).flatMap(([form, cells]) =>
    Object.entries(cells)
      .filter(([cell]) => canBeTyped(definitions, form, cell))
      .map(([cell, value]) => ({ form, cell, content: contentOf(value) })),
  );
  const records = Object.entries(lists).flatMap(([form, list]) =>
    list.map(({ id, ...values }, position) => {
      const computed = new Set(
        definitions.forms[form]?.columns?.flatMap(({ code, computed: by }) =>
          by === undefined ? [] : [columnKey(code)],
        ),
      );
      const cells = Object.entries(values).filter(([column]) => !computed.has(column));
      return {
        ...{ form, id: String(id), position },
        cells: Object.fromEntries(cells.map(([column, value]) => [column, contentOf(value)])),
      };
    }),
  );
  return { changes, records };
}
