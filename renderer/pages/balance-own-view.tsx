import { useMemo } from 'react';
import { Mark, VerdictMark } from '../components/marks';
import { useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { Figure } from './analysis-figure';
import { ownStages, splitSentence } from './balance-own';
import type { OwnItem, OwnRule, OwnStage } from './balance-own';

/** The eight and the seven items of the school that is open, with what each lacks and whether the school complies. */
export function BalanceOwn() {
  const store = useSubmission();
  const derived = useValue(store.derived);
  const stages = useMemo(() => {
    void derived;
    return ownStages(store.definitions, store.indicators());
  }, [store, derived]);
  const split = splitSentence(store.school.type, stages);
  if (stages.length === 0)
    return <p className="balance-note">八项、七项只算小学、初中，本校没有这两个学段。</p>;
  return (
    <>
      <p className="balance-note">
        {store.school.name}的数，随填随变。点数字可以到填报的那一格。
        {split !== null && <span data-testid="balance-split"> {split}</span>}
      </p>
      {stages.map((stage) => (
        <Stage key={stage.stage} stage={stage} />
      ))}
    </>
  );
}

function Stage({ stage: { stage, eight, seven, rule } }: { readonly stage: OwnStage }) {
  return (
    <section className="balance-card" data-testid={`balance-own-${stage}`} aria-label={`${stage}八项、七项`}>
      {seven.length > 0 && (
        <>
          <h2>{stage} · 优质均衡七项</h2>
          {rule !== null && <Rule rule={rule} />}
          <Items items={seven} judged label={`${stage}优质均衡七项`} />
        </>
      )}
      {eight.length > 0 && (
        <>
          <h2>{stage} · 基本均衡八项</h2>
          <p className="balance-lead">八项只比较各校之间的差别，单个学校没有标准。</p>
          <Items items={eight} judged={false} label={`${stage}基本均衡八项`} />
        </>
      )}
    </section>
  );
}

const shapes = { met: 'check', missed: 'cross', missing: 'question', 'no-target': 'dash' } as const;

function Rule({ rule }: { readonly rule: OwnRule }) {
  return (
    <p className="balance-rule" data-kind={rule.kind} data-testid="balance-rule">
      <Mark shape={shapes[rule.kind]} /> {rule.text}
    </p>
  );
}

interface ItemsProps {
  readonly items: readonly OwnItem[];
  readonly judged: boolean;
  readonly label: string;
}

function Items({ items, judged, label }: ItemsProps) {
  return (
    <div className="balance-scroll">
      <table className="balance-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col" className="number">
              本校
            </th>
            <th scope="col" className="number">
              资源数
            </th>
            <th scope="col" className="number">
              学生数
            </th>
            {judged && (
              <th scope="col" className="number">
                标准
              </th>
            )}
            {judged && <th scope="col">判定</th>}
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr
              key={item.key}
              data-item={item.result.indicator}
              data-verdict={judged ? item.result.verdict : undefined}
            >
              <th scope="row">{item.name}</th>
              <td className="number" data-column="value">
                <Figure
                  text={item.value === null ? '缺数据' : `${item.value} ${item.result.unit}`}
                  label={item.name}
                  control={`own ${item.key}`}
                  reads={item.reads}
                />
              </td>
              <td className="number">{item.numerator}</td>
              <td className="number">{item.denominator}</td>
              {judged && <td className="number">{item.limit ?? '—'}</td>}
              {judged && (
                <td>
                  <VerdictMark verdict={item.result.verdict} />
                </td>
              )}
              <td className="balance-remark">
                {item.lacking !== null && (
                  <strong className="balance-lacking" data-column="lacking">
                    {item.lacking}
                  </strong>
                )}
                {item.value === null && item.missing.length > 0 && `还缺：${item.missing.join('、')}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
