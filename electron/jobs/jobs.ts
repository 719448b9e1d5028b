import type { Job, JobName } from './table';

/** What each job does; its larger parts are read when it is first asked for. */
export const jobs: { readonly [N in JobName]: Job<N> } = {
  'workbook.read': async (input, progress) => {
    const { readWorkbookFile } = await import('../workbook/read-file');
    return readWorkbookFile(input, progress);
  },
  'roster.read': async (input, progress) => {
    const { readRosterFiles } = await import('../workbook/roster-read');
    return readRosterFiles(input, progress);
  },
  'workbook.write': async ({ plan, target }, progress) => {
    progress({ step: 'writing', done: 0, total: 0 });
    const { writeWorkbook } = await import('../workbook/write');
    return writeWorkbook(plan, target, () => progress({ step: 'verifying', done: 0, total: 0 }));
  },
  'list.write': async ({ list, target }, progress) => {
    progress({ step: 'writing', done: 0, total: 0 });
    const { writeList } = await import('../workbook/write-list');
    return writeList(list, target, () => progress({ step: 'verifying', done: 0, total: 0 }));
  },
  'template.fill': async (input, progress) => {
    progress({ step: 'filling', done: 0, total: 0 });
    const { fillTemplateFile } = await import('../workbook/patch-file');
    return fillTemplateFile(input, () => progress({ step: 'verifying', done: 0, total: 0 }));
  },
  'backup.copy': async (input) => {
    const { copyDatabase } = await import('../storage/backup-copy');
    return copyDatabase(input);
  },
  'backup.contents': async ({ copy, known }) => {
    const { contentsOf } = await import('../storage/backup-contents');
    return contentsOf(copy, known);
  },
  'backup.compare': async (input) => {
    const { compareWithNow } = await import('../storage/backup-contents');
    return compareWithNow(input);
  },
  'backup.prepare': async (input) => {
    const { prepareCopy } = await import('../storage/backup-restore');
    prepareCopy(input);
    return null;
  },
  'data.check': async (input, progress) => {
    progress({ step: 'checking', done: 0, total: 0 });
    const { checkFile, isSoundFile } = await import('../storage/audit-check');
    const check = checkFile(input.database);
    // Of a damaged file the log cannot be believed either.
    if (!isSoundFile(check)) return { check, played: null };
    const { replay } = await import('../storage/audit-replay');
    progress({ step: 'replaying', done: 0, total: 0 });
    return { check, played: replay(input, (done, total) => progress({ step: 'replaying', done, total })) };
  },
};
