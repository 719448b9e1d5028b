/** What a list of choices offers for the text typed so far; numbers pick a choice unless the choices are numbers. */
export function optionsFor(
  options: readonly string[],
  typed: string,
): { readonly shown: readonly string[]; readonly numbered: boolean } {
  const choices = options.filter((option) => option !== '');
  const wanted = typed.trim();
  const numbered = !choices.some((option) => /^\d/.test(option));
  if (wanted === '') return { shown: choices, numbered };
  const starting = choices.filter((option) => option.startsWith(wanted));
  const containing = choices.filter((option) => !option.startsWith(wanted) && option.includes(wanted));
  return { shown: [...starting, ...containing], numbered };
}

/** The next choice up or down, around the ends; −1 is none. */
export function moveHighlight(from: number, step: 1 | -1, count: number): number {
  if (count === 0) return -1;
  if (from < 0) return step === 1 ? 0 : count - 1;
  return (from + step + count) % count;
}
