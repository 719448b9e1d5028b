import path from 'node:path';
import type { Definitions } from '../shared/definitions';
import type { Edition, Form } from '../shared/form';

/**
 * Definitions that were found right before, each parsed when somebody first asks for it: a start needs hardly one of
 * them, and what a clerk never opens takes no memory. `names`: every file's path under the resources folder;
 * `readJson` gives what was read of it at the start, so that nothing changes while the program runs.
 */
export function sealedDefinitions(names: Iterable<string>, readJson: (file: string) => unknown): Definitions {
  const files = [...names];
  const read = <T>(file: string): T => freeze(readJson(file) as T);
  const editions = foldersOf(files).map((id) => read<Edition>(`editions/${id}/manifest.json`));
  const ofEditions = editions.flatMap(({ id, forms }) => forms.map((code) => [code, id] as const));
  const named = <T>(under: string) =>
    once(() => freeze(namesUnder(files, under).map((name) => read<T>(`${under}/${name}`))));
  return lazily<Definitions>({
    editions: () => editions,
    forms: once(() =>
      lazily<Record<string, Form>>(
        Object.fromEntries(
          ofEditions.map(([code, id]) => [code, once(() => read<Form>(`editions/${id}/${code}.json`))]),
        ),
      ),
    ),
    editionOf: once(() => freeze(Object.fromEntries(ofEditions))),
    bridges: once(() => read<Pick<Definitions, 'bridges'>>('editions/bridges.json').bridges),
    indicators: named('indicators'),
    targetProfiles: named('targets'),
    standards: named('standards'),
    analyses: named('analyses'),
  });
}

/** Looks like any frozen object, also to who lists, copies or serialises it. */
function lazily<T extends object>(parts: { readonly [Key in keyof T]: () => T[Key] }): T {
  const whole = {} as T;
  for (const [key, get] of Object.entries(parts))
    Object.defineProperty(whole, key, { get: get as () => unknown, enumerable: true });
  return Object.freeze(whole);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Folders of editions, in the order of their files. */
export function foldersOf(files: Iterable<string>): readonly string[] {
  const folders = [...files].flatMap((file) => /^editions\/([^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(folders)];
}

/** Names of the files that lie directly under a folder. */
export function namesUnder(files: Iterable<string>, under: string): readonly string[] {
  return [...files].flatMap((file) => (path.posix.dirname(file) === under ? path.posix.basename(file) : []));
}

/** Shared by every handler and every calculation: nobody may change them for the others. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const child of Object.values(value)) freeze(child);
  return value;
}
