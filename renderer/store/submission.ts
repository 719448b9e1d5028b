import type { Affected } from '../../shared/calculation';
import { teachingOf } from '../../shared/applicability';
import { cellName } from '../../shared/cell';
import type { IndicatorResult } from '../../shared/indicator';
import type { Definitions } from '../../shared/definitions';
import type { CellRef, Finding, SkippedCheck } from '../../shared/finding';
import type { Form } from '../../shared/form';
import type { OpenSubmission } from '../../shared/ipc';
import type { School } from '../../shared/school';
import type { Collection, Explanation, Submission } from '../../shared/submission';
import { readCell } from '../../shared/value';
import type { Call } from '../api';
import { computedColumns, specOf } from '../grid/cell-spec';
import type { Entry } from '../grid/clipboard';
import { fieldShape, listShape, matrixShape, type GridShape } from '../grid/shape';
import { cellsWithOtherFindings, findingsOf, splitName, type CellSnapshot } from './cell-snapshot';
import { commitDraft } from './draft';
import { createFigures, type Figures } from './figures';
import { findingsByCell, findingViews, type FindingView } from './finding-views';
import { formGroups, type FormGroup } from './form-groups';
import { createHistory, type History, type Step } from './history';
import { createKeyed, type Keyed } from './keyed';
import { createValue, type Observable } from './observable';
import { progressOf, type FormProgress } from './progress';
import { newRecordId, recordChanges, startOfRecord } from './records';
import { createSaveQueue, type SaveQueue } from './save-queue';
import { send } from './send';
import { createSelection, type SelectionStore } from './selection';
import { askTwice, createStateLock } from './state-lock';
import { namesOf, type Edit, type Write } from './write';

/** One submission on screen: its figures with everything derived, and everything the clerk can do to it. */
export interface SubmissionStore {
  readonly definitions: Definitions;
  readonly school: School;
  readonly collection: Collection;
  /** In the order in which the window shows them and turns from one to the next. */
  readonly forms: readonly Form[];
  readonly groups: readonly FormGroup[];
  readonly submission: Observable<Submission>;
  /** Nothing can be entered: it is finalised, or about to be. */
  readonly locked: Observable<boolean>;
  readonly findings: Observable<readonly FindingView[]>;
  readonly progress: Observable<readonly FormProgress[]>;
  /** Grows whenever findings or indicators may have changed. */
  readonly derived: Observable<number>;
  readonly cells: Keyed<CellSnapshot>;
  /** Ids of a list's rows by form, with an empty one at the foot as long as it can be filled. */
  readonly rows: Keyed<readonly string[]>;
  readonly selection: SelectionStore;
  readonly history: History['available'];
  readonly save: Pick<SaveQueue, 'state' | 'retry' | 'settled' | 'revision'>;
  shape(form: Form): GridShape;
  /** Takes typed or pasted texts over as one change. */
  enter(form: Form, entries: readonly Entry[]): void;
  /** How many records there were to remove. */
  removeRecords(form: Form, ids: readonly string[]): number;
  undo(): CellRef | null;
  redo(): CellRef | null;
  review(forms: readonly string[], reviewed: boolean): void;
  /** An empty text withdraws the explanation. */
  explain(finding: Finding, text: string): void;
  /** False when something could not be saved; then nothing was finalised. */
  finalise(): Promise<boolean>;
  reopen(reason: string): Promise<void>;
  indicators(): readonly IndicatorResult[];
  skipped(): readonly SkippedCheck[];
  /** The same cell last year; null when there is no last year, or it was another edition. */
  lastYear(form: string, cell: string): string | null;
}

export interface SubmissionOptions {
  readonly definitions: Definitions;
  readonly open: OpenSubmission;
  readonly call: Call;
}

export function createSubmission({ definitions, open, call }: SubmissionOptions): SubmissionStore {
  const { school, collection } = open;
  const submissionId = open.data.submission.id;
  const teaching = teachingOf(school);
  const history = createHistory();
  const submission = createValue(open.data.submission);
  const findings = createValue<readonly FindingView[]>([]);
  const progress = createValue<readonly FormProgress[]>([]);
  const derived = createValue(0);
  let figures = createFigures(definitions, open);
  let lastYear: Figures | null = null;
  let explanations = explanationsOf(open);
  let byCell = findingsByCell([]);
  const groups = formGroups(definitions, collection.edition, figures.calculation.forms);
  const forms = groups.flatMap((group) => group.forms);
  const codes = forms.map((form) => form.code);

  const cells = createKeyed<CellSnapshot>((name) => {
    const { form, cell } = splitName(name);
    return {
      view: figures.view(form, cell),
      save: queue.markOf(name),
      findings: findingsOf(byCell, name),
      active: selection.isActive(name),
      selected: selection.isSelected(name),
      outlined: selection.isOutlined(name),
    };
  });
  const rows = createKeyed<readonly string[]>((form) => {
    const records = figures.calculation.records(form).map((record) => record.id);
    return submission.get().state === 'finalised' ? records : [...records, newRecordId()];
  });
  const selection = createSelection((names) => cells.changed(names));
  const { locked, follow, during } = createStateLock(
    () => submission.get().state === 'finalised',
    () => cells.allChanged(),
  );
  const queue = createSaveQueue({
    revision: open.data.submission.revision,
    send: (write, revision) => send(call, submissionId, write, revision),
    reload,
    onMarks: (names) => cells.changed(names),
  });
  refresh();

  /** Looks again at what is derived from the figures. */
  function refresh() {
    const views = findingViews(figures.calculation.findings(), explanations, codes, findings.get());
    const nextByCell = findingsByCell(views);
    const changed = cellsWithOtherFindings(byCell, nextByCell);
    byCell = nextByCell;
    findings.set(views);
    derived.set(derived.get() + 1);
    cells.changed(changed);
    const outlined = selection.finding.get();
    if (outlined !== null && !views.some((view) => view.finding.key === outlined.key))
      selection.outline(null);
    refreshProgress();
  }

  function refreshProgress() {
    const input = {
      forms,
      filled: (form: string) => figures.filled(form),
      isReviewed: (form: string) => figures.calculation.isReviewed(form),
      findings: findings.get(),
      state: submission.get().state,
    };
    progress.set(progressOf(input, progress.get()));
  }

  /** Takes over into the window what is on its way to main. */
  function applyHere(write: Write): Affected {
    switch (write.kind) {
      case 'cells':
      case 'records':
        return figures.apply(write);
      case 'reviewed':
        return joined(write.forms.map((form) => figures.calculation.setReviewed(form, write.reviewed)));
      case 'explanation': {
        const next = new Map(explanations);
        if (write.explanation.text === '') next.delete(write.explanation.finding);
        else next.set(write.explanation.finding, write.explanation);
        explanations = next;
        return { cells: new Set(), findings: true };
      }
    }
  }

  function change(write: Write) {
    const affected = applyHere(write);
    if (write.kind === 'records') rows.changed(write.changes.map((each) => each.form));
    cells.changed([...affected.cells, ...namesOf(write), ...computedIn(write)]);
    queue.add(write);
    if (affected.findings) refresh();
    else refreshProgress();
  }

  /** Cells of the changed records that follow the typed ones. */
  function computedIn(write: Write): readonly string[] {
    if (write.kind !== 'records') return [];
    return write.changes.flatMap(({ form, id }) => {
      const definition = definitions.forms[form];
      const columns = definition === undefined ? [] : computedColumns(definition);
      return columns.map((column) => cellName(form, `${id}.${column}`));
    });
  }

  function edit(forward: Edit, place: CellRef | null) {
    if (forward.changes.length === 0 || locked.get()) return;
    history.push({ forward, backward: figures.inverse(forward), place });
    change(forward);
  }

  /** The step is asked for only when it can be taken: a refused one must stay in the history. */
  function replay(next: () => Step | null, part: 'forward' | 'backward'): CellRef | null {
    const step = locked.get() ? null : next();
    if (step === null) return null;
    change(step[part]);
    if (step.place !== null) selection.remember(step.place.form, step.place.cell);
    return step.place;
  }

  async function reload(): Promise<number> {
    const fresh = await call('submission.open', { schoolId: school.id, collectionId: collection.id });
    figures = createFigures(definitions, fresh);
    explanations = explanationsOf(fresh);
    for (const write of queue.pending()) applyHere(write);
    submission.set(fresh.data.submission);
    follow();
    rows.allChanged();
    cells.allChanged();
    refresh();
    return fresh.data.submission.revision;
  }

  async function changeState(ask: (revision: number) => Promise<Submission>) {
    const next = await askTwice(
      () => ask(queue.revision()),
      async () => queue.rebase(await reload()),
    );
    changedState(next);
  }

  function changedState(next: Submission) {
    queue.rebase(next.revision);
    submission.set(next);
    rows.allChanged();
    cells.allChanged();
    refreshProgress();
  }

  return {
    definitions,
    school,
    collection,
    forms,
    groups,
    submission,
    locked,
    findings,
    progress,
    derived,
    cells,
    rows,
    selection,
    history: history.available,
    save: queue,
    shape(form) {
      if (form.kind === 'matrix') return matrixShape(form, teaching);
      if (form.kind === 'list') return listShape(form, rows.get(form.code));
      return fieldShape(form, (field) => figures.view(form.code, field).kind);
    },
    enter(form, entries) {
      const place = entries[0] === undefined ? null : { form: form.code, cell: entries[0].cell };
      if (form.kind === 'list') {
        const changes = recordChanges(form, figures.calculation.records(form.code), entries);
        edit({ kind: 'records', changes }, place);
        return;
      }
      const changes = entries.flatMap(({ cell, text }) => {
        const spec = specOf(form, cell);
        if (spec === undefined) return [];
        const { content } = readCell(text, spec);
        const before = figures.view(form.code, cell).content;
        const same = before?.kind === content?.kind && before?.text === content?.text;
        return same ? [] : [{ form: form.code, cell, content }];
      });
      edit({ kind: 'cells', changes }, place);
    },
    removeRecords(form, ids) {
      const known = new Set(figures.calculation.records(form.code).map((record) => record.id));
      const changes = ids.filter((id) => known.has(id)).map((id) => ({ form: form.code, id, cells: null }));
      const place = changes[0] === undefined ? null : startOfRecord(form, changes[0].id);
      edit({ kind: 'records', changes }, place);
      return changes.length;
    },
    undo: () => replay(() => history.undo(), 'backward'),
    redo: () => replay(() => history.redo(), 'forward'),
    review(which, reviewed) {
      if (!locked.get()) change({ kind: 'reviewed', forms: which, reviewed });
    },
    explain(finding, text) {
      if (locked.get()) return;
      const explanation = { finding: finding.key, text: text.trim(), values: finding.values };
      change({ kind: 'explanation', explanation });
    },
    finalise() {
      commitDraft();
      return during(async () => {
        if (!(await queue.settled())) return false;
        await changeState((revision) => call('submission.finalise', { submissionId, revision }));
        return true;
      });
    },
    reopen: (reason) =>
      during(() => changeState((revision) => call('submission.reopen', { submissionId, revision, reason }))),
    indicators: () => figures.calculation.indicators(),
    skipped: () => figures.calculation.skipped(),
    lastYear(form, cell) {
      const at = open.previous.findIndex((year) => year.collection.schoolYear === collection.schoolYear - 1);
      const [last, ...earlier] = at < 0 ? [] : open.previous.slice(at);
      if (last === undefined || definitions.forms[form]?.kind === 'list') return null;
      lastYear ??= createFigures(definitions, { ...last, previous: earlier });
      const filled = lastYear.calculation.forms.some((each) => each.code === form);
      return filled ? lastYear.view(form, cell).text : null;
    },
  };
}

function joined(parts: readonly Affected[]): Affected {
  return {
    cells: new Set(parts.flatMap((part) => [...part.cells])),
    findings: parts.some((part) => part.findings),
  };
}

function explanationsOf(open: OpenSubmission): ReadonlyMap<string, Explanation> {
  return new Map(open.data.explanations.map((explanation) => [explanation.finding, explanation]));
}
