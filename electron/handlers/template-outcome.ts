import type { AppError, ErrorCode } from '../../shared/error';
import type { FillPlan } from '../../shared/template/fill';
import type { TemplateProblem } from '../../shared/template/report';
import type { SkippedValue } from '../jobs/table';

/** A problem of the file as a whole. */
export function wholeFile<C extends ErrorCode>(
  code: C,
  params: Extract<AppError, { code: C }>['params'],
): TemplateProblem {
  return { sheet: '', address: '', error: { code, params } as AppError };
}

/** Cells that have a value of ours now. */
export function filledCount({ values }: FillPlan, skipped: readonly SkippedValue[]): number {
  const left = new Set(skipped.map(({ sheet, address }) => `${sheet}!${address}`));
  return values.filter(({ kind, sheet, address }) => kind !== 'blank' && !left.has(`${sheet}!${address}`))
    .length;
}

export function skippedProblem({ sheet, address, why }: SkippedValue): TemplateProblem {
  switch (why) {
    case 'formula':
      return { sheet, address, error: { code: 'template.formulaCell', params: {} } };
    case 'covered':
      return { sheet, address, error: { code: 'template.coveredCell', params: { range: address } } };
    case 'tableHead':
      return { sheet, address, error: { code: 'template.tableHead', params: {} } };
    case 'outside':
      return { sheet, address, error: { code: 'template.noSuchCell', params: {} } };
    case 'noSheet':
      return { sheet, address, error: { code: 'template.noSheet', params: { sheet } } };
  }
}
