import { useCallback, useMemo, useSyncExternalStore, type MouseEvent } from 'react';
import { useSubmission } from '../store/context';
import type { ShownList } from '../store/list-rows';
import { useValue } from '../store/observable';
import { rowTroubles } from '../store/row-troubles';
import { useAfterPaint } from '../store/after-paint';
import type { GridController } from './controller';
import type { ListController } from './list-controller';
import { viewSentence } from './list-words';

export function useShownList(form: string): ShownList {
  const { listRows } = useSubmission();
  return useSyncExternalStore(
    useCallback((listener) => listRows.shown.subscribe(form, listener), [listRows, form]),
    () => listRows.shown.get(form),
  );
}

/** What is done to rows with the mouse leaves the keyboard in the sheet. */
export function stayInSheet(event: MouseEvent) {
  event.preventDefault();
}

/** Also by keyboard, when the button that was pressed is gone. */
export function backToSheet({ detail }: MouseEvent) {
  const byMouse = detail > 0;
  requestAnimationFrame(() => {
    const nowhere = document.activeElement === document.body;
    if (byMouse ? document.querySelector(':modal') === null : nowhere)
      document.querySelector<HTMLElement>('.list-form .cell-editor')?.focus();
  });
}

interface ListToolbarProps {
  readonly grid: GridController;
  readonly list: ListController;
  /** The list can be changed. */
  readonly open: boolean;
}

/** Above a list: how many records there are, what can be done to rows, and how the list is looked at. */
export function ListToolbar({ grid, list, open }: ListToolbarProps) {
  const { code } = grid.form;
  const shown = useShownList(code);
  const { total } = shown;
  return (
    <div className="list-toolbar" onMouseDown={stayInSheet} onClick={backToSheet}>
      <div className="list-buttons">
        <span>共 {total} 条</span>
        <TroubledRows list={list} form={code} pressed={shown.view.troubled} />
        {open && (
          <>
            <button
              type="button"
              data-testid="add-record"
              title="增加一行 Ctrl+Enter"
              onClick={() => grid.addRecord()}
            >
              增加一行
            </button>
            <button
              type="button"
              data-testid="insert-record"
              title="在所选行上面插入 Ctrl+Shift+＝；下面 Ctrl+I"
              disabled={total === 0}
              onClick={() => list.insert('above')}
            >
              插入行
            </button>
            <button
              type="button"
              data-testid="duplicate-record"
              title="复制所选行 Ctrl+Shift+D"
              disabled={total === 0}
              onClick={() => list.duplicate()}
            >
              复制行
            </button>
            <button
              type="button"
              aria-label="上移"
              data-testid="move-up"
              title="上移 Alt+↑"
              disabled={total < 2}
              onClick={() => list.move('up')}
            >
              ↑
            </button>
            <button
              type="button"
              aria-label="下移"
              data-testid="move-down"
              title="下移 Alt+↓"
              disabled={total < 2}
              onClick={() => list.move('down')}
            >
              ↓
            </button>
            <button
              type="button"
              data-testid="remove-record"
              title="删除所选行 Ctrl+Delete"
              disabled={total === 0}
              onClick={() => grid.removeRecords()}
            >
              删除所选行
            </button>
          </>
        )}
      </div>
      <ViewLine list={list} shown={shown} />
    </div>
  );
}

interface TroubledRowsProps {
  readonly list: ListController;
  readonly form: string;
  readonly pressed: boolean;
}

/** How many rows want something, and only them at a press. */
function TroubledRows({ list, form, pressed }: TroubledRowsProps) {
  const findings = useAfterPaint(useValue(useSubmission().findings));
  const counts = useMemo(() => {
    const kinds = [...rowTroubles(findings, form).values()];
    const errors = kinds.filter((kind) => kind === 'error').length;
    return { errors, warnings: kinds.length - errors };
  }, [findings, form]);
  const words = [
    ...(counts.errors > 0 ? [`${counts.errors} 行有错误`] : []),
    ...(counts.warnings > 0 ? [`${counts.warnings} 行需说明`] : []),
  ].join('，');
  if (words === '' && !pressed) return null;
  return (
    <button
      type="button"
      className="list-troubled"
      data-testid="only-troubled"
      data-trouble={counts.errors > 0 ? 'error' : 'warning'}
      aria-pressed={pressed}
      title="只看有问题的行"
      onClick={() => list.onlyTroubled(!pressed)}
    >
      {words === '' ? '没有有问题的行' : words}
      {pressed ? ' · 看全部' : ' · 只看这些'}
    </button>
  );
}

interface ViewLineProps {
  readonly list: ListController;
  readonly shown: ShownList;
}

function ViewLine({ list, shown }: ViewLineProps) {
  const sentence = viewSentence(list.form, shown);
  if (sentence === null) return null;
  return (
    <p className="list-view" role="status" data-testid="list-view">
      <span>{sentence}</span>
      {shown.changed && (
        <button type="button" data-testid="apply-view" onClick={() => list.apply()}>
          有改动，重新应用
        </button>
      )}
      <button type="button" data-testid="clear-view" onClick={() => list.clear()}>
        {Object.keys(shown.view.filters).length > 0 || shown.view.troubled ? '清除筛选' : '恢复登记顺序'}
      </button>
    </p>
  );
}
