import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Form } from '../../shared/form';
import type { ListExportResult } from '../../shared/ipc';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { WorkProgress } from '../components/work-progress';
import { useApp, useRows, useSubmission } from '../store/context';
import { commitDraft } from '../store/draft';
import { useValue } from '../store/observable';

/** As in shared/workbook-findings.ts, which would bring the planning of sheets into the page. */
function isPersonal({ kind, columns = [] }: Form): boolean {
  return kind === 'list' && columns.some((column) => column.sensitive === true);
}

/** 名册: each list of named people goes out by itself, after she was told what is in it. */
export function ListExports() {
  const lists = useSubmission().forms.filter(isPersonal);
  const [latest, setLatest] = useState<string | null>(null);
  if (lists.length === 0) return null;
  return (
    <section className="card">
      <h2>导出名册</h2>
      <p className="card-hint">
        名册有姓名、身份证件号等个人信息，不在上报文件里；县局要求报送时在这里单独导出。
      </p>
      {lists.map((form) => (
        <ListExport
          key={form.code}
          form={form}
          latest={latest === form.code}
          onExported={() => setLatest(form.code)}
        />
      ))}
    </section>
  );
}

interface ListExportProps {
  readonly form: Form;
  /** No other list was exported since: only the last file can be shown in its folder. */
  readonly latest: boolean;
  readonly onExported: () => void;
}

type State =
  | { readonly step: 'rest' | 'asking' | 'busy' }
  | { readonly step: 'done'; readonly result: ListExportResult };

function ListExport({ form, latest, onExported }: ListExportProps) {
  const store = useSubmission();
  const { call } = useApp();
  const { id, state: submissionState } = useValue(store.submission);
  // A draft shows one more row to write in.
  const records = useRows(form.code).length - (submissionState === 'finalised' ? 0 : 1);
  const [state, setState] = useState<State>({ step: 'rest' });
  const [problem, setProblem] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const returns = useRef(false);

  // The button is not there while it is asked, and takes no focus while the file is written.
  useEffect(() => {
    if (!returns.current || (state.step !== 'rest' && state.step !== 'done')) return;
    returns.current = false;
    button.current?.focus();
  }, [state]);

  function ask() {
    returns.current = true;
    setState({ step: 'asking' });
  }

  function press(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    setState({ step: 'rest' });
  }

  async function exportList() {
    commitDraft();
    setState({ step: 'busy' });
    setProblem(null);
    let next: State = { step: 'rest' };
    try {
      if (!(await store.save.settled())) setProblem('还有内容没有保存，请先在下方状态栏点「重试」。');
      else {
        const input = { submissionId: id, form: form.code, confirmed: true } as const;
        const result = await call('workbook.exportList', input);
        if (result !== null) {
          next = { step: 'done', result };
          onExported();
        }
      }
    } catch (thrown) {
      setProblem(errorSentence(errorOf(thrown)));
    }
    setState(next);
  }

  function cancel() {
    call('work.cancel', null).catch((thrown: unknown) => setProblem(errorSentence(errorOf(thrown))));
  }

  const name = `${form.code} ${form.title}`;
  return (
    <div className="list-export">
      {state.step === 'asking' ? (
        <div className="ask" role="alert" onKeyDown={press}>
          <span>
            「{name}」有 {records}{' '}
            人的姓名、身份证件号、电话等个人信息。文件只交给县教育局指定的人，不要发到微信群、QQ
            群，用完及时删除。
          </span>
          <button type="button" data-testid={`confirm-list-${form.code}`} onClick={() => void exportList()}>
            确定导出
          </button>
          <button
            type="button"
            className="primary"
            autoFocus
            data-testid={`refuse-list-${form.code}`}
            onClick={() => setState({ step: 'rest' })}
          >
            不导出
          </button>
        </div>
      ) : (
        <button
          ref={button}
          type="button"
          data-testid={`export-list-${form.code}`}
          disabled={records === 0 || state.step === 'busy'}
          title={records === 0 ? '这张名册还没有记录' : undefined}
          onClick={ask}
        >
          {name}（{records} 人）
        </button>
      )}
      {state.step === 'busy' && <WorkProgress onCancel={cancel} />}
      {problem !== null && (
        <p className="card-problem" role="alert">
          {problem}
        </p>
      )}
      {state.step === 'done' && <ExportedList {...{ form, latest }} result={state.result} />}
    </div>
  );
}

interface ExportedListProps extends Pick<ListExportProps, 'form' | 'latest'> {
  readonly result: ListExportResult;
}

function ExportedList({ form, latest, result }: ExportedListProps) {
  return (
    <div className="exported" role="status" data-testid={`list-file-${form.code}`}>
      <p className="card-good">已导出名册</p>
      <dl>
        <dt>文件</dt>
        <dd>{result.fileName}</dd>
        <dt>文件夹</dt>
        <dd>{result.folder}</dd>
        <dt>内容</dt>
        <dd>{result.records} 人，写出后已逐格核对</dd>
      </dl>
      <p>用完请及时删除。</p>
      {latest && <ShowLast />}
    </div>
  );
}

/** Every file that left the program is remembered, name lists among them; the last one is shown. */
function ShowLast() {
  const { call, notices } = useApp();
  function show() {
    call('workbook.showLast', null).catch((thrown: unknown) =>
      notices.tell(errorSentence(errorOf(thrown)), 'problem'),
    );
  }
  return (
    <button type="button" onClick={show}>
      打开所在文件夹
    </button>
  );
}
