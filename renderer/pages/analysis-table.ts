import type {
  AnalysisCell,
  AnalysisRead,
  AnalysisResult,
  AnalysisResultColumn,
} from '../../shared/analysis-result';
import type { CopiedCell } from '../grid/clipboard';

/** A 分析表 as it is painted and copied. */

/** A difference without its sign: how many people, or yuan, do not fit. */
function amountOf(text: string): string {
  return text.replace(/^[-−]/, '');
}

/** `对不上 2 人`: what a reader needs to know without reading the sign. */
export function misfitWords({ text }: Pick<AnalysisCell, 'text'>, unit: string): string {
  return `对不上 ${amountOf(text)} ${unit}`.trim();
}

/** A figure with the minus sign that every figure of the page has. */
const withMinus = (text: string): string => text.replace(/^-(?=\d)/, '−');

/** `+2`: a difference says in which direction, zero has none. */
function signed(text: string, value: string | null): string {
  return value !== null && Number(value) > 0 ? `+${text}` : withMinus(text);
}

/** What stands in a cell. A blank stays blank and a zero stays 0; what is no figure is said in words. */
export function shownText(cell: AnalysisCell, { kind }: Pick<AnalysisResultColumn, 'kind'>): string {
  switch (cell.state) {
    case 'value':
      return kind === 'difference' ? signed(cell.text, cell.value) : withMinus(cell.text);
    case 'blank':
    case 'none':
      return '';
    case 'unavailable':
      return '本校不填';
    case 'unknown':
      return kind === 'rate' ? '—' : '缺数据';
  }
}

/** Why a cell has no figure; null where it has one, or where the row has none at all. */
export function whyNone({ state, unavailable }: AnalysisCell): string | null {
  switch (state) {
    case 'value':
    case 'none':
      return null;
    case 'blank':
      return '还没有填';
    case 'unavailable':
      return unavailable === null ? '本校不填这张表' : `本校不填 ${unavailable} 表`;
    case 'unknown':
      return '算不出：没有上年数据，有的格没有填，或者分母是 0';
  }
}

export interface AnalysisHeadline {
  readonly kind: 'misfit' | 'unknown' | 'explained' | 'fits';
  readonly text: string;
}

/** Whether the line that tells what remains unexplained (还说不清的) has every difference of its own and they are 0. */
function isExplained({ columns, rows }: Pick<AnalysisResult, 'columns' | 'rows'>): boolean {
  const rest = rows
    .filter(({ decides }) => decides)
    .flatMap(({ cells }) => cells.filter((_, index) => columns[index]?.kind === 'difference'));
  return rest.length > 0 && rest.every(({ value }) => value !== null && Number(value) === 0);
}

const partlyExplained =
  '合计的差能由年报说明；各年级仍有对不上的，有多有少，合计里抵消了。留级、跳级的不用改，其他的请逐名查。';

/** Too many in one grade and too few in another: a total that fits says nothing of them. */
function cancelOut(flagged: AnalysisResult['flagged']): boolean {
  const negative = flagged.filter(({ text }) => /^[-−]/.test(text)).length;
  return negative > 0 && negative < flagged.length;
}

/** What the table comes to, where it is there to show what does not fit; null where it is only read. */
export function headline({ columns, rows, unit, flagged }: AnalysisResult): AnalysisHeadline | null {
  const differences = columns.flatMap((column, index) =>
    column.kind === 'difference' ? [{ column, index }] : [],
  );
  if (differences.length === 0) return null;
  const several = differences.length > 1;
  const unitOf = (label: string) =>
    differences.find(({ column }) => column.label === label)?.column.unit ?? unit;
  // A total does not fit because one of its rows does not: naming both would count the same people twice.
  const totals = new Set(rows.filter(({ total }) => total).map(({ label }) => label));
  const single = flagged.filter(({ row }) => !totals.has(row));
  const named = single.length > 0 ? single : flagged;
  if (named.length > 0 && isExplained({ columns, rows })) {
    if (!cancelOut(single)) return { kind: 'explained', text: '各年级的差都能由年报说明。' };
    return { kind: 'unknown', text: partlyExplained };
  }
  if (named.length > 0) {
    const parts = named.map(({ row, column, text }) =>
      `${row}${several ? `（${column}）` : ''} ${amountOf(text)} ${unitOf(column)}`.trim(),
    );
    return { kind: 'misfit', text: `对不上：${parts.join('；')}。点数字可以到填报的那一格。` };
  }
  const states = differences.flatMap(({ index }) => rows.map(({ cells }) => cells[index]?.state));
  const unknown = states.filter((state) => state === 'unknown' || state === 'blank').length;
  if (unknown > 0) return { kind: 'unknown', text: `有 ${unknown} 处缺数据，还不能判断对不对得上。` };
  return states.includes('value') ? { kind: 'fits', text: '各行都对得上。' } : null;
}

/** The table for Excel or WPS: heads with their units, figures as numbers, blanks as blanks. */
export function copiedAnalysis(result: AnalysisResult): readonly (readonly CopiedCell[])[] {
  const text = (words: string): CopiedCell => ({ text: words, numeric: false });
  return [
    [text(`${result.title}（${result.period === null ? '' : `${result.period}，`}单位：${result.unit}）`)],
    [text(''), ...result.columns.map((column) => text(columnHead(column, result.unit)))],
    ...result.rows.map(({ label, indent, cells }) => [
      text('　'.repeat(indent) + label),
      ...cells.map((cell, index): CopiedCell => {
        const column = result.columns[index];
        if (column === undefined) return text('');
        const isNumber = cell.state === 'value' && !Number.isNaN(Number(cell.text));
        return { text: isNumber ? cell.text : shownText(cell, column), numeric: isNumber };
      }),
    ]),
  ];
}

/** The head of a column names its unit where that is not the table's. */
export function columnHead({ label, unit }: AnalysisResultColumn, tableUnit: string): string {
  return unit === tableUnit || unit === '' || label.includes(unit) ? label : `${label}（${unit}）`;
}

/** Where a figure leads. */
export interface Goal {
  readonly form: string;
  /** Null for a ledger, or for a form of which too many cells take part to name each. */
  readonly cell: string | null;
  readonly yearsAgo: number;
  /** How many cells of the form stand behind this goal. */
  readonly cells: number;
}

/** As many cells of one form as are still told apart at one glance. */
const toldApart = 8;

/** The cells behind a figure, of this year first; a form with many of them is named once, at its first cell. */
export function goalsOf(reads: readonly AnalysisRead[]): readonly Goal[] {
  const groups = new Map<string, AnalysisRead[]>();
  for (const read of reads) {
    const key = `${read.yearsAgo} ${read.form}`;
    groups.set(key, [...(groups.get(key) ?? []), read]);
  }
  const goals = [...groups.values()].flatMap((own): Goal[] => {
    const [first] = own;
    if (first === undefined) return [];
    if (own.length <= toldApart) return own.map((read) => ({ ...read, cells: 1 }));
    return [{ ...first, cells: own.length }];
  });
  return goals.toSorted((a, b) => a.yearsAgo - b.yearsAgo);
}
