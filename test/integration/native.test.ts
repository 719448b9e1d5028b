import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

test('the database opens inside the runtime the product uses', () => {
  expect(process.versions.electron).toBeDefined();
  const database = new Database(':memory:');
  expect(database.prepare('SELECT 1 + 1 AS two').get()).toEqual({ two: 2 });
  database.close();
});
