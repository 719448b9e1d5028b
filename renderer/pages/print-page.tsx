import { useCallback, useState } from 'react';
import type { Paper } from '../../shared/ipc-paper';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { useApp, useSubmission } from '../store/context';
import { commitDraft } from '../store/draft';
import { useValue } from '../store/observable';
import { useEscape } from './print-escape';
import { isNameList, PrintChoice, type PrintScope } from './print-choice';
import { PrintOutcome, type Printed, usePatience } from './print-outcome';
import '../styles/finish.css';
import '../styles/print.css';

interface PrintPageProps {
  /** The form from which she came here. */
  readonly form: string | null;
}

type Act = 'preview' | 'savePdf' | 'print';

/** What is to be printed, and on what: the screen, a PDF, a printer. */
export function PrintPage({ form }: PrintPageProps) {
  const store = useSubmission();
  const { call, navigation } = useApp();
  const { id, state, version } = useValue(store.submission);
  const here = store.forms.find(({ code }) => code === form);
  const hereCode = here?.code;
  const [scope, setScope] = useState<PrintScope>(here === undefined ? 'all' : 'here');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(here === undefined ? [] : [here.code]));
  const [busy, setBusy] = useState(false);
  const late = usePatience(busy);
  const [printed, setPrinted] = useState<Printed | null>(null);

  // The tree may have changed since: what the school no longer fills cannot be printed.
  const codes = store.forms.map(({ code }) => code).filter((code) => chosen.has(code));
  const forms: Paper['forms'] = scope === 'all' ? null : scope === 'here' ? [here?.code ?? ''] : codes;
  const nothing = forms?.length === 0;
  const lists = store.forms.filter((each) => isNameList(each) && forms?.includes(each.code) === true);

  const back = useCallback(
    () => navigation.go(hereCode === undefined ? { name: 'finish' } : { name: 'form', form: hereCode }),
    [navigation, hereCode],
  );

  useEscape(back);

  async function act(how: Act) {
    commitDraft();
    setBusy(true);
    setPrinted(null);
    try {
      if (!(await store.save.settled()))
        setPrinted({ kind: 'problem', sentence: '还有内容没有保存，请先在下方状态栏点「重试」。' });
      else setPrinted(await outcome(how, { submissionId: id, forms }));
    } catch (thrown) {
      setPrinted({ kind: 'problem', sentence: errorSentence(errorOf(thrown)) });
    } finally {
      setBusy(false);
    }
  }

  async function outcome(how: Act, paper: Paper): Promise<Printed | null> {
    if (how === 'preview') return { kind: 'shown', ...(await call('paper.preview', paper)) };
    if (how === 'print') return (await call('paper.print', paper)) ? { kind: 'sent' } : null;
    const saved = await call('paper.savePdf', paper);
    return saved === null ? null : { kind: 'saved', ...saved };
  }

  const button = (how: Act, label: string, primary = false) => (
    <button
      type="button"
      className={primary ? 'primary' : undefined}
      data-testid={`paper-${how}`}
      disabled={busy || nothing}
      onClick={() => void act(how)}
    >
      {label}
    </button>
  );

  return (
    <div className="page print">
      <header className="print-head">
        <h1>打印</h1>
        <button type="button" data-testid="print-back" onClick={back}>
          返回{here !== undefined && ` ${here.code}`}
        </button>
      </header>
      <div className="print-columns">
        <PrintChoice here={here} groups={store.groups} {...{ scope, setScope, chosen, setChosen }} />
        <section className="card">
          <p>
            {state === 'finalised'
              ? `报表已定稿（第 ${version} 版），按定稿打印。`
              : '报表还没有定稿，每一页都印有「草稿」。'}
            纸张、方向和分页与导出的工作簿相同。
          </p>
          {lists.length > 0 && (
            <p className="print-personal" role="note" data-testid="print-personal">
              {lists.map(({ code }) => code).join('、')} 有学生姓名和身份证件号，打印后请妥善保管，不要外传。
            </p>
          )}
          <div className="card-buttons">
            {button('preview', '预览', true)}
            {button('savePdf', '存为 PDF')}
            {button('print', '打印…')}
          </div>
          {nothing && <p className="card-hint">请先在左边选择要打印的表。</p>}
          {late && <p role="status">正在生成页面…</p>}
          {printed !== null && <PrintOutcome printed={printed} />}
        </section>
      </div>
    </div>
  );
}
