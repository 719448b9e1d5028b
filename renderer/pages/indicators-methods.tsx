import { useEffect, useRef, useState } from 'react';
import type { IndicatorResult } from '../../shared/indicator-result';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { VerdictMark } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import { useGoToSource } from './indicators-go';
import type { IndicatorRow } from './indicators-rows';
import { figureText, inflowWords, rangeWords, unitBeside } from './indicators-words';

interface MethodTableProps {
  readonly row: IndicatorRow;
}

/** All readings side by side; another one can be adopted for the whole round. */
export function MethodTable({ row }: MethodTableProps) {
  const { session, notices } = useApp();
  const { collection } = useSubmission();
  const [busy, setBusy] = useState(false);
  const several = row.methods.length > 1;

  const table = useRef<HTMLTableElement>(null);
  const adopting = useRef(false);
  const adopted = row.adopted.method;
  // The button goes when its reading is adopted: the focus stays in its place.
  useEffect(() => {
    if (!adopting.current) return;
    adopting.current = false;
    table.current?.querySelector<HTMLElement>('[data-adopted] .tag')?.focus();
  }, [adopted]);

  async function adopt({ indicator, method, methodName, name }: IndicatorResult) {
    if (busy) return;
    setBusy(true);
    adopting.current = true;
    try {
      await session.updateCollection({
        ...collection,
        methods: { ...collection.methods, [indicator]: method },
      });
      notices.tell(
        `「${name}」改用「${methodName}」判定，本次年报任务的所有学校都按它；要改回，再点原来的口径。`,
      );
    } catch (thrown) {
      adopting.current = false;
      notices.tell(errorSentence(errorOf(thrown)), 'problem');
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <table className="indicator-methods" ref={table} data-testid="methods">
        <caption>口径</caption>
        <thead>
          <tr>
            <th scope="col">算法</th>
            <th scope="col">结果</th>
            <th scope="col">分子</th>
            <th scope="col">分母</th>
            <th scope="col">判定</th>
            {several && <th scope="col">采用</th>}
          </tr>
        </thead>
        <tbody>
          {row.methods.map((result) => (
            <tr
              key={result.method}
              data-method={result.method}
              data-adopted={result.isDefaultMethod || undefined}
            >
              <th scope="row">{result.methodName}</th>
              <td className="number">
                {result.display.replace(/\(.*\)$/, '')}
                {result.value !== null && ` ${unitBeside(result.unit)}`}
              </td>
              <td className="number">
                <Side row={row} result={result} side="numerator" />
              </td>
              <td className="number">
                <Side row={row} result={result} side="denominator" />
              </td>
              <td>
                {result.range === 'invalid' ? (
                  <strong className="range-words">{rangeWords.invalid}</strong>
                ) : (
                  (inflowWords(result) ?? <VerdictMark verdict={result.verdict} />)
                )}
              </td>
              {several && (
                <td>
                  {result.isDefaultMethod ? (
                    <span className="tag" tabIndex={-1}>
                      采用
                    </span>
                  ) : (
                    <button
                      type="button"
                      className="link not-on-paper"
                      data-testid={`adopt-${result.method}`}
                      aria-disabled={busy}
                      onClick={() => void adopt(result)}
                    >
                      改用这个口径<span className="for-readers">：{result.methodName}</span>
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {several && (
        <p className="card-hint not-on-paper">
          改用口径对本次年报任务的所有学校生效；再点原来的口径就改回来。
        </p>
      )}
    </>
  );
}

interface SideProps extends MethodTableProps {
  readonly result: IndicatorResult;
  readonly side: 'numerator' | 'denominator';
}

/** A figure that leads to the first filled cell it was computed from. */
function Side({ row, result, side }: SideProps) {
  const goTo = useGoToSource();
  const figure = figureText(result[side]);
  const of = result.parts.filter((part) => part.side === side || part.side === 'both');
  const part =
    of.find(({ value, cells }) => value !== null && cells.length > 0) ??
    of.find(({ cells }) => cells.length > 0);
  const [cell] = part?.cells ?? [];
  if (part === undefined || cell === undefined || result[side] === null) return figure;
  const control = `${side} ${result.method} ${row.key}`;
  return (
    <button
      type="button"
      className="link"
      data-control={control}
      data-testid={side}
      title={`到 ${part.label}`}
      onClick={() => goTo(cell, control)}
    >
      {figure}
      <span className="for-readers">，到{part.label}</span>
    </button>
  );
}
