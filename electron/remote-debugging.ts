/** Both are needed: a switch is easily slipped into a shortcut, a variable is inherited without anybody noticing. */
export const testSwitch = '--tianbao-test';
export const testVariable = 'TIANBAO_TEST';

/** What a shipped program answers when it was started to be driven or to have its safeguards taken off. */
export const refusedExitCode = 78;

/**
 * Switches of Chromium and Node that open a door to the page or to main, load foreign code, or take a safeguard off.
 * Whatever begins so is meant; the rest of the switches (GPU, scale, input method) is left to the desktop.
 */
const refused = [
  'remote-debugging',
  'remote-allow-origins',
  'inspect',
  'debug-brk',
  'auto-open-devtools',
  'wait-for-debugger',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'allow-file-access',
  'ignore-certificate-errors',
  'host-rules',
  'host-resolver-rules',
  'proxy-',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'log-net-log',
  'disable-features',
  'enable-blink-features',
] as const;

/**
 * Whether a test drives this program: an unpackaged one is always the developers', a packaged one only with switch and
 * variable, and then only on a data folder that it names itself.
 */
export function followsTests(
  packaged: boolean,
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (!packaged) return true;
  const namesData = argv.some((argument) => argument === '--data' || argument.startsWith('--data='));
  return namesData && argv.includes(testSwitch) && env[testVariable] === '1';
}

/** What Chromium cuts off at both ends of an argument before it looks for a switch; JavaScript's own misses the first. */
const around = /^[\u0085\s]+|[\u0085\s]+$/g;

/** The first switch that a shipped program does not start with; undefined when there is none. */
export function refusedSwitch(argv: readonly string[]): string | undefined {
  for (const argument of argv) {
    // Chromium takes one dash too, and a slash on Windows; capitals count as small letters there.
    const name = /^(?:--?|\/)([a-z][a-z-]*)(?:=|$)/i.exec(argument.replace(around, ''))?.[1]?.toLowerCase();
    const found = refused.find((start) => name?.startsWith(start));
    if (name !== undefined && found !== undefined) return name;
  }
  return undefined;
}
