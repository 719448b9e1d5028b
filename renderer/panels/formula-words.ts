import { describeCell } from '../../shared/finding-text';
import type { Definitions } from '../../shared/definitions';

const two = (code: string | undefined) => (code ?? '').padStart(2, '0');
const plain = (code: string | undefined) => String(Number(code));

/**
 * A formula in the notation that the official forms print: `sum(c03:c06)` as (3)+…+(6), with the names of cells in
 * other forms. What has no short official notation stays as it is.
 */
export function formulaWords(definitions: Definitions, expression: string): string {
  const named = (form: string, row: string, column: string) =>
    `「${describeCell(definitions, form, `${two(row)}.${plain(column)}`)}」`;
  return expression
    .replace(/count\((局[^,!]+),[^]*\)/g, '《$1》中符合条件的记录数')
    .replace(
      /prev!([^\s!()]+)!r(\d+)c(\d+)/g,
      (_, form: string, row: string, column: string) => `上年${named(form, row, column)}`,
    )
    .replace(/([^\s!()]+)!r(\d+)c(\d+)/g, (_, form: string, row: string, column: string) =>
      named(form, row, column),
    )
    .replace(
      /prev!r(\d+)c(\d+)/g,
      (_, row: string, column: string) => `上年本表 ${two(row)} 行 ${plain(column)} 列`,
    )
    .replace(/prev!c(\d+)/g, (_, column: string) => `上年本表同行 ${plain(column)} 列`)
    .replace(/sum\(c(\d+):c(\d+)\)/g, (_, from: string, to: string) => `(${plain(from)})+…+(${plain(to)})`)
    .replace(/sum\(r(\d+):r(\d+)\)/g, (_, from: string, to: string) => `(${two(from)})+…+(${two(to)})`)
    .replace(
      /\br(\d+)c(\d+)\b/g,
      (_, row: string, column: string) => `本表 ${two(row)} 行 ${plain(column)} 列`,
    )
    .replace(/\bc(\d+)\b/g, (_, column: string) => `(${plain(column)})`)
    .replace(/\br(\d+)\b/g, (_, row: string) => `(${two(row)})`)
    .replace(/round\((.+), (\d)\)/g, '$1，保留 $2 位小数')
    .replace(/\bschool\.\w+/g, '学校档案')
    .replaceAll(' * ', ' × ')
    .replaceAll(' / ', ' ÷ ');
}
