import type { Form, FormColumn } from '../../shared/form';
import { identityColumns } from '../../shared/identity-column';
import { columnKey } from '../../shared/cell';

/** Pixels of one Chinese character in a cell and in a head. */
const character = 14;

function contentWidth(form: Form, column: FormColumn): number {
  if (identityColumns(form).has(columnKey(column.code))) return 168;
  switch (column.type) {
    case 'integer':
      return 60;
    case 'decimal':
      return 88;
    case 'date':
      return 98;
    case 'enum': {
      const longest = Math.max(...(column.options ?? []).map((option) => option.length), 2);
      return Math.min(longest, 9) * character + 34;
    }
    default:
      return 126;
  }
}

/** Room for the head in two lines, with its two small buttons below. */
function headWidth({ label }: FormColumn): number {
  const longest = Math.max(...label.map((part) => part.length));
  return Math.max(46, Math.ceil(longest / 2) * 13 + 14);
}

/**
 * Pixels of each column of a list. They are fixed, because only the rows in sight are there: columns that followed
 * their texts would jump while the list scrolls.
 */
export function listWidths(form: Form): readonly number[] {
  return (form.columns ?? []).map((column, index) => {
    const last = column.label.at(-1) ?? '';
    const content =
      isNumbered(form) && index === 0 ? 46 : /姓名/.test(last) ? 84 : contentWidth(form, column);
    return Math.max(content, headWidth(column));
  });
}

/** The first column counts the rows: 序号. */
export function isNumbered({ columns = [] }: Form): boolean {
  return columns[0]?.label.at(-1) === '序号';
}
