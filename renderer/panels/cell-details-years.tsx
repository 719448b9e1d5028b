import { useEffect, useState } from 'react';
import { changeHint, yearChange, type ChangeHint } from '../../shared/change-hint';
import type { Form } from '../../shared/form';
import { specOf } from '../grid/cell-spec';
import { useSubmission } from '../store/context';
import { hintWords, textChangeWords, yearChangeWords } from './cell-details-year-words';

interface EarlierYearsProps {
  readonly form: Form;
  readonly cell: string;
  /** What the cell shows now. */
  readonly text: string;
}

interface YearText {
  readonly schoolYear: number;
  /** Null where that year has no such cell. */
  readonly text: string | null;
}

/** Last year's value and the change, a quiet hint where it is larger than usual, and the years before. */
export function EarlierYears({ form, cell, text }: EarlierYearsProps) {
  const { collection } = useSubmission();
  const years = useEarlierYears(form.code, cell).filter((year) => year.text !== null);
  const last = years.find(({ schoolYear }) => schoolYear === collection.schoolYear - 1);
  const older = years.filter((year) => year !== last);
  if (years.length === 0) return null;
  const spec = specOf(form, cell);
  const isNumber = spec?.type === 'integer' || spec?.type === 'decimal';
  const change = isNumber ? yearChange(text, last?.text ?? '') : null;
  // A rate moves with two figures that are looked at themselves.
  const isCounted = isNumber && spec.additive !== false;
  const hint = isCounted ? changeHint(text, unbroken(years, collection.schoolYear)) : null;
  return (
    <section className="cell-years" aria-label="与上年比较">
      {last !== undefined && (
        <p data-testid="last-year">
          <span className="detail-name">上年</span>
          <span className="last-value">{last.text === '' ? '（空白）' : last.text}</span>
          {change !== null && <span className="year-change">{yearChangeWords(change)}</span>}
          {!isNumber && text !== '' && last.text !== '' && (
            <span className="year-change">{textChangeWords(text, last.text ?? '')}</span>
          )}
        </p>
      )}
      <Hint hint={hint} />
      {older.some((year) => year.text !== '') && (
        <table className="year-table" aria-label="历年">
          <tbody>
            {older.map(({ schoolYear, text: value }) => (
              <tr key={schoolYear}>
                <th scope="row">{`${schoolYear}—${schoolYear + 1} 学年`}</th>
                <td>{value === '' ? '（空白）' : value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Hint({ hint }: { readonly hint: ChangeHint | null }) {
  if (hint === null) return null;
  return (
    <p className="quiet-note change-hint" data-testid="change-hint">
      {hintWords(hint)}
    </p>
  );
}

/** One figure a year from last year's on; null where a year or its figure is missing. */
function unbroken(years: readonly YearText[], schoolYear: number): readonly (string | null)[] {
  return Array.from(
    { length: 5 },
    (_, index) => years.find((year) => year.schoolYear === schoolYear - 1 - index)?.text ?? null,
  );
}

/** Asked for when the window has nothing else to do, one year at a time: a year not yet looked at is computed first. */
function useEarlierYears(form: string, cell: string): readonly YearText[] {
  const { lastYear } = useSubmission();
  const [found, setFound] = useState<readonly YearText[]>([]);
  useEffect(() => {
    const years: YearText[] = [];
    let waiting = 0;
    const next = () => {
      const schoolYear = lastYear.years[years.length];
      if (schoolYear === undefined) return setFound(years);
      years.push({ schoolYear, text: lastYear.textIn(schoolYear, form, cell) });
      waiting = requestIdleCallback(next, { timeout: 1000 });
    };
    waiting = requestIdleCallback(next, { timeout: 1000 });
    return () => cancelIdleCallback(waiting);
  }, [lastYear, form, cell]);
  return found;
}
