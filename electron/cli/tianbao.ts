import { loadDefinitions } from '../definitions';
import { Refusal, refusal } from '../../shared/error';
import { errorSentence } from '../../shared/messages';
import { check, checkUsage } from './check';
import { listDefinitions } from './definitions-list';
import { exportUsage, exportWorkbook } from './export';
import { indicator, indicatorUsage } from './figures';
import { generate, generateUsage } from './generate';
import { importUsage, importWorkbook } from './import';
import { targets, targetsUsage } from './targets';
import type { Answer, Terminal } from './terminal';

export { definitionSchemas } from './schemas';

type Command = (terminal: Terminal, args: readonly string[]) => Answer | Promise<Answer>;

const loaded = ({ resources, seal }: Terminal) => loadDefinitions(resources, seal);

const commands: Readonly<Record<string, { readonly usage: string; readonly run: Command }>> = {
  definitions: { usage: 'definitions', run: (terminal) => listDefinitions(loaded(terminal)) },
  check: { usage: checkUsage, run: (terminal, args) => check(terminal, () => loaded(terminal), args) },
  indicator: {
    usage: indicatorUsage,
    run: (terminal, args) => indicator(terminal, loaded(terminal), args),
  },
  targets: { usage: targetsUsage, run: (terminal, args) => targets(terminal, loaded(terminal), args) },
  generate: {
    usage: generateUsage,
    run: (terminal, args) => generate(terminal, loaded(terminal), args),
  },
  import: {
    usage: importUsage,
    run: (terminal, args) => importWorkbook(terminal, () => loaded(terminal), args),
  },
  export: {
    usage: exportUsage,
    run: (terminal, args) => exportWorkbook(terminal, () => loaded(terminal), args),
  },
};

/**
 * Runs one command line: JSON on standard output, sentences on standard error. `--resources <folder>` before the
 * command tries out other definitions.
 * @returns the exit code: 0 ok, 1 an error finding or a warning without explanation, 2 bad input
 */
export async function runCommandLine(
  argv: readonly string[],
  terminal: Terminal,
  print: (text: string) => void,
): Promise<number> {
  const [name = '', ...args] = argv;
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw refusal('command.unknown', { known: Object.keys(commands).join('、') });
    const { output, exitCode } = await command.run(terminal, args);
    print(`${JSON.stringify(output, null, 2)}\n`);
    return exitCode;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    terminal.say(errorSentence(error.error));
    return 2;
  }
}
