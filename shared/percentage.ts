import type { FormCell } from './cell';
import { decimal, decimalText, multiply } from './decimal';
import type { Form, FormColumn } from './form';

/** `年巩固率(%)`; 「基本值(85%)」 names a share and is no unit. */
const percentInLabel = /[(（]\s*[%％]\s*[)）]/;
const isPercent = (unit: string | undefined): boolean => /^[%％]$/.test(unit?.trim() ?? '');

/** Whether a column's figures are percentages: by its label, or by the unit of a form that has no other. */
export function isPercentColumn(form: Form, column: FormColumn): boolean {
  return column.label.some((label) => percentInLabel.test(label)) || isPercent(form.unit);
}

/** Whether a cell's figure is a percentage: by the unit or label of its row, column or field, or its form's only unit. */
export function isPercentCell({ form, row, column, spec }: FormCell): boolean {
  if (row?.unit !== undefined && row.unit !== '') return isPercent(row.unit);
  if (column !== null && isPercentColumn(form, column)) return true;
  const label = row?.label ?? ('label' in spec && typeof spec.label === 'string' ? spec.label : '');
  return percentInLabel.test(label) || isPercent(form.unit);
}

/** What stands behind a percentage: `0.65` (%) → `0.0065`, exactly. */
export function asFraction(percentage: string): string {
  return decimalText(multiply(decimal(percentage), decimal('0.01')));
}

/** `0.9531` → `95.31`, exactly. */
export function asPercentage(fraction: string): string {
  return decimalText(multiply(decimal(fraction), 100));
}
