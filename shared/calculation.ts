import { bridgeCell } from './bridge';
import { cellName } from './cell';
import { CellValues } from './cell-values';
import type { Definitions } from './definitions';
import { Entries } from './entries';
import type { Memory, Value } from './evaluate';
import type { Finding, SkippedCheck } from './finding';
import { decideInstances, skippedChecks } from './findings';
import type { Decisions } from './findings';
import type { Form } from './form';
import type { Indicators } from './indicator';
import { attainable } from './indicator-attainable';
import { evaluateIndicator } from './indicator-result';
import type { IndicatorResult, ResultContext } from './indicator-result';
import { createMemory } from './memory';
import { programFor } from './program';
import type { Program } from './program';
import { deriveRecord } from './record';
import { groupOf, RecordList } from './record-list';
import type { RecordEdit } from './record-list';
import { type CountedSlot, countedSlots } from './roster-check';
import type { School } from './school';
import type { Slot } from './scope';
import type {
  CellChange,
  CellContent,
  Collection,
  ListRecord,
  RecordChange,
  SubmissionData,
} from './submission';
import { profilesOf } from './target-profile';
import type { TargetProfile } from './target-profile';
import { problemOf } from './value';
import type { CellProblem } from './value';
import { printed } from './value-text';

export type CellKind = 'input' | 'computed' | 'pulled' | 'notApplicable';

/** Everything that a cell shows. */
export interface CellView {
  readonly kind: CellKind;
  /** What the clerk entered; null when blank, and always for computed cells. */
  readonly content: CellContent | null;
  /** Text to show and to print: entered, pulled or computed, with the declared decimals; empty when blank. */
  readonly text: string;
  /** For a pulled cell: the value found at its source, as text; null when the source has none. */
  readonly source: string | null;
  /** Why the entered text cannot be this cell's value. */
  readonly problem: CellProblem | null;
}

/** What an edit touched: keys `form!cell` whose view changed, and whether findings or indicators may have. */
export interface Affected {
  readonly cells: ReadonlySet<string>;
  readonly findings: boolean;
}

export interface CalculationInput {
  readonly school: School;
  readonly collection: Collection;
  readonly data: SubmissionData;
  /** Submissions of earlier years, newest first. */
  readonly previous: readonly {
    readonly collection: Collection;
    readonly data: SubmissionData;
    /** The school as that year was finalised, where its record has changed since. */
    readonly school?: School;
  }[];
  /** The bureau's own target profiles, beside those that come with the program. */
  readonly ownProfiles?: readonly TargetProfile[];
  /** Totals that came with the data from outside, by `form!cell`; compared with the recomputed ones. */
  readonly stated?: ReadonlyMap<string, string>;
}

const none: ReadonlySet<string> = new Set();

/**
 * One submission with everything derived from it. Pure and synchronous: the window runs it on every edit, main before
 * 定稿 and export. Entered values are the only state; an edit re-evaluates only what depends on it.
 */
export class Calculation {
  readonly #program: Program;
  readonly #input: CalculationInput;
  readonly #definitions: Definitions;
  readonly #entries = new Entries();
  readonly #lists = new Map<string, RecordList>();
  readonly #reviewed: Set<string>;
  readonly #memory: Memory;
  readonly #values: CellValues;
  /** By school year; the years share it, so that each is computed once however many read it. */
  readonly #earlier: Map<number, Calculation | null>;
  #counted: readonly CountedSlot[] | null = null;
  #decisions: Decisions | null = null;
  #undecided = new Set<number>();
  /** Of relations on records that are decided otherwise, the records to decide again. */
  #undecidedRecords = new Map<number, Set<string>>();

  constructor(
    definitions: Definitions,
    input: CalculationInput,
    earlier = new Map<number, Calculation | null>(),
  ) {
    this.#definitions = definitions;
    this.#earlier = earlier;
    this.#input = input;
    this.#program = programFor(definitions, input.collection.edition, input.school);
    this.#reviewed = new Set(input.data.reviewed);
    for (const { form, cell, content } of input.data.cells) this.#entries.set(form, cell, content);
    this.#memory = createMemory(definitions, input, {
      reviewed: (form) => this.#reviewed.has(form),
      unknown: (list) => input.data.unknownLists?.includes(list) === true,
    });
    for (const form of this.#program.forms)
      if (form.kind === 'list')
        this.#memory.lists.set(form.code, this.#list(form, input.data.lists[form.code] ?? []).runtime);
    this.#values = new CellValues(this.#program, this.#memory, {
      contents: this.#entries.all,
      reviewed: this.#reviewed,
      earlier: ({ back, form, key }) => {
        const [row = '', col = ''] = key.split('.');
        return this.#earlierYear(back)?.value(form, row, col);
      },
    });
  }

  /** Forms that this school fills in this collection, the edition's first, then the bureau's own. */
  get forms(): readonly Form[] {
    return this.#program.forms;
  }

  /** How many relations are held to the figures, every row and column of a check counted. */
  get relations(): number {
    return this.#program.checks().instances.length;
  }

  cell(form: string, cell: string): CellView {
    const definition = this.#program.slots.cell(form, cell);
    if (definition === undefined) throw new Error(`no cell ${cellName(form, cell)}`);
    const { kind, spec } = definition;
    const slot = this.#program.slots.current(form, cell);
    if (kind === 'notApplicable' || slot === undefined) {
      return { kind: 'notApplicable', content: null, text: '', source: null, problem: null };
    }
    const content = kind === 'computed' ? null : this.#entries.get(form, cell);
    const source = kind === 'pulled' ? this.#values.result(slot) : null;
    const decimals = spec.type === 'decimal' ? spec.decimals : undefined;
    return {
      kind,
      content,
      text: content?.kind === 'raw' ? content.text : printed(this.#shown(slot, kind, content), decimals),
      source: source === null || source === undefined ? null : printed(source, decimals),
      problem: problemOf(content, spec),
    };
  }

  records(form: string): readonly ListRecord[] {
    return this.#lists.get(form)?.records ?? [];
  }

  record(form: string, id: string): ListRecord | undefined {
    return this.#lists.get(form)?.record(id);
  }

  /** A record as it would stand in a list of this year, its computed columns included; nothing is changed. */
  recordIfEntered(form: Form, entered: ListRecord): ListRecord {
    const formulas = this.#program.recordFormulas.get(form.code) ?? [];
    return deriveRecord(form, entered, formulas, this.#memory).record;
  }

  isReviewed(form: string): boolean {
    return this.#reviewed.has(form);
  }

  /**
   * Value of a cell as later years read it; undefined when the school had no such cell, or left the whole form
   * untouched: a year that was only opened says nothing, not zero.
   */
  value(form: string, row: string, col: string): Value {
    const own = this.#program.slots.current(form, `${row}.${col}`);
    if (own !== undefined) return this.isStarted(form) ? this.#values.value(own) : undefined;
    const home = bridgeCell(this.#definitions, { form, row, col }, this.#input.collection.edition);
    if (home === undefined || !this.isStarted(home.form)) return undefined;
    const bridged = this.#program.slots.current(home.form, `${home.row}.${home.col}`);
    return bridged === undefined ? undefined : this.#values.value(bridged);
  }

  /** Whether anything was entered in a form, or it is marked 已核对. */
  isStarted(form: string): boolean {
    return this.#reviewed.has(form) || this.records(form).length > 0 || this.#entries.count(form) > 0;
  }

  findings(): readonly Finding[] {
    return this.#decided().findings;
  }

  skipped(): readonly SkippedCheck[] {
    return [...this.#program.checks().skipped, ...skippedChecks(this.#program, this.#decided())];
  }

  /** What figures that are no cells (indicators, analyses), compiled before, are computed and judged with. */
  resultContext(): ResultContext {
    this.#values.complete();
    const { collection, school, ownProfiles } = this.#input;
    const { schoolYear, targetProfiles } = collection;
    const profiles = profilesOf(targetProfiles, this.#definitions.targetProfiles, ownProfiles);
    return { memory: this.#memory, slots: this.#program.slots, profiles, judged: school, schoolYear };
  }

  /** The indicators compiled for this kind of school. */
  get indicatorsOfKind(): Indicators {
    return this.#program.indicators;
  }

  /** The school's figures so many years ago; null when nothing is known of them. */
  yearsAgo(years: number): Calculation | null {
    return years === 0 ? this : this.#earlierYear(years);
  }

  /** Those that the school can have. Over all schools, one that cannot have a figure counts as lacking it. */
  indicators(): readonly IndicatorResult[] {
    // Compiling them finds out what is read of earlier years; only then are its values complete.
    const indicators = attainable(this.#program.indicators.all(), this.#program.slots.edition);
    const context = this.resultContext();
    return indicators.flatMap((indicator) => evaluateIndicator(indicator, context));
  }

  /** Sets cells as the clerk entered them. Cells that this school does not have are kept but derive nothing. */
  setCells(changes: readonly CellChange[]): Affected {
    const touched: number[] = [];
    for (const { form, cell, content } of changes) {
      this.#entries.set(form, cell, content);
      const slot = this.#program.slots.current(form, cell);
      if (slot !== undefined) touched.push(slot);
    }
    return this.#propagate(touched, none, new Set(changes.map(({ form }) => form)));
  }

  setRecords(changes: readonly RecordChange[]): Affected {
    const edits = new Map<string, readonly RecordEdit[]>();
    for (const [code, ofForm] of changesByForm(changes)) {
      const definition = this.#definitions.forms[code];
      const list = this.#lists.get(code) ?? (definition && this.#list(definition, []));
      if (list !== undefined) edits.set(code, list.apply(ofForm));
    }
    const lists = new Set(edits.keys());
    return this.#propagate([], lists, lists, edits);
  }

  /** With 已核对 the blanks of a form mean zero. */
  setReviewed(form: string, reviewed: boolean): Affected {
    if (reviewed) this.#reviewed.add(form);
    else this.#reviewed.delete(form);
    const touched = this.#program.slots.all.flatMap((slot, index) =>
      slot.back === 0 && slot.form === form ? [index] : [],
    );
    return this.#propagate(touched, new Set([form]), new Set([form]));
  }

  /** Of a list that this school does not fill the records are kept, but nothing reads them. */
  #list(form: Form, records: readonly ListRecord[]): RecordList {
    const formulas = this.#program.recordFormulas.get(form.code) ?? [];
    const list = new RecordList(form, records, formulas, this.#memory);
    this.#lists.set(form.code, list);
    return list;
  }

  #earlierYear(years: number): Calculation | null {
    const { school, collection, previous } = this.#input;
    const schoolYear = collection.schoolYear - years;
    const known = this.#earlier.get(schoolYear);
    if (known !== undefined) return known;
    const index = previous.findIndex((item) => item.collection.schoolYear === schoolYear);
    const found = previous[index];
    const earlier =
      found === undefined
        ? null
        : new Calculation(
            this.#definitions,
            { school, ...found, previous: previous.slice(index + 1) },
            this.#earlier,
          );
    this.#earlier.set(schoolYear, earlier);
    return earlier;
  }

  #propagate(
    slots: readonly number[],
    lists: ReadonlySet<string>,
    forms: ReadonlySet<string>,
    edits: ReadonlyMap<string, readonly RecordEdit[]> = new Map(),
  ): Affected {
    const changed = this.#values.follow(slots, lists);
    const cells = [...changed].map((slot) => (this.#program.slots.all[slot] as Slot).name);
    return { cells: new Set(cells), findings: this.#markUndecided(changed, lists, forms, edits) };
  }

  /** `forms` are those in which something was entered or taken out: they may have been begun, or be empty again. */
  #markUndecided(
    slots: ReadonlySet<number>,
    lists: ReadonlySet<string>,
    forms: ReadonlySet<string>,
    edits: ReadonlyMap<string, readonly RecordEdit[]>,
  ): boolean {
    // Before the first time everything is decided anyway.
    if (this.#decisions === null) return true;
    const { readers, judgingBlanks, instances } = this.#program.checks();
    const before = this.#undecided.size;
    for (const slot of slots) for (const reader of readers.slots.get(slot) ?? []) this.#undecided.add(reader);
    for (const list of lists) {
      for (const reader of readers.lists.get(list) ?? []) {
        const instance = instances[reader];
        const of = instance?.form.code === list ? edits.get(list) : undefined;
        if (of === undefined || instance === undefined || instance.groupColumns === null)
          this.#undecided.add(reader);
        else this.#markRecords(reader, list, instance.groupColumns, of);
      }
    }
    for (const form of forms) {
      for (const index of judgingBlanks.get(form) ?? []) {
        // A relation on records asks of each record whether it is blank, not whether the list is begun.
        if (!edits.has(form) || instances[index]?.recordColumns.length === 0) this.#undecided.add(index);
      }
    }
    return slots.size > 0 || lists.size > 0 || this.#undecided.size > before;
  }

  /** The records that changed, and those that agree with them, before or now, in a column by which it looks at others. */
  #markRecords(
    instance: number,
    code: string,
    columns: readonly string[],
    edits: readonly RecordEdit[],
  ): void {
    const ids = this.#undecidedRecords.get(instance) ?? new Set<string>();
    this.#undecidedRecords.set(instance, ids);
    const list = this.#memory.lists.get(code);
    for (const record of edits.flatMap(({ before, after }) => [before, after])) {
      if (record === undefined) continue;
      ids.add(record.id);
      if (list === undefined) continue;
      for (const column of columns) {
        for (const other of groupOf(list, column, record.values.get(column))?.members ?? [])
          ids.add(other.id);
      }
    }
    // What states a total is in no group.
    if (columns.length > 0 && list !== undefined && list.counted.length < list.records.length)
      for (const { isTotal, id } of list.records) if (isTotal) ids.add(id);
  }

  #decided(): Decisions {
    this.#program.checks();
    this.#values.complete();
    this.#decisions = decideInstances(
      {
        program: this.#program,
        memory: this.#memory,
        stated: this.#input.stated ?? new Map<string, string>(),
        hasEarlierYear: this.#earlierYear(1) !== null,
        schoolYear: this.#input.collection.schoolYear,
        text: (form, cell) => this.cell(form, cell).text,
        list: (form) => this.#lists.get(form),
        contents: this.#entries.all,
        isStarted: (form) => this.isStarted(form),
        isReviewed: (form) => this.isReviewed(form),
        counted: (this.#counted ??= countedSlots(this.#program, this.#input.data.counted)),
        result: (slot) => this.#values.result(slot),
      },
      this.#decisions,
      { whole: this.#undecided, records: this.#undecidedRecords },
    );
    this.#undecided = new Set();
    this.#undecidedRecords = new Map();
    return this.#decisions;
  }

  /** What a cell shows: a blank entry stays blank on screen even where 已核对 makes it count as zero. */
  #shown(slot: number, kind: CellKind, content: CellContent | null): Value {
    const entered = kind === 'computed' || content !== null;
    return entered ? this.#values.value(slot) : this.#values.result(slot);
  }
}

function changesByForm(changes: readonly RecordChange[]): ReadonlyMap<string, readonly RecordChange[]> {
  const byForm = new Map<string, RecordChange[]>();
  for (const change of changes) {
    const known = byForm.get(change.form);
    if (known === undefined) byForm.set(change.form, [change]);
    else known.push(change);
  }
  return byForm;
}

export function createCalculation(definitions: Definitions, input: CalculationInput): Calculation {
  return new Calculation(definitions, input);
}
