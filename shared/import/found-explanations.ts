import type { Definitions } from '../definitions';
import type { Explanation } from '../submission';
import { readExplanations } from './explanation-rows';
import type { ImportProblem } from './report';
import type { SettledImport } from './settle';
import type { StagedImport } from './staged';

/** Explanations of the file; of a workbook without our data, its lines are matched with what is found now. */
export function foundExplanations(
  definitions: Definitions,
  { explanationRows, found }: StagedImport,
  { calculation }: Pick<SettledImport, 'calculation'>,
): { readonly explanations: readonly Explanation[]; readonly problems: readonly ImportProblem[] } {
  if (explanationRows.length === 0) return { explanations: found.explanations, problems: [] };
  const read = readExplanations(definitions, explanationRows, found.explanations, () =>
    calculation.findings(),
  );
  const problems = read.unmatched.map(({ sheet, address, text }): ImportProblem => ({
    ...{ severity: 'notice', sheet, address },
    error: { code: 'import.explanationUnmatched', params: { text } },
  }));
  return { explanations: read.explanations, problems };
}
