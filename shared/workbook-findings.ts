import { cellName } from './cell';
import type { Definitions } from './definitions';
import { isExcepted, isStale } from './explanation';
import type { CellRef, Finding } from './finding';
import { describeCell, sidesText } from './finding-text';
import type { Form } from './form';
import type { Explanation } from './submission';
import { tableSheet } from './workbook-draft';
import type { SheetPlan, Table } from './workbook-draft';
import { textValue } from './workbook-sheet';
import type { PlannedValue } from './workbook-sheet';

export const explanationsSheetName = '数据核查结果说明';

/** What stands as the state of an error that goes out with a 特殊情况说明; an import reads it back. */
export const exceptionState = '特殊情况说明';

/** A list of named people: it leaves the program only by itself, when the clerk asks for it. */
export function isPersonal(form: Form): boolean {
  return form.kind === 'list' && (form.columns ?? []).some((column) => column.sensitive === true);
}

function stateText(finding: Finding, explanation: Explanation | undefined): string {
  if (finding.status === 'broken') return '规则有误';
  if (isExcepted(finding, explanation)) return exceptionState;
  if (finding.severity === 'error')
    return explanation?.exception === true ? `${exceptionState}待更新` : '待改正';
  if (explanation === undefined) return '未说明';
  return isStale(explanation, finding) ? '数据已变，说明待更新' : '已说明';
}

/** A cell in the words of the form, with its row and column code. */
export function cellWords(definitions: Definitions, { form, cell }: CellRef): string {
  return `${describeCell(definitions, form, cell)}${/^\d{2}\.\d+$/.test(cell) ? `（${cell}）` : ''}`;
}

/** Each cell with its value, one a line. */
function valuesText(definitions: Definitions, finding: Finding, hidden: ReadonlySet<string>): string {
  return finding.cells
    .filter(({ form }) => !hidden.has(form))
    .map((ref) => {
      const value = finding.values[cellName(ref.form, ref.cell)] ?? '';
      return `${cellWords(definitions, ref)}：${value === '' ? '空' : value}`;
    })
    .join('\n');
}

const columns: Table['columns'] = [
  { head: '序号', width: 4, style: 'centre' },
  { head: '表号', width: 10, style: 'centre' },
  { head: '校验', width: 10, style: 'centre' },
  { head: '类别', width: 8, style: 'centre' },
  { head: '校验关系', width: 24, style: 'words' },
  { head: '单元格与数值', width: 38, style: 'words' },
  { head: '核对', width: 15, style: 'words' },
  { head: '状态', width: 9, style: 'centre' },
  { head: '说明', width: 30, style: 'words' },
];

/**
 * 数据核查结果说明: first the errors that go out as 特殊情况, because the bureau decides on them, then every warning with its
 * explanation and every rule that could not be checked; in a draft also what still has to be corrected. Checks of name
 * lists are left out with the lists.
 */
export function explanationsSheet(
  definitions: Definitions,
  findings: readonly Finding[],
  explanations: readonly Explanation[],
  personal: ReadonlySet<string>,
  draft: boolean,
): SheetPlan {
  const byKey = new Map(explanations.map((explanation) => [explanation.finding, explanation]));
  const open = findings.filter(({ form }) => !personal.has(form));
  const excepted = open.filter((finding) => isExcepted(finding, byKey.get(finding.key)));
  const others = open.filter(
    (finding) =>
      !excepted.includes(finding) && (draft || finding.severity === 'warning' || finding.status === 'broken'),
  );
  const shown = [...excepted, ...others];
  const rows = shown.map((finding, index): PlannedValue[] => {
    const explanation = byKey.get(finding.key);
    return [
      String(index + 1),
      finding.form,
      finding.check,
      finding.severity === 'error' ? '逻辑校验' : '经验校验',
      finding.text,
      valuesText(definitions, finding, personal),
      finding.status === 'broken' ? '规则有误，无法核对' : sidesText(finding),
      stateText(finding, explanation),
      explanation?.text ?? '',
    ].map(textValue);
  });
  return tableSheet({
    sheet: explanationsSheetName,
    title: '数据核查结果说明',
    remark: `${draft ? '草稿：列出全部未通过的校验。' : '列出保留的经验校验及其说明。'}${
      excepted.length === 0 ? '' : `其中特殊情况说明 ${excepted.length} 处，列在最前，请审核。`
    }`,
    columns,
    rows,
    empty: '没有需要说明的校验结果',
  });
}
