import { useEffect } from 'react';
import { errorSentence } from '../../shared/messages';
import type { Movements } from '../../shared/roster/plan';
import { Mark } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { rosterListFor } from '../store/roster-load-list';
import { MovesFlows } from './rosters-moves-flows';
import { MovesLedgers } from './rosters-moves-ledgers';
import { MovesNames } from './rosters-moves-names';
import { rosterMovesFor } from './rosters-moves-store';
import { doubtOf, isGuess, isOpen, leftOutSentence } from './rosters-moves-view';
import '../styles/rosters-moves.css';

/** 变动: who came and went between last year's roster and this one, name by name, and what that explains. */
export function RostersMoves() {
  const { call } = useApp();
  const submission = useSubmission();
  const { id } = useValue(submission.submission);
  const store = rosterMovesFor(call);
  const state = useValue(store.state);
  // What was typed into a ledger has to be at main before it is asked who is not in it.
  useEffect(() => void submission.save.settled().then(() => store.load(id)), [store, submission, id]);
  const known = state.submissionId === id ? state.movements : null;

  function onKeyDown(event: React.KeyboardEvent) {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) store.redo();
    else store.undo();
  }

  return (
    <div className="moves" data-testid="moves" onKeyDown={onKeyDown}>
      {state.refused !== null && (
        <p className="card-problem" role="alert">
          {errorSentence(state.refused)}
        </p>
      )}
      {known === null ? (
        state.refused === null && <p aria-busy>正在比较两年的名册……</p>
      ) : known.possible ? (
        <>
          <Lead store={store} />
          <Doubt all={known} />
          <LeftOut />
          <MovesLedgers proposals={state.ledgers} store={store} />
          <div className="moves-columns">
            <MovesFlows flows={known.flows} shown={state.flow} onShow={(flow) => store.flow(flow)} />
            <MovesNames store={store} all={known} />
          </div>
        </>
      ) : (
        <NothingToCompare />
      )}
    </div>
  );
}

interface LeadProps {
  readonly store: ReturnType<typeof rosterMovesFor>;
}

function Lead({ store }: LeadProps) {
  const { navigation } = useApp();
  const { movements } = useValue(store.state);
  if (movements === null) return null;
  const sum = (of: 'before' | 'after' | 'came' | 'went') =>
    movements.flows.reduce((total, flow) => total + flow[of], 0);
  const open = movements.movements.filter(isOpen).length;
  const guessed = movements.movements.filter(isGuess).length;
  const risen = movements.movements.some(
    ({ side, before, remark }) => side === 'came' && before !== null && remark === null,
  );
  return (
    <div className="moves-lead">
      <p>
        上年名册 <strong>{sum('before')}</strong> 人，来了 <strong>{sum('came')}</strong>，走了{' '}
        <strong>{sum('went')}</strong>，今年 <strong>{sum('after')}</strong> 人。
        {risen && '在本校升入下一学段的，算上一学段毕业、下一学段招生，来、走各数一次。'}
      </p>
      <p className="moves-open" role="status" data-testid="moves-state" data-done={open === 0 || undefined}>
        <Mark shape={open === 0 ? 'check' : 'triangle'} />
        {open === 0
          ? `每个人都有来源或去向了。${guessed > 0 ? `其中 ${guessed} 人是推断的，填表时还会请您确认。` : ''}`
          : `还有 ${open} 人名册说不清，请在下面逐个说明；说明之前，「学生变动情况」里要靠他们的格先不填。`}
      </p>
      {open === 0 && (
        <button
          type="button"
          data-testid="moves-to-fill"
          onClick={() => navigation.go({ name: 'rosters', part: 'fill' })}
        >
          去填表
        </button>
      )}
    </div>
  );
}

function Doubt({ all }: { readonly all: Movements }) {
  const doubt = doubtOf(all);
  if (doubt === null) return null;
  return (
    <p className="moves-doubt" role="alert">
      {doubt}
    </p>
  );
}

function LeftOut() {
  const { call } = useApp();
  const { id } = useValue(useSubmission().submission);
  const { rosters, submissionId } = useValue(rosterListFor(call).state);
  const sentence = submissionId === id ? leftOutSentence(rosters) : null;
  return sentence === null ? null : (
    <p className="moves-left-out" role="status">
      {sentence}
    </p>
  );
}

/** Nothing can be told from one roster alone. */
function NothingToCompare() {
  const { call, navigation } = useApp();
  const { collection } = useSubmission();
  const { rosters } = useValue(rosterListFor(call).state);
  const has = (kind: string) => rosters?.some((roster) => roster.kind === kind) === true;
  const missing = [
    ...(has('pupils') ? [] : ['今年的学生名册']),
    ...(has('pupilsBefore') ? [] : [`上年（${collection.schoolYear - 1} 年 9 月）的学生名册`]),
  ];
  return (
    <section className="card moves-none" data-testid="moves-none">
      <h2>要有两年的学生名册才能比较</h2>
      <p>
        {missing.length === 0 ? '名册刚刚有变化，请重新打开这一页。' : `还没有${missing.join('和')}。`}
        载入后，程序按身份证件号、学籍号逐个对上人，列出谁来了、谁走了、谁留级，
        {collection.edition === 'jiaoji-2021' ? '教基3040' : '基础基331'} 的增减就不用自己数。
      </p>
      {!has('pupilsBefore') && (
        <p>
          上年的名册可以从学籍系统导出去年 9
          月的在校学生，或者用去年留下的花名册文件；在「载入」页选「上年学生名册」。
          如果去年就在本程序里载入过学生名册，会自动拿来比较，不用再载入。
        </p>
      )}
      <button
        type="button"
        className="primary"
        data-testid="moves-to-load"
        onClick={() => navigation.go({ name: 'rosters', part: 'load' })}
      >
        去载入名册
      </button>
    </section>
  );
}
