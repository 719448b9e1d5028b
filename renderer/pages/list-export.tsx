import { useState } from 'react';
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

/** 名单台账: each list of named people goes out by itself, after she was told what is in it. */
export function ListExports() {
  const lists = useSubmission().forms.filter(isPersonal);
  if (lists.length === 0) return null;
  return (
    <section className="card">
      <h2>导出台账（名单）</h2>
      <p className="card-hint">
        名单台账有姓名、身份证件号等个人信息，不在上报文件里；县局要求报送时在这里单独导出。
      </p>
      {lists.map((form) => (
        <ListExport key={form.code} form={form} />
      ))}
    </section>
  );
}

interface ListExportProps {
  readonly form: Form;
}

type State =
  | { readonly step: 'rest' | 'asking' | 'busy' }
  | { readonly step: 'done'; readonly result: ListExportResult };

function ListExport({ form }: ListExportProps) {
  const store = useSubmission();
  const { call } = useApp();
  const { id, state: submissionState } = useValue(store.submission);
  // A draft shows one more row to write in.
  const records = useRows(form.code).length - (submissionState === 'finalised' ? 0 : 1);
  const [state, setState] = useState<State>({ step: 'rest' });
  const [problem, setProblem] = useState<string | null>(null);

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
        if (result !== null) next = { step: 'done', result };
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
        <p className="ask" role="alert">
          <span>
            「{name}」有 {records}{' '}
            人的姓名、身份证件号、电话等个人信息。文件只交给县教育局指定的人，不要发到微信群、QQ
            群，用完及时删除。
          </span>
          <button
            type="button"
            className="primary"
            autoFocus
            data-testid={`confirm-list-${form.code}`}
            onClick={() => void exportList()}
          >
            确定导出
          </button>
          <button type="button" onClick={() => setState({ step: 'rest' })}>
            不导出
          </button>
        </p>
      ) : (
        <button
          type="button"
          data-testid={`export-list-${form.code}`}
          disabled={records === 0 || state.step === 'busy'}
          title={records === 0 ? '这张台账还没有记录' : undefined}
          onClick={() => setState({ step: 'asking' })}
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
      {state.step === 'done' && (
        <p className="card-good" data-testid={`list-file-${form.code}`}>
          已导出 {state.result.records} 人，写出后已逐格核对：{state.result.fileName}（{state.result.folder}）
        </p>
      )}
    </div>
  );
}
