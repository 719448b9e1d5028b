import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { contract, type Method } from '../../shared/ipc';
import { openProgram, ourPage } from './handlers-context';
import { seed } from './storage-place';

/** Stands for a name, a number and a folder that must not get into a file that is sent away. */
const marked = {
  name: '张标记',
  number: '990101201001010017',
  folder: 'C:\\Users\\张标记',
  text: 'MARKED-TEXT',
};

/** Inputs that carry the marked texts into every method, where they are wanted and where they are not. */
const inputs: readonly unknown[] = [
  marked.name,
  { ...marked },
  {
    submissionId: 1,
    revision: 0,
    changes: [{ form: marked.name, cell: marked.text, content: { kind: 'raw', text: marked.number } }],
  },
  { submissionId: 1, form: marked.name, confirmed: true },
  { submissionId: 1, form: marked.name, cell: marked.text },
  { submissionId: 1, revision: 0, reason: marked.name },
  {
    submissionId: 999,
    kind: 'pupils',
    person: 1,
    field: 'name',
    texts: { name: marked.name, identity: marked.number },
  },
  { id: marked.folder },
  { file: marked.folder },
  { password: marked.text },
  { name: marked.name, duty: marked.text },
  { templateId: marked.name, submissionId: 1, sheet: marked.name, form: marked.name },
  { stagedId: marked.name, row: 1, texts: { name: marked.name } },
  null,
];

test('what was said in calls that fail, and what broke below them, leaves no name and no folder in the log', async () => {
  const { folder, database, door, openFile } = openProgram();
  seed(database);
  openFile.path = path.join(folder, marked.name, `${marked.number}.xlsx`);
  let refused = 0;
  const say = async () => {
    for (const method of Object.keys(contract) as Method[])
      for (const input of inputs) if (!(await door(ourPage, method, input)).ok) refused += 1;
    await door(ourPage, marked.name, marked);
    await door({ url: `file:///${marked.folder}`, isMainFrame: true }, marked.name, marked);
  };
  await say();
  const orderly = refused;
  // From here on the storage breaks under whatever reaches it.
  database.pragma('foreign_keys = OFF');
  for (const table of ['schools', 'submissions', 'cells', 'settings', 'collections'])
    database.exec(`DROP TABLE ${table}`);
  await say();
  expect(refused).toBeGreaterThan(orderly);

  const logs = readdirSync(path.join(folder, 'logs')).map((name) =>
    readFileSync(path.join(folder, 'logs', name), 'utf8'),
  );
  const written = logs.join('\n');
  expect(written).toContain('call.refused');
  expect(written).toContain('call.failed');
  for (const secret of ['张标记', '9901012010', 'MARKED', 'Users', folder, 'no such table'])
    expect(written).not.toContain(secret);
  // Places in code are told by file only; a folder would name the PC's user.
  for (const line of written.trim().split('\n'))
    expect(line, line).not.toMatch(/[\\/](?:home|root|tmp|Users|work)[\\/]/);
});
