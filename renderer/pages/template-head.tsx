import { useRef, useState, type KeyboardEvent } from 'react';
import { useApp, useSubmission } from '../store/context';
import { commitDraft } from '../store/draft';
import { useValue } from '../store/observable';
import type { TemplateStore } from './template-store';

interface TemplateHeadProps {
  readonly template: TemplateStore;
}

/** Where she goes from the template that is open: to another one, or to none. */
type Leave = 'another' | 'nothing';

/** The template's name, what its mapping rests on, and everything that can be done with the whole of it. */
export function TemplateHead({ template }: TemplateHeadProps) {
  const { notices } = useApp();
  const submission = useSubmission();
  const { id } = useValue(submission.submission);
  const { report, mappingFile, changed, busy, done, undone } = useValue(template.state);
  const [leaving, setLeaving] = useState<Leave | null>(null);
  const asked = useRef<Element | null>(null);

  function go(where: Leave) {
    setLeaving(null);
    if (where === 'another') void template.read(id);
    else template.close();
  }

  /** The work of mapping by hand is not lost by a slip: while the question stands, only its own answers go on. */
  function leave(where: Leave) {
    if (!changed || done.length === 0) return go(where);
    asked.current = document.activeElement;
    setLeaving(where);
  }

  function stay() {
    setLeaving(null);
    if (asked.current instanceof HTMLElement) asked.current.focus();
  }

  function save() {
    setLeaving(null);
    void template.saveMapping();
  }

  function load() {
    setLeaving(null);
    void template.loadMapping();
  }

  async function saveFirst(where: Leave) {
    await template.saveMapping();
    // Where she cancelled the dialog or the file could not be written, nothing is saved and the question stands.
    if (!template.state.get().changed) go(where);
  }

  async function fill() {
    commitDraft();
    if (await submission.save.settled()) await template.fill(id);
    else notices.tell('还有内容没有保存，请先在下方状态栏点「重试」。', 'problem');
  }

  return (
    <header className="template-head">
      <div className="template-names">
        <h1 data-testid="template-file">{report?.fileName}</h1>
        <span className="template-mapping" data-testid="template-mapping">
          {mappingFile === null ? '对照由程序找出' : `对照文件：${mappingFile}`}
          {changed && '，有改动没有保存'}
        </span>
      </div>
      <div className="card-buttons">
        <button type="button" disabled={busy} onClick={() => leave('another')} data-testid="choose-template">
          换模板
        </button>
        <button type="button" disabled={busy} onClick={load} data-testid="load-mapping">
          载入对照
        </button>
        <button type="button" disabled={busy} onClick={save} data-testid="save-mapping">
          保存对照
        </button>
        <button type="button" disabled={done.length === 0} onClick={() => template.undo()} title="Ctrl+Z">
          撤销
        </button>
        <button type="button" disabled={undone.length === 0} onClick={() => template.redo()} title="Ctrl+Y">
          恢复
        </button>
        <button type="button" disabled={busy} data-testid="close-template" onClick={() => leave('nothing')}>
          关闭
        </button>
        <button
          type="button"
          className="primary"
          disabled={busy}
          data-testid="fill-template"
          onClick={() => void fill()}
        >
          填入本校数据
        </button>
      </div>
      {leaving !== null && (
        <Leaving
          busy={busy}
          onSave={() => void saveFirst(leaving)}
          onDrop={() => go(leaving)}
          onStay={stay}
        />
      )}
    </header>
  );
}

interface LeavingProps {
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onDrop: () => void;
  readonly onStay: () => void;
}

function Leaving({ busy, onSave, onDrop, onStay }: LeavingProps) {
  function press(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onStay();
  }
  return (
    <div className="ask" role="alert" data-testid="leave-template" onKeyDown={press}>
      <span>对照有改动还没有保存，离开这个模板就没有了。</span>
      <button type="button" className="primary" autoFocus onClick={onSave}>
        先保存对照
      </button>
      <button type="button" disabled={busy} data-testid="drop-mapping" onClick={onDrop}>
        不保存
      </button>
      <button type="button" data-testid="stay-template" onClick={onStay}>
        不离开
      </button>
    </div>
  );
}
