import { type RefObject, useEffect, useId, useRef } from 'react';
import { cellWords, changeOrigin, recordWords, valueWords } from '../../shared/audit-words';
import type { AuditChange } from '../../shared/ipc-audit';
import { localTime } from '../panels/cell-history-words';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { sameSpan, spansOf, spanWords, type Time, timeNames, times, unfiltered } from './history-filter';
import { useNobody } from './history-nobody';
import type { HistoryStore } from './history-store';

interface ChangesProps {
  readonly store: HistoryStore;
}

interface SectionProps extends ChangesProps {
  /** Where a step of the life leads to. */
  readonly chooser: RefObject<HTMLSelectElement | null>;
}

/** Every change of a value, newest first; the cell's words lead to the cell. */
export function HistoryChanges({ store, chooser }: SectionProps) {
  const { changes, total, loading } = useValue(store.state);
  const title = useId();
  if (changes === null) return null;
  const left = total - changes.length;
  return (
    <section className="history-changes" aria-labelledby={title}>
      <div className="history-title">
        <h2 id={title}>修改明细</h2>
        <span role="status" data-testid="history-count">
          {total === 0 ? '' : `共 ${total} 处，从新到旧`}
        </span>
        <Filters store={store} chooser={chooser} />
      </div>
      {total === 0 ? (
        <Nothing store={store} />
      ) : (
        <table className="history-table" data-testid="history-changes">
          <thead>
            <tr>
              {['时间', '操作人', '来源', '表', '行 · 栏', '代码', '原值', '新值'].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <Change key={change.id} change={change} />
            ))}
          </tbody>
        </table>
      )}
      {left > 0 && <More loading={loading} left={left} onMore={() => void store.more()} />}
    </section>
  );
}

function Filters({ store, chooser }: SectionProps) {
  const nobodyHere = useNobody();
  const { filter, forms, operators, life } = useValue(store.state);
  const { definitions } = useSubmission();
  const spans = spansOf(life ?? []);
  return (
    <div className="history-filters">
      {spans.length > 0 && (
        <select
          ref={chooser}
          aria-label="按定稿版本筛选"
          data-testid="history-versions"
          value={spans.findIndex((span) => sameSpan(span, filter.versions))}
          onChange={({ target }) => void store.filterBy({ versions: spans[Number(target.value)] ?? null })}
        >
          <option value={-1}>全部版本</option>
          {spans.map((span, index) => (
            <option key={spanWords(span)} value={index}>
              {spanWords(span)}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label="按表筛选"
        data-testid="history-form"
        value={filter.form ?? ''}
        onChange={({ target }) => void store.filterBy({ form: target.value === '' ? null : target.value })}
      >
        <option value="">全部表</option>
        {forms.map((code) => (
          <option key={code} value={code}>
            {`${code} ${definitions.forms[code]?.title ?? ''}`}
          </option>
        ))}
      </select>
      <select
        aria-label="按操作人筛选"
        data-testid="history-operator"
        value={filter.operator === null ? 'all' : `of ${filter.operator}`}
        onChange={({ target }) =>
          void store.filterBy({ operator: target.value === 'all' ? null : target.value.slice(3) })
        }
      >
        <option value="all">全部人员</option>
        {operators.map((name) => (
          <option key={name ?? ''} value={`of ${name ?? ''}`}>
            {name ?? nobodyHere}
          </option>
        ))}
      </select>
      <select
        aria-label="按时间筛选"
        data-testid="history-time"
        value={filter.time}
        onChange={({ target }) => void store.filterBy({ time: target.value as Time })}
      >
        {times.map((time) => (
          <option key={time} value={time}>
            {timeNames[time]}
          </option>
        ))}
      </select>
    </div>
  );
}

function Nothing({ store }: ChangesProps) {
  const { filter } = useValue(store.state);
  const isFiltered =
    filter.form !== null || filter.operator !== null || filter.time !== 'all' || filter.versions !== null;
  if (!isFiltered)
    return <p className="quiet-note">还没有填过数。在左边选一张表开始填，每次修改都会记在这里。</p>;
  return (
    <p className="quiet-note">
      没有符合条件的修改。
      <button type="button" className="link" onClick={() => void store.filterBy(unfiltered)}>
        看全部
      </button>
    </p>
  );
}

function Change({ change }: { readonly change: AuditChange }) {
  const { form, cell, before, after } = change;
  const nobodyHere = useNobody();
  const record = recordWords(change);
  return (
    <tr>
      <td>{localTime(change.at, new Date())}</td>
      <td>{change.operator ?? nobodyHere}</td>
      <td>{record ?? changeOrigin(change)}</td>
      <td>{form}</td>
      <td>
        <Place form={form} cell={cell} />
      </td>
      <td>{useCode(form, cell)}</td>
      <td>{record === null && valueWords(before)}</td>
      <td>{record === null && valueWords(after)}</td>
    </tr>
  );
}

function useCode(form: string, cell: string): string {
  return cellWords(useSubmission().definitions, form, cell).code;
}

interface PlaceProps {
  readonly form: string;
  readonly cell: string;
}

/** Leads to the cell, as long as the school fills the form and the record is there. */
function Place({ form, cell }: PlaceProps) {
  const { navigation } = useApp();
  const store = useSubmission();
  const { row, column } = cellWords(store.definitions, form, cell);
  const isList = store.definitions.forms[form]?.kind === 'list';
  const [record = ''] = isList ? cell.split('.') : [];
  const number = isList ? store.listRows.numberOf(form, record) : null;
  const place = isList ? (number === null ? '已删除的一行' : `第 ${number} 行`) : row;
  const words = [place, column].filter((text) => text !== '').join(' · ');
  const isThere = store.forms.some(({ code }) => code === form) && (!isList || number !== null);
  if (!isThere) return <>{words}</>;
  return (
    <button
      type="button"
      className="link"
      title="到这一格"
      onClick={() => {
        if (isList && !cell.includes('.')) navigation.go({ name: 'form', form });
        else navigation.goToCell(store, { form, cell });
      }}
    >
      {words}
    </button>
  );
}

interface MoreProps {
  readonly loading: boolean;
  readonly left: number;
  readonly onMore: () => void;
}

/** Scrolling to it is enough; the button is for the keyboard. */
function More({ loading, left, onMore }: MoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = button.current;
    if (element === null) return undefined;
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) onMore();
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  });
  return (
    <button ref={button} type="button" className="history-more" data-testid="history-more" onClick={onMore}>
      {loading ? '正在读取……' : `再列出一些（还有 ${left} 处）`}
    </button>
  );
}
