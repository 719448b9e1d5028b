import { columnKey } from '../../shared/cell';
import type { Form } from '../../shared/form';
import type { ShownList } from '../store/list-rows';
import { isFiltered } from './list-view';

/** What is said about the rows of a list. */
export const listRowsFull = {
  locked: '报表已定稿或正在定稿，不能改动行。',
  atFoot: '最下面的空行直接填写就会成为新的一行。',
  inserted: (count: number) => `已插入 ${count} 行。按 Ctrl+Z 可以撤销。`,
  nothingToCopy: '最下面的空行没有内容可以复制。',
  sortedNoMove: '现在是按列排序的，不能上下移动行；先在表头恢复登记顺序。',
};

/** The words of a column's head, from the outermost down. */
export function headOf(form: Form, key: string): string {
  return form.columns?.find(({ code }) => columnKey(code) === key)?.label.at(-1) ?? '';
}

/** `显示 38 / 412 条` and by what; null while the list is shown as it is. */
export function viewSentence(form: Form, { view, total, shown }: ShownList): string | null {
  const filtered = isFiltered(view);
  if (!filtered && view.sort === null) return null;
  const parts = [
    ...Object.keys(view.filters).map((key) => `「${headOf(form, key)}」有筛选`),
    ...(view.troubled ? ['只看有问题的'] : []),
    ...(view.sort === null
      ? []
      : [`按「${headOf(form, view.sort.column)}」${view.sort.descending ? '降序' : '升序'}`]),
  ];
  return `${filtered ? `显示 ${shown} / ${total} 条` : `共 ${total} 条`} · ${parts.join(' · ')}`;
}
