import type { Definitions } from '../../shared/definitions';
import { refusal } from '../../shared/error';
import { documentOfContent } from '../../shared/import/document';
import { isPersonal } from '../../shared/workbook-findings';
import { type FileProblem, inFile, printedProblem, problemLine } from './documents';
import { type Answer, fileAt, readSwitches, type Terminal } from './terminal';
import { hintSwitches, hintUsage, readHints, settled, stageWorkbook } from './workbooks';

export const importUsage = `import <文件.xlsx> ${hintUsage}`;

/** A workbook as a submission. Exit code 2 where something in it could not be read. */
export async function importWorkbook(
  terminal: Terminal,
  definitions: () => Definitions,
  args: readonly string[],
): Promise<Answer> {
  const { values, positionals } = readSwitches(args, hintSwitches, importUsage);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw refusal('command.usage', { usage: importUsage });
  const hints = readHints(values);
  return inFile(name, async () => {
    const loaded = definitions();
    const staged = await stageWorkbook(terminal, loaded, fileAt(terminal, name));
    const { content, problems } = settled(loaded, staged, hints);
    const { sheets, edits, origin } = staged.report;
    const told: readonly FileProblem[] = [
      ...problems.map((problem) => ({ file: name, ...problem })),
      ...leftOut(loaded, name, content.data.lists),
    ];
    for (const problem of told) terminal.say(problemLine(problem));
    const isKnown = (known: boolean) =>
      sheets.filter(({ part }) => (part !== 'unknown') === known).map(({ sheet }) => sheet);
    return {
      output: {
        submission: documentOfContent(loaded, content),
        recognised: isKnown(true),
        unrecognised: isKnown(false),
        problems: told.map(printedProblem),
        ...{ origin, sheets, edits },
      },
      exitCode: told.some(({ severity }) => severity === 'error') ? 2 : 0,
    };
  });
}

/** Lists of named people do not leave the window. */
function leftOut(
  { forms }: Definitions,
  file: string,
  lists: Readonly<Record<string, readonly unknown[]>>,
): readonly FileProblem[] {
  return Object.entries(lists).flatMap(([code, records]): FileProblem[] => {
    const form = forms[code];
    if (form === undefined || !isPersonal(form) || records.length === 0) return [];
    const params = { form: code, records: records.length };
    return [
      { file, severity: 'notice', sheet: '', address: '', error: { code: 'import.personalLeftOut', params } },
    ];
  });
}
