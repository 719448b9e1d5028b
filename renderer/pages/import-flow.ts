import type { ImportComparison, ImportReport } from '../../shared/import/report';
import type { ImportTarget } from '../../shared/ipc-import';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import type { App } from '../store/context';
import { createValue, type Observable } from '../store/observable';
import { schoolYearOn, schoolYearText } from './due-date';
import { refusedAtFirst } from './import-differences';
import { guessTarget, targetFrom, type TargetEntry } from './import-guess';

export type Stage = 'choose' | 'report' | 'target' | 'compare';

export interface ImportState {
  readonly stage: Stage;
  readonly busy: 'reading' | 'comparing' | 'applying' | null;
  readonly report: ImportReport | null;
  readonly entry: TargetEntry | null;
  readonly target: ImportTarget | null;
  readonly comparison: ImportComparison | null;
  /** Keys of the differences that are not wanted. */
  readonly refused: ReadonlySet<string>;
  /** She has chosen herself what is wanted. */
  readonly decided: boolean;
  /** Why the last step did not work, for the clerk. */
  readonly problem: string | null;
  /** The clerk herself ended the last step. */
  readonly cancelled: boolean;
}

/** One import from the choice of a file to the stored figures; nothing is stored before the last step. */
export interface ImportFlow {
  readonly state: Observable<ImportState>;
  /** Asks for a file and reads it; what was staged before stays when no file is chosen. */
  choose(): Promise<void>;
  /** The program was given a workbook while this page is shown: it is read, unless that would throw away her choices. */
  readonly offered: () => void;
  cancel(): void;
  /** Back to a stage that was passed, or on to one that needs nothing of main. */
  show(stage: Stage): void;
  settle(entry: TargetEntry): void;
  compare(): Promise<void>;
  refuse(keys: ReadonlySet<string>): void;
  apply(): Promise<void>;
  /** The page is left: what is staged is dropped. */
  leave(): void;
}

const start: ImportState = {
  stage: 'choose',
  busy: null,
  report: null,
  entry: null,
  target: null,
  comparison: null,
  refused: new Set(),
  decided: false,
  problem: null,
  cancelled: false,
};

const waits = '打开的工作簿先放着：现在的导入做完或放弃后，点「选择文件」就会读它。';
const notSaved = '还有内容没有保存，请先在下方状态栏点「重试」，再导入。';

export function createImportFlow({ call, session, navigation, notices }: App): ImportFlow {
  const state = createValue<ImportState>(start);
  let left = false;
  const change = (part: Partial<ImportState>) => state.set({ ...state.get(), ...part });

  /** The file is held against what is stored: what is typed but not saved would be missed. */
  async function attempt(busy: NonNullable<ImportState['busy']>, step: () => Promise<void>): Promise<void> {
    if (state.get().busy !== null) return;
    change({ busy, problem: null, cancelled: false });
    try {
      if (await session.saveNow()) await step();
      else change({ problem: notSaved });
    } catch (thrown) {
      fail(thrown);
    } finally {
      change({ busy: null });
    }
  }

  function fail(thrown: unknown) {
    const error = errorOf(thrown);
    const cancelled = error.code === 'work.cancelled';
    change({ cancelled, problem: cancelled ? null : errorSentence(error) });
    // What she decided on is not what is stored any more: she is shown it anew, with the sentence above it.
    if (error.code === 'import.changedSince')
      compareNow().catch((again: unknown) => change({ problem: errorSentence(errorOf(again)) }));
    // A new file may have taken the place of the staged one even though it could not be read.
    if (state.get().busy === 'reading' || error.code === 'import.gone')
      change({ ...start, busy: state.get().busy, cancelled, problem: state.get().problem });
  }

  async function read() {
    const report = await call('import.read', null);
    if (left) return discard();
    if (report === null) return;
    const { schools } = session.state.get();
    const { editions } = session.definitions;
    const entry = guessTarget(report, { schools, editions });
    change({ ...start, busy: 'reading', report, entry, stage: 'report' });
  }

  async function compareNow() {
    const { report, entry, refused, comparison: before } = state.get();
    const { schools } = session.state.get();
    const target = report && entry && targetFrom(report.importId, entry, schools);
    if (target === null) return;
    const comparison = await call('import.compare', target);
    const keys = new Set(comparison.differences.map(({ key }) => key));
    const shown = new Set(before?.differences.map(({ key }) => key));
    const still = [...refused].filter((key) => keys.has(key));
    const first = refusedAtFirst(comparison.differences.filter(({ key }) => !shown.has(key)));
    change({ target, comparison, refused: new Set([...still, ...first]), stage: 'compare' });
  }

  async function applyNow() {
    const { target, refused } = state.get();
    if (target === null) return;
    const done = await call('import.apply', { ...target, refused: [...refused] });
    // From here on it is stored, whatever becomes of showing it.
    change({ ...start, busy: 'applying' });
    const opened = await session.openImported(done.schoolId, done.collectionId);
    const name = session.state.get().schools.find(({ id }) => id === done.schoolId)?.name ?? '';
    const final = done.state === 'finalised' ? '，报表已定稿' : '';
    if (opened) navigation.go({ name: 'home' });
    const { schoolYear } = target;
    const told = `已导入 ${done.accepted} 项：${name}，${schoolYearText(schoolYear)}${final}。`;
    const next = schoolYear < newestYear() ? '要填本学年，请在右上角选择或新建年报任务。' : '';
    notices.tellHere(`${told}${next}`, navigation.page);
  }

  function newestYear(): number {
    const years = session.state.get().collections.map(({ schoolYear }) => schoolYear);
    return Math.max(schoolYearOn(session.today()), ...years);
  }

  function discard() {
    call('import.discard', null).catch((thrown: unknown) => console.error(thrown));
  }

  function cancel() {
    call('work.cancel', null).catch((thrown: unknown) => console.error(thrown));
  }

  function choose() {
    notices.dismiss();
    return attempt('reading', read);
  }

  return {
    state,
    choose,
    offered: () => {
      const { busy, decided } = state.get();
      if (busy === null && !decided) void choose();
      else notices.tell(waits);
    },
    cancel,
    show: (stage) => change({ stage, problem: null, cancelled: false }),
    settle: (entry) => change({ entry }),
    compare: () => attempt('comparing', compareNow),
    refuse: (refused) => change({ refused, decided: true }),
    apply: () => attempt('applying', applyNow),
    leave() {
      left = true;
      const { busy, report } = state.get();
      if (busy === 'reading') cancel();
      // One transaction cannot be called back; it drops the staged file itself.
      if (busy !== 'applying' && report !== null) discard();
    },
  };
}
