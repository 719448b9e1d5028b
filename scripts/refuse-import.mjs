/**
 * Fails the build when a bundle would carry a package that must stay out of it. The linter sees
 * one file at a time; only the bundler knows what an import drags in.
 * @param {string} name
 * @param {string} reason
 * @returns {import('vite').Plugin}
 */
export function refuseImport(name, reason) {
  return {
    name: `refuse-${name}`,
    enforce: 'pre',
    resolveId(source, importer) {
      if (source !== name && !source.startsWith(`${name}/`)) return undefined;
      return this.error(`${importer ?? 'the entry'} imports ${name}: ${reason}`);
    },
  };
}
