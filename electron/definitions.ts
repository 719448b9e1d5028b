import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { analysisSchema } from '../shared/analysis';
import type { Definitions } from '../shared/definitions';
import { refusal } from '../shared/error';
import { indicatorSchema } from '../shared/indicator-schema';
import { standardSchema } from '../shared/standard-schema';
import { targetProfileSchema } from '../shared/target-schema';
import { bridgesSchema, type Edition, editionSchema, type Form, formSchema } from '../shared/form';
import { verifyDefinitions } from '../shared/verify';
import { type Fault, faultInChecks, faultInEdition, faultInForm } from './definition-faults';
import { foldersOf, freeze, namesUnder, sealedDefinitions } from './definitions-sealed';
import { definitionSentences as sentences } from '../shared/definition-sentences';
import { faultInLayout, faultInSheets } from './layout-faults';

/** Remembers which definitions were found right, so that the same ones need not be examined at every start. */
export interface Seal {
  /** Whether definitions of this digest were found right by this version of the program. */
  has(digest: string): boolean;
  /** May fail, on a full disk for one: then the next start examines them again. */
  put(digest: string): void;
}

/**
 * Reads, checks and freezes everything under the resources folder. One wrong definition stops the start: a form that
 * has lost a rule would let wrong figures out without anybody noticing. Definitions that are letter by letter those
 * of the seal were checked before and are only read, each when it is first asked for. Throws a refusal `definition.broken` with file, path and sentence.
 */
export function loadDefinitions(folder: string, seal?: Seal): Definitions {
  const files = readFiles(folder);
  const digest = digestOf(files);
  if (seal?.has(digest) === true) return sealedDefinitions(files.keys(), (file) => readJson(files, file));
  const definitions = assemble(files);
  const broken = verifyDefinitions(definitions);
  if (broken !== null) refuse(fileOfBroken(definitions, broken.form), broken);
  remember(seal, digest);
  return freeze(definitions);
}

function remember(seal: Seal | undefined, digest: string): void {
  try {
    seal?.put(digest);
  } catch {
    // It only saves time, and she must get at her figures above all when the disk is full.
  }
}

/** Bytes of every definition by its path under the resources folder, in an order of their own. */
type Files = ReadonlyMap<string, Buffer>;

function readFiles(folder: string): Files {
  const files = new Map<string, Buffer>();
  const read = (file: string): void => {
    try {
      files.set(file, readFileSync(path.join(folder, file)));
    } catch (error) {
      refuse(file, { path: '', problem: sentences.unreadable(reasonOf(error)) });
    }
  };
  for (const id of namesIn(folder, 'editions', (entry) => entry.isDirectory()))
    for (const name of jsonIn(folder, `editions/${id}`)) read(`editions/${id}/${name}`);
  read('editions/bridges.json');
  for (const under of ['indicators', 'targets', 'standards', 'analyses'])
    for (const name of jsonIn(folder, under)) read(`${under}/${name}`);
  return files;
}

function digestOf(files: Files): string {
  const hash = createHash('sha256');
  for (const [name, bytes] of files) hash.update(name).update('\0').update(bytes).update('\0');
  return hash.digest('hex');
}

function assemble(files: Files): Definitions {
  const editions: Edition[] = [];
  const forms: Record<string, Form> = {};
  const editionOf: Record<string, string> = {};
  const fileOf = new Map<string, string>();
  const read = <T>(file: string, schema: z.ZodType<T>): T => readDefinition(files, file, schema);

  for (const id of foldersOf(files.keys())) {
    const manifest = `editions/${id}/manifest.json`;
    const edition = read(manifest, editionSchema);
    refuse(
      manifest,
      faultInEdition(edition, id, namesUnder(files.keys(), `editions/${id}`), fileOf) ??
        faultInSheets(edition),
    );
    editions.push(edition);
    for (const code of edition.forms) {
      const file = `editions/${id}/${code}.json`;
      const form = read(file, formSchema);
      refuse(file, faultInForm(form, code) ?? faultInLayout(form, edition));
      forms[code] = form;
      editionOf[code] = id;
      fileOf.set(code, file);
    }
  }
  if (editions.length === 0) refuse('editions', { path: '', problem: sentences.noEdition() });
  for (const { form, ...fault } of faultInChecks(forms)) refuse(fileOf.get(form) ?? form, fault);

  const named = <T extends { readonly id: string }>(under: string, schema: z.ZodType<T>): T[] =>
    namesUnder(files.keys(), under).map((name) => {
      const file = `${under}/${name}`;
      const definition = read(file, schema);
      // One definition a file, each under its own id: two of one id cannot exist.
      if (`${definition.id}.json` !== name)
        refuse(file, { path: 'id', problem: sentences.otherName(definition.id) });
      return definition;
    });

  return {
    editions,
    forms,
    editionOf,
    bridges: read('editions/bridges.json', bridgesSchema).bridges,
    indicators: named('indicators', indicatorSchema),
    targetProfiles: named('targets', targetProfileSchema),
    standards: named('standards', standardSchema),
    analyses: named('analyses', analysisSchema),
  };
}

function fileOfBroken({ editionOf, analyses }: Definitions, form: string): string {
  const edition = editionOf[form];
  if (edition !== undefined) return `editions/${edition}/${form}.json`;
  return analyses.some(({ id }) => id === form) ? `analyses/${form}.json` : `indicators/${form}.json`;
}

function readDefinition<T>(files: Files, file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(readJson(files, file), { error: zhCN });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuse(file, { path: issue?.path.join('.') ?? '', problem: issue?.message ?? '' });
}

const zhCN = z.locales.zhCN().localeError;

function readJson(files: Files, file: string): unknown {
  const bytes = files.get(file);
  if (bytes === undefined) return refuse(file, { path: '', problem: sentences.unreadable('ENOENT') });
  // Editors on Windows put a mark in front that JSON does not know.
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
    return refuse(file, { path: '', problem: sentences.notJson(line) });
  }
}

function jsonIn(folder: string, under: string): string[] {
  return namesIn(folder, under, (entry) => entry.isFile() && entry.name.endsWith('.json'));
}

function namesIn(
  folder: string,
  under: string,
  wanted: (entry: { name: string; isFile(): boolean; isDirectory(): boolean }) => boolean,
): string[] {
  try {
    const entries = readdirSync(path.join(folder, under), { withFileTypes: true }).filter(wanted);
    // File systems disagree about the order of names; what the clerk sees must not.
    return entries.map(({ name }) => name).sort();
  } catch (error) {
    return refuse(under, { path: '', problem: sentences.unreadable(reasonOf(error)) });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}

function refuse(file: string, fault: Fault): never;
function refuse(file: string, fault: Fault | undefined): void;
function refuse(file: string, fault: Fault | undefined): void {
  if (fault === undefined) return;
  throw refusal('definition.broken', { file, path: fault.path, problem: fault.problem });
}
