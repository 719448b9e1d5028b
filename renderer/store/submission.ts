import type { Affected } from '../../shared/calculation';
import { teachingOf } from '../../shared/applicability';
import { cellName } from '../../shared/cell';
import type { CellRef, Finding } from '../../shared/finding';
import type { HomeStanding } from '../../shared/ipc-fill';
import { formsFor } from '../../shared/program';
import type { CellChange, Submission } from '../../shared/submission';
import { computedColumns, recordCell } from '../grid/cell-spec';
import { isFiltered } from '../grid/list-view';
import { fieldShape, listShape, matrixShape } from '../grid/shape';
import { cellChanges } from './cell-changes';
import { cellsWithOtherFindings, findingsOf, splitName, type CellSnapshot } from './cell-snapshot';
import { commitAll } from './draft';
import { todayByClock } from './day';
import { createFigures, joined, type Figures } from './figures';
import { explanationsOf, findingsByCell, findingViews, type FindingView } from './finding-views';
import { viewsKept } from './home-standing';
import { formGroups } from './form-groups';
import { createHistory, type Step } from './history';
import { createIndicatorFigures } from './indicator-figures';
import { createChangedSince } from './changed-since';
import { createKeyed } from './keyed';
import { createLastYear } from './last-year';
import { createListEdits } from './list-edits';
import { createListRows } from './list-rows';
import { createValue } from './observable';
import { progressOf, type FormProgress } from './progress';
import { recordChanges, rowNotes, startOfRecord } from './records';
import { rowTroubles } from './row-troubles';
import { createRosterCounts, recounted, remembering } from './roster-counts';
import { createSaveQueue } from './save-queue';
import { send } from './send';
import { createSelection, type SelectionStore } from './selection';
import { createToConfirm, keepingMarks, markedBy, unreviewedBy } from './to-confirm';
import { askTwice, createStateLock } from './state-lock';
import type { SubmissionOptions, SubmissionStore } from './submission-store';
import { namesOf, type Confirmation, type Edit, type Write } from './write';

export function createSubmission({
  definitions,
  open,
  call,
  today = todayByClock,
  standing,
}: SubmissionOptions): SubmissionStore {
  const { school, collection } = open;
  const submissionId = open.data.submission.id;
  const teaching = teachingOf(school);
  const history = createHistory();
  const toConfirm = createToConfirm(open.data);
  const changedSince = createChangedSince(call, open.data);
  const lastYear = createLastYear(definitions, open);
  const rosterCounts = createRosterCounts(open.data);
  const submission = createValue(open.data.submission);
  const findings = createValue<readonly FindingView[]>([]);
  const progress = createValue<readonly FormProgress[]>([]);
  const derived = createValue(0);
  let begun = false;
  let made: Figures | null = null;
  const figures = () => (made ??= createFigures(definitions, open));
  let explanations = explanationsOf(open);
  let byCell = findingsByCell([]);
  const indicatorFigures = createIndicatorFigures(
    () => figures().calculation,
    () => derived.get(),
  );
  const groups = formGroups(
    definitions,
    collection.edition,
    formsFor(definitions, collection.edition, school),
  );
  const forms = groups.flatMap((group) => group.forms);
  const codes = forms.map((form) => form.code);

  const cells = createKeyed<CellSnapshot>((name) => {
    const { form, cell } = splitName(name);
    return {
      view: figures().view(form, cell),
      save: queue.markOf(name),
      findings: findingsOf(byCell, name),
      toConfirm: toConfirm.has(name),
      active: selection.isActive(name),
      selected: selection.isSelected(name),
      outlined: selection.isOutlined(name),
    };
  });
  const recordsOf = (form: string) => figures().calculation.records(form);
  const listRows = createListRows({
    form: (code) => definitions.forms[code],
    records: recordsOf,
    isRecord: (form, id) => figures().calculation.record(form, id) !== undefined,
    troubled: (form, id) => rowTroubles(findings.get(), form).has(id),
    closed: () => submission.get().state === 'finalised',
  });
  const { rows } = listRows;
  const cursor = createSelection((names) => cells.changed(names));
  const selection: SelectionStore = {
    ...cursor,
    remember(form, cell) {
      // Whoever is taken to a cell must find it on screen, whatever is filtered.
      if (definitions.forms[form]?.kind === 'list') listRows.reveal(form, recordCell(cell).record);
      cursor.remember(form, cell);
    },
  };
  const listEdits = createListEdits(recordsOf, edit);
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
  if (standing === undefined) refresh();
  else {
    findings.set(viewsKept(standing));
    byCell = findingsByCell(findings.get());
    refreshProgress(standing);
  }

  /** Looks again at what is derived from the figures. */
  function refresh() {
    begun = true;
    const views = findingViews(figures().calculation.findings(), explanations, codes, findings.get());
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

  function refreshProgress(kept?: HomeStanding) {
    const reviewed = new Set(kept === undefined ? [] : open.data.reviewed);
    const input = {
      forms,
      filled: (form: string) => (kept === undefined ? figures().filled(form) : (kept.filled[form] ?? 0)),
      isReviewed: (form: string) =>
        kept === undefined ? figures().calculation.isReviewed(form) : reviewed.has(form),
      isChanged: changedSince.has,
      findings: findings.get(),
      state: submission.get().state,
    };
    progress.set(progressOf(input, progress.get()));
  }

  /** Takes over into the window what is on its way to main. */
  function applyHere(write: Write): Affected {
    switch (write.kind) {
      case 'cells':
      case 'records': {
        const unreviewed = unreviewedBy(write).filter((form) => figures().calculation.isReviewed(form));
        const states = unreviewed.map((form) => figures().calculation.setReviewed(form, false));
        return states.length === 0 ? figures().apply(write) : joined([...states, figures().apply(write)]);
      }
      case 'reviewed':
        return joined(write.forms.map((form) => figures().calculation.setReviewed(form, write.reviewed)));
      case 'confirm':
        return { cells: new Set(), findings: false };
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
    cells.together(() => carryOut(write));
  }

  function carryOut(write: Write) {
    const affected = applyHere(write);
    changedSince.follow(write, (form) => figures().calculation.isReviewed(form));
    if (write.kind === 'records') listRows.follow(write.changes.map((each) => each.form));
    const marks = toConfirm.follow(write);
    cells.changed([...affected.cells, ...namesOf(write), ...computedIn(write), ...marks]);
    queue.add(write);
    if (write.kind === 'cells' && write.remembers !== undefined) void recounted(queue, reload);
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

  function stepOf(forward: Edit, place: CellRef | null): Step {
    const marked = markedBy(forward, toConfirm.current.get());
    return { forward, backward: figures().inverse(forward), place, marked };
  }

  function edit(forward: Edit, place: CellRef | null, along?: Step) {
    if (forward.changes.length === 0 || locked.get()) return;
    history.push({ ...stepOf(forward, place), ...(along && { along }) });
    change(forward);
  }

  /** Main writes the cells, because it knows who is counted; the window follows, and undo takes all of them back. */
  function fillFromRosters(changes: readonly CellChange[], ask: (revision: number) => Promise<unknown>) {
    commitAll();
    return during(async () => {
      if (!(await queue.settled())) return false;
      const [first] = changes;
      const place = first === undefined ? null : { form: first.form, cell: first.cell };
      const step = stepOf({ kind: 'cells', changes, counted: true }, place);
      const before = rosterCounts.current.get();
      try {
        await ask(queue.revision());
      } finally {
        queue.rebase(await reload());
      }
      if (place !== null) history.push(remembering(step, before, rosterCounts.current.get()));
      return true;
    });
  }

  /** A step of its own: undo then takes nothing back but this. */
  function confirm(which: readonly CellRef[]) {
    const [first = null] = which;
    if (first === null || locked.get()) return;
    const forward: Confirmation = { kind: 'confirm', cells: which, confirmed: true };
    const backward = { ...forward, confirmed: false };
    history.push({ forward, backward, place: first, marked: new Set() });
    change(forward);
  }

  /** Who enters the same again has looked at it. Beside figures that changed it is no step of its own. */
  function confirmEntered(form: string, entries: readonly { readonly cell: string }[], besides: boolean) {
    const same = entries.filter(({ cell }) => toConfirm.has(cellName(form, cell)));
    const cells = same.map(({ cell }) => ({ form, cell }));
    if (!besides) confirm(cells);
    else if (cells.length > 0 && !locked.get()) change({ kind: 'confirm', cells, confirmed: true });
  }

  function explainAll(which: readonly Finding[], text: string) {
    if (locked.get()) return;
    for (const { key, values, severity } of which) {
      const exception = severity === 'error' && { exception: true as const };
      const explanation = { finding: key, text: text.trim(), values, ...exception };
      const write: Write = { kind: 'explanation', explanation };
      applyHere(write);
      queue.add(write);
    }
    refresh();
  }

  /** The step is asked for only when it can be taken: a refused one must stay in the history. */
  function replay(next: () => Step | null, part: 'forward' | 'backward'): Step | null {
    const step = locked.get() ? null : next();
    if (step === null) return null;
    const isReviewed = (form: string) => figures().calculation.isReviewed(form);
    const both = step.along === undefined ? [step] : [step.along, step];
    const edits =
      part === 'forward'
        ? both.map(({ forward }) => forward)
        : both.flatMap(({ backward, marked }) => keepingMarks(backward, marked, isReviewed));
    for (const each of edits) change(each);
    if (step.place !== null) selection.remember(step.place.form, step.place.cell);
    return step;
  }

  async function reload(): Promise<number> {
    const fresh = await call('submission.open', { schoolId: school.id, collectionId: collection.id });
    made = createFigures(definitions, fresh);
    explanations = explanationsOf(fresh);
    toConfirm.replace(fresh.data);
    rosterCounts.replace(fresh.data);
    for (const write of queue.pending()) {
      applyHere(write);
      toConfirm.follow(write);
    }
    submission.set(fresh.data.submission);
    follow();
    listRows.replace();
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
    listRows.replace();
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
    begin() {
      if (!begun) refresh();
    },
    save: queue,
    shape(form) {
      if (form.kind === 'matrix') return matrixShape(form, teaching);
      if (form.kind === 'list') return listShape(form, rows.get(form.code));
      return fieldShape(form, (field) => figures().view(form.code, field).kind);
    },
    enter(form, entries) {
      const place = entries[0] === undefined ? null : { form: form.code, cell: entries[0].cell };
      if (form.kind === 'list') {
        const record = (id: string) => figures().calculation.record(form.code, id);
        const surroundings = { schoolYear: collection.schoolYear, today: today() };
        const made = recordChanges(form, { records: recordsOf(form.code), record }, entries, surroundings);
        edit({ kind: 'records', changes: made.changes }, place);
        const { view } = listRows.shown.get(form.code);
        return entries.length === 1 ? made.notes : [...made.notes, ...rowNotes(made.added, isFiltered(view))];
      }
      const changes = cellChanges(figures(), form, entries);
      edit({ kind: 'cells', changes }, place);
      confirmEntered(form.code, entries, changes.length > 0);
      return [];
    },
    carry(changes, records = []) {
      const [first] = changes;
      const place = first === undefined ? null : { form: first.form, cell: first.cell };
      const lists: Edit = { kind: 'records', changes: records, carried: true };
      const [top] = records;
      const form = top && definitions.forms[top.form];
      if (place === null) return edit(lists, form && top ? startOfRecord(form, top.id) : null);
      const along = records.length === 0 || locked.get() ? undefined : stepOf(lists, null);
      if (along !== undefined) change(lists);
      edit({ kind: 'cells', changes, carried: true }, place, along);
    },
    fillFromRosters,
    rosterCounts,
    confirm,
    removeRecords: (form, ids) => listEdits.remove(form, ids),
    records: recordsOf,
    listRows,
    listEdits,
    undo() {
      const step = replay(() => history.undo(), 'backward');
      if (step === null || step.place === null) return null;
      const { place, forward } = step;
      const isFilling = forward.kind === 'cells' && forward.counted === true;
      return isFilling ? { ...place, filled: forward.changes.length } : place;
    },
    redo: () => replay(() => history.redo(), 'forward')?.place ?? null,
    review(which, reviewed) {
      if (!locked.get()) change({ kind: 'reviewed', forms: which, reviewed });
    },
    explain: (finding, text) => explainAll([finding], text),
    explainAll,
    finalise() {
      commitAll();
      return during(async () => {
        if (!(await queue.settled())) return false;
        await changeState((revision) => call('submission.finalise', { submissionId, revision }));
        return true;
      });
    },
    reopen: (reason) =>
      during(() => changeState((revision) => call('submission.reopen', { submissionId, revision, reason }))),
    indicators: () => indicatorFigures.of(0) ?? [],
    indicatorsOf: (yearsBack) => indicatorFigures.of(yearsBack),
    skipped: () => figures().calculation.skipped(),
    explanations: () => explanations,
    lookBack: async () => void ((await changedSince.lookBack()) && begun && refreshProgress()),
    lastYear,
    year: () => ({ ...collection, calculation: figures().calculation, school }),
    toConfirm: toConfirm.current,
  };
}
