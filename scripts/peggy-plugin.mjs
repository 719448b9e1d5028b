import peggy from 'peggy';

/**
 * Turns a grammar into a parser while building: peggy's own compiler needs `new Function`,
 * which the content security policy forbids, and the generated parser does not.
 * @returns {import('vite').Plugin}
 */
export function peggyGrammar() {
  return {
    name: 'peggy-grammar',
    transform(source, id) {
      if (!id.endsWith('.peggy')) return undefined;
      const code = peggy.generate(source, {
        output: 'source',
        format: 'es',
        grammarSource: id,
        allowedStartRules: ['*'],
      });
      return { code: String(code), map: null };
    },
  };
}
