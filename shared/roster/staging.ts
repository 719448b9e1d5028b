import { refusal } from '../error';
import { halfWidth } from '../value';
import { HeadMatcher, type KnownHeads } from './heads';
import { masked, placeOfPerson } from './mask';
import { maskDigits, type StagingRow, StagingTable, withHeadRow } from './staging-table';
import type { RosterFile } from './plan';
import { findDuplicates } from './problems';
import { RowReader, type RowProblem, type RowSetting } from './rows';
import type { RosterNotice, RosterProblem, StagedRoster, StagedRow } from './staged';
import { filesOf } from './staging-files';
import { lineNotices } from './staging-notices';
import { type Found, problemId, ShownProblems } from './staging-problems';
import { isPerson, type RosterReading } from './tables';
import { classNumber, juniorNames, saidGrade } from './values-grades';

export interface StagingInput extends RowSetting {
  readonly stagedId: string;
  readonly reading: RosterReading;
  readonly known: KnownHeads;
}

/** What the clerk says of one table. */
export interface TableChange {
  /** Column of the sheet, from 0 → field. */
  readonly columns?: Readonly<Record<string, string | null>> | undefined;
  /** Every column is taken for what its head says before `columns` is heard. */
  readonly recognise?: true | undefined;
  readonly headRow?: number | undefined;
  readonly ofClass?: string | undefined;
  readonly used?: boolean | undefined;
}

/** A roster as it goes into storage. */
export interface StagedResult {
  readonly files: readonly RosterFile[];
  readonly people: readonly Readonly<Record<string, string>>[];
  readonly heads: readonly { readonly head: string; readonly field: string | null }[];
}

/** Files that were read but are not stored: what they say, what is wrong, and what the clerk has decided. */
export class Staging {
  #input: StagingInput;
  readonly #matcher: HeadMatcher;
  #reader: RowReader;
  readonly #tables: StagingTable[];
  /** Fields whose texts leave masked. */
  readonly #masks: ReadonlySet<string>;
  readonly #rows: StagingRow[] = [];
  /** Doubts by id, with what they were about when they were accepted: about anything else they are open again. */
  readonly #accepted = new Map<string, string>();
  #duplicates: ReadonlyMap<number, { readonly problem: RowProblem; readonly of: number }> = new Map();
  #lastRow = 0;

  constructor(input: StagingInput) {
    this.#input = input;
    this.#matcher = new HeadMatcher(input.columns, input.known);
    this.#reader = new RowReader(input);
    const masks = input.columns.fields.filter((field) => field.masked === true);
    this.#masks = new Set(masks.map(({ id }) => id));
    this.#tables = input.reading.tables.map((source, id) => this.#table(id, source));
    this.#nameJunior();
    this.#compare();
  }

  /** Whether 初一 is 六年级 or 七年级 is said by all files together; what was read otherwise is read again. */
  #nameJunior(): void {
    const { kind, school } = this.#input;
    if (kind === 'staff' || school.system !== '五四') return;
    const used = this.#tables.filter((table) => table.used);
    const names = juniorNames(used.flatMap((table) => [...table.gradeTexts()]));
    if (names === this.#reader.juniorNames) return;
    this.#reader.juniorNames = names;
    for (const table of this.#tables) table.read(this.#reader);
  }

  /**
   * Judges every row anew where the school's record or the round has changed since: what she corrected, left out and mapped
   * stays. True where a row is read otherwise than before, or something else is wrong with it.
   */
  judgeBy(setting: Pick<RowSetting, 'school' | 'schoolYear'>): boolean {
    const before = this.#judged();
    this.#input = { ...this.#input, ...setting };
    this.#reader = new RowReader(this.#input);
    for (const table of this.#tables) table.read(this.#reader);
    this.#nameJunior();
    this.#compare();
    this.#forget();
    return this.#judged() !== before;
  }

  #judged(): string {
    const read = this.#people().map((row) => [row.id, row.read?.values, this.#problemsOf(row)]);
    return JSON.stringify([read, [...this.#accepted.keys()]]);
  }

  get stagedId(): string {
    return this.#input.stagedId;
  }

  #table(id: number, source: RosterReading['tables'][number]): StagingTable {
    const next = (): number => (this.#lastRow += 1);
    const table = new StagingTable(id, source, this.#input.columns, this.#matcher, next);
    for (const row of table.rows) this.#rows[row.id] = row;
    table.read(this.#reader);
    return table;
  }

  /** Rows of people in tables that are used, in the order of the files. */
  #people(): StagingRow[] {
    return this.#tables
      .filter(({ used }) => used)
      .flatMap(({ rows }) => rows.filter(({ skipped }) => skipped === null));
  }

  /** Rows that are left out come after the others: they duplicate, and are never duplicated. */
  #compare(): void {
    const people = this.#people();
    const ordered = [
      ...people.filter(({ leftOut }) => !leftOut),
      ...people.filter(({ leftOut }) => leftOut),
    ].map(({ id, read }) => ({ row: id, values: read?.values ?? {} }));
    this.#duplicates = new Map(findDuplicates(ordered).map(({ row, ...found }) => [row, found]));
  }

  /** Refused with `roster.badValue` where there is no such row of heads, class or column. */
  change(id: number, { columns, recognise, headRow, ofClass, used }: TableChange): void {
    let table = this.#tables[id];
    if (table === undefined) throw refusal('roster.gone', {});
    if (ofClass !== undefined) table.ofClass = readOfClass(ofClass);
    if (headRow !== undefined && headRow !== table.source.headRow) {
      const source = withHeadRow(table.source, headRow, this.#matcher);
      const line = table.source.top.find((each) => each.line === headRow);
      if (line !== undefined && isPerson(line.texts))
        throw refusal('roster.headRowIsPerson', { row: headRow });
      if (source === null) throw refusal('roster.badValue', { label: '表头所在行', text: String(headRow) });
      const { ofClass: kept, used: wasUsed } = table;
      for (const row of table.rows) Reflect.deleteProperty(this.#rows, row.id);
      table = this.#table(id, source);
      Object.assign(table, { ofClass: kept, used: wasUsed });
      this.#tables[id] = table;
    }
    if (recognise === true) table.recognise();
    if (columns !== undefined) table.map(columns);
    if (used !== undefined) table.used = used;
    table.read(this.#reader);
    this.#nameJunior();
    this.#compare();
    this.#forget();
  }

  #row(id: number): StagingRow {
    const row = this.#rows[id];
    if (row === undefined) throw refusal('roster.gone', {});
    return row;
  }

  /** One row whole, numbers unmasked. */
  rowOf(id: number): StagedRow {
    const row = this.#row(id);
    const { fileName, sheet } = row.table.source;
    const texts = row.table.textsOf(row);
    return { row: id, line: row.line, fileName, sheet, texts, leftOut: row.leftOut };
  }

  /** `also`: other rows that get the same texts. */
  fix(id: number, texts: Readonly<Record<string, string>>, also: readonly number[] = []): void {
    const ids = new Set([id, ...also]);
    for (const row of [...ids].map((each) => this.#row(each))) {
      row.own = { ...row.own, ...texts };
      row.table.read(this.#reader, row);
    }
    this.#nameJunior();
    // What was accepted was another row.
    for (const known of this.#accepted.keys())
      if (ids.has(Number(known.slice(0, known.indexOf('.'))))) this.#accepted.delete(known);
    this.#compare();
    this.#forget();
  }

  leaveOut(ids: readonly number[], out: boolean): void {
    for (const row of ids.map((id) => this.#row(id))) row.leftOut = out;
    this.#compare();
  }

  /** Errors cannot be accepted and are passed over. */
  accept(ids: readonly string[], accepted: boolean): void {
    for (const id of ids) {
      if (!accepted) this.#accepted.delete(id);
      else {
        const doubt = this.#doubt(id);
        if (doubt !== undefined) this.#accepted.set(id, doubt);
      }
    }
  }

  /** What was accepted of other texts is open again, even if they should come back. */
  #forget(): void {
    for (const [id, about] of this.#accepted) if (this.#doubt(id) !== about) this.#accepted.delete(id);
  }

  /** What a doubt is about; undefined where there is none by that id. */
  #doubt(id: string): string | undefined {
    const row = this.#rows[Number(id.split('.')[0])];
    const problem =
      row === undefined ? undefined : this.#problemsOf(row).find((each) => problemId(row, each) === id);
    if (problem?.severity !== 'doubt') return undefined;
    const of = problem.code === 'duplicate' ? this.#duplicates.get(row?.id ?? 0)?.of : '';
    return JSON.stringify([problem.text, problem.against, of]);
  }

  #problemsOf(row: StagingRow): readonly RowProblem[] {
    const own = row.read?.problems ?? [];
    const duplicate = this.#duplicates.get(row.id);
    return duplicate === undefined ? own : [...own, duplicate.problem];
  }

  #problems(people: readonly StagingRow[]): ShownProblems {
    const shown = new ShownProblems();
    for (const row of people) {
      for (const problem of this.#problemsOf(row)) {
        const isAccepted = this.#accepted.size > 0 && this.#accepted.has(problemId(row, problem));
        shown.put({ row, problem, settled: row.leftOut || isAccepted });
      }
    }
    return shown;
  }

  #shown({ row, problem }: Found): RosterProblem {
    const { fileName, sheet } = row.table.source;
    const id = problemId(row, problem);
    const duplicate = problem.code === 'duplicate' ? this.#duplicates.get(row.id) : undefined;
    return {
      ...{ id, row: row.id, table: row.table.id, fileName, sheet, line: row.line },
      name: row.read?.values['name'] ?? '',
      place: this.#personPlace(row),
      ...problem,
      // A column taken for the wrong field may hold numbers of people.
      text:
        problem.field !== null && this.#masks.has(problem.field)
          ? masked(problem.text)
          : maskDigits(problem.text),
      against: duplicate === undefined ? problem.against : this.#place(duplicate.of, row),
      accepted: this.#accepted.has(id),
      leftOut: row.leftOut,
    };
  }

  #personPlace(row: StagingRow): string {
    const { kind, school } = this.#input;
    const values = row.read?.values ?? {};
    if (kind === 'staff' || values['grade'] !== undefined) return placeOfPerson(values, kind, school);
    const { grade = '', class: room = '' } = row.table.textsOf(row);
    const written = `${grade}${room}`;
    return maskDigits(written === '' ? (row.table.ofClass ?? '') : written);
  }

  /** 「第 12 行」, with sheet and file where they are others. */
  #place(of: number, than: StagingRow): string {
    const row = this.#row(of);
    const line = `第 ${row.line} 行`;
    if (row.table === than.table) return line;
    const { fileName, sheet } = row.table.source;
    return `${fileName}${sheet === '' ? '' : `「${sheet}」`}${line}`;
  }

  state(): StagedRoster {
    const { stagedId, kind } = this.#input;
    const people = this.#people();
    const problems = this.#problems(people);
    const leftOut = people.filter((row) => row.leftOut).length;
    const tables = this.#tables.map((table) => table.shown());
    return {
      ...{ stagedId, kind, tables, notices: this.#notices(), rows: people.length, leftOut },
      problems: problems.chosen().map((found) => this.#shown(found)),
      open: problems.open,
      ready:
        problems.isSettled &&
        people.length > leftOut &&
        tables.every(
          ({ used, lacking, secondNames = [] }) => !used || lacking.length + secondNames.length === 0,
        ),
    };
  }

  #notices(): readonly RosterNotice[] {
    return [...this.#input.reading.notices, ...this.#tables.flatMap(lineNotices)];
  }

  /** What is stored. Refused with `roster.notReady` while something is open. */
  result(): StagedResult {
    const { open, ready, tables } = this.state();
    if (!ready) {
      const rows = Object.values(open).reduce((sum, count) => sum + count, 0);
      const lacking = tables
        .filter((table) => table.used)
        .flatMap((table) => [...table.lacking, ...(table.secondNames ?? [])]).length;
      throw refusal('roster.notReady', { open: Math.max(rows + lacking, 1) });
    }
    const people = this.#people().filter(({ leftOut }) => !leftOut);
    const heads = new Map(
      this.#tables
        // Over a single row a head may as well be a person.
        .filter(({ used, rows }) => used && rows.filter(({ skipped }) => skipped === null).length > 1)
        .flatMap(({ columns }) => columns)
        .flatMap(({ head, field, by }) =>
          by === 'hand' && this.#matcher.isRemembered(head, field) ? [[head, field] as const] : [],
        ),
    );
    return {
      files: filesOf(this.#people(), ({ id }) => this.#duplicates.has(id)),
      people: people.map(({ read }) => read?.values ?? {}),
      heads: [...heads].map(([head, field]) => ({ head, field })),
    };
  }
}

/** Null for none. */
function readOfClass(text: string): string | null {
  const plain = halfWidth(text).replace(/\s/g, '');
  if (plain === '') return null;
  if (saidGrade(plain) !== null || classNumber(plain) !== plain) return plain;
  throw refusal('roster.badValue', { label: '年级和班级', text });
}
