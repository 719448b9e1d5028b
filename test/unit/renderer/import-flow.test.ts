import { describe, expect, it } from 'vitest';
import { CallFailure, type Call } from '../../../renderer/api';
import { createImportFlow } from '../../../renderer/pages/import-flow';
import type { App } from '../../../renderer/store/context';
import { createNavigation } from '../../../renderer/store/navigation';
import { createNotices } from '../../../renderer/store/notices';
import type { AppError } from '../../../shared/error';
import type { ImportComparison, ImportReport } from '../../../shared/import/report';
import { errorSentence } from '../../../shared/messages';
import { village } from '../../support/school';

const report: ImportReport = {
  importId: 'a',
  fileName: '报表.xlsx',
  origin: 'own',
  edition: 'jiaoji-2021',
  school: { code: village.code, name: village.name, type: village.type },
  record: null,
  schoolYear: 2021,
  state: 'draft',
  version: 0,
  sheets: [],
  edits: [],
  problems: [],
};
const target = { importId: 'a', school: { id: 1 }, schoolYear: 2021, edition: 'jiaoji-2021' };

function difference(cell: string): ImportComparison['differences'][number] {
  const key = `cell:教基3112!${cell}`;
  return { key, kind: 'cell', form: '教基3112', cell, label: '', stored: '', found: '1', origin: 'file' };
}
const comparison: ImportComparison = {
  creates: { school: false, collection: false, submission: false },
  state: 'draft',
  differences: [difference('01.1'), difference('01.2')],
  same: 0,
  restoresFinal: false,
  problems: [],
};

/** Main on the other side: answers by method, or refuses with an error; a call can be held back. */
function setUp(saved = true, today = '2021-09-06') {
  const made: [string, unknown][] = [];
  const answers: Record<string, unknown> = {
    'import.read': report,
    'import.compare': comparison,
    'import.apply': { schoolId: 1, collectionId: 2, accepted: 1, state: 'draft' },
  };
  const refusals: Record<string, AppError> = {};
  let held: Promise<void> = Promise.resolve();
  const call = (async (method: string, input: unknown) => {
    made.push([method, input]);
    await held;
    const error = refusals[method];
    if (error !== undefined) throw new CallFailure(error);
    return answers[method] ?? null;
  }) as Call;
  const opened: number[][] = [];
  const session = {
    state: { get: () => ({ schools: [village], collections: [], submission: null }) },
    definitions: { editions: [{ id: 'jiaoji-2021' }] },
    today: () => today,
    saveNow: () => Promise.resolve(saved),
    openImported: (...ids: number[]) => {
      opened.push(ids);
      return Promise.resolve(true);
    },
  } as unknown as App['session'];
  const navigation = createNavigation();
  const notices = createNotices();
  navigation.go({ name: 'import' });
  const flow = createImportFlow({ call, session, navigation, notices });
  const hold = () => {
    let release = () => undefined as void;
    held = new Promise((resolve) => (release = resolve));
    return release;
  };
  const methods = () => made.map(([method]) => method);
  return { flow, made, methods, answers, refusals, opened, navigation, notices, hold };
}

describe('an import', () => {
  it('goes from the file to the stored figures and opens them', async () => {
    const { flow, made, opened, navigation, notices } = setUp();
    await flow.choose();
    expect(flow.state.get()).toMatchObject({ stage: 'report', busy: null, entry: { school: 1 } });
    flow.show('target');
    await flow.compare();
    expect(flow.state.get()).toMatchObject({ stage: 'compare', comparison });
    flow.refuse(new Set(['cell:教基3112!01.2']));
    await flow.apply();
    expect(made).toEqual([
      ['import.read', null],
      ['import.compare', target],
      ['import.apply', { ...target, refused: ['cell:教基3112!01.2'] }],
    ]);
    expect(opened).toEqual([[1, 2]]);
    expect(navigation.page.get()).toEqual({ name: 'home' });
    expect(notices.current.get()?.text).toBe('已导入 1 项：清河镇中心小学，2021—2022学年。');
  });

  it('begins without what is no figure or is there already, and keeps what she decided', async () => {
    const { flow, answers } = setUp();
    const unreadable = { ...difference('01.3'), found: '约100', unreadable: 'notNumber' as const };
    const repeats = { ...difference('01.4'), stored: '1', repeats: true as const };
    answers['import.compare'] = { ...comparison, differences: [difference('01.1'), unreadable, repeats] };
    await flow.choose();
    await flow.compare();
    expect([...flow.state.get().refused]).toEqual(['cell:教基3112!01.3', 'cell:教基3112!01.4']);
    expect(flow.state.get().decided).toBe(false);
    flow.refuse(new Set(['cell:教基3112!01.4']));
    expect(flow.state.get().decided).toBe(true);
    await flow.compare();
    expect([...flow.state.get().refused]).toEqual(['cell:教基3112!01.4']);
  });

  it('says where this year is filled after an earlier one came in, until something else is shown', async () => {
    const { flow, navigation, notices } = setUp(true, '2022-09-06');
    await flow.choose();
    await flow.compare();
    await flow.apply();
    expect(notices.current.get()?.text).toBe(
      '已导入 1 项：清河镇中心小学，2021—2022学年。要填本学年，请在右上角选择或新建年报任务。',
    );
    navigation.go({ name: 'finish' });
    expect(notices.current.get()).toBeNull();
    notices.tell('已保存。');
    navigation.go({ name: 'home' });
    expect(notices.current.get()?.text).toBe('已保存。');
    await flow.choose();
    expect(notices.current.get()).toBeNull();
  });

  it('does not begin while what is on screen cannot be saved', async () => {
    const { flow, made } = setUp(false);
    await flow.choose();
    expect(made).toEqual([]);
    expect(flow.state.get().problem).toContain('还有内容没有保存');
  });

  it('keeps what is staged when no other file is chosen', async () => {
    const { flow, answers } = setUp();
    await flow.choose();
    answers['import.read'] = null;
    await flow.choose();
    expect(flow.state.get()).toMatchObject({ stage: 'report', report, busy: null });
  });

  it('begins anew when another file cannot be read', async () => {
    const { flow, refusals } = setUp();
    const damaged: AppError = { code: 'file.damaged', params: { file: '报表.xlsx', part: '' } };
    await flow.choose();
    refusals['import.read'] = damaged;
    await flow.choose();
    expect(flow.state.get()).toMatchObject({
      stage: 'choose',
      report: null,
      busy: null,
      problem: errorSentence(damaged),
    });
  });

  it('begins anew when main does not hold the file any more', async () => {
    const { flow, refusals } = setUp();
    const gone: AppError = { code: 'import.gone', params: {} };
    await flow.choose();
    refusals['import.compare'] = gone;
    await flow.compare();
    expect(flow.state.get()).toMatchObject({ stage: 'choose', report: null, problem: errorSentence(gone) });
  });

  it('stays where it is when the figures cannot be stored', async () => {
    const { flow, refusals, navigation, opened } = setUp();
    const full: AppError = { code: 'database.full', params: { file: 'tianbao.db' } };
    await flow.choose();
    await flow.compare();
    refusals['import.apply'] = full;
    await flow.apply();
    expect(flow.state.get()).toMatchObject({ stage: 'compare', comparison, problem: errorSentence(full) });
    expect(navigation.page.get()).toEqual({ name: 'import' });
    expect(opened).toEqual([]);
  });

  it('says that she cancelled, which is no problem', async () => {
    const { flow, refusals } = setUp();
    refusals['import.read'] = { code: 'work.cancelled', params: {} };
    await flow.choose();
    expect(flow.state.get()).toMatchObject({ stage: 'choose', problem: null, cancelled: true });
  });

  it('shows the differences anew when they changed since, with what she had refused', async () => {
    const { flow, answers, refusals } = setUp();
    const changed: AppError = { code: 'import.changedSince', params: {} };
    await flow.choose();
    await flow.compare();
    flow.refuse(new Set(['cell:教基3112!01.1', 'cell:教基3112!01.2']));
    const later = { ...comparison, differences: [difference('01.2'), difference('01.3')] };
    answers['import.compare'] = later;
    refusals['import.apply'] = changed;
    await flow.apply();
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    expect(flow.state.get()).toMatchObject({ stage: 'compare', comparison: later });
    expect(flow.state.get().problem).toBe(errorSentence(changed));
    expect([...flow.state.get().refused]).toEqual(['cell:教基3112!01.2']);
  });
});

describe('leaving', () => {
  it('drops what is staged', async () => {
    const { flow, methods } = setUp();
    await flow.choose();
    flow.leave();
    expect(methods()).toEqual(['import.read', 'import.discard']);
  });

  it('ends the reading, and drops the file that was read all the same', async () => {
    const { flow, methods, hold } = setUp();
    const release = hold();
    const reading = flow.choose();
    await Promise.resolve();
    flow.leave();
    release();
    await reading;
    expect(methods()).toEqual(['import.read', 'work.cancel', 'import.discard']);
  });

  it('asks for nothing before a file is chosen', () => {
    const { flow, methods } = setUp();
    flow.leave();
    expect(methods()).toEqual([]);
  });
});
