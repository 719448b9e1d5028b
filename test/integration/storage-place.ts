import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { AppError } from '../../shared/error';
import { Refusal } from '../../shared/error';
import type { Collection, Submission } from '../../shared/submission';
import { createCollection } from '../../electron/storage/collections';
import { type Database, openDatabase } from '../../electron/storage/database';
import { createSchool } from '../../electron/storage/schools';
import { openSubmission } from '../../electron/storage/submissions';
import { round2026, village } from '../support/school';

export const noon = new Date('2026-09-10T04:00:00Z');

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A database file of its own for the test, closed when it ends. */
export function openTemporary(folder = temporaryFolder(), steps?: readonly string[]): Database {
  const place = {
    file: path.join(folder, 'tianbao.db'),
    backupFolder: path.join(folder, 'backups'),
    now: noon,
  };
  const database = openDatabase(steps === undefined ? place : { ...place, steps });
  onTestFinished(() => void database.close());
  return database;
}

/** A school with an empty submission in this year's round. */
export function seed(database: Database, collection: Collection = round2026): Submission {
  const { id: _school, ...school } = village;
  const { id: _collection, ...round } = collection;
  const schoolId = createSchool(database, school).id;
  const collectionId = createCollection(database, round).id;
  return openSubmission(database, { schoolId, collectionId, editionVersion: '1.0' });
}

/** The error with which `act` is refused. */
export function refusalOf(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
  throw new Error('It was not refused.');
}
