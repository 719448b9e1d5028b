import type { GradeFlow } from '../../shared/roster/plan';
import { flowSentence, stageTotals } from './rosters-moves-view';

interface MovesFlowsProps {
  readonly flows: readonly GradeFlow[];
  /** Index of the flow whose names are shown. */
  readonly shown: number | null;
  readonly onShow: (flow: number) => void;
}

/** Last year's number of every grade, what was added and taken away, this year's: a grade's button shows its names. */
export function MovesFlows({ flows, shown, onShow }: MovesFlowsProps) {
  const hasShifts = flows.some(({ shifted }) => shifted !== 0);
  return (
    <section className="moves-flows" aria-label="各年级人数的来龙去脉">
      <table>
        <thead>
          <tr>
            <th scope="col">年级</th>
            <th scope="col">上年</th>
            <th scope="col">＋来</th>
            <th scope="col">－走</th>
            {hasShifts && (
              <th scope="col" title="留级、跳级：进来的减出去的">
                ±留跳
              </th>
            )}
            <th scope="col">＝今年</th>
            <th scope="col">未说明</th>
          </tr>
        </thead>
        {stageTotals(flows).map(({ stage, total, indexes }) => (
          <tbody key={stage}>
            <tr className="moves-stage">
              <th scope="rowgroup">{stage}</th>
              <FlowNumbers flow={total} hasShifts={hasShifts} />
            </tr>
            {indexes.map((index) => {
              const flow = flows[index];
              if (flow === undefined) return null;
              return (
                <tr key={flow.label} data-shown={index === shown || undefined}>
                  <th scope="row">
                    <button
                      type="button"
                      className="link"
                      aria-pressed={index === shown}
                      title={flowSentence(flow)}
                      data-testid={`flow-${index}`}
                      onClick={() => onShow(index)}
                    >
                      {flow.label}
                    </button>
                  </th>
                  <FlowNumbers flow={flow} hasShifts={hasShifts} />
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
    </section>
  );
}

interface FlowNumbersProps {
  readonly flow: Omit<GradeFlow, 'label'>;
  readonly hasShifts: boolean;
}

function FlowNumbers({ flow, hasShifts }: FlowNumbersProps) {
  const { before, came, went, shifted, after, open } = flow;
  return (
    <>
      <td className="number">{before}</td>
      <td className="number">{came === 0 ? '' : came}</td>
      <td className="number">{went === 0 ? '' : went}</td>
      {hasShifts && <td className="number">{shifted > 0 ? `+${shifted}` : shifted === 0 ? '' : shifted}</td>}
      <td className="number">{after}</td>
      <td className="number" data-open={open > 0 || undefined}>
        {open === 0 ? '' : open}
      </td>
    </>
  );
}
