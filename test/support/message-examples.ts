import type { ErrorParams } from '../../shared/error';
import { areaExamples } from './message-examples-areas';
import { lineExamples } from './message-examples-line';

/** A sentence with likely parameters, and what to do where the sentence itself does not say it. */
export type Example<Params> = readonly [params: Params, remedy?: string];
export type Examples<Code extends keyof ErrorParams> = {
  readonly [C in Code]: Example<ErrorParams[C]>;
};

const data = 'D:\\Tianbao\\tianbao.db';
const workbook = 'E:\\教基_9900000001_清河镇中心小学_2026-2027_v1.xlsx';

/** Every code: one that is missing here is a type error, and would be missing in docs/manual/messages.md. */
export const messageExamples: Examples<keyof ErrorParams> = {
  ...areaExamples,
  ...lineExamples,
  'app.internal': [{ id: '3f2a91' }],
  'app.badRequest': [{ method: 'submission.setCells' }],
  'app.foreignSender': [{}, '数据没有改动，不用处理。反复出现的，请重新打开程序，并告诉技术人员。'],
  'data.unreadable': [{ folder: 'E:\\Tianbao', reason: 'ENOENT' }],
  'database.newer': [{ file: data, found: 9, known: 8 }],
  'database.corrupt': [{ file: data }],
  'database.locked': [{ file: data }],
  'database.migrationFailed': [{ file: data, backup: 'D:\\Tianbao\\backups', step: 8 }],
  'database.full': [{ file: data }],
  'database.writeFailed': [{ file: data, reason: 'EIO' }],
  'definition.broken': [{ file: 'forms.json', path: '/0/title', problem: '缺少' }],
  'school.duplicateCode': [{ code: '9900000001' }],
  'school.unknown': [{ id: 1 }],
  'collection.unknown': [{ id: 1 }, '请重新打开程序；学校和任务在上方重新选择。'],
  'collection.duplicate': [{ schoolYear: 2026, edition: 'jiaoji-2021' }],
  'submission.unknown': [{ id: 1 }],
  'submission.finalised': [{}],
  'submission.stale': [{ known: 3, current: 4 }, '等一两秒，再填一次；一直这样的，换到首页再回来。'],
  'submission.unknownCell': [
    { form: '教基3112', cell: '99.1' },
    '程序和报表定义的版本不一致，请重新打开程序；还这样的，重新安装程序。',
  ],
  'submission.readOnlyCell': [
    { form: '教基3112', cell: '01.1' },
    '计算格、灰色的格不用填；要改合计，改它的分项。',
  ],
  'submission.notReady': [{ errors: 2, warnings: 3, unreviewed: 1 }],
  'submission.notFinalised': [{}],
  'submission.changedSince': [{}],
  'workbook.notList': [{ form: '教基3112' }],
  'workbook.targetLocked': [{ file: workbook }],
  'workbook.targetReadOnly': [{ file: workbook }],
  'workbook.diskFull': [{ file: workbook }],
  'workbook.targetGone': [{ file: workbook }],
  'workbook.pathTooLong': [{ file: workbook }],
  'workbook.writeFailed': [{ file: workbook, reason: 'EIO' }],
  'workbook.verifyFailed': [
    { file: workbook, sheet: '教基3112', address: 'D8', expected: '612', found: '610' },
  ],
};
