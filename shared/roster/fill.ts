import type { Calculation } from '../calculation';
import { cellName, cellsOf } from '../cell';
import type { Program } from '../program';
import type { CellChange } from '../submission';
import type { RosterCounts } from './counter';
import type { RosterCount } from './definition';
import type { CountedCell, NotCounted } from './plan';
import { waitingCells } from './waiting';

/**
 * What the counts of the rosters would do to a submission.
 *
 * Zero: a counted 0 is a real 0, but a school of forty pupils does not want five hundred of them. It is filled into a
 * blank cell where the cell's row counts anybody at all: 三年级 with pupils and no boarder has 0 boarders. A row that
 * counts nobody, a grade or a group that the school does not have, stays blank, which says the same once the form is
 * 已核对. A 0 is filled over any number that stands there.
 */

export interface FillInput {
  readonly calculation: Calculation;
  readonly counts: Pick<RosterCounts, 'cells' | 'words'> & Partial<Pick<RosterCounts, 'open'>>;
  /** The formulas of the forms: what else waits while cells are `open`. */
  readonly program?: Program;
  /** What the rosters counted when they were last applied, by `form!cell`. */
  readonly before: ReadonlyMap<string, string>;
  /** 待核: values taken over from last year that nobody has looked at; by `form!cell`. */
  readonly toConfirm: ReadonlySet<string>;
  /** Forms that are counted in part only. */
  readonly partial?: ReadonlySet<string>;
}

/** Forms whose columns are a balance (上年在校 + 来 − 去 = 在校) and of which some could not be counted. */
export function partialForms(
  rules: readonly RosterCount[],
  notCounted: readonly NotCounted[],
): ReadonlySet<string> {
  const balances = new Set(rules.flatMap(({ form, balance }) => (balance === true ? [form] : [])));
  return new Set(notCounted.flatMap(({ form }) => (balances.has(form) ? [form] : [])));
}

/** Every cell that the rosters count and the school has, in the order of the forms. Leaves the calculation as it was. */
export function plannedCells(input: FillInput): readonly CountedCell[] {
  const { calculation, counts } = input;
  const touched = touchedRows(counts.cells);
  const places = calculation.forms.flatMap((form): Place[] =>
    form.kind === 'list'
      ? []
      : cellsOf(form).flatMap(({ key }): Place[] => {
          const count = counts.cells.get(cellName(form.code, key));
          if (count === undefined) return [];
          return [
            { form: form.code, cell: key, counted: String(count), words: counts.words(form.code, key) },
          ];
        }),
  );
  const waiting = waitingFor(input, places);
  const trial = new Trial(calculation);
  const typed = new Map<Place, CountedCell>();
  const take = (place: Place) => {
    const cell = typedCell(input, place, { touched, waiting });
    typed.set(place, cell);
    return cell;
  };
  try {
    for (const place of places) if (calculation.cell(place.form, place.cell).kind === 'input') take(place);
    trial.fill([...typed.values()]);
    for (const place of places) if (hasNoSource(calculation, place)) trial.fill([take(place)]);
    return places.flatMap((place) => typed.get(place) ?? derivedCell(calculation, place) ?? []);
  } finally {
    trial.takeBack();
  }
}

type Place = Pick<CountedCell, 'form' | 'cell' | 'counted' | 'words'>;

function waitingFor({ calculation, counts, program }: FillInput, places: readonly Place[]) {
  const { open = none } = counts;
  if (program === undefined || open.size === 0) return none;
  const isBlank = (form: string, cell: string) => calculation.cell(form, cell).text === '';
  return waitingCells(program, { open, places, isBlank });
}

const none: ReadonlySet<string> = new Set();

interface Whole {
  /** Rows that count anybody. */
  readonly touched: ReadonlySet<string>;
  /** Cells that wait for an answer. */
  readonly waiting: ReadonlySet<string>;
}

function typedCell(
  { calculation, before, toConfirm, partial }: FillInput,
  place: Place,
  { touched, waiting }: Whole,
): CountedCell {
  const { form, cell, counted } = place;
  const name = cellName(form, cell);
  const { content, text: now } = calculation.cell(form, cell);
  const reviewed = calculation.isReviewed(form);
  const isLeft = reviewed || partial?.has(form) === true;
  const kindOf = (): CountedCell['kind'] => {
    if (content === null) {
      if (counted === '0' && (reviewed || !touched.has(rowOf(form, cell)))) return 'same';
      return isLeft ? 'kept' : 'fill';
    }
    if (content.kind === 'number' && content.text === counted) return 'same';
    const isOfRoster = before.get(name) === content.text;
    return (isOfRoster || toConfirm.has(name)) && !isLeft ? 'fill' : 'kept';
  };
  const kind = kindOf();
  return kind === 'fill' && waiting.has(name)
    ? { ...place, now, kind: 'kept', waiting: true }
    : { ...place, now, kind };
}

/** Null for a closed cell that counts nobody: it is not worth a line. */
function derivedCell(calculation: Calculation, place: Place): CountedCell | null {
  const { kind, text: now } = calculation.cell(place.form, place.cell);
  const agrees = now === place.counted || (now === '' && place.counted === '0');
  if (kind === 'notApplicable' && agrees) return null;
  return { ...place, now, kind: agrees ? 'same' : 'other' };
}

/**
 * A cell that shows another place's value where that place says nothing, also once everything else is filled: the
 * balance of last year in the program's first year, a ledger that nobody keeps. It would have to be typed.
 */
function hasNoSource(calculation: Calculation, { form, cell, counted }: Place): boolean {
  const { kind, source, content } = calculation.cell(form, cell);
  return kind === 'pulled' && (source ?? '') === '' && (content !== null || counted !== '0');
}

/**
 * Computed and pulled cells are compared as they will be: while nothing is filled every total would differ. What is
 * filled for it is taken back.
 */
class Trial {
  readonly #back: CellChange[] = [];

  constructor(readonly calculation: Calculation) {}

  fill(cells: readonly CountedCell[]): void {
    const filled = cells.filter(({ kind }) => kind === 'fill');
    for (const { form, cell } of filled)
      this.#back.push({ form, cell, content: this.calculation.cell(form, cell).content });
    if (filled.length > 0) this.calculation.setCells(filled.map(contentOf));
  }

  takeBack(): void {
    if (this.#back.length > 0) this.calculation.setCells(this.#back);
  }
}

/** A number as a change of its cell. */
export function contentOf({
  form,
  cell,
  counted,
}: Pick<CountedCell, 'form' | 'cell' | 'counted'>): CellChange {
  return { form, cell, content: { kind: 'number', text: counted } };
}

const rowOf = (form: string, cell: string): string => `${form}!${cell.split('.')[0] ?? ''}`;

/** Rows that count anybody. */
function touchedRows(cells: ReadonlyMap<string, number>): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const [name, count] of cells) if (count !== 0) touched.add(name.slice(0, name.lastIndexOf('.')));
  return touched;
}
