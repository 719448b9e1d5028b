import { useMemo, useState } from 'react';
import type { ImportComparison } from '../../shared/import/report';
import { errorSentence } from '../../shared/messages';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import { schoolYearText } from './due-date';
import { DifferenceTable } from './import-difference-table';
import {
  decided,
  formChoices,
  notTaken,
  shownDifferences,
  viewChoices,
  viewNames,
  type View,
} from './import-differences';
import { OutsideEdits } from './import-outside';
import { ImportProblems } from './import-problems';
import type { StageProps } from './import-steps';

const finalised = errorSentence({ code: 'submission.finalised', params: {} });

/** The file held against what is stored: every difference with both values, to be taken or refused one by one. */
export function ImportCompare({ flow, state }: StageProps) {
  const { comparison, refused, report } = state;
  const [form, setForm] = useState('');
  const [view, setView] = useState<View>('all');
  const differences = useMemo(() => comparison?.differences ?? [], [comparison]);
  const shown = useMemo(
    () => shownDifferences(differences, form, view, refused),
    [differences, form, view, refused],
  );
  const forms = useMemo(() => formChoices(differences), [differences]);
  if (comparison === null || report === null) return null;
  const outside = notTaken(report.edits);
  const decide = (taken: boolean) => flow.refuse(decided(refused, shown, taken));
  const all = differences.length;
  const closed = comparison.state === 'finalised';
  return (
    <>
      {closed && all > 0 && (
        <p id="import-hindrance" className="card-problem" data-testid="import-hindrance">
          {finalised}
        </p>
      )}
      <Summary flow={flow} state={state} />
      <ImportProblems problems={comparison.problems} first={4} />
      {outside !== null && <OutsideEdits edits={outside.edits} sentence={outside.sentence} />}
      {all > 0 && (
        <section className="import-differences">
          <div className="import-tools">
            <label>
              表{' '}
              <select
                data-testid="import-form-filter"
                value={form}
                onChange={(event) => setForm(event.target.value)}
              >
                <option value="">全部（{all}）</option>
                {forms.map(({ value, count }) => (
                  <option key={value} value={value}>
                    {value}（{count}）
                  </option>
                ))}
              </select>
            </label>
            <label>
              只看{' '}
              <select
                data-testid="import-view-filter"
                value={view}
                onChange={(event) => setView(event.target.value as View)}
              >
                {viewChoices(differences, refused, view).map(({ value, count }) => (
                  <option key={value} value={value}>
                    {viewNames[value]}（{count}）
                  </option>
                ))}
              </select>
            </label>
            <span className="import-shown" role="status">
              显示 {shown.length} 项
            </span>
            <button
              type="button"
              data-testid="import-all"
              disabled={closed}
              title="选中现在显示的各项"
              onClick={() => decide(true)}
            >
              全选
            </button>
            <button
              type="button"
              data-testid="import-none"
              disabled={closed}
              title="不选现在显示的各项"
              onClick={() => decide(false)}
            >
              全不选
            </button>
          </div>
          <DifferenceTable
            key={`${form}/${view}`}
            differences={shown}
            refused={refused}
            closed={closed}
            onTake={(difference, taken) => flow.refuse(decided(refused, [difference], taken))}
          />
        </section>
      )}
      <Foot flow={flow} state={state} />
    </>
  );
}

function Summary({ state }: StageProps) {
  const { session } = useApp();
  const { schools } = useValue(session.state);
  const { comparison, report, entry } = state;
  if (comparison === null || report === null || entry === null) return null;
  const known = schools.find(({ id }) => id === entry.school);
  const name = known?.name ?? entry.entry.name.trim();
  const { differences } = comparison;
  const none = new Set<string>();
  const count = (view: View) => shownDifferences(differences, '', view, none).length;
  const [cleared, blank, unreadable, repeats] = [
    count('cleared'),
    count('blank'),
    count('unreadable'),
    count('repeats'),
  ];
  const year = entry.schoolYear === null ? '' : schoolYearText(entry.schoolYear);
  return (
    <div className="import-summary" data-testid="import-summary">
      <h2>
        {report.fileName} → {name}，{year}
      </h2>
      <p>
        {creation(comparison)}
        {countsText(comparison)}
        {blank > 0 && `其中 ${blank} 项是空白按 0。`}
        {repeats > 0 && `${repeats} 项与别的表带出的数相同，没有选。`}
        {unreadable > 0 && (
          <strong data-testid="import-unreadable">
            {unreadable} 项不能当数用，没有选，请打开文件核对后改正。
          </strong>
        )}
        {cleared > 0 && <strong>有 {cleared} 项会清空现有的数。</strong>}
      </p>
      {comparison.restoresFinal && (
        <p>
          这是正式文件（第 {report.version} 版）：全部导入后仍为定稿；有不导入的，导入后是草稿，须重新定稿。
        </p>
      )}
    </div>
  );
}

function countsText({ creates, differences, same }: ImportComparison): string {
  const count = differences.length;
  if (creates.submission) return `文件中有 ${count} 项可以导入。`;
  if (count === 0) return `文件与现有数据完全一致${same > 0 ? `（${same} 项相同）` : ''}。`;
  return `${same > 0 ? `${same} 项相同，保持不变；` : ''}${count} 项不同。`;
}

function creation({ creates }: ImportComparison): string {
  const made = [
    ...(creates.school ? ['学校档案'] : []),
    ...(creates.collection ? ['年报任务'] : []),
    ...(creates.submission ? ['报表'] : []),
  ];
  return made.length === 0 ? '' : `导入时新建${made.join('、')}。`;
}

/** Why the button cannot be pressed; null when it can. */
function hindrance(comparison: ImportComparison, taken: number, instead: number): string | null {
  const { state, differences, creates } = comparison;
  if (differences.length === 0 && !creates.submission) return '没有不同，不需要导入。';
  if (state === 'finalised') return finalised;
  if (taken + instead === 0 && differences.length > 0) return '没有选中任何一项。';
  return null;
}

function Foot({ flow, state }: StageProps) {
  const { comparison, refused, busy } = state;
  if (comparison === null) return null;
  const taken = comparison.differences.length - refused.size;
  const instead = comparison.differences.filter(
    (each) => each.instead !== undefined && refused.has(each.key),
  ).length;
  const reason = hindrance(comparison, taken, instead);
  return (
    <footer className="import-foot">
      {reason !== null && reason !== finalised && (
        <span id="import-hindrance" className="import-hindrance" data-testid="import-hindrance">
          {reason}
        </span>
      )}
      {reason === null && (
        <span className="import-hindrance">
          {refused.size > 0 &&
            `${refused.size} 项不导入，保持现有值${instead > 0 ? `；其中 ${instead} 项用导出时的值` : ''}。`}
          导入后不能用「撤销」退回；原来的数留在修改记录里。
        </span>
      )}
      <button type="button" disabled={busy !== null} onClick={() => flow.show('target')}>
        上一步
      </button>
      <button
        type="button"
        className="primary"
        data-testid="import-apply"
        disabled={reason !== null || busy !== null}
        aria-describedby={reason === null ? undefined : 'import-hindrance'}
        onClick={() => void flow.apply()}
      >
        {busy === 'applying' ? '正在导入……' : taken > 0 ? `导入 ${taken} 项` : '导入'}
      </button>
    </footer>
  );
}
