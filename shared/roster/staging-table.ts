import type { RosterColumns } from './definition';
import { assignHeads, bareHead, type HeadMatcher, isAsking } from './heads';
import { masked } from './mask';
import { isTotalsText, type ReadRow, type RowReader } from './rows';
import type { StagedColumn, StagedTable } from './staged';
import { isPerson, peopleAbove, type RosterTable } from './tables';
import { otherNames } from './tables-beside';
import type { ValueStyle } from './values';
import { classInName, type PupilStage, stageInName } from './values-grades';

/** Why a line is no person: totals, the heads once more, a note or signatures, nothing in any known column. */
export type SkippedLine = 'totalLines' | 'headLines' | 'noteLines' | 'emptyLines';

/** A line of a table while it is staged. */
export interface StagingRow {
  /** Number within the staged roster. */
  readonly id: number;
  readonly line: number;
  readonly texts: readonly string[];
  readonly table: StagingTable;
  /** What the clerk wrote instead, by field id. */
  own: Readonly<Record<string, string>> | null;
  leftOut: boolean;
  skipped: SkippedLine | null;
  read: ReadRow | null;
}

interface Column {
  readonly index: number;
  readonly head: string;
  field: string | null;
  by: StagedColumn['by'];
  readonly samples: readonly string[];
}

/** One table while it is staged: what its columns are taken for, and its rows as they are read by that. */
export class StagingTable {
  used = true;
  ofClass: string | null;
  readonly #ofStage: PupilStage | null;
  readonly columns: readonly Column[];
  readonly rows: readonly StagingRow[];

  constructor(
    readonly id: number,
    readonly source: RosterTable,
    private readonly roster: RosterColumns,
    private readonly matcher: HeadMatcher,
    nextRow: () => number,
  ) {
    const { heads, indexes, fileName, sheet } = source;
    const samples = heads.map((_, at) => samplesOf(source, at));
    this.columns = heads.map((head, at) => ({
      ...{ head, index: indexes[at] ?? at, samples: samples[at] ?? [] },
      ...{ field: null, by: null },
    }));
    this.recognise();
    const above = source.top.filter(({ line }) => line < source.headRow).flatMap(({ texts }) => texts);
    const names = [sheet, ...above, fileName.replace(/\.[^.]*$/, '')];
    const said = names.map(classInName);
    this.#ofStage = names.map(stageInName).find((each) => each !== null) ?? null;
    this.ofClass = roster.of === 'pupils' ? (said.find((each) => each !== null) ?? null) : null;
    this.rows = source.rows.map((texts, at) => ({
      ...{ id: nextRow(), line: source.lines[at] ?? 0, texts, table: this },
      ...{ own: null, leftOut: false, skipped: null, read: null },
    }));
  }

  /** Takes every column for what its head says. */
  recognise(): void {
    const heads = this.columns.map(({ head, samples }) => ({ head, filled: samples.length > 0 }));
    assignHeads(this.matcher, heads).forEach((found, at) => {
      const column = this.columns[at];
      if (column !== undefined) Object.assign(column, found);
    });
  }

  /** Takes columns for other fields; a field that another column had goes over to the one named. */
  map(columns: Readonly<Record<string, string | null>>): void {
    for (const [index, field] of Object.entries(columns)) {
      const column = this.columns.find((each) => each.index === Number(index));
      // To leave aside what nobody knows is an answer, too.
      if (column === undefined || (column.field === field && column.by !== null)) continue;
      for (const other of this.columns)
        if (field !== null && other.field === field) Object.assign(other, { field: null, by: 'hand' });
      Object.assign(column, { field, by: 'hand' });
    }
  }

  /** Fields that no column was found for though every row needs them: sex and birth date may be in the number. */
  lacking(): ReadonlySet<string> {
    const mapped = new Set(this.columns.map(({ field }) => field));
    const lacking = new Set(
      this.roster.fields
        .filter(({ id, required }) => required === true && !mapped.has(id))
        .map(({ id }) => id),
    );
    if (!mapped.has('identity'))
      for (const field of ['sex', 'birth']) if (!mapped.has(field)) lacking.add(field);
    const tellsGrade =
      ['grade', 'class', 'entry'].some((field) => mapped.has(field)) || this.ofClass !== null;
    if (this.roster.of === 'pupils' && !tellsGrade) lacking.add('grade');
    return lacking;
  }

  /** Reads one row, or all of them. */
  read(reader: RowReader, only?: StagingRow): void {
    const places = this.columns.flatMap(({ field }, at) => (field === null ? [] : [[field, at] as const]));
    const context = {
      ...{ ofClass: this.ofClass, ofStage: this.#ofStage },
      ...{ lacking: this.lacking(), styles: this.#styles() },
    };
    for (const row of only === undefined ? this.rows : [only]) {
      const texts: Record<string, string | undefined> = {};
      for (const [field, at] of places) texts[field] = row.texts[at];
      if (row.own !== null) Object.assign(texts, row.own);
      row.skipped = row.own === null ? this.#skips(row, texts) : null;
      row.read = row.skipped === null ? reader.read(texts, context) : null;
    }
  }

  /** Columns with names of other people than 姓名 has, whom nothing is read of. */
  #otherNames(): readonly Column[] {
    const name = this.columns.findIndex(({ field }) => field === 'name');
    if (name < 0) return [];
    return otherNames(this.source, name, this.matcher).flatMap((at) => this.columns[at] ?? []);
  }

  /** Heads of those that the clerk has not set aside. */
  secondNames(): readonly string[] {
    return this.#otherNames().flatMap(({ head, field, by }) => (field === null && by === null ? [head] : []));
  }

  /** Heads of those that she has. */
  namesAside(): readonly string[] {
    return this.#otherNames().flatMap(({ head, by }) => (by === null ? [] : [head]));
  }

  /** Different texts that say a grade. */
  gradeTexts(): ReadonlySet<string> {
    const texts = new Set(this.ofClass === null ? [] : [this.ofClass]);
    this.columns.forEach(({ field }, at) => {
      if (field !== 'grade' && field !== 'class') return;
      for (const row of this.rows) texts.add(row.own?.[field] ?? row.texts[at] ?? '');
    });
    return texts;
  }

  get isOfStaff(): boolean {
    return this.roster.of === 'staff';
  }

  get ofStage(): PupilStage | null {
    return this.#ofStage;
  }

  /** What the head or the other texts of a column say of how its texts are meant. */
  #styles(): ReadonlyMap<string, ValueStyle> {
    const styles = new Map<string, ValueStyle>();
    this.columns.forEach(({ field: id, head }, at) => {
      const field = this.roster.fields.find((each) => each.id === id);
      if (field?.asks !== undefined && isAsking(field, head)) styles.set(field.id, 'asked');
      const isDate = field?.type === 'date' || field?.type === 'month';
      if (isDate && this.source.rows.some((texts) => /^\d{4}\.10$/.test(texts[at] ?? '')))
        styles.set(field.id, 'tens');
    });
    return styles;
  }

  #skips({ texts }: StagingRow, byField: Readonly<Record<string, string | undefined>>): SkippedLine | null {
    const { name = '', identity = '', birth = '' } = byField;
    if (Object.values(byField).every((text) => text === undefined || text === '')) {
      return texts.some(isTotalsText) ? 'totalLines' : 'emptyLines';
    }
    if (identity === '' && birth === '') {
      // 合计 in front, and perhaps the number of people under 姓名.
      if (isTotalsText(name) || (!/\D{2}/.test(name) && texts.some(isTotalsText))) return 'totalLines';
    }
    const filled = Object.values(byField).filter((text) => text !== undefined && text !== '');
    const isSigned = name === '' && identity === '' && birth === '' && texts.some(isSignature);
    if (isSigned || (filled.length === 1 && isNote(name))) return 'noteLines';
    const column = this.columns.find(({ field }) => field === 'name');
    if (column === undefined || name === '' || bareHead(name) !== bareHead(column.head)) return null;
    return 'headLines';
  }

  /** Raw texts of a row by field, with what the clerk wrote instead. */
  textsOf({ texts, own }: StagingRow): Readonly<Record<string, string>> {
    const byField: Record<string, string> = {};
    this.columns.forEach(({ field }, at) => {
      if (field !== null) byField[field] = texts[at] ?? '';
    });
    return { ...byField, ...own };
  }

  shown(): StagedTable {
    const { fileName, sheet, headRow, neverKept } = this.source;
    const lacking = this.lacking();
    const masks = new Set(
      this.roster.fields.flatMap(({ id, masked: hides }) => (hides === true ? [id] : [])),
    );
    return {
      ...{ id: this.id, fileName, sheet, headRow, ofClass: this.ofClass, used: this.used },
      // Heads of a wrong row may be somebody's number.
      neverKept: neverKept.map(maskDigits),
      rows: this.rows.filter(({ skipped }) => skipped === null).length,
      columns: this.columns.map(({ samples, ...column }) => ({
        ...column,
        head: maskDigits(column.head),
        samples: samples.map((text) =>
          column.field !== null && masks.has(column.field) ? masked(text) : maskDigits(text),
        ),
      })),
      lacking: this.roster.fields.filter(({ id }) => lacking.has(id)).map(({ label }) => label),
      secondNames: this.secondNames(),
    };
  }
}

/** 「制表人：某某」 in any column of a line without a name. */
function isSignature(text: string): boolean {
  return /^(注|说明|备注|[填制]表|填报|审核|复核|单位|负责人|班主任|校长|园长)[^:：]{0,8}[:：]/.test(text);
}

/** 「填表人：某某」, 「注：……」 where the name would stand, and nothing else in the line. */
function isNote(name: string): boolean {
  return /[:：。]|^(注|说明|备注|填表|制表|审核|单位|日期)/.test(name);
}

/** Numbers of people and telephones may stand in a column that nobody has mapped yet. */
export function maskDigits(text: string): string {
  return text.replace(/\d{11,}[Xx]?/g, masked);
}

function samplesOf({ rows }: RosterTable, at: number): readonly string[] {
  const samples = new Set<string>();
  for (const texts of rows) {
    const text = texts[at] ?? '';
    if (text !== '') samples.add(text.length > 40 ? `${text.slice(0, 40)}…` : text);
    if (samples.size === 3) break;
  }
  return [...samples];
}

/** The table with its heads in another of its first rows; null where there is no such row or it is one of a person. */
export function withHeadRow(table: RosterTable, headRow: number, matcher: HeadMatcher): RosterTable | null {
  const heads = table.top.find(({ line }) => line === headRow)?.texts;
  if (heads === undefined || isPerson(heads)) return null;
  const kept = heads.flatMap((head, at) => (matcher.isNeverKept(head) ? [] : [at]));
  const pick = (texts: readonly string[]): string[] => kept.map((at) => texts[at] ?? '');
  const lastTop = table.top.at(-1)?.line ?? 0;
  const below = [
    ...table.top.filter(({ line }) => line > headRow),
    ...table.rows.flatMap((texts, at) => {
      const line = table.lines[at] ?? 0;
      return line > Math.max(lastTop, headRow) ? [{ line, texts }] : [];
    }),
  ].filter(({ texts }) => texts.some((text) => text !== ''));
  return {
    ...table,
    headRow,
    heads: pick(heads),
    indexes: kept.map((at) => table.indexes[at] ?? at),
    neverKept: [...table.neverKept, ...heads.filter((head) => matcher.isNeverKept(head))],
    rows: below.map(({ texts }) => pick(texts)),
    lines: below.map(({ line }) => line),
    top: table.top.map(({ line, texts }) => ({ line, texts: pick(texts) })),
    peopleAbove: peopleAbove(table.top, headRow),
  };
}
