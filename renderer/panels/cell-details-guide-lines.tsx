import { memo } from 'react';
import type { Form } from '../../shared/form';
import { guideFor } from './cell-details-guide';

interface GuideProps {
  readonly form: Form;
  /** Null while no cell is selected: then all lines are shown. */
  readonly cell: string | null;
}

/** What the figure means: first the lines about this row and column, the others folded; how sure the layout is. */
export const Guide = memo(function Guide({ form, cell }: GuideProps) {
  const { about, rest } = cell === null ? { about: form.guide, rest: [] } : guideFor(form, cell);
  return (
    <section className="form-guide" aria-label="指标解释">
      <h3>指标解释</h3>
      {about.length > 0 && <Lines lines={about} />}
      {rest.length > 0 && (
        <details>
          <summary>
            {about.length > 0 ? `本表其余 ${rest.length} 条` : `本表全部指标解释（${rest.length} 条）`}
          </summary>
          <Lines lines={rest} />
        </details>
      )}
      <p className="provenance">
        {form.provenance.class === 'seen' ? '' : '版式待与上级样表核对。'}
        {form.provenance.source}
      </p>
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
