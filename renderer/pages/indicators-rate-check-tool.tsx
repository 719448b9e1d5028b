import { useId, useState } from 'react';
import { rateCheck, rateProblem } from './indicators-rate-check';
import type { IndicatorRow } from './indicators-rows';

interface RateCheckToolProps {
  readonly rows: readonly IndicatorRow[];
}

/** A count and a rate that somebody has written down, held against each other and against the school's own base. */
export function RateCheckTool({ rows }: RateCheckToolProps) {
  const rates = rows.filter(({ adopted }) => adopted.unit === '%' && adopted.denominator !== null);
  const [key, setKey] = useState('');
  const [count, setCount] = useState('');
  const [rate, setRate] = useState('');
  const id = useId();
  // Of dropouts it is written down most, and wrong most.
  const usual = rates.find((row) => row.adopted.indicator.includes('dropout')) ?? rates[0];
  const chosen = rates.find((row) => row.key === key) ?? usual;
  const own = chosen?.adopted.denominator ?? null;
  const result = rateCheck(count, rate, own);
  const problem = rateProblem(count, rate);
  return (
    <details className="rate-check not-on-paper" data-testid="rate-check">
      <summary>率和人数互相验证</summary>
      <p className="card-hint">
        汇报材料里同时写了人数和率时，填进来看看对不对得上：人数除以率，就是它需要的学生数。
      </p>
      <div className="rate-check-fields">
        {rates.length > 0 && (
          <>
            <label htmlFor={`${id}-of`}>与哪个指标的本校人数比</label>
            <select id={`${id}-of`} value={chosen?.key} onChange={(event) => setKey(event.target.value)}>
              {rates.map(({ key: each, adopted }) => (
                <option key={each} value={each}>
                  {adopted.name}（{adopted.stage}，分母 {adopted.denominator}）
                </option>
              ))}
            </select>
          </>
        )}
        <label htmlFor={`${id}-count`}>人数</label>
        <input
          id={`${id}-count`}
          data-testid="rate-check-count"
          inputMode="numeric"
          autoComplete="off"
          value={count}
          onChange={(event) => setCount(event.target.value)}
        />
        <label htmlFor={`${id}-rate`}>率（如 0.01%）</label>
        <input
          id={`${id}-rate`}
          data-testid="rate-check-rate"
          autoComplete="off"
          value={rate}
          onChange={(event) => setRate(event.target.value)}
        />
      </div>
      <div role="status" data-testid="rate-check-result" data-suspicious={result?.suspicious || undefined}>
        {problem !== null && <p>{problem}</p>}
        {result !== null && (
          <>
            <p>
              {result.needs}
              {result.ifRatio !== null && `；${result.ifRatio}`}。
            </p>
            {result.own !== null && <p>{result.own}</p>}
          </>
        )}
      </div>
    </details>
  );
}
