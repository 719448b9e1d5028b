import { useState } from 'react';
import type { Theme } from '../../shared/indicator-definition';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { printOnly } from '../charts/print-only';
import { VerdictMark } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import { changeIndicatorView, indicatorView, type IndicatorFilter } from '../store/indicator-view';
import { useValue } from '../store/observable';
import { rememberLeft } from './indicators-go';
import { countsOf, type IndicatorRow } from './indicators-rows';

interface IndicatorsHeadProps {
  readonly rows: readonly IndicatorRow[];
  readonly theme: Theme;
  readonly page: React.RefObject<HTMLElement | null>;
}

const filters: readonly { readonly id: IndicatorFilter; readonly label: string }[] = [
  { id: 'all', label: '全部' },
  { id: 'todo', label: '只看未达标、缺数据' },
];

const counted = ['met', 'missed', 'borderline', 'missing', 'not-applicable', 'no-target'] as const;

/** Where the school stands as a whole, and what can be done with it. */
export function IndicatorsHead({ rows, theme, page }: IndicatorsHeadProps) {
  const { school, collection } = useSubmission();
  const { navigation } = useApp();
  const { filter } = useValue(indicatorView);
  const counts = countsOf(rows);
  // 均衡 has tables of its own, whose rows are compared with one another and must stand together.
  const filtered = theme !== '均衡';
  const { act, busy } = useActs(page, theme);
  return (
    <header className="indicators-head">
      <div className="indicators-title">
        <h1>指标与目标值</h1>
        <p className="indicators-facts">
          {school.name} · {collection.title}
        </p>
        <div className="card-buttons not-on-paper">
          <button
            type="button"
            data-testid="open-targets"
            data-control="open-targets"
            onClick={() => {
              rememberLeft('open-targets');
              navigation.go({ name: 'targets' });
            }}
          >
            目标方案
          </button>
          <button type="button" data-testid="export-indicators" disabled={busy} onClick={() => act('export')}>
            导出指标表
          </button>
          <button type="button" data-testid="save-indicators" disabled={busy} onClick={() => act('save')}>
            存为 PDF
          </button>
          <button type="button" data-testid="print-indicators" disabled={busy} onClick={() => act('print')}>
            打印
          </button>
        </div>
      </div>
      <div className="indicators-summary" data-testid="indicators-summary">
        {counted.map((verdict) => (
          <span key={verdict} data-zero={counts[verdict] === 0 || undefined}>
            <VerdictMark verdict={verdict} /> {counts[verdict]}
          </span>
        ))}
        {counts.invalid > 0 && <strong className="range-words">超出可能范围 {counts.invalid}</strong>}
        {filtered && (
          <fieldset className="indicators-filter not-on-paper">
            <legend className="for-readers">显示哪些指标</legend>
            {filters.map(({ id, label }) => (
              <label key={id}>
                <input
                  type="radio"
                  name="indicator-filter"
                  data-testid={`filter-${id}`}
                  checked={filter === id}
                  onChange={() => changeIndicatorView({ filter: id })}
                />
                {label}
              </label>
            ))}
          </fieldset>
        )}
      </div>
    </header>
  );
}

type Act = 'export' | 'save' | 'print';

function useActs(page: IndicatorsHeadProps['page'], theme: Theme) {
  const store = useSubmission();
  const { call, notices } = useApp();
  const [busy, setBusy] = useState(false);

  async function outcome(what: Act): Promise<string | null> {
    if (!(await store.save.settled())) return '还有内容没有保存，请先在下方状态栏点「重试」。';
    const submissionId = store.submission.get().id;
    if (what === 'print') {
      const named = { submissionId, name: `指标（${theme}）` };
      await printOnly(page.current, () => call('figures.printPage', named));
      return null;
    }
    const name = `指标_${theme}_${store.school.name}`.replace(/[\\/:*?"<>|]/g, '').slice(0, 80);
    const saved =
      what === 'export'
        ? await call('figures.exportTable', { submissionId, profile: null })
        : await printOnly(page.current, () => call('figures.savePage', { submissionId, name }));
    return saved === null ? null : `已存为 ${saved.fileName}，在 ${saved.folder}。`;
  }

  async function perform(what: Act) {
    setBusy(true);
    try {
      const told = await outcome(what);
      if (told !== null) notices.tell(told);
    } catch (thrown) {
      notices.tell(errorSentence(errorOf(thrown)), 'problem');
    } finally {
      setBusy(false);
    }
  }

  return { busy, act: (what: Act) => void perform(what) };
}
