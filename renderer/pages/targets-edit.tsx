import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Field } from '../components/field';
import { Dialog } from '../components/dialog';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { TargetsAdd } from './targets-add';
import { problemsOf, withHead, withNew, type Draft, type DraftHead } from './targets-draft';
import { TargetsEditRow } from './targets-edit-row';
import type { TargetsStore } from './targets-store';

interface TargetsEditProps {
  readonly store: TargetsStore;
  readonly draft: Draft;
}

const fields: readonly { name: keyof DraftHead; label: string; hint?: string; max: number }[] = [
  { name: 'name', label: '名称', hint: '例如：清河县 2026 年目标责任书', max: 60 },
  { name: 'source', label: '依据文件', hint: '文号或文件名，例如：清教〔2026〕12号', max: 200 },
  { name: 'targetYear', label: '目标年度', max: 4 },
  { name: 'jurisdiction', label: '适用地区', max: 60 },
  { name: 'level', label: '层级', max: 20 },
];

/** A bureau's own profile as a table to be typed into. Nothing is saved before she says so. */
export function TargetsEdit({ store, draft }: TargetsEditProps) {
  const { session, notices } = useApp();
  const { collection } = useSubmission();
  const { busy, done, undone, focus } = useValue(store.state);
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const table = useRef<HTMLTableSectionElement>(null);
  const { indicators } = session.definitions;
  const problems = problemsOf(draft);
  const count = problems.rows.size + Object.keys(problems.head).length;

  // The button that led here went with what was shown before.
  useEffect(() => {
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>('.targets-heads [name="name"]')?.focus();
  }, []);

  useEffect(() => {
    if (focus === null) return;
    table.current?.querySelector<HTMLElement>(`[data-row="${focus}"] [data-column="value"]`)?.focus();
    store.focused();
  }, [focus, store]);

  async function save() {
    const saved = await store.save();
    if (saved === null) return;
    const uses = collection.targetProfiles.includes(saved.id);
    notices.tell(
      `已保存「${saved.name}」第 ${saved.version} 版。${uses ? '' : '要按它判定，点「用于本次年报」。'}`,
    );
  }

  function cancel() {
    if (done.length === 0) store.drop();
    else setLeaving(true);
  }

  function firstProblem() {
    const [row] = problems.rows.keys();
    const [field] = Object.keys(problems.head);
    const place =
      field === undefined
        ? table.current?.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="value"]`)
        : document.querySelector<HTMLElement>(`.targets-heads [name="${field}"]`);
    place?.focus();
  }

  return (
    <section
      className="targets-one"
      aria-label="编辑目标方案"
      data-testid="targets-editor"
      onKeyDown={(event) => takeBack(event, store)}
    >
      <header>
        <div>
          <h2>{draft.family === null ? '新建目标方案' : '修改目标方案（存为下一版）'}</h2>
          <p className="targets-facts">
            {draft.rows.length} 条目标值。Tab 到下一格，Enter 到下一行，Ctrl+Z 撤销。
          </p>
        </div>
        <div className="card-buttons">
          <button type="button" disabled={done.length === 0} title="Ctrl+Z" onClick={() => store.undo()}>
            撤销
          </button>
          <button type="button" disabled={undone.length === 0} title="Ctrl+Y" onClick={() => store.redo()}>
            恢复
          </button>
          <button type="button" data-testid="targets-others" onClick={() => store.view('one')}>
            看其他方案
          </button>
          <button type="button" data-testid="targets-cancel" onClick={cancel}>
            取消
          </button>
          {count > 0 && (
            <button type="button" className="link" data-testid="targets-problems" onClick={firstProblem}>
              还有 {count} 处要改
            </button>
          )}
          <button
            type="button"
            className="primary"
            disabled={busy || count > 0}
            data-testid="targets-save"
            onClick={() => void save()}
          >
            保存
          </button>
        </div>
      </header>
      <div className="targets-scroll">
        <div className="targets-heads">
          {fields.map(({ name, label, hint, max }) => (
            <Field key={name} label={label} hint={hint} problem={problems.head[name]}>
              <input
                name={name}
                value={draft.head[name]}
                maxLength={max}
                onChange={(event) => {
                  const { value } = event.target;
                  store.change((now) => withHead(now, { [name]: value }), `head ${name}`);
                }}
              />
            </Field>
          ))}
        </div>
        <table className="targets-table targets-editing">
          <thead>
            <tr>
              <th scope="col">指标</th>
              <th scope="col">学段</th>
              <th scope="col">要求</th>
              <th scope="col">目标值</th>
              <th scope="col">单位</th>
              <th scope="col">口径</th>
              <th scope="col">文件原文或说明</th>
              <th scope="col">推定</th>
              <th scope="col">
                <span className="for-readers">移除</span>
              </th>
            </tr>
          </thead>
          <tbody ref={table}>
            {draft.rows.map((row) => (
              <TargetsEditRow
                key={row.key}
                store={store}
                row={row}
                methods={draft.methods}
                indicator={indicators.find(({ id }) => id === row.threshold.indicator)}
                problem={problems.rows.get(row.key)}
              />
            ))}
          </tbody>
        </table>
        <button type="button" data-testid="targets-add" onClick={() => setAdding(true)}>
          ＋ 添加目标值
        </button>
      </div>
      {adding && (
        <TargetsAdd
          rows={draft.rows}
          onClose={() => setAdding(false)}
          onChoose={(indicator, stage) => {
            setAdding(false);
            store.add((now) => withNew(now, indicator, stage));
          }}
        />
      )}
      {leaving && (
        <Dialog title="放弃修改？" onClose={() => setLeaving(false)}>
          <p>这份方案的修改还没有保存，放弃后不能找回。</p>
          <footer>
            <button type="button" data-testid="targets-drop" onClick={() => store.drop()}>
              放弃修改
            </button>
            <button type="button" className="primary" data-focus-first onClick={() => setLeaving(false)}>
              接着编辑
            </button>
          </footer>
        </Dialog>
      )}
    </section>
  );
}

/** Ctrl+Z takes back steps of the table; a dialog over it keeps its own keys. */
function takeBack(event: KeyboardEvent<HTMLElement>, store: TargetsStore) {
  if (!event.ctrlKey || event.altKey || event.nativeEvent.isComposing) return;
  if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
  const key = event.key.toLowerCase();
  const redo = key === 'y' || (key === 'z' && event.shiftKey);
  if (!redo && key !== 'z') return;
  event.preventDefault();
  event.stopPropagation();
  if (redo) store.redo();
  else store.undo();
}
