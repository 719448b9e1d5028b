import { cellsOf, columnKey, columnPath, plainLabel, rowPath } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { recordCell } from '../grid/cell-spec';

/** More than these are no longer about one cell. */
const mostLines = 3;

interface Term {
  readonly text: string;
  /** How much it says about the cell: its own label more than that of the group it stands in. */
  readonly weight: number;
}

/**
 * The lines of a form's 指标解释 that are about a cell, the closest first: those that name its row, its column, or their
 * numbers.
 */
export function guideFor(form: Form, cell: string): readonly string[] {
  const place = placeOf(form, cell);
  return form.guide
    .map((line, index) => ({ line, index, score: scoreOf(line, place) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, mostLines)
    .map(({ line }) => line);
}

interface Place {
  readonly terms: readonly Term[];
  readonly row: number | null;
  readonly column: number | null;
}

function placeOf(form: Form, cell: string): Place {
  if (form.kind === 'list') {
    const key = recordCell(cell).column;
    const column = form.columns?.find(({ code }) => columnKey(code) === key);
    return { terms: termsOf(column === undefined ? [] : [columnPath(column)]), row: null, column: null };
  }
  if (form.kind === 'fields') {
    const field = form.fields?.find(({ id }) => id === cell);
    const paths = field === undefined ? [] : [`${plainLabel(field.group)}·${plainLabel(field.label)}`];
    return { terms: termsOf(paths), row: null, column: null };
  }
  const found = cellsOf(form).find(({ key }) => key === cell);
  if (found === undefined || found.row === null || found.column === null)
    return { terms: [], row: null, column: null };
  return {
    terms: termsOf([rowPath(form, found.row), columnPath(found.column)]),
    row: Number(found.row.code),
    column: Number(found.column.code),
  };
}

/** Words that every form is about: they tell no cell from another. */
const everywhere = new Set([
  '总计',
  '合计',
  '人数',
  '数量',
  '名称',
  '小学',
  '初中',
  '高中',
  '学校',
  '教师',
  '学生',
]);

/** Labels as a line of the guide would say them: 在校生数 also as 在校生. */
function termsOf(paths: readonly string[]): readonly Term[] {
  return paths.flatMap((path) => {
    const segments = path.split('·');
    return segments.flatMap((segment, index): Term[] => {
      const own = index === segments.length - 1;
      const whole = segment.replace(/[(（][^)）]*[)）]/g, '').replace(/^其中[：:]?/, '');
      const weight = own ? 3 : 1;
      if (whole === '女') return [{ text: '女', weight }];
      const shorter = whole.replace(/(人数|总数|面积|数|情况)$/, '');
      return [...new Set([whole, shorter])]
        .filter((text) => text.length >= 2)
        .map((text) => ({ text, weight: everywhere.has(text) ? weight / 3 : weight }));
    });
  });
}

/** The 女 of 子女 is nobody's row. */
function names(line: string, text: string): boolean {
  return text === '女' ? /(?<!子)女/.test(line) : line.includes(text);
}

function scoreOf(line: string, { terms, row, column }: Place): number {
  const said = terms.filter(({ text }) => names(line, text));
  // 在校生 inside 在校生数 is one mention.
  const distinct = said.filter(
    ({ text }) => !said.some((other) => other.text !== text && other.text.includes(text)),
  );
  // A line that begins with a label explains it.
  const opening = ({ text, weight }: Term) => (weight >= 1 && line.startsWith(text) ? 2 : 0);
  const words = distinct.reduce((sum, term) => sum + term.weight + opening(term), 0);
  const numbers = Number(namesNumber(line, column, '列')) + Number(namesNumber(line, row, '行'));
  // A group's name alone, or a word that stands everywhere, does not make a line be about the cell.
  return numbers * 4 + (words >= 2 ? words : 0);
}

/** Whether a line names a column or row by its number: 第 12 列, 第 3—6 列, 第 1、2 列, 20—25 行. */
function namesNumber(line: string, code: number | null, unit: '列' | '行'): boolean {
  if (code === null) return false;
  for (const [, list = ''] of line.matchAll(new RegExp(`([\\d—、 ]*\\d) ?${unit}`, 'g'))) {
    for (const part of list.split('、')) {
      const [from = NaN, to = from] = part.split('—').map((text) => Number.parseInt(text.trim(), 10));
      if (from <= code && code <= to) return true;
    }
  }
  return false;
}
