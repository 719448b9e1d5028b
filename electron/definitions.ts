import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Definitions, indicatorSchema, targetProfileSchema } from '../shared/definitions';
import { refusal } from '../shared/error';
import { bridgeSchema, type Edition, editionSchema, type Form, formSchema } from '../shared/form';
import { verifyDefinitions } from '../shared/verify';
import { type Fault, faultInChecks, faultInEdition, faultInForm } from './definition-faults';
import { definitionSentences as sentences } from '../shared/definition-sentences';
import { faultInLayout } from './layout-faults';

/**
 * Reads, checks and freezes everything under the resources folder. One wrong definition stops the start: a form that
 * has lost a rule would let wrong figures out without anybody noticing.
 */
export function loadDefinitions(folder: string): Definitions {
  const editions: Edition[] = [];
  const forms: Record<string, Form> = {};
  const editionOf: Record<string, string> = {};
  const fileOf = new Map<string, string>();

  for (const id of foldersIn(folder, 'editions')) {
    const manifest = `editions/${id}/manifest.json`;
    const edition = readDefinition(folder, manifest, editionSchema);
    refuse(manifest, faultInEdition(edition, id, filesIn(folder, `editions/${id}`), fileOf));
    editions.push(edition);
    for (const code of edition.forms) {
      const file = `editions/${id}/${code}.json`;
      const form = readDefinition(folder, file, formSchema);
      refuse(file, faultInForm(form, code) ?? faultInLayout(form, edition));
      forms[code] = form;
      editionOf[code] = id;
      fileOf.set(code, file);
    }
  }
  if (editions.length === 0) refuse('editions', { path: '', problem: sentences.noEdition() });
  for (const { form, ...fault } of faultInChecks(forms)) refuse(fileOf.get(form) ?? form, fault);

  const definitions: Definitions = {
    editions,
    forms,
    editionOf,
    bridges: readDefinition(folder, 'editions/bridges.json', z.array(bridgeSchema)),
    indicators: readNamed(folder, 'indicators', indicatorSchema),
    targetProfiles: readNamed(folder, 'targets', targetProfileSchema),
  };
  const broken = verifyDefinitions(definitions);
  if (broken !== null) refuse(fileOf.get(broken.form) ?? `indicators/${broken.form}.json`, broken);
  return freeze(definitions);
}

/** One definition a file, each under its own id: two of one id cannot exist. */
function readNamed<T extends { readonly id: string }>(
  folder: string,
  under: string,
  schema: z.ZodType<T>,
): T[] {
  return filesIn(folder, under).map((name) => {
    const file = `${under}/${name}`;
    const definition = readDefinition(folder, file, schema);
    if (`${definition.id}.json` !== name)
      refuse(file, { path: 'id', problem: sentences.otherName(definition.id) });
    return definition;
  });
}

function readDefinition<T>(folder: string, file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(readJson(folder, file), { error: zhCN });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuse(file, { path: issue?.path.join('.') ?? '', problem: issue?.message ?? '' });
}

const zhCN = z.locales.zhCN().localeError;

function readJson(folder: string, file: string): unknown {
  let text: string;
  try {
    // Editors on Windows put a mark in front that JSON does not know.
    text = readFileSync(path.join(folder, file), 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    return refuse(file, { path: '', problem: sentences.unreadable(reason) });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
    return refuse(file, { path: '', problem: sentences.notJson(line) });
  }
}

function foldersIn(folder: string, under: string): string[] {
  return namesIn(folder, under, (entry) => entry.isDirectory());
}

function filesIn(folder: string, under: string): string[] {
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
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    return refuse(under, { path: '', problem: sentences.unreadable(reason) });
  }
}

function refuse(file: string, fault: Fault): never;
function refuse(file: string, fault: Fault | undefined): void;
function refuse(file: string, fault: Fault | undefined): void {
  if (fault === undefined) return;
  throw refusal('definition.broken', { file, path: fault.path, problem: fault.problem });
}

/** Shared by every handler and every calculation: nobody may change them for the others. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const child of Object.values(value)) freeze(child);
  return value;
}
