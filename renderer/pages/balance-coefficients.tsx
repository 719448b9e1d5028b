import { Fragment, useMemo } from 'react';
import type { AcrossFigures } from '../../shared/ipc-figures';
import { Chart } from '../charts/chart';
import { VerdictMark } from '../components/marks';
import { useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { openedItem } from './balance-choice';
import { BalanceSchools, type MemberActions } from './balance-schools';
import { balanceStages, coefficientChart, eight, isAlone, isEmptied, setSentence } from './balance-table';
import type { BalanceItem, BalanceSet } from './balance-table';

interface BalanceCoefficientsProps extends MemberActions {
  readonly figures: AcrossFigures;
}

/** Coefficients of the eight and the seven items, by stage; each item opens to its schools. */
export function BalanceCoefficients({ figures, ...actions }: BalanceCoefficientsProps) {
  const { definitions } = useSubmission();
  const stages = useMemo(() => balanceStages(definitions, figures.results), [definitions, figures]);
  if (stages.length === 0) return <p className="balance-note">本轮的学校还没有可以比较的小学、初中数据。</p>;
  return stages.map(({ stage, sets }) =>
    sets.map((set) => (
      <CoefficientSet key={`${stage} ${set.category}`} stage={stage} set={set} {...actions} />
    )),
  );
}

interface CoefficientSetProps extends MemberActions {
  readonly stage: string;
  readonly set: BalanceSet;
}

const leads: Readonly<Record<BalanceSet['category'], string>> = {
  基本均衡八项: '系数越小，各校差别越小。按各校学生数加权计算；综合差异系数是八项的平均。',
  优质均衡七项: '七项逐项判断，一项超过就不达标；学生不足 50 人的学校不算。',
};

function CoefficientSet({ stage, set, ...actions }: CoefficientSetProps) {
  const { category, items, composite } = set;
  const title = `${stage} · ${category}`;
  const alone = isAlone(set);
  const emptied = items.length > 0 && items.every(isEmptied);
  return (
    <section className="balance-card" data-testid={`balance-${stage}-${category}`} aria-label={title}>
      <h2>{title}</h2>
      <p className="balance-lead">{leads[category]}</p>
      <p className="balance-sentence" data-testid="balance-sentence">
        {composite !== null && !alone && (
          <VerdictMark verdict={emptied ? 'not-applicable' : composite.verdict} />
        )}{' '}
        {setSentence(set)}
      </p>
      <div className="balance-scroll">
        <table className="balance-table">
          <thead>
            <tr>
              <th scope="col">项目（点开看各校）</th>
              <th scope="col" className="number">
                差异系数
              </th>
              <th scope="col" className="number">
                平均值
              </th>
              {category !== eight && (
                <th scope="col" className="number">
                  要求
                </th>
              )}
              {category !== eight && <th scope="col">判定</th>}
              <th scope="col" className="number">
                计入学校
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Item
                key={item.key}
                stage={stage}
                item={item}
                judged={category !== eight}
                alone={alone}
                {...actions}
              />
            ))}
            {composite !== null && (
              <tr data-total data-item="composite">
                <th scope="row">综合差异系数（八项平均）</th>
                <td className="number">{composite.coefficient ?? '—'}</td>
                <td colSpan={2}>
                  {composite.limit === null ? '没有选定要求' : `要求 ${composite.limit}`}{' '}
                  {!alone && <VerdictMark verdict={emptied ? 'not-applicable' : composite.verdict} />}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {!alone && !emptied && <Chart spec={coefficientChart(stage, set)} />}
    </section>
  );
}

interface ItemProps extends MemberActions {
  readonly stage: string;
  readonly item: BalanceItem;
  readonly judged: boolean;
  readonly alone: boolean;
}

function Item({ stage, item, judged, alone, ...actions }: ItemProps) {
  const open = useValue(openedItem) === item.key;
  const emptied = isEmptied(item);
  const { name, coefficient, mean, unit, limit, verdict, counted, left, trouble } = item;
  return (
    <Fragment>
      <tr data-item={item.result.of} data-open={open || undefined}>
        <th scope="row">
          <button
            type="button"
            className="balance-open"
            aria-expanded={open}
            onClick={() => openedItem.set(open ? null : item.key)}
          >
            <span className="balance-arrow" aria-hidden="true">
              {open ? '▾' : '▸'}
            </span>
            {name}
          </button>
          {trouble !== null && <span className="balance-trouble">{trouble}</span>}
        </th>
        <td className="number" data-column="coefficient">
          {coefficient ?? (emptied ? '不适用' : '缺数据')}
        </td>
        <td className="number" data-column="mean">
          {mean === null ? '—' : `${mean} ${unit}`}
        </td>
        {judged && <td className="number">{limit ?? '—'}</td>}
        {judged && <td>{alone ? '—' : <VerdictMark verdict={emptied ? 'not-applicable' : verdict} />}</td>}
        <td className="number">
          {counted} 所{left > 0 && <span className="balance-quiet">，剔除 {left} 所</span>}
        </td>
      </tr>
      {open && (
        <tr className="balance-opened">
          <td colSpan={judged ? 6 : 4}>
            <BalanceSchools stage={stage} item={item} {...actions} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}
