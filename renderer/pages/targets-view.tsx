import { useEffect, useRef, useState } from 'react';
import type { Indicator } from '../../shared/indicator-definition';
import type { TargetProfile, Threshold } from '../../shared/target-profile';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { TargetsAsk, type Question } from './targets-ask';
import { TargetsRound } from './targets-round';
import type { TargetsStore } from './targets-store';
import {
  circleText,
  doubtText,
  methodOf,
  opSigns,
  originText,
  originTips,
  stageText,
  usualMethod,
  valueText,
  versionText,
} from './targets-words';

interface TargetsViewProps {
  readonly store: TargetsStore;
  readonly profile: TargetProfile;
}

/** One profile as a table, and what can be done with it. */
export function TargetsView({ store, profile }: TargetsViewProps) {
  const { session, notices } = useApp();
  const { school } = useSubmission();
  const { own, busy, draft } = useValue(store.state);
  const [asked, setAsked] = useState<Question | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  // The button that led here went with what was shown before.
  useEffect(() => {
    if (document.activeElement === document.body) buttons.current?.querySelector('button')?.focus();
  }, []);
  const isOwn = own?.some(({ id }) => id === profile.id) === true;
  const { name, source, targetYear, jurisdiction, level, thresholds, methods } = profile;
  const indicators = new Map(session.definitions.indicators.map((each) => [each.id, each]));
  const facts = [
    isOwn ? versionText(profile) : '程序自带',
    jurisdiction,
    level === undefined ? undefined : `${level}级`,
    targetYear === undefined ? undefined : `目标年度 ${targetYear}`,
  ];

  /** What is being edited is not lost by beginning something else. */
  function begin(as: 'new' | 'version') {
    if (draft === null) store.begin(profile, as, school.county);
    else setAsked({ kind: 'replace', as });
  }

  async function send() {
    const saved = await store.export(profile.id);
    if (saved !== null) notices.tell(`已导出 ${saved.fileName}，在文件夹 ${saved.folder}。`);
  }

  return (
    <section className="targets-one" aria-label={name} data-testid="targets-view">
      <header>
        <div>
          <h2>{name}</h2>
          <p className="targets-facts">{facts.filter((fact) => fact !== undefined).join(' · ')}</p>
          {source !== '' && <p className="targets-source">依据：{source}</p>}
        </div>
        <div ref={buttons} className="card-buttons">
          {isOwn && (
            <button
              type="button"
              className="primary"
              data-testid="targets-edit"
              onClick={() => begin('version')}
            >
              修改（存为下一版）
            </button>
          )}
          <button
            type="button"
            className={isOwn ? undefined : 'primary'}
            data-testid="targets-new"
            onClick={() => begin('new')}
          >
            以此新建
          </button>
          <TargetsRound profile={profile} />
          <button type="button" disabled={busy} data-testid="targets-export" onClick={() => void send()}>
            导出文件
          </button>
          {isOwn && (
            <button
              type="button"
              disabled={busy}
              data-testid="targets-remove"
              onClick={() => setAsked({ kind: 'remove' })}
            >
              删除
            </button>
          )}
        </div>
      </header>
      <div className="targets-scroll" tabIndex={0} role="group" aria-label="目标值表">
        <table className="targets-table">
          <thead>
            <tr>
              <th scope="col">指标</th>
              <th scope="col">学段</th>
              <th scope="col">要求</th>
              <th scope="col">目标值</th>
              <th scope="col">单位</th>
              <th scope="col">口径</th>
              <th scope="col">依据</th>
              <th scope="col">来源</th>
            </tr>
          </thead>
          <tbody>
            {thresholds.map((threshold, index) => (
              <Row
                key={index}
                threshold={threshold}
                indicator={indicators.get(threshold.indicator)}
                methods={methods}
                isOwn={isOwn}
              />
            ))}
          </tbody>
        </table>
        <Said title="文件里的其他要求" lines={profile.rules} />
        <Said title="说明" lines={profile.notes} />
      </div>
      {asked !== null && (
        <TargetsAsk store={store} profile={profile} asked={asked} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}

interface RowProps {
  readonly threshold: Threshold;
  readonly indicator: Indicator | undefined;
  readonly methods: TargetProfile['methods'];
  readonly isOwn: boolean;
}

function Row({ threshold, indicator, methods, isOwn }: RowProps) {
  const { op, unit, quote, source } = threshold;
  const circle = circleText(threshold);
  const doubt = doubtText(threshold);
  const named = indicator?.methods.find(({ id }) => id === methodOf(threshold, methods));
  const origin = originText(threshold, isOwn);
  return (
    <tr data-inferred={threshold.inferred || undefined}>
      <th scope="row">{indicator?.name ?? `${threshold.indicator}（本程序没有这个指标）`}</th>
      <td className="targets-whole">
        {stageText(threshold)}
        {circle !== null && <span className="targets-circle">{circle}</span>}
      </td>
      <td className="targets-op">{opSigns[op]}</td>
      <td className="number">{valueText(threshold)}</td>
      <td className="targets-unit">{unit}</td>
      <td>{named?.name ?? <span className="targets-usual">{usualMethod(indicator)?.name ?? '—'}</span>}</td>
      <td className="targets-quote">
        {quote !== undefined && <span>「{quote}」</span>}
        {source !== undefined && <span className="targets-note">{source}</span>}
        {quote === undefined && source === undefined && '—'}
      </td>
      <td>
        <span className="targets-origin" data-origin={origin} title={originTips[origin]}>
          {origin}
        </span>
        {doubt !== null && <span className="targets-note">{doubt}</span>}
      </td>
    </tr>
  );
}

interface SaidProps {
  readonly title: string;
  readonly lines: readonly string[] | undefined;
}

function Said({ title, lines = [] }: SaidProps) {
  if (lines.length === 0) return null;
  return (
    <section className="targets-said">
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
