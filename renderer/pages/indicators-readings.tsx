import { inflowWords } from './indicators-words';
import { readingsGroups, type IndicatorRow } from './indicators-rows';

interface ReadingsProps {
  readonly rows: readonly IndicatorRow[];
}

/** Dropout and retention under every reading side by side: their verdicts differ. */
export function Readings({ rows }: ReadingsProps) {
  const groups = readingsGroups(rows);
  const widest = Math.max(0, ...groups.map(({ names }) => names.length));
  if (groups.length === 0) return null;
  return (
    <section className="indicators-readings" data-testid="readings">
      <h2>各种口径对照</h2>
      <div className="wide-table" role="region" aria-label="各种口径对照" tabIndex={0}>
        <table>
          {groups.map(({ names, rows: figures }) => (
            <tbody key={names.join()}>
              <tr className="readings-names">
                <th scope="col">指标</th>
                {names.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
                {names.length < widest && <td colSpan={widest - names.length} />}
              </tr>
              {figures.map(({ key, adopted, methods }) => (
                <tr key={key} data-key={key}>
                  <th scope="row">
                    {adopted.name}
                    <span className="indicator-stage">{adopted.stage}</span>
                  </th>
                  {methods.map(({ method, display, isDefaultMethod, indicator, value }) => (
                    <td key={method} className="number">
                      {display}
                      {inflowWords({ indicator, value }) !== null && <span className="inflow"> 净流入</span>}
                      {isDefaultMethod && <span className="tag">采用</span>}
                    </td>
                  ))}
                  {names.length < widest && <td colSpan={widest - names.length} />}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  );
}
