import { existsSync } from 'node:fs';
import path from 'node:path';
import { createCalculation } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import { refusal } from '../../shared/error';
import { errorSentence } from '../../shared/messages';
import { workbookPlan } from '../../shared/workbook';
import { sha256 } from '../atomic-write';
import { whatIsMissing } from '../handlers/readiness';
import { createInlineJobs } from '../jobs/inline';
import { printedProblem, problemLine, readSubmission } from './documents';
import { type Answer, fileAt, readSwitches, type Terminal } from './terminal';
import { hintSwitches, hintUsage, readHints } from './workbooks';

export const exportUsage = `export <submission.json> --out <文件.xlsx> [--final] [--totals numbers|formulas] [--previous <上年>]… [--force] ${hintUsage}`;

const switches = {
  out: { type: 'string' },
  final: { type: 'boolean' },
  totals: { type: 'string' },
  previous: { type: 'string', multiple: true },
  force: { type: 'boolean' },
  ...hintSwitches,
} as const;

/**
 * Writes the workbook of a submission: a draft, unless it was finalised and nothing is missing. `--final` refuses
 * instead of writing a draft. Throws Refusal.
 */
export async function exportWorkbook(
  terminal: Terminal,
  definitions: () => Definitions,
  args: readonly string[],
): Promise<Answer> {
  const { values, positionals } = readSwitches(args, switches, exportUsage);
  const [name, ...more] = positionals;
  const { out, totals = 'numbers' } = values;
  if (name === undefined || more.length > 0 || out === undefined)
    throw refusal('command.usage', { usage: exportUsage });
  if (totals !== 'numbers' && totals !== 'formulas')
    throw refusal('command.badOption', { option: '--totals', found: totals, wanted: 'numbers 或 formulas' });
  const target = fileAt(terminal, out);
  if (path.extname(target).toLowerCase() !== '.xlsx')
    throw refusal('command.badOption', { option: '--out', found: out, wanted: '以 .xlsx 结尾的文件名' });
  if (existsSync(target) && values.force !== true) throw refusal('command.fileExists', { file: out });

  const loaded = definitions();
  const hints = readHints(values);
  const { input, problems } = await readSubmission(terminal, loaded, name, values.previous ?? [], hints);
  const { school, collection, data, ownProfiles } = input;
  const calculation = createCalculation(loaded, input);
  const missing = whatIsMissing(calculation, data.explanations);
  const isReady = missing.errors + missing.warnings + missing.unreviewed === 0;
  const isFinal = data.submission.state === 'finalised' && isReady;
  for (const problem of problems) terminal.say(problemLine(problem));
  if (values.final === true && !isFinal)
    throw isReady ? refusal('submission.notFinalised', {}) : refusal('submission.notReady', missing);
  if (data.submission.state === 'finalised' && !isReady)
    terminal.say(errorSentence({ code: 'command.draftInstead', params: missing }));

  const plan = workbookPlan({
    ...{ definitions: loaded, school, collection, ownProfiles, data, calculation, totals },
    draft: !isFinal,
    hashText: (text) => sha256(Buffer.from(text)),
  });
  const written = await createInlineJobs().run('workbook.write', { plan, target });
  const version = isFinal ? data.submission.version : null;
  const unread = problems.some(({ severity }) => severity === 'error');
  return {
    output: {
      file: target,
      draft: !isFinal,
      version,
      ...written,
      missing,
      problems: problems.map(printedProblem),
    },
    exitCode: unread ? 2 : 0,
  };
}
