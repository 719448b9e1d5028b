import type { Definitions } from '../definitions';
import type { CellRef, Finding } from '../finding';
import type { Grid, GridSheet } from '../grid';
import type { Explanation } from '../submission';
import { cellWords, exceptionState, explanationsSheetName, isPersonal } from '../workbook-findings';
import { plainText, saysSame } from './cell-text';
import type { Recognition } from './recognition';
import type { ExplanationRow } from './staged';

/** Characters that an explanation keeps. */
export const longestExplanation = 1000;

const heads = { form: '表号', check: '校验', cells: '单元格与数值', text: '说明' } as const;
/** Older workbooks may lack it, and whoever rearranges the sheet may drop it. */
const stateHead = '状态';

/** Lines of 数据核查结果说明 as our workbooks have it, found by its heads; none where the sheet is another's. */
export function explanationRows(grid: Grid, recognition: Recognition): readonly ExplanationRow[] {
  const named =
    recognition.others.find(({ part }) => part === 'explanations')?.sheet ?? explanationsSheetName;
  const sheet = grid.sheets.find(({ name }) => name === named);
  const head = sheet === undefined ? null : findHead(sheet);
  if (sheet === undefined || head === null) return [];
  const { columns } = head;
  const rows = new Set<number>();
  for (const address of sheet.cells.keys()) {
    const row = Number(/\d+$/.exec(address)?.[0]);
    if (row > head.row) rows.add(row);
  }
  const text = (column: string, row: number): string => sheet.cells.get(`${column}${row}`)?.text ?? '';
  const state = (row: number): string => (head.state === null ? '' : plainText(text(head.state, row)));
  return [...rows]
    .sort((a, b) => a - b)
    .map((row) => ({
      ...{ sheet: sheet.name, address: `${columns.text}${row}` },
      form: plainText(text(columns.form, row)),
      check: plainText(text(columns.check, row)),
      cells: text(columns.cells, row),
      text: text(columns.text, row).trim(),
      ...(state(row).startsWith(exceptionState) && { exception: true as const }),
      ...(state(row).endsWith('待更新') && { stale: true as const }),
    }))
    .filter(({ check }) => check !== '');
}

type Columns = Readonly<Record<keyof typeof heads, string>>;

interface Head {
  readonly row: number;
  readonly columns: Columns;
  readonly state: string | null;
}

function findHead(sheet: GridSheet): Head | null {
  const found = new Map<number, Map<string, string>>();
  for (const [address, { text }] of sheet.cells) {
    const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    const row = found.get(Number(digits)) ?? new Map<string, string>();
    found.set(Number(digits), row.set(plainText(text), letters));
  }
  for (const [row, texts] of found) {
    const columns = Object.entries(heads).map(([name, head]) => [name, texts.get(head)] as const);
    if (columns.every(([, letters]) => letters !== undefined))
      return { row, columns: Object.fromEntries(columns) as Columns, state: texts.get(stateHead) ?? null };
  }
  return null;
}

/** Something that may be explained: a finding of now, or one that an explanation was written about. */
export interface Explainable {
  readonly key: string;
  readonly check: string;
  readonly cells: readonly CellRef[];
  readonly values: Readonly<Record<string, string>>;
}

export function explainableOf({ key, check, cells, values }: Finding): Explainable {
  return { key, check, cells, values };
}

/** The finding that an explanation was written about, as far as the text's own binding tells. */
export function explainedBy({ finding, values }: Explanation): Explainable {
  const cells = Object.keys(values).map((name): CellRef => {
    const [form = '', cell = ''] = name.split('!');
    return { form, cell };
  });
  return { key: finding, check: /^[^@#]*/.exec(finding)?.[0] ?? '', cells, values };
}

/** Whether the line is about the finding: the same check on the same cells, whatever their values were. */
function isAbout(definitions: Definitions, row: ExplanationRow, { check, cells }: Explainable): boolean {
  if (row.check !== check) return false;
  const lines = plainText(row.cells).split('\n');
  const words = cells.flatMap((cell) => {
    const form = definitions.forms[cell.form];
    return form === undefined || isPersonal(form) ? [] : [plainText(cellWords(definitions, cell))];
  });
  if (words.length === 0) return true;
  return words.every((word) => lines.some((line) => line.startsWith(`${word}:`)));
}

export interface ReadExplanations {
  readonly explanations: readonly Explanation[];
  /** Lines that say something else than what was written about their finding. */
  readonly changed: readonly { readonly row: ExplanationRow; readonly written: string }[];
  /** Lines with a text that belongs to no finding. */
  readonly unmatched: readonly ExplanationRow[];
}

/**
 * Brings lines of the sheet together with the texts that the file's data carry. `findings` is asked only where they
 * differ: what was found when the file was written may depend on years that are not here.
 */
export function readExplanations(
  definitions: Definitions,
  rows: readonly ExplanationRow[],
  written: readonly Explanation[],
  findings: () => readonly Finding[],
): ReadExplanations {
  const open = new Set(rows);
  const changing = new Set<Explanation>();
  for (const explanation of written) {
    const about = explainedBy(explanation);
    const same = [...open].find(
      (row) => saysSame(row.text, explanation.text) && isAbout(definitions, row, about),
    );
    if (same === undefined) changing.add(explanation);
    else open.delete(same);
  }
  const result = new Map(written.map((explanation) => [explanation.finding, explanation]));
  const changed: { row: ExplanationRow; written: string }[] = [];
  const unmatched: ExplanationRow[] = [];
  const isQuiet = changing.size === 0 && [...open].every(({ text }) => text === '');
  const done = new Set(written.filter((item) => !changing.has(item)).map(({ finding }) => finding));
  const candidates = isQuiet ? [] : [...findings().map(explainableOf), ...[...changing].map(explainedBy)];
  const free = new Map(candidates.filter(({ key }) => !done.has(key)).map((item) => [item.key, item]));
  for (const row of isQuiet ? [] : open) {
    const about = [...free.values()].find((candidate) => isAbout(definitions, row, candidate));
    if (about === undefined) {
      if (row.text !== '') unmatched.push(row);
      continue;
    }
    free.delete(about.key);
    const before = result.get(about.key);
    if (saysSame(before?.text ?? '', row.text)) continue;
    changed.push({ row, written: before?.text ?? '' });
    if (row.text === '') result.delete(about.key);
    else
      result.set(about.key, {
        finding: about.key,
        text: row.text.slice(0, longestExplanation),
        values: before?.values ?? (row.stale === true ? {} : about.values),
        ...((before?.exception ?? row.exception) === true && { exception: true as const }),
      });
  }
  return { explanations: [...result.values()], changed, unmatched };
}
