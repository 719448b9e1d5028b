import { useEffect, useRef } from 'react';
import { useApp, useSubmission } from '../store/context';
import type { Recounted } from '../store/roster-plan-view';
import { placeOf } from './carry-plan';

/** What a correction of one person changed. */
export interface Correction {
  readonly name: string;
  readonly recounts: readonly Recounted[];
  /** Cells that the rosters now count otherwise than they stand in the forms. */
  readonly open: number;
}

const most = 6;

/** After a correction: which numbers are counted otherwise now, and the way to fill them. */
export function Recounts({ correction: { name, recounts, open } }: { readonly correction: Correction }) {
  const { navigation } = useApp();
  const { definitions } = useSubmission();
  const note = useRef<HTMLElement>(null);
  // The button that opened the dialog may have gone with its row.
  useEffect(() => {
    const timer = setTimeout(() => note.current?.focus());
    return () => clearTimeout(timer);
  }, [recounts]);
  return (
    <section ref={note} className="recounts" role="status" tabIndex={-1} data-testid="recounts">
      <p>
        <strong>{name}</strong>的记录已改正。
        {recounts.length === 0 ? '名册数出的数没有变。' : `名册数出的 ${recounts.length} 格随之改变：`}
      </p>
      {recounts.length > 0 && (
        <ul>
          {recounts.slice(0, most).map(({ cell, before }) => {
            const form = definitions.forms[cell.form];
            return (
              <li key={`${cell.form}!${cell.cell}`}>
                {cell.form} {form === undefined ? cell.cell : placeOf(form, cell.cell)}：
                <span className="number">
                  {before === '' ? '没有数' : before} → {cell.counted}
                </span>
              </li>
            );
          })}
          {recounts.length > most && <li>还有 {recounts.length - most} 格。</li>}
        </ul>
      )}
      {open > 0 && (
        <button
          type="button"
          data-testid="to-fill"
          onClick={() => navigation.go({ name: 'rosters', part: 'fill' })}
        >
          表里有 {open} 格与名册不同 · 去填表
        </button>
      )}
    </section>
  );
}
