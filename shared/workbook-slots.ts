/** Words in printed texts that stand for something else: `{year}`, `{schoolName}`, `{基础基111!principal}`. */
const slot = /\{([^{}]+)\}/g;

/** The text with its slots filled; a name that `fill` does not know stays as it is written. */
export function filledText(text: string, fill: (name: string) => string | undefined): string {
  return text.includes('{') ? text.replace(slot, (whole, name: string) => fill(name) ?? whole) : text;
}

export function slotsIn(text: string): readonly string[] {
  return [...text.matchAll(slot)].map((match) => match[1] ?? '');
}

/** The two calendar years of a school year. */
export function yearSlot(schoolYear: number): (name: string) => string | undefined {
  return (name) => {
    if (name === 'year') return String(schoolYear);
    return name === 'nextYear' ? String(schoolYear + 1) : undefined;
  };
}
