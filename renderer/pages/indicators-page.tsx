import { useMemo } from 'react';
import type { IndicatorResult } from '../../shared/indicator-result';
import { VerdictMark } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { splitName } from '../store/cell-snapshot';
import '../styles/indicators.css';

interface IndicatorGroup {
  readonly id: string;
  readonly first: IndicatorResult;
  readonly results: readonly IndicatorResult[];
}

function idOf(result: IndicatorResult): string {
  return `${result.indicator} ${result.stage}`;
}

function groupsOf(results: readonly IndicatorResult[]): readonly IndicatorGroup[] {
  const ids = new Set(results.map(idOf));
  return [...ids].flatMap((id) => {
    const group = results.filter((result) => idOf(result) === id);
    return group[0] === undefined ? [] : [{ id, first: group[0], results: group }];
  });
}

/** Every indicator with its methods, what it was computed from, and the verdict against each target. */
export function IndicatorsPage() {
  const store = useSubmission();
  const derived = useValue(store.derived);
  const groups = useMemo(() => {
    void derived;
    return groupsOf(store.indicators());
  }, [store, derived]);
  return (
    <div className="page indicators">
      <h1>指标与目标值</h1>
      <p className="page-lead">
        由本次填报的数据算出，随填随变。未达标不影响定稿，但要在经验校验里写明原因。
      </p>
      {groups.length === 0 && <p>本校的学段没有需要计算的指标。</p>}
      {groups.map((group) => (
        <Indicator key={group.id} group={group} />
      ))}
    </div>
  );
}

interface IndicatorProps {
  readonly group: IndicatorGroup;
}

function Indicator({ group }: IndicatorProps) {
  const { first, results } = group;
  return (
    <section className="indicator" data-testid={`indicator-${first.indicator}`}>
      <h2>
        {first.name}
        <span className="indicator-facts">
          {first.stage} · {first.category} · {first.schoolYear}
        </span>
      </h2>
      <table className="indicator-table">
        <thead>
          <tr>
            <th scope="col">算法</th>
            <th scope="col">结果</th>
            <th scope="col">分子</th>
            <th scope="col">分母</th>
            <th scope="col">目标值</th>
            <th scope="col">判定</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <IndicatorRow key={result.method} result={result} />
          ))}
        </tbody>
      </table>
      {first.notes.map((note) => (
        <p key={note} className="indicator-note">
          {note}
        </p>
      ))}
    </section>
  );
}

const operators: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '==': '=', '>': '>', '<': '<' };

interface IndicatorRowProps {
  readonly result: IndicatorResult;
}

function IndicatorRow({ result }: IndicatorRowProps) {
  const store = useSubmission();
  const { navigation } = useApp();
  const [source] = result.cells;
  return (
    <tr data-default={result.isDefaultMethod || undefined}>
      <th scope="row">
        {result.methodName}
        {result.isDefaultMethod && <span className="tag">采用</span>}
        {result.assumed.length > 0 && (
          <span className="indicator-assumed">未填，暂按 0 计算：{result.assumed.join('、')}</span>
        )}
      </th>
      <td className="indicator-value">
        {source === undefined ? (
          result.display
        ) : (
          <button
            type="button"
            className="link"
            title="看数据来源"
            onClick={() => navigation.goToCell(store, splitName(source))}
          >
            {result.display}
          </button>
        )}
      </td>
      <td className="number">{result.numerator ?? '—'}</td>
      <td className="number">{result.denominator ?? '—'}</td>
      <td>
        {result.targets.length === 0 && '—'}
        {result.targets.map((target) => (
          <div key={target.profile}>
            {operators[target.op] ?? target.op} {target.value}
            {result.unit}
            <span className="target-profile">
              {target.profileName}
              {target.inferred && `（推断${target.confidence === 'low' ? '，可信度低' : ''}）`}
            </span>
          </div>
        ))}
      </td>
      <td>
        {result.targets.length === 0 && <VerdictMark verdict={result.verdict} />}
        {result.targets.map((target) => (
          <div key={target.profile}>
            <VerdictMark verdict={target.verdict} />
            {target.gap !== null && target.verdict === 'missed' && (
              <span className="gap">差 {target.gap}</span>
            )}
          </div>
        ))}
      </td>
    </tr>
  );
}
