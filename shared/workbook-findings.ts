import type { Finding } from './finding';
import type { Form } from './form';
import type { Explanation } from './submission';
import { tableSheet } from './workbook-draft';
import type { SheetPlan, Table } from './workbook-draft';
import { textValue } from './workbook-sheet';
import type { PlannedValue } from './workbook-sheet';

export const explanationsSheetName = '数据核查结果说明';

/** A list of named people: it leaves the program only by itself, when the clerk asks for it. */
export function isPersonal(form: Form): boolean {
  return form.kind === 'list' && (form.columns ?? []).some((column) => column.sensitive === true);
}

/** An explanation was written about certain values; when one of them changes it no longer speaks of these. */
export function explanationState(
  finding: Finding,
  explanation: Explanation | undefined,
): 'missing' | 'stale' | 'given' {
  if (explanation === undefined) return 'missing';
  const names = new Set([...Object.keys(finding.values), ...Object.keys(explanation.values)]);
  const same = [...names].every((name) => finding.values[name] === explanation.values[name]);
  return same ? 'given' : 'stale';
}

const stateTexts = { missing: '未说明', stale: '数据已变，说明待更新', given: '已说明' } as const;

function cellText(cell: string): string {
  const match = /^(\d{2})\.(\d+)$/.exec(cell);
  return match === null ? cell : `第${match[1]}行第${match[2]}列`;
}

function valuesText(finding: Finding, hidden: ReadonlySet<string>): string {
  return finding.cells
    .filter((cell) => !hidden.has(cell.form))
    .map((cell) => {
      const value = finding.values[`${cell.form}!${cell.cell}`];
      return `${cell.form} ${cellText(cell.cell)}：${value === undefined || value === '' ? '空' : value}`;
    })
    .join('\n');
}

const operatorTexts: Record<string, string> = {
  '=': '＝',
  '<>': '≠',
  '<=': '≤',
  '>=': '≥',
  '<': '＜',
  '>': '＞',
};

function sidesText(finding: Finding): string {
  if (finding.status === 'broken') return '规则有误，无法核对';
  if (finding.left === null || finding.right === null) return '';
  const operator = operatorTexts[finding.op ?? ''] ?? finding.op ?? '';
  const sides = `应 ${finding.left} ${operator} ${finding.right}`;
  return finding.difference === null ? sides : `${sides}\n差 ${finding.difference}`;
}

const columns: Table['columns'] = [
  { head: '序号', width: 4, style: 'centre' },
  { head: '表号', width: 10, style: 'centre' },
  { head: '校验', width: 10, style: 'centre' },
  { head: '类别', width: 8, style: 'centre' },
  { head: '校验关系', width: 28, style: 'words' },
  { head: '单元格与数值', width: 26, style: 'words' },
  { head: '核对', width: 13, style: 'words' },
  { head: '状态', width: 9, style: 'centre' },
  { head: '说明', width: 32, style: 'words' },
];

/**
 * 数据核查结果说明: every warning with its explanation; in a draft also what still has to be corrected. Checks of
 * name lists are left out with the lists.
 */
export function explanationsSheet(
  findings: readonly Finding[],
  explanations: readonly Explanation[],
  personal: ReadonlySet<string>,
  draft: boolean,
): SheetPlan {
  const byKey = new Map(explanations.map((explanation) => [explanation.finding, explanation]));
  const shown = findings.filter(
    (finding) => !personal.has(finding.form) && (draft || finding.severity === 'warning'),
  );
  const rows = shown.map((finding, index): PlannedValue[] => {
    const explanation = byKey.get(finding.key);
    const isError = finding.severity === 'error';
    return [
      String(index + 1),
      finding.form,
      finding.check,
      isError ? '逻辑校验' : '经验校验',
      finding.text,
      valuesText(finding, personal),
      sidesText(finding),
      isError ? '待改正' : stateTexts[explanationState(finding, explanation)],
      explanation?.text ?? '',
    ].map(textValue);
  });
  return tableSheet({
    sheet: explanationsSheetName,
    title: '数据核查结果说明',
    remark: draft ? '草稿：列出全部未通过的校验。' : '列出保留的经验校验及其说明。',
    columns,
    rows,
    empty: '没有需要说明的校验结果',
  });
}
