import { useRef, useState } from 'react';
import { isLongEnough, shortestException } from '../../shared/explanation';
import { Dialog } from '../components/dialog';
import { useSubmission } from '../store/context';
import type { FindingView } from '../store/finding-views';
import { insertOffered } from './explanation-insert';
import { offeredTexts } from './explanation-offers';
import { sideWords } from './findings-side-words';

const usual = [
  '学校或教学点年内合并、撤销、分设，两边统计的范围不同',
  '教学班年内整班并入外校，学生已在接收学校统计',
  '上年上报的数有误，已向县教育局书面报告更正',
] as const;

interface ExceptionDialogProps {
  readonly view: FindingView;
  readonly onClose: () => void;
}

/** 特殊情况说明: why a relation truly does not hold, after a warning that this is no way round a slip. */
export function ExceptionDialog({ view: { finding, explanation }, onClose }: ExceptionDialogProps) {
  const store = useSubmission();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(explanation);
  const [checked, setChecked] = useState(explanation !== '');
  const missing = shortestException - [...text.trim()].length;
  const isReady = isLongEnough(text) && checked;
  const offers = offeredTexts({ key: finding.key, suggestions: usual }, store.lastYear.explanation);

  function leave(next: string) {
    store.explain(finding, next);
    onClose();
  }

  return (
    <Dialog title="特殊情况说明" onClose={onClose}>
      <form
        className="exception-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) leave(text);
        }}
      >
        <p>
          <strong>{finding.text}</strong>
          <br />
          {sideWords(store.definitions, finding, store.lastYear.text)}
        </p>
        <p className="dialog-warning">
          只在数字属实、确实无法平衡时使用。县教育局会看到这条说明，可能退回要求改正；填错的数请直接改正。
        </p>
        <label className="field">
          <span className="field-name">原因</span>
          <textarea
            ref={box}
            rows={3}
            value={text}
            maxLength={1000}
            data-focus-first
            data-testid="exception-reason"
            aria-describedby="exception-hint"
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p id="exception-hint" className="field-hint" role="status">
          {missing > 0
            ? `至少写 ${shortestException} 个字，还差 ${missing} 个字。`
            : '写清是什么事、哪一天、有什么文件或记录可查。'}
        </p>
        <div className="explanation-buttons">
          {offers.map((offer) => (
            <button
              key={offer.text}
              type="button"
              className="suggestion"
              data-last-year={offer.isLastYears || undefined}
              title={`${offer.text}（填入后可再修改）`}
              onClick={() => insertOffered(box.current, offer.text)}
            >
              {offer.isLastYears ? `去年：${offer.text}` : offer.text}
            </button>
          ))}
        </div>
        <label className="choice">
          <input
            type="checkbox"
            checked={checked}
            data-testid="exception-checked"
            onChange={(event) => setChecked(event.target.checked)}
          />
          两边的数都已与原始资料核对，不是填错
        </label>
        <footer>
          {explanation !== '' && (
            <button type="button" data-testid="withdraw-exception" onClick={() => leave('')}>
              撤回说明
            </button>
          )}
          <button type="button" onClick={onClose}>
            不写了
          </button>
          <button type="submit" className="primary" disabled={!isReady} data-testid="save-exception">
            按特殊情况上报
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
