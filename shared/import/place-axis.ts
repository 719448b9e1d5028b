import type { AxisItem } from './recognise-form';

/**
 * Which rows (columns) of a sheet are which rows (columns) of a form. The rule throughout: two possible answers are no
 * answer.
 */

/** One row or column of a sheet, by what is printed for it. */
export interface AxisLine {
  /** Row or column number on the sheet. */
  readonly at: number;
  /** Keys of its labels from the outermost one in. */
  readonly path: readonly string[];
  /** A label above it stands over a neighbour only, not merged over it: it may belong here or not. */
  readonly maybe: readonly string[] | null;
  readonly code: number | null;
  /** Says something that the form does not know. */
  readonly foreign: boolean;
}

/**
 * Levels of the item's path that the line does not print; null when the line says something else. One printed label
 * may stand for several levels: `接受学前教育·一年`.
 */
function droppedLevels(line: readonly string[], item: readonly string[]): readonly number[] | null {
  const dropped: number[] = [];
  let level = item.length - 1;
  for (let at = line.length - 1; at >= 0; at -= 1) {
    const text = line[at] ?? '';
    const innermost = at === line.length - 1;
    for (;;) {
      if (level < 0) return null;
      const from = levelsJoined(text, item, level);
      if (from !== null) {
        level = from - 1;
        break;
      }
      if (innermost) return null;
      dropped.push(level);
      level -= 1;
    }
  }
  for (; level >= 0; level -= 1) dropped.push(level);
  return dropped;
}

/** First of the levels up to `last` that together read as the text; null when none do. */
function levelsJoined(text: string, item: readonly string[], last: number): number | null {
  let joined = '';
  for (let from = last; from >= 0; from -= 1) {
    joined = (item[from] ?? '') + joined;
    if (joined === text) return from;
    if (joined.length >= text.length) return null;
  }
  return null;
}

interface Candidate {
  readonly item: number;
  /** Nearest other item whose label is left to be read from the lines before; null where nothing is left out. */
  readonly under: number | null;
  readonly exact: boolean;
}

/** `招生数` over `合计` is the column 招生数 itself, and a column 在校生数 alone is `在校生数` over `合计`. */
function withoutTotal(path: readonly string[]): readonly string[] | null {
  return path.length > 1 && path.at(-1) === '计' ? path.slice(0, -1) : null;
}

function dropped(line: readonly string[], item: readonly string[]): readonly number[] | null {
  const plain = droppedLevels(line, item);
  if (plain !== null) return plain;
  const [lineWhole, itemWhole] = [withoutTotal(line), withoutTotal(item)];
  if (lineWhole !== null) return itemWhole === null ? droppedLevels(lineWhole, item) : null;
  return itemWhole === null ? null : droppedLevels(line, itemWhole);
}

function candidatesOf(path: readonly string[], items: readonly AxisItem[]): readonly Candidate[] {
  return items.flatMap(({ path: own, ancestors }, item): Candidate[] => {
    const levels = dropped(path, own);
    if (levels === null) return [];
    const under = ancestors.find(({ level }) => levels.includes(level));
    return [{ item, under: under?.index ?? null, exact: levels.length === 0 }];
  });
}

function uniqueBest(candidates: readonly Candidate[]): number | null {
  const exact = candidates.filter((candidate) => candidate.exact);
  // An item under another one may print the same single label as an item of its own.
  const rivals = candidates.filter((candidate) => !candidate.exact && candidate.under !== null);
  if (exact.length > 0) return exact.length === 1 && rivals.length === 0 ? (exact[0]?.item ?? null) : null;
  return candidates.length === 1 ? (candidates[0]?.item ?? null) : null;
}

export interface AxisMatch {
  /** Index of the line by index of the item. */
  readonly lines: ReadonlyMap<number, number>;
  /** Item and line wherever only one item has the line's labels, whether or not the lines before bear it out. */
  readonly only: readonly (readonly [item: number, line: number])[];
  /** Lines whose labels some item has. */
  readonly known: number;
}

class Matching {
  private readonly candidates: readonly (readonly Candidate[])[];
  private readonly decided: (number | null)[];

  constructor(
    private readonly items: readonly AxisItem[],
    private readonly lines: readonly AxisLine[],
  ) {
    this.candidates = lines.map((line) => this.candidatesFor(line));
    this.decided = lines.map(() => null);
  }

  private candidatesFor({ path, maybe, foreign }: AxisLine): readonly Candidate[] {
    if (foreign || path.length === 0) return [];
    const plain = candidatesOf(path, this.items);
    if (maybe === null) return plain;
    // Both readings count: what only one of them allows stays open as long as the other allows something else.
    const under = candidatesOf([...maybe, ...path], this.items);
    const both = new Map([...plain, ...under].map((candidate) => [candidate.item, candidate]));
    return [...both.values()];
  }

  /** Whether the lines before say that this one belongs to the item `under`. */
  private follows(line: number, under: number): boolean {
    for (let before = line - 1; before >= 0; before -= 1) {
      if (this.lines[before]?.foreign === true) return false;
      const decided = this.decided[before] ?? null;
      const possible = decided === null ? (this.candidates[before] ?? []).map(({ item }) => item) : [decided];
      if (decided === under) return true;
      const within = possible.every(
        (item) => this.items[item]?.ancestors.some(({ index }) => index === under) === true,
      );
      if (possible.length === 0 || !within) return false;
    }
    return false;
  }

  private decideByLabels(): void {
    for (const [line, all] of this.candidates.entries()) {
      // Without the group above it a label is enough only where no other item has the same.
      const possible = all.filter(({ under, exact }) =>
        under === null ? exact || all.length === 1 : this.follows(line, under),
      );
      this.decided[line] = uniqueBest(possible);
    }
  }

  /**
   * The printed codes may decide between rows of the same label if none of them contradicts a label: they would if the
   * bureau had counted anew. Null where there are too few to tell.
   */
  private codesAgree(): boolean | null {
    let agree = 0;
    let alone = 0;
    for (const [line, all] of this.candidates.entries()) {
      const code = this.lines[line]?.code ?? null;
      if (code === null || all.length === 0) continue;
      if (!all.some(({ item }) => this.items[item]?.number === code)) return false;
      agree += 1;
      if (all.length === 1) alone += 1;
    }
    return alone > 0 && agree >= Math.min(3, this.items.length) ? true : null;
  }

  private applyCodes(trusted: boolean | null): void {
    for (const [line, all] of this.candidates.entries()) {
      const code = this.lines[line]?.code ?? null;
      if (code === null) continue;
      const named = all.find(({ item }) => this.items[item]?.number === code);
      if (named === undefined) {
        if (trusted === true) this.decided[line] = null;
      } else if (trusted === true) this.decided[line] = named.item;
      else if (this.decided[line] !== named.item) this.decided[line] = null;
    }
  }

  /** An item that two lines claim belongs to neither. */
  private dropRivals(): Map<number, number> {
    const lines = new Map<number, number>();
    const rivals = new Set<number>();
    for (const [line, item] of this.decided.entries()) {
      if (item === null) continue;
      if (lines.has(item)) rivals.add(item);
      lines.set(item, line);
    }
    for (const item of rivals) lines.delete(item);
    return lines;
  }

  match(): AxisMatch {
    this.decideByLabels();
    this.applyCodes(this.codesAgree());
    const only = [...this.candidates.entries()].flatMap(([line, all]) =>
      all.length === 1 && all[0] !== undefined ? [[all[0].item, line] as const] : [],
    );
    const known = this.candidates.filter((all) => all.length > 0).length;
    return { lines: this.dropRivals(), only, known };
  }
}

/** Lines stand in the order of the sheet. */
export function matchAxis(items: readonly AxisItem[], lines: readonly AxisLine[]): AxisMatch {
  return new Matching(items, lines).match();
}
