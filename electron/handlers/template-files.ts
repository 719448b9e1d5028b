import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { refusal } from '../../shared/error';
import { type Mapping, type MappedCell, type MappedList } from '../../shared/template/mapping';
import { readMapping } from '../../shared/template/mapping-file';

/** Megabytes; a mapping of 100,000 cells has about ten. */
const mappingLimit = 20;

/** `县表.xlsx` → `县表`. */
export function baseName(fileName: string): string {
  return path.basename(fileName, path.extname(fileName));
}

/** What the mapping of a template is called when it is saved, and looked for when the template is opened. */
export function mappingFileName(templateName: string): string {
  return `${baseName(templateName)}.对照.json`;
}

/** A mapping file that lies beside the template under its name; null where there is none. */
export async function mappingBeside(template: string): Promise<string | null> {
  const folder = path.dirname(template);
  for (const name of [mappingFileName(template), `${baseName(template)}.json`]) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() === true) return file;
  }
  return null;
}

/** Reads a mapping file. Throws Refusal `template.badMapping` or `template.mappingTooLarge`. */
export async function readMappingFile(file: string): Promise<Mapping> {
  const fileName = path.basename(file);
  const bad = (place: string, problem: string) =>
    refusal('template.badMapping', { file: fileName, path: place, problem });
  const text = await readText(file, fileName).catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : null;
    throw reason === null ? error : bad('', `文件读不出来（${reason}）`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch {
    throw bad('', '内容不完整或被改坏了');
  }
  const read = readMapping(json);
  if ('fault' in read) throw bad(read.fault.path, read.fault.problem);
  return read.mapping;
}

async function readText(file: string, fileName: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size > mappingLimit * 1024 * 1024)
      throw refusal('template.mappingTooLarge', { file: fileName, limit: mappingLimit });
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** SHA-256 of a file, piece by piece; null when it cannot be read. */
export async function hashOfFile(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

/** `<template>_<school code>_<school name>.xlsx`; figures that may still change say so. */
export function filledFileName(
  templateName: string,
  school: { readonly code: string; readonly name: string },
  draft: boolean,
): string {
  // Windows refuses these in file names.
  const name = school.name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  const extension = path.extname(templateName).toLowerCase();
  return `${baseName(templateName)}_${school.code}_${name}${draft ? '_草稿' : ''}${extension}`;
}

/** What the window says the mapping is by now. */
export interface Mapped {
  readonly templateId: string;
  readonly title: string;
  readonly cells: readonly MappedCell[];
  readonly lists: readonly MappedList[];
}
