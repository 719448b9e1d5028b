import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Definitions } from '../shared/definitions';
import { parseExpression, parsedOf } from '../shared/expression';
import { expressionsIn } from '../shared/form-expressions';

/** What the page is given at the start, as JSON: one string crosses faster than tens of thousands of parts. */
export interface StartTexts {
  readonly definitions: string;
  /** The expressions of the editions in use, parsed: the page need not parse them again. */
  readonly expressions?: string;
}

/** The texts that an earlier start has kept, and the key they were kept under. */
export interface KeptTexts {
  readonly key: string;
  readonly texts: StartTexts;
}

/** The bureau's own forms go with every edition. */
const editionsWith = (editions: Iterable<string>): ReadonlySet<string> => new Set([...editions, 'local']);

/**
 * The texts are made once for each set of definitions and build of the program, long after the start that found them
 * missing, and kept among the window's own files: main is what every file of the page goes through, so nothing that can
 * be had beforehand is worked out while it starts.
 */
const fileIn = (folder: string): string => path.join(folder, 'start-texts');

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Null when there are none, or not whole. */
export function readKept(folder: string): KeptTexts | null {
  try {
    const text = readFileSync(fileIn(folder), 'utf8');
    const end = text.indexOf('\n');
    const [digest, key, length] = JSON.parse(text.slice(0, end)) as [string, string, number];
    const body = text.slice(end + 1);
    if (digest !== digestOf(`${key}\n${length}\n${body}`)) return null;
    return { key, texts: { definitions: body.slice(0, length), expressions: body.slice(length) } };
  } catch {
    return null;
  }
}

/** Parses everything part by part, so that main can answer in between, and keeps it for the next start. */
export async function keepTexts(
  folder: string,
  key: string,
  definitions: Definitions,
  editions: Iterable<string>,
): Promise<void> {
  const parts = expressionsIn(definitions, editionsWith(editions));
  for (const part of parts) {
    for (const text of part) parseExpression(text);
    await new Promise(setImmediate);
  }
  const text = JSON.stringify(definitions);
  const body = text + JSON.stringify(parsedOf(parts.flat()));
  const head = JSON.stringify([digestOf(`${key}\n${text.length}\n${body}`), key, text.length]);
  mkdirSync(folder, { recursive: true });
  await writeFile(fileIn(folder), `${head}\n${body}`);
}
