/**
 * Of the texts that the component library brings for 34 languages only the named ones go into the bundle.
 * @param {string[]} locales
 * @returns {import('vite').Plugin}
 */
export function onlyLocales(locales) {
  const text =
    /[\\/](?:react-aria|react-aria-components|react-stately)[\\/]dist[\\/]private[\\/]intl[\\/](?:\w+[\\/])?([a-z]{2}-[A-Z]{2})\.mjs$/;
  return {
    name: 'only-locales',
    enforce: 'pre',
    load(id) {
      const locale = text.exec(id)?.[1];
      return locale === undefined || locales.includes(locale) ? undefined : 'export default {};';
    },
  };
}
