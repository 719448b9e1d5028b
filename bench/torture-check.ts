import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Data, emptyOffice } from './torture-office';
import { readOffice, readSignatures, readWorld, replayedLog } from './torture-read';
import { readRest, type Rest } from './torture-rest';
import { type Access, readableFiles, readAccess, unsealAll } from './torture-seal';

/** What stands in one database. */
export interface Content extends Data {
  /** Everything that the model does not foretell. */
  readonly rest: Rest;
  readonly signatures: ReturnType<typeof readSignatures>;
  readonly access: Access;
}

/** What one look at a data folder, in which nothing runs, found. */
export interface Found {
  /** What is wrong with the file itself, its log or its copies; none of it is right ever. */
  readonly faults: readonly string[];
  /** Null where there is no database yet. */
  readonly content: Content | null;
  /** Whole copies by name, with the password that each asks for. */
  readonly copies: ReadonlyMap<string, Access>;
  /** Those that were to be read. */
  readonly read: ReadonlyMap<string, Content>;
  /** Files in which personal texts can be read. */
  readonly readable: readonly string[];
}

export interface Looking {
  readonly scratch: string;
  /** Passwords of which one may open the database. */
  readonly passwords: readonly string[];
  /** Names of copies of which the content matters. */
  readonly read: readonly string[];
}

const files = ['tianbao.db', 'tianbao.db-wal', 'tianbao.db-journal'];

/** Reads copies, because opening the file itself would already repair it. */
export async function look(folder: string, { scratch, passwords, read }: Looking): Promise<Found> {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  for (const name of files)
    if (existsSync(path.join(folder, name))) copyFileSync(path.join(folder, name), path.join(scratch, name));
  const { copies, faults } = await lookAtCopies(path.join(folder, 'backups'), passwords);
  const contents = new Map<string, Content>();
  for (const name of read.filter((each) => copies.has(each))) {
    const copy = path.join(scratch, name);
    copyFileSync(path.join(folder, 'backups', name), copy);
    const content = await contentOf(copy, passwords, faults, `the copy ${name}: `);
    if (content !== null) contents.set(name, content);
  }
  const file = path.join(scratch, 'tianbao.db');
  const content = existsSync(file) ? await contentOf(file, passwords, faults) : null;
  return { faults, content, copies, read: contents, readable: readableFiles(folder) };
}

/** Null where nothing was ever stored, or nothing can be read. */
async function contentOf(
  file: string,
  passwords: readonly string[],
  faults: string[],
  of = '',
): Promise<Content | null> {
  const tell = (fault: string) => void faults.push(`${of}${fault}`);
  let database: Sqlite.Database | undefined;
  try {
    database = new Sqlite(file);
    const sound = database.pragma('integrity_check', { simple: true });
    if (sound !== 'ok') tell(`integrity_check: ${String(sound)}`);
    const broken = database.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) tell(`foreign_key_check: ${broken.length} rows`);
    if (Number(database.pragma('user_version', { simple: true })) === 0) return null;
    const access = await readAccess(database, passwords);
    if (access.password === undefined) tell('LOST: no password that was ever given opens it');
    unsealAll(database, access).forEach(tell);
    const world = readWorld(database);
    replayedLog(database, world).forEach(tell);
    const office = readOffice(database, access.password ?? emptyOffice.password);
    return {
      ...{ world, office, access, rest: readRest(database) },
      signatures: readSignatures(database),
    };
  } catch (error) {
    tell(`the database cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  } finally {
    database?.close();
  }
}

/** Whatever has the name of a copy is one. */
async function lookAtCopies(
  folder: string,
  passwords: readonly string[],
): Promise<{ copies: Map<string, Access>; faults: string[] }> {
  const copies = new Map<string, Access>();
  const faults: string[] = [];
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.db')) : [];
  for (const name of names) {
    let copy: Sqlite.Database | undefined;
    try {
      copy = new Sqlite(path.join(folder, name), { readonly: true });
      const sound = copy.pragma('integrity_check', { simple: true });
      if (sound === 'ok') copies.set(name, await readAccess(copy, passwords));
      else faults.push(`the copy ${name} is damaged: ${String(sound)}`);
    } catch (error) {
      faults.push(`the copy ${name} cannot be read: ${error instanceof Error ? error.message : ''}`);
    } finally {
      copy?.close();
    }
  }
  return { copies, faults };
}
