import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { Explanation } from '../../shared/submission';
import { submissionDocument } from '../../shared/workbook-data';
import { changes } from '../support/school';
import { tianbao } from './cli-run';
import { definitions, openProgram, type Program } from './handlers-context';
import { fillSample, reopened } from './sample-years';
import { temporaryFolder } from './storage-place';

const key = 'J3040-10#3';
const reason = '一名学生九月二日转走，外校已统计，本校学籍未转出';

/** The invented school with one pupil too many among those who left; everything else is reviewed and explained. */
async function unbalanced(program: Program, explainError: (explanation: Explanation) => Explanation | null) {
  const open = await fillSample(program);
  const { value } = program;
  const { id: submissionId } = open.data.submission;
  let { revision } = open.data.submission;
  ({ revision } = await value('submission.setCells', {
    ...{ submissionId, revision, changes: changes({ '教基3040!04.14': 20 }) },
  }));
  const forms = createCalculation(definitions, open).forms.map(({ code }) => code);
  ({ revision } = await value('submission.setReviewed', { submissionId, revision, forms, reviewed: true }));
  const findings = createCalculation(definitions, await reopened(program, open)).findings();
  expect(findings.filter(({ severity }) => severity === 'error').map((finding) => finding.key)).toEqual([
    key,
  ]);
  for (const { key: finding, severity, values } of findings) {
    const plain = { finding, text: '已核实', values };
    const explanation = severity === 'error' ? explainError({ ...plain, text: reason }) : plain;
    if (explanation !== null)
      ({ revision } = await value('submission.explain', { submissionId, revision, explanation }));
  }
  return { open, submissionId, revision };
}

test.each([
  ['without one', () => null],
  ['with a mere text', (explanation: Explanation) => explanation],
  [
    'with too short a one',
    (explanation: Explanation) => ({ ...explanation, text: '改不平', exception: true as const }),
  ],
  [
    'with one about other values',
    (explanation: Explanation) => ({ ...explanation, values: {}, exception: true as const }),
  ],
])('an error %s blocks 定稿', async (_, explain) => {
  const program = openProgram();
  const { submissionId, revision } = await unbalanced(program, explain);
  expect(await program.error('submission.finalise', { submissionId, revision })).toEqual({
    code: 'submission.notReady',
    params: { errors: 1, warnings: 0, unreviewed: 0 },
  });
});

test('with a 特殊情况说明 it is finalised, exported and taken back as 定稿 elsewhere; `check` goes on calling it an error', async () => {
  const program = openProgram();
  const { open, submissionId, revision } = await unbalanced(program, (explanation) => ({
    ...explanation,
    exception: true as const,
  }));
  const final = await program.value('submission.finalise', { submissionId, revision });
  expect(final).toMatchObject({ state: 'finalised', version: 1 });
  const exported = await program.value('workbook.export', { submissionId, draft: false });
  if (exported === null) throw new Error('not exported');
  const workbook = path.join(program.folder, exported.fileName);

  const now = await reopened(program, open);
  expect(now.data.explanations.find(({ finding }) => finding === key)).toMatchObject({
    ...{ text: reason, exception: true },
  });
  const [last] = now.previous;
  if (last === undefined) throw new Error('no last year');
  const edition = (id: string) =>
    definitions.editions.find((each) => each.id === id) ?? definitions.editions[0]!;
  const previous = submissionDocument({
    ...{ ...last, editions: definitions.editions, edition: edition(last.collection.edition), draft: true },
    calculation: createCalculation(definitions, { ...last, previous: [] }),
  });
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'last.json'), JSON.stringify(previous));
  const run = await tianbao(folder, 'check', workbook, '--previous', 'last.json');
  const answer = run.json as {
    findings: { key: string; severity: string; asked: string | null; exception?: boolean }[];
    counts: Record<string, number>;
  };
  const error = answer.findings.find((finding) => finding.key === key);
  expect(error).toMatchObject({ severity: 'error', asked: null, exception: true });
  expect(answer.findings.filter(({ exception }) => exception === true)).toHaveLength(1);
  expect(answer.counts['error']).toBe(1);
  expect(run.exitCode).toBe(1);
  expect(run.said.join('\n')).toContain('特殊情况说明已写');

  const imported = await tianbao(folder, 'import', workbook);
  const { submission } = imported.json as { submission: { explanations: Explanation[]; state: string } };
  expect(submission.state).toBe('finalised');
  expect(submission.explanations.find(({ finding }) => finding === key)).toMatchObject({ exception: true });
});
