import type { AppError } from '../../shared/error';
import type { MappedPlaces } from '../../shared/template/check';
import type { FilledTemplate, Mapping, TemplateProblem, TemplateReport } from '../../shared/template/report';
import { CallFailure, errorOf, type Call } from '../api';
import { createValue, type Observable } from '../store/observable';

export interface TemplateState {
  readonly report: TemplateReport | null;
  readonly title: string;
  readonly places: MappedPlaces;
  /** Sheet that is shown, and the cell that is chosen on each. */
  readonly sheet: string;
  readonly address: string | null;
  /** Cells that a form was said to have and the sheet has no place for, by sheet, as the clerk placed it by hand. */
  readonly placedMissing: Readonly<
    Record<string, { readonly form: string; readonly missing: readonly string[] }>
  >;
  /** What main told when it read the template or the mapping. */
  readonly notices: readonly TemplateProblem[];
  readonly mappingFile: string | null;
  readonly undone: readonly MappedPlaces[];
  readonly done: readonly MappedPlaces[];
  /** The mapping differs from what was read or saved last. */
  readonly changed: boolean;
  readonly busy: boolean;
  readonly refused: AppError | null;
  /** With the submission whose figures went in. */
  readonly result: (FilledTemplate & { readonly submissionId: number }) | null;
}

/** The bureau's template on the page. It outlives the page, so that she can look at a form and come back. */
export interface TemplateStore {
  readonly state: Observable<TemplateState>;
  read(submissionId: number): Promise<void>;
  loadMapping(): Promise<void>;
  saveMapping(): Promise<void>;
  fill(submissionId: number): Promise<void>;
  /** Takes the sheet that is shown for a form; false when none of its labels were found there. */
  place(form: string, merge: (places: MappedPlaces, placed: MappedPlaces) => MappedPlaces): Promise<boolean>;
  change(next: MappedPlaces): void;
  undo(): void;
  redo(): void;
  show(sheet: string, address?: string | null): void;
  close(): void;
}

const nothing: TemplateState = {
  ...{ report: null, title: '', sheet: '', address: null, placedMissing: {}, mappingFile: null },
  ...{ places: { cells: [], lists: [] }, notices: [], undone: [], done: [], changed: false },
  ...{ busy: false, refused: null, result: null },
};

const undoLimit = 100;

function placesOf({ cells, lists }: Mapping): MappedPlaces {
  return { cells, lists };
}

export function createTemplateStore(call: Call): TemplateStore {
  const state = createValue<TemplateState>(nothing);
  const update = (next: Partial<TemplateState>) => state.set({ ...state.get(), ...next });

  /** One thing at a time; what is refused is shown, a cancelled piece of work is not worth a word. */
  async function during(work: () => Promise<void>): Promise<void> {
    if (state.get().busy) return;
    update({ busy: true, refused: null });
    try {
      await work();
    } catch (thrown) {
      const error = errorOf(thrown);
      const cancelled = thrown instanceof CallFailure && error.code === 'work.cancelled';
      if (!cancelled) update({ refused: error });
    } finally {
      update({ busy: false });
    }
  }

  function mapped() {
    const { report, title, places } = state.get();
    const { cells, lists } = places;
    return {
      templateId: report?.templateId ?? '-',
      title,
      cells: [...cells],
      lists: [...lists],
    };
  }

  function change(places: MappedPlaces) {
    const { places: before, done } = state.get();
    update({ places, done: [...done, before].slice(-undoLimit), undone: [], changed: true, result: null });
  }

  return {
    state,
    change,
    read: (submissionId) =>
      during(async () => {
        const report = await call('template.read', { submissionId });
        if (report === null) return;
        const { mapping, mappingFile, problems } = report;
        const sheet = report.sheets.find(({ visible, form }) => visible && form !== null) ?? report.sheets[0];
        state.set({
          ...nothing,
          ...{ report, title: mapping.title, places: placesOf(mapping), sheet: sheet?.sheet ?? '' },
          ...{ notices: problems, mappingFile, busy: true },
        });
      }),
    loadMapping: () =>
      during(async () => {
        const loaded = await call('template.loadMapping', { templateId: mapped().templateId });
        if (loaded === null) return;
        change(placesOf(loaded.mapping));
        const { problems: notices, fileName: mappingFile, mapping } = loaded;
        update({ notices, mappingFile, title: mapping.title, changed: false });
      }),
    saveMapping: () =>
      during(async () => {
        const saved = await call('template.saveMapping', mapped());
        if (saved !== null) update({ changed: false, mappingFile: saved.fileName });
      }),
    fill: (submissionId) =>
      during(async () => {
        update({ result: null });
        const result = await call('template.fill', { ...mapped(), submissionId });
        if (result !== null) update({ result: { ...result, submissionId } });
      }),
    place: async (form, merge) => {
      let found = false;
      await during(async () => {
        const { sheet, places, placedMissing } = state.get();
        const placed = await call('template.placeSheet', { templateId: mapped().templateId, sheet, form });
        found = placed.cells.length + placed.lists.length > 0;
        update({ notices: [...state.get().notices, ...placed.problems] });
        if (!found) return;
        change(merge(places, placed));
        update({ placedMissing: { ...placedMissing, [sheet]: { form, missing: placed.missing } } });
      });
      return found;
    },
    undo() {
      const { done, undone, places } = state.get();
      const before = done.at(-1);
      if (before !== undefined)
        update({
          places: before,
          done: done.slice(0, -1),
          undone: [...undone, places],
          changed: true,
          result: null,
        });
    },
    redo() {
      const { done, undone, places } = state.get();
      const next = undone.at(-1);
      if (next !== undefined)
        update({
          places: next,
          undone: undone.slice(0, -1),
          done: [...done, places],
          changed: true,
          result: null,
        });
    },
    show: (sheet, address = null) => update({ sheet, address }),
    close() {
      state.set(nothing);
      void call('template.discard', null);
    },
  };
}

const stores = new WeakMap<Call, TemplateStore>();

/** The one of this window. */
export function templateStoreFor(call: Call): TemplateStore {
  const store = stores.get(call) ?? createTemplateStore(call);
  stores.set(call, store);
  return store;
}
