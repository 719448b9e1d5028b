import { createCalculation } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import { refusal } from '../../shared/error';
import { isExcepted, whatIsAsked } from '../../shared/explanation';
import type { Finding } from '../../shared/finding';
import { describeCell, sidesText } from '../../shared/finding-text';
import { printedProblem, problemLine, readSubmission } from './documents';
import { type Answer, readSwitches, type Terminal } from './terminal';
import { hintSwitches, hintUsage, readHints } from './workbooks';

export const checkUsage = `check <submission.json|文件.xlsx> [--previous <上年>]… ${hintUsage}`;

/**
 * Findings of one submission. Exit code 1 for what the clerk still has to correct or explain and for errors that go out
 * as 特殊情况 (`exception`), which are errors all the same; 2 for what could not be read.
 */
export async function check(
  terminal: Terminal,
  definitions: () => Definitions,
  args: readonly string[],
): Promise<Answer> {
  const options = { previous: { type: 'string', multiple: true }, ...hintSwitches } as const;
  const { values, positionals } = readSwitches(args, options, checkUsage);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw refusal('command.usage', { usage: checkUsage });
  const loaded = definitions();
  const hints = readHints(values);
  const { input, problems } = await readSubmission(terminal, loaded, name, values.previous ?? [], hints);
  const calculation = createCalculation(loaded, input);
  const findings = calculation.findings();
  const explanations = new Map(input.data.explanations.map((item) => [item.finding, item]));
  const listed = findings.map((finding) => {
    const explanation = explanations.get(finding.key);
    const asked = whatIsAsked(finding, explanation);
    const excepted = isExcepted(finding, explanation) && { exception: true as const };
    return { ...printedFinding(loaded, finding), asked, explanation: explanation?.text ?? null, ...excepted };
  });
  const failed = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.status === 'fail' && finding.severity === severity).length;

  for (const problem of problems) terminal.say(problemLine(problem));
  for (const { asked, message, exception } of listed) {
    if (asked !== null) terminal.say(message);
    if (exception === true) terminal.say(`${message}；特殊情况说明已写`);
  }
  const unread = problems.some(({ severity }) => severity === 'error');
  const open = listed.some(({ asked, exception }) => asked !== null || exception === true);
  return {
    output: {
      findings: listed,
      counts: {
        error: failed('error'),
        warning: failed('warning'),
        skipped: calculation.skipped().length,
        broken: findings.filter(({ status }) => status === 'broken').length,
      },
      problems: problems.map(printedProblem),
    },
    exitCode: unread ? 2 : open ? 1 : 0,
  };
}

/** Cells of the finding's own form by their key alone, those of other forms as `教基3040!04.17`. */
function printedFinding(definitions: Definitions, finding: Finding) {
  const { key, check: id, severity, status, form, cells, op, text, instruction, waitsFor } = finding;
  const [first] = cells;
  const place = first === undefined ? form : describeCell(definitions, first.form, first.cell);
  const sides = sidesText(finding);
  return {
    ...{ key, check: id, severity, status, form },
    cells: cells.map((cell) => (cell.form === form ? cell.cell : `${cell.form}!${cell.cell}`)),
    left: figure(finding.left),
    right: figure(finding.right),
    op,
    difference: figure(finding.difference),
    message: [`[${id}] ${place}：${text}`, sides, instruction ?? ''].filter((part) => part !== '').join('；'),
    waitsFor,
    /** What an explanation of this finding has to repeat to be bound to it. */
    values: finding.values,
  };
}

/** A number where a double says the same, so that scripts can compute with it. */
export function figure(text: string | null): number | string | null {
  if (text === null || !/^-?\d+(\.\d+)?$/.test(text)) return text;
  const value = Number(text);
  return Number.isSafeInteger(value) || text.includes('.') ? value : text;
}
