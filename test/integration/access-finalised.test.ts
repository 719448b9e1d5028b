import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ErrorCode } from '../../shared/error';
import { contract, type Input, type Method } from '../../shared/ipc';
import { schoolWithRosters } from '../support/roster-stored';
import { definitions, openProgram } from './handlers-context';

/**
 * What each method of the contract can do to a submission. `reads`: nothing. `beside`: it changes the program, files, the
 * records of schools and rounds, or name lists, of which a finalised submission keeps its own state; its figures stay.
 * `opens`: it is how one is finalised and reopened. The others write figures and are refused here, each with an input
 * that a draft would take.
 */
type Effect = 'reads' | 'beside' | 'opens' | 'files' | 'writes' | { readonly provenIn: string };

const effects: { readonly [M in Method]: Effect } = {
  'about.checkData': 'reads',
  'about.selfCheck': 'reads',
  'about.showLicences': 'reads',
  'access.addOperator': 'beside',
  'access.changeOperator': 'beside',
  'access.lock': 'beside',
  'access.setOperator': 'beside',
  'access.setPassword': 'beside',
  'access.state': 'reads',
  'access.unlock': 'beside',
  'app.keepStanding': 'beside',
  'app.openDataFolder': 'reads',
  'app.quit': 'reads',
  'app.setPreferences': 'beside',
  'app.start': 'reads',
  'app.zoom': 'reads',
  'audit.changes': 'reads',
  'audit.export': 'files',
  'audit.life': 'reads',
  'backup.cancel': 'reads',
  'backup.chooseFile': 'reads',
  'backup.chooseFolder': 'beside',
  'backup.compare': 'reads',
  'backup.contents': 'reads',
  'backup.discardAside': 'files',
  'backup.forgetFolder': 'beside',
  'backup.list': 'reads',
  'backup.make': 'files',
  'backup.restore': 'files',
  'backup.showFolder': 'reads',
  'backup.startAnew': 'files',
  'collection.create': 'beside',
  'collection.formAcross': 'reads',
  'collection.overview': 'reads',
  'collection.stopLooking': 'reads',
  'collection.update': 'beside',
  'figures.across': 'reads',
  'figures.copyPicture': 'reads',
  'figures.exportTable': 'files',
  'figures.printPage': 'reads',
  'figures.savePage': 'files',
  'figures.stopAcross': 'reads',
  'import.apply': { provenIn: 'import-apply.test.ts' },
  'import.compare': 'reads',
  'import.discard': 'reads',
  'import.last': 'reads',
  'import.read': 'reads',
  'import.undo': { provenIn: 'import-undo.test.ts' },
  'paper.preview': 'reads',
  'paper.print': 'reads',
  'paper.savePdf': 'files',
  'practice.enter': 'beside',
  'practice.guide': 'reads',
  'practice.leave': 'beside',
  'practice.remember': 'beside',
  'rosters.accept': 'beside',
  'rosters.answer': 'beside',
  'rosters.apply': 'writes',
  'rosters.behind': 'reads',
  'rosters.change': 'beside',
  'rosters.classify': 'beside',
  'rosters.discard': 'beside',
  'rosters.fields': 'reads',
  'rosters.fix': 'beside',
  'rosters.leaveOut': 'beside',
  'rosters.ledgers': 'reads',
  'rosters.list': 'reads',
  'rosters.map': 'beside',
  'rosters.movements': 'reads',
  'rosters.people': 'reads',
  'rosters.plan': 'reads',
  'rosters.read': 'beside',
  'rosters.remove': 'beside',
  'rosters.reveal': 'reads',
  'rosters.rowOf': 'reads',
  'rosters.save': 'beside',
  'rosters.settle': 'writes',
  'school.create': 'beside',
  'school.previewChange': 'reads',
  'school.update': 'beside',
  'submission.changedSince': 'reads',
  'submission.cellHistory': 'reads',
  'submission.confirm': 'writes',
  'submission.explain': 'writes',
  'submission.finalise': 'writes',
  'submission.open': 'reads',
  'submission.reopen': 'opens',
  'submission.setCells': 'writes',
  'submission.setRecords': 'writes',
  'submission.setReviewed': 'writes',
  'targets.export': 'files',
  'targets.import': 'beside',
  'targets.list': 'reads',
  'targets.remove': 'beside',
  'targets.save': 'beside',
  'template.discard': 'reads',
  'template.fill': 'files',
  'template.loadMapping': 'reads',
  'template.placeSheet': 'reads',
  'template.read': 'reads',
  'template.saveMapping': 'files',
  'template.showFilled': 'reads',
  'work.cancel': 'reads',
  'workbook.export': 'files',
  'workbook.exportList': 'files',
  'workbook.showLast': 'reads',
};

test('the table has every method of the contract and no other', () => {
  expect(Object.keys(effects).sort()).toEqual(Object.keys(contract).sort());
  for (const [method, effect] of Object.entries(effects)) {
    if (typeof effect === 'string') continue;
    const proof = readFileSync(path.join(import.meta.dirname, effect.provenIn), 'utf8');
    expect(proof, method).toContain('.finalised');
  }
});

const figures = [
  ...['cells', 'records', 'record_cells', 'edit_log', 'reviewed', 'explanations', 'to_confirm'],
  ...['roster_counts', 'unknown_lists', 'state_log', 'submissions', 'events'],
];

test('no method that writes figures changes a finalised submission, until it is reopened with a reason', async () => {
  const program = openProgram();
  const { value, database } = program;
  const { submissionId, plan } = await schoolWithRosters(program, definitions);
  const counted = plan.cells.find(({ kind }) => kind === 'fill');
  if (counted === undefined) throw new Error('The roster counts nothing.');
  const { form, cell } = counted;
  const changes = [{ form, cell, content: { kind: 'number', text: counted.counted } as const }];
  const known = database.prepare<[number], number>('SELECT revision FROM submissions WHERE id = ?').pluck();
  const { revision } = await value('submission.setCells', {
    ...{ submissionId, revision: known.get(submissionId) ?? 0, changes, origin: 'carried' },
  });
  // What was counted before is no more: there is something to settle.
  database.prepare(`INSERT INTO roster_counts VALUES (?, ?, ?, '9')`).run(submissionId, form, cell);
  database.prepare(`UPDATE submissions SET state = 'finalised', version = 1 WHERE id = ?`).run(submissionId);
  const { digest } = await value('rosters.plan', { submissionId });
  const on = { submissionId, revision };
  const record = { form: '局控辍1', id: 'person-a', cells: { c02: { kind: 'text', text: '甄' } as const } };
  const explanation = { finding: 'X@1', text: '写', values: {} };
  const writes: { readonly [M in Method]?: Input<M> } = {
    'rosters.apply': { ...on, digest, cells: [] },
    'rosters.settle': on,
    'submission.confirm': { ...on, cells: [{ form, cell }], confirmed: true },
    'submission.explain': { ...on, explanation },
    'submission.finalise': on,
    'submission.setCells': { ...on, changes },
    'submission.setRecords': { ...on, changes: [record] },
    'submission.setReviewed': { ...on, forms: [form], reviewed: true },
  };
  const written = Object.entries(effects).filter(([, effect]) => effect === 'writes');
  expect(Object.keys(writes).sort()).toEqual(written.map(([method]) => method).sort());

  const dump = () => figures.map((table) => database.prepare(`SELECT * FROM ${table}`).all());
  const before = dump();
  const call = program.error as (method: string, input: unknown) => Promise<{ code: ErrorCode }>;
  for (const [method, input] of Object.entries(writes)) {
    expect((await call(method, input)).code, method).toBe('submission.finalised');
    expect(dump(), method).toEqual(before);
  }
  await program.error('submission.reopen', { ...on, reason: '  ' });
  const reopened = await value('submission.reopen', { ...on, reason: '漏报一人' });
  expect(reopened.state).toBe('draft');
  await value('submission.setCells', { submissionId, revision: reopened.revision, changes });
}, 30_000);
