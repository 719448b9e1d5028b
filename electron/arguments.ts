export interface Arguments {
  /** Folder for the data, as named on the command line; empty when the name was forgotten. */
  readonly data: string | undefined;
  /** Definitions to use instead of the shipped ones; only an unpackaged program follows it. */
  readonly resources: string | undefined;
}

/** Reads our switches and passes over everything else: Chromium, the desktop and test tools add their own. */
export function readArguments(argv: readonly string[]): Arguments {
  return { data: valueOf(argv, '--data'), resources: valueOf(argv, '--resources') };
}

function valueOf(argv: readonly string[], name: string): string | undefined {
  const joined = argv.find((argument) => argument.startsWith(`${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 1);
  const index = argv.indexOf(name);
  if (index < 0) return undefined;
  const next = argv[index + 1];
  return next === undefined || next.startsWith('--') ? '' : next;
}
