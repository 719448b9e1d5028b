import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lifeOf } from '../../electron/storage/audit';
import { stepDetails } from '../../shared/audit-details';
import { eventTitle } from '../../shared/audit-words';
import { definitions, openProgram } from './handlers-context';
import { finaliseSample } from './sample-years';
import { noon } from './storage-place';

test('what goes onto paper is written down: which forms, of which state, who and when; what was called off is not', async () => {
  const program = openProgram();
  const { value, paper } = program;
  const { final } = await finaliseSample(program);
  await value('access.addOperator', { name: '李统计', duty: 'clerk' });
  const submissionId = final.id;
  const some = { submissionId, forms: ['教基1001', '教基3112'] };
  const kinds = () =>
    program.database.prepare<[], string>('SELECT kind FROM events ORDER BY id').pluck().all();
  const came = async (act: () => Promise<unknown>) => {
    const before = kinds().length;
    await act();
    return kinds().slice(before);
  };
  paper.prints = false;
  const page = { submissionId, name: '指标（巩固与流动）' };
  for (const act of [
    () => value('paper.print', some),
    () => value('paper.preview', some),
    () => value('figures.printPage', page),
  ])
    expect(await came(act)).toEqual([]);
  paper.prints = true;
  expect(await came(() => value('paper.print', some))).toEqual(['printed']);
  const { revision } = await value('submission.reopen', {
    ...{ submissionId, revision: final.revision, reason: '漏报' },
  });
  expect(revision).toBeGreaterThan(0);
  const file = path.join(program.folder, '底稿.pdf');
  writeFileSync(file, '%PDF-1.7 from the preview');
  paper.saves = file;
  expect(await came(() => value('paper.preview', { submissionId, forms: null }))).toEqual([
    'printed',
    'pdfSaved',
  ]);
  expect(await came(() => value('figures.printPage', page))).toEqual(['pagePrinted']);
  expect(await came(() => value('figures.printPage', { submissionId: null, name: '各校比较' }))).toEqual([
    'pagePrinted',
  ]);
  const steps = lifeOf(program.database, submissionId).filter(({ event }) =>
    ['printed', 'pagePrinted', 'pdfSaved'].includes(event?.kind ?? ''),
  );
  expect(
    steps.map((step) => [
      step.event === null ? '' : eventTitle(step.event),
      stepDetails(definitions, step, 'withoutTexts'),
    ]),
  ).toEqual([
    ['打印', '教基1001、教基3112，定稿 v1'],
    ['打印', '全部表，草稿'],
    ['另存为 PDF', '底稿.pdf'],
    ['打印指标页', '指标（巩固与流动）'],
    ['打印指标页', '各校比较'],
  ]);
  expect(steps.map(({ at, operator }) => `${at} ${operator ?? ''}`)).toEqual(
    steps.map(() => `${noon.toISOString()} 李统计`),
  );
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
  expect(steps[2]?.event?.after).toBe(hash);
});
