import { useMemo } from 'react';
import type { AcrossFigures } from '../../shared/ipc-figures';
import { VerdictMark } from '../components/marks';
import { unitBeside } from './indicators-words';
import { rankingOf, totalThemes } from './balance-totals';
import type { Ranking, TotalTheme } from './balance-totals';

interface BalanceTotalsProps {
  readonly figures: AcrossFigures;
  readonly onShow: (schoolId: number) => void;
}

/** 全部学校合计: every rate over all schools together, and the places of the schools by 一比两率. */
export function BalanceTotals({ figures, onShow }: BalanceTotalsProps) {
  const themes = useMemo(() => totalThemes(figures.results), [figures]);
  const ranking = useMemo(() => rankingOf(figures.results), [figures]);
  return (
    <>
      <p className="balance-note">
        把各校的分子相加、分母相加，再相除；不是各校比率的平均。应该有数的学校缺一所，就不给合计；不填这项数据的学校不算在内。
      </p>
      {themes.length === 0 && <p className="balance-note">本轮还没有可以合计的指标。</p>}
      {themes.map((theme) => (
        <Theme key={theme.theme} theme={theme} />
      ))}
      {ranking !== null && <Ranks ranking={ranking} onShow={onShow} />}
    </>
  );
}

function Theme({ theme: { theme, rows } }: { readonly theme: TotalTheme }) {
  return (
    <section className="balance-card" aria-label={`${theme}：全部学校合计`} data-testid={`totals-${theme}`}>
      <h2>{theme}</h2>
      <div className="balance-scroll">
        <table className="balance-table">
          <thead>
            <tr>
              <th scope="col">指标</th>
              <th scope="col">学段</th>
              <th scope="col" className="number">
                合计
              </th>
              <th scope="col" className="number">
                目标值
              </th>
              <th scope="col">判定</th>
              <th scope="col" className="number">
                计入学校
              </th>
              <th scope="col">说明</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, result, covers, limit, note }) => (
              <tr key={key} data-item={result.indicator} data-stage={result.stage}>
                <th scope="row">{result.name}</th>
                <td className="balance-stage">{result.stage}</td>
                <td className="number" data-column="value">
                  {result.display}
                  {result.value !== null && ` ${unitBeside(result.unit)}`}
                </td>
                <td className="number">{limit ?? '—'}</td>
                <td>
                  <VerdictMark verdict={result.verdict} />
                </td>
                <td className="number">{covers}</td>
                <td className="balance-remark">{note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Ranks({ ranking, onShow }: { readonly ranking: Ranking; readonly onShow: (id: number) => void }) {
  return (
    <section className="balance-card" aria-label="一比两率" data-testid="ranking">
      <h2>一比两率：各校名次</h2>
      <p className="balance-lead">
        各项分开排名次，不相加：文件没有规定各占多少。数相同的名次相同。“一比”（标准化学校比例）是全镇一个数，见上面「办学条件」。
      </p>
      <div className="balance-scroll">
        <table className="balance-table">
          <thead>
            <tr>
              <th scope="col">学校</th>
              {ranking.columns.map(({ key, name }) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ranking.rows.map(({ schoolId, name, cells }) => (
              <tr key={schoolId}>
                <th scope="row">
                  <button type="button" className="link" onClick={() => onShow(schoolId)}>
                    {name}
                  </button>
                </th>
                {cells.map((cell, index) => (
                  <td key={ranking.columns[index]?.key} className="number">
                    {cell === null ? '—' : `${cell.display}　第 ${cell.rank}`}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
