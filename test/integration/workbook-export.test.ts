import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../electron/atomic-write';
import type { HandlerContext } from '../../electron/handlers/context';
import { workbookHandlers } from '../../electron/handlers/workbook';
import { createInlineJobs } from '../../electron/jobs/inline';
import { createLog } from '../../electron/log';
import { setCells } from '../../electron/storage/cells';
import { lastExport } from '../../electron/storage/exports';
import { readWorkbook } from '../../electron/workbook/read';
import { Refusal } from '../../shared/error';
import { cellsOfSample, thisYear } from '../support/sample';
import { changes } from '../support/school';
import { desktopWith, resources } from './handlers-context';
import { noon, openTemporary, seed, temporaryFolder } from './storage-place';
import { definitions } from './workbook-readers';
import { workplaceOf } from '../support/workplace';

/** A submission with figures, its handlers, and a clerk who answers the dialog. */
function openSubmission(
  answer: (suggested: string, folder: string) => string | null = (name, folder) => path.join(folder, name),
) {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const submission = seed(database);
  const accepted = changes(cellsOfSample(thisYear));
  setCells(database, { submissionId: submission.id, revision: submission.revision, at: noon }, accepted);
  const suggested: string[] = [];
  const shown: string[] = [];
  const desktop = desktopWith({
    chooseSaveTarget: (name) => {
      suggested.push(name);
      return Promise.resolve(answer(name, folder));
    },
    showFile: (file) => {
      shown.push(file);
      try {
        return readFileSync(file).length > 0;
      } catch {
        return false;
      }
    },
  });
  const log = createLog(path.join(folder, 'logs'));
  const context: HandlerContext = {
    ...{ definitions, database, desktop, log, resources },
    ...{ jobs: createInlineJobs(), version: '9.9.9', now: () => noon, workplace: workplaceOf(database.name) },
  };
  return {
    submissionId: submission.id,
    folder,
    database,
    suggested,
    shown,
    ...workbookHandlers(context),
  };
}

async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('a draft', () => {
  test('can be exported at any time and says what it is', async () => {
    const program = openSubmission();
    const { submissionId, folder, database, suggested } = program;
    const result = await program['workbook.export']({ submissionId, draft: true, totals: 'numbers' });
    expect(suggested).toEqual(['教基_9900000001_清河镇中心小学_2026-2027_草稿.xlsx']);
    const bytes = readFileSync(path.join(folder, suggested[0] ?? ''));
    expect(result).toMatchObject({ fileName: suggested[0], folder, version: null, hash: sha256(bytes) });
    const sheets = await readWorkbook(bytes);
    const cover = sheets.find((sheet) => sheet.name === '封面');
    expect(cover?.cells.get('C16')?.text).toContain('草稿');
    expect(sheets.find((sheet) => sheet.name === '教基3112_小学')?.cells.get('I6')).toEqual({
      kind: 'number',
      text: '601',
    });
    expect(lastExport(database)).toEqual({ folder, fileName: suggested[0] });
  });

  test('is left when the clerk cancels the dialog', async () => {
    const program = openSubmission(() => null);
    expect(
      await program['workbook.export']({
        submissionId: program.submissionId,
        draft: true,
        totals: 'numbers',
      }),
    ).toBeNull();
    expect(lastExport(program.database)).toBeUndefined();
  });
});

describe('a final workbook', () => {
  test('is refused before 定稿, without a question', async () => {
    const program = openSubmission();
    const { submissionId, suggested } = program;
    expect(
      await codeOf(() => program['workbook.export']({ submissionId, draft: false, totals: 'numbers' })),
    ).toBe('submission.notFinalised');
    expect(suggested).toEqual([]);
  });

  test('cannot be written where there is no folder, and then nothing is recorded', async () => {
    const program = openSubmission((name, folder) => path.join(folder, 'gone', name));
    const { submissionId, database } = program;
    expect(
      await codeOf(() => program['workbook.export']({ submissionId, draft: true, totals: 'numbers' })),
    ).toBe('workbook.targetGone');
    expect(lastExport(database)).toBeUndefined();
  });
});

describe('the last workbook', () => {
  test('is shown in its folder', async () => {
    const program = openSubmission();
    const { submissionId, folder, shown, suggested } = program;
    await program['workbook.export']({ submissionId, draft: true, totals: 'numbers' });
    await program['workbook.showLast'](null);
    expect(shown).toEqual([path.join(folder, suggested[0] ?? '')]);
  });

  test('may have been carried away, or not exist yet', async () => {
    const program = openSubmission();
    const { submissionId, folder, suggested, shown } = program;
    expect(await program['workbook.showLast'](null)).toBeNull();
    expect(shown).toEqual([]);
    await program['workbook.export']({ submissionId, draft: true, totals: 'numbers' });
    rmSync(path.join(folder, suggested[0] ?? ''));
    expect(await codeOf(() => program['workbook.showLast'](null))).toBe('workbook.targetGone');
  });
});
