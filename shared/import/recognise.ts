import type { Definitions } from '../definitions';
import type { Form } from '../form';
import type { Grid, GridSheet } from '../grid';
import { LabelKeys } from './label';
import { formModels } from './recognise-form';
import type { FormModel, FormModels } from './recognise-form';
import { identityOf, partOf } from './recognise-identity';
import type { SheetIdentity } from './recognise-identity';
import { matchForm } from './recognise-match';
import type { Match } from './recognise-match';
import { schoolOf, schoolYearOf } from './recognise-school';
import { SheetIndex } from './recognise-sheet';
import type { Placement, Recognition } from './recognition';

/** Forms that a sheet is held against, and sheets that a form is looked for on: more are not worth the time. */
const formsPerSheet = 6;
const sheetsPerForm = 8;
/** Share of a form's weighted words below which a sheet is not looked at. */
const leastWords = 0.12;

/** A sheet that names its form must still lie under it like this; one that does not must lie better, and alone. */
const leastNamed = 0.2;
const leastTitled = 0.3;
const leastNameless = 0.55;
const margin = 0.08;
/** So much better must another form lie that a sheet's own name is not believed. */
const contradiction = 0.3;

interface Candidate {
  readonly index: SheetIndex;
  readonly identity: SheetIdentity;
  readonly models: readonly FormModel[];
}

/** Weighted share of each form's words that the sheet says: rare words count more. */
function wordShares(models: FormModels, index: SheetIndex): ReadonlyMap<FormModel, number> {
  const said = new Map<FormModel, number>();
  for (const key of index.byKey.keys())
    for (const model of models.saying.get(key) ?? [])
      said.set(model, (said.get(model) ?? 0) + models.weightOf(key));
  return new Map([...said].map(([model, weight]) => [model, weight / models.wholeWeightOf(model)]));
}

function candidateOf(
  models: FormModels,
  index: SheetIndex,
): (Candidate & { shares: ReadonlyMap<FormModel, number> }) | null {
  const identity = identityOf(models, index);
  if (identity.isForeign) return null;
  const shares = wordShares(models, index);
  const named = [identity.code, ...identity.titles].filter((model) => model !== null);
  const likely = [...shares]
    .filter(([, weight]) => weight >= leastWords)
    .sort((a, b) => b[1] - a[1])
    .map(([model]) => model);
  const chosen = [...new Set([...named, ...likely])].slice(0, formsPerSheet + named.length);
  return chosen.length === 0 ? null : { index, identity, models: chosen, shares };
}

const isNamed = ({ identity }: Candidate, model: FormModel): boolean => identity.code === model;

/** Each form only on the sheets that say most of it, so that a workbook of a thousand alike takes no longer. */
function worthMatching(
  candidates: readonly (Candidate & { shares: ReadonlyMap<FormModel, number> })[],
): ReadonlyMap<Candidate, readonly Match[]> {
  const bySheet = new Map<Candidate, Match[]>(candidates.map((candidate) => [candidate, []]));
  const byForm = new Map<FormModel, (typeof candidates)[number][]>();
  for (const candidate of candidates)
    for (const model of candidate.models) {
      const own = byForm.get(model);
      if (own === undefined) byForm.set(model, [candidate]);
      else own.push(candidate);
    }
  for (const [model, all] of byForm) {
    const rank = (candidate: (typeof candidates)[number]): number =>
      (isNamed(candidate, model) ? 1 : 0) + (candidate.shares.get(model) ?? 0);
    for (const candidate of [...all].sort((a, b) => rank(b) - rank(a)).slice(0, sheetsPerForm)) {
      const match = matchForm(candidate.index, model);
      if (match !== null) bySheet.get(candidate)?.push(match);
    }
  }
  return bySheet;
}

/** The form of a sheet, if the sheet leaves no doubt. */
function decide({ identity }: Candidate, matches: readonly Match[], edition: string | null): Match | null {
  const ranked = [...matches].sort((a, b) => b.quality - a.quality);
  const [best] = ranked;
  if (best === undefined) return null;
  const named = ranked.find(({ model }) => model === identity.code);
  if (named !== undefined && named.quality >= leastNamed && best.quality - named.quality < contradiction)
    return named;
  if (identity.code !== null && named === undefined && best.placement.how !== 'layout') return null;
  const exact = ranked.filter(({ placement }) => placement.how === 'layout');
  if (exact.length === 1) return exact[0] ?? null;
  const titled = ranked.filter(({ model }) => identity.titles.includes(model));
  const pool =
    titled.length > 0 && best.quality - (titled[0]?.quality ?? 0) < contradiction ? titled : ranked;
  const least = pool === titled ? leastTitled : leastNameless;
  const first = pool[0];
  return first === undefined || first.quality < least ? null : alone(first, pool, edition);
}

/** The best match, unless another form could be meant as well; then that of the workbook's edition. */
function alone(best: Match, pool: readonly Match[], edition: string | null): Match | null {
  const rivals = pool.filter(
    (match) => match !== best && (best.quality - match.quality < margin || explains(match, best)),
  );
  if (rivals.length === 0) return best;
  const ours = [best, ...rivals].filter(({ model }) => model.edition.id === edition);
  if (ours.length === 1) return ours[0] ?? null;
  const isWhole =
    best.placement.cells.size === best.model.fillable.length &&
    rivals.every(({ quality }) => best.quality - quality >= margin);
  return isWhole ? best : null;
}

/** Whether a form says more of what the sheet says than the better one, or as much about as many cells. */
function explains(match: Match, best: Match): boolean {
  const more = match.precision - best.precision;
  return more > 0.02 || (more >= -0.02 && match.placement.cells.size >= 0.9 * best.placement.cells.size);
}

function editionOf(matches: readonly Match[]): string | null {
  const counts = new Map<string, number>();
  for (const { model } of matches)
    if (model.edition.id !== 'local') counts.set(model.edition.id, (counts.get(model.edition.id) ?? 0) + 1);
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return first === undefined || first[1] === second?.[1] ? null : first[0];
}

function filledCells({ placement, index }: Match): number {
  if (placement.list !== null) return placement.list.lastRow - placement.list.firstRow;
  let filled = 0;
  for (const address of placement.cells.values()) if (index.sheet.cells.has(address)) filled += 1;
  return filled;
}

function better(a: Match, b: Match): number {
  const byLayout = Number(b.placement.how === 'layout') - Number(a.placement.how === 'layout');
  if (byLayout !== 0) return byLayout;
  if (Math.abs(a.quality - b.quality) > 0.001) return b.quality - a.quality;
  // Who copies a sheet to correct it leaves it the name that the form's sheet has.
  const named = ({ placement }: Match): number => Number(placement.sheet.includes(placement.form));
  if (named(a) !== named(b)) return named(b) - named(a);
  const copied = (match: Match): number => Number(/\(\d+\)\s*$/.test(match.placement.sheet));
  return copied(a) - copied(b) || filledCells(b) - filledCells(a);
}

/** Of several sheets of one form the best, and those that continue it: none of their cells stands on another. */
function withoutDoubles(matches: readonly Match[]): readonly Match[] {
  const kept: Match[] = [];
  const cells = new Map<FormModel, Set<string>>();
  for (const match of [...matches].sort(better)) {
    const own = cells.get(match.model);
    const keys = [...match.placement.cells.keys()];
    if (own !== undefined && (match.placement.list !== null || keys.some((key) => own.has(key)))) continue;
    cells.set(match.model, new Set([...(own ?? []), ...keys]));
    kept.push(match);
  }
  return kept;
}

/**
 * Finds out what the sheets of a workbook are, by their labels and names; never by the file's name. What could be two
 * things is none of them: a figure in the wrong place is worse than one that is left out and named.
 * `hint.edition` decides between forms of two editions that a sheet fits alike.
 */
export function recogniseWorkbook(
  definitions: Definitions,
  grid: Grid,
  hint: { readonly edition?: string } = {},
): Recognition {
  const models = formModels(definitions);
  const keys = new LabelKeys();
  const others = new Map<string, Recognition['others'][number]['part']>();
  const fronts: SheetIndex[] = [];
  const candidates = [];
  for (const sheet of grid.sheets) {
    const index = new SheetIndex(sheet, keys);
    const part = partOf(models, index);
    others.set(sheet.name, part ?? 'unknown');
    if (part === 'front') fronts.push(index);
    const candidate = part === null ? candidateOf(models, index) : null;
    if (candidate !== null) candidates.push(candidate);
  }
  const matches = worthMatching(candidates);
  const chosen = (edition: string | null): readonly Match[] =>
    [...matches].flatMap(([candidate, own]) => decide(candidate, own, edition) ?? []);
  const edition = hint.edition ?? editionOf(chosen(null));
  const all = chosen(edition);
  const kept = new Set(withoutDoubles(all));
  const repeated = new Map(
    all.filter((match) => !kept.has(match)).map(({ index, placement }) => [index.sheet, placement.form]),
  );
  const bySheet = new Map([...kept].map((match) => [match.index.sheet, match]));
  const placements = grid.sheets.flatMap((sheet): readonly Placement[] => {
    const placement = bySheet.get(sheet)?.placement;
    return placement === undefined ? [] : [placement];
  });
  return {
    edition: editionOf([...kept]),
    placements,
    others: grid.sheets.flatMap((sheet) => {
      if (bySheet.has(sheet)) return [];
      const repeats = repeated.get(sheet);
      const part = others.get(sheet.name) ?? 'unknown';
      return [{ sheet: sheet.name, part, ...(repeats === undefined ? {} : { repeats }) }];
    }),
    school: schoolOf(placements, fronts, new Map(grid.sheets.map((sheet) => [sheet.name, sheet]))),
    schoolYear: schoolYearOf([...fronts, ...candidates.map(({ index }) => index)]),
  };
}

/** Lays one form over one sheet because a person said so; null where none of its cells has a place there. */
export function placeForm(definitions: Definitions, form: Form, sheet: GridSheet): Placement | null {
  const model = formModels(definitions).byCode.get(form.code);
  if (model === undefined) return null;
  return matchForm(new SheetIndex(sheet, new LabelKeys()), model)?.placement ?? null;
}
