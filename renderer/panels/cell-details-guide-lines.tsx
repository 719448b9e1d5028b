import { memo } from 'react';
import type { Form } from '../../shared/form';
import { guideFor } from './cell-details-guide';

interface GuideOfCellProps {
  readonly form: Form;
  readonly cell: string;
}

/** What the figure means: the lines about its row and column. */
export const GuideOfCell = memo(function GuideOfCell({ form, cell }: GuideOfCellProps) {
  const about = guideFor(form, cell);
  if (about.length === 0) return null;
  return (
    <section className="form-guide cell-guide" aria-label="本格指标解释">
      <h3>指标解释</h3>
      <Lines lines={about} />
    </section>
  );
});

interface GuideRestProps {
  readonly form: Form;
  /** Null while no cell is selected: then all lines are shown. */
  readonly cell: string | null;
}

/** All lines of the form, folded as long as a cell is looked at, and whether the layout is still to be held against the bureau's: where it was found is for developers. */
export const GuideRest = memo(function GuideRest({ form, cell }: GuideRestProps) {
  return (
    <section className="form-guide" aria-label="本表指标解释">
      {cell === null && <Lines lines={form.guide} />}
      {cell !== null && form.guide.length > 0 && (
        <details>
          <summary>{`本表全部指标解释（${form.guide.length} 条）`}</summary>
          <Lines lines={form.guide} />
        </details>
      )}
      {form.provenance.class !== 'seen' && (
        <p className="provenance">版式待与上级样表核对：上级发了样表的，请对一遍行和列。</p>
      )}
    </section>
  );
});

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
