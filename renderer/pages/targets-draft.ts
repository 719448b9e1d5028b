import type { Indicator } from '../../shared/indicator-definition';
import { problemSentence } from '../../shared/messages';
import { familyOf } from '../../shared/own-profile';
import type { TargetProfile, Threshold } from '../../shared/target-profile';
import { readCell } from '../../shared/value';
import { methodOf } from './targets-words';

/** A bureau's own profile while it is edited: values as they were typed. */
export interface Draft {
  /** All versions of the profile that is edited; null of one that is new. */
  readonly family: string | null;
  /** The profile that she began with. */
  readonly from: string;
  readonly head: DraftHead;
  readonly methods: Readonly<Record<string, string>>;
  readonly rows: readonly DraftRow[];
  /** Of the next row. */
  readonly nextKey: number;
  /** What is not edited here and stays. */
  readonly kept: Pick<TargetProfile, 'basedOn' | 'region' | 'reportedValues' | 'rules' | 'notes'>;
}

export interface DraftHead {
  readonly name: string;
  readonly source: string;
  readonly targetYear: string;
  readonly jurisdiction: string;
  readonly level: string;
}

export interface DraftRow {
  readonly key: number;
  /** Its value is the one that it had before; `typed` is what stands in the field. */
  readonly threshold: Threshold;
  readonly typed: string;
  /** As it was before its value was changed. */
  readonly before?: Threshold;
  /** The quotation is what she wrote. */
  readonly quoted?: boolean;
}

/**
 * A new profile of `county` with the thresholds of another. What that one's document reports, notes and says of itself
 * stays with it.
 */
export function newDraft(profile: TargetProfile, county: string): Draft {
  return {
    ...draftOf(profile),
    family: null,
    head: { name: '', source: '', targetYear: '', jurisdiction: county, level: '' },
    kept: {
      basedOn: profile.id,
      ...(profile.region !== undefined && { region: profile.region }),
    },
  };
}

/** The next version of an own profile. */
export function draftOf(profile: TargetProfile): Draft {
  const { name, source, targetYear, jurisdiction = '', level = '', methods = {}, thresholds } = profile;
  const { basedOn, region, reportedValues, rules, notes } = profile;
  return {
    family: familyOf(profile.id),
    from: profile.id,
    head: { name, source, targetYear: yearText(targetYear), jurisdiction, level },
    methods,
    rows: thresholds.map((threshold, key) => ({ key, threshold, typed: String(threshold.value) })),
    nextKey: thresholds.length,
    kept: {
      ...(basedOn !== undefined && { basedOn }),
      ...(region !== undefined && { region }),
      ...(reportedValues !== undefined && { reportedValues }),
      ...(rules !== undefined && { rules }),
      ...(notes !== undefined && { notes }),
    },
  };
}

const yearText = (year: number | undefined): string => (year === undefined ? '' : String(year));

export function withHead(draft: Draft, part: Partial<DraftHead>): Draft {
  return { ...draft, head: { ...draft.head, ...part } };
}

export function withRow(draft: Draft, key: number, change: (row: DraftRow) => DraftRow): Draft {
  return { ...draft, rows: draft.rows.map((row) => (row.key === key ? change(row) : row)) };
}

/** What another document says of a threshold, and how sure it is. */
const origins = ['quote', 'source', 'inferred', 'derived', 'confidence'] as const;

/**
 * Asks for something else than the row did. In a profile that was begun from another document that document's words
 * and doubts go with its value, and come back with it; what she wrote herself stays.
 */
export function withAsked(
  draft: Draft,
  key: number,
  asked: { readonly op?: Threshold['op']; readonly typed?: string },
): Draft {
  return withRow(draft, key, (row) => {
    const typed = asked.typed ?? row.typed;
    const threshold = { ...row.threshold, ...(asked.op !== undefined && { op: asked.op }) };
    const before = row.before ?? row.threshold;
    if (draft.kept.basedOn === undefined) return { ...row, threshold, typed };
    const isSame = threshold.op === before.op && valueOf(typed, threshold.unit) === before.value;
    const lost = origins.filter((name) => name !== 'quote' || row.quoted !== true);
    const others = Object.entries(threshold).filter(([name]) => !lost.some((each) => each === name));
    const words = isSame ? Object.entries(before).filter(([name]) => lost.some((each) => each === name)) : [];
    return { ...row, before, typed, threshold: Object.fromEntries([...others, ...words]) as Threshold };
  });
}

/** Her own words about a threshold. */
export function withQuote(draft: Draft, key: number, quote: string): Draft {
  return withRow(draft, key, (row) => {
    const { quote: _before, ...threshold } = row.threshold;
    return { ...row, quoted: true, threshold: quote === '' ? threshold : { ...threshold, quote } };
  });
}

export function withoutRow(draft: Draft, key: number): Draft {
  return { ...draft, rows: draft.rows.filter((row) => row.key !== key) };
}

const usualOps: Readonly<Record<Indicator['direction'], Threshold['op']>> = {
  ...{ higher: '>=', lower: '<=', equal: '==', none: '>=' },
};

/** A threshold more, at the end, its value still to be typed. */
export function withNew(draft: Draft, indicator: Indicator, stage: Indicator['stages'][number]): Draft {
  const op = usualOps[indicator.direction];
  const method = indicator.methods.find(({ id }) => id === draft.methods[indicator.id]);
  const threshold: Threshold = {
    ...{ indicator: indicator.id, stage, op, value: 0, unit: method?.unit ?? indicator.unit },
    ...(method?.unit !== undefined && { method: method.id }),
  };
  const row: DraftRow = { key: draft.nextKey, threshold, typed: '' };
  return { ...draft, rows: [...draft.rows, row], nextKey: draft.nextKey + 1 };
}

/**
 * Chooses the reading that a threshold is judged by; undefined is the usual one. It is the profile's reading of the
 * indicator, so that the figure is shown by it too. Where the threshold named its reading itself, or the reading has a
 * unit of its own, it is named there as well.
 */
export function withMethod(
  draft: Draft,
  key: number,
  indicator: Indicator,
  chosen: string | undefined,
): Draft {
  const { [indicator.id]: _before, ...others } = draft.methods;
  const method = indicator.methods.find(({ id }) => id === chosen);
  const next = method === undefined ? others : { ...others, [indicator.id]: method.id };
  return withRow({ ...draft, methods: next }, key, (row) => {
    const { method: named, ...threshold } = row.threshold;
    const isNamed = method !== undefined && (named !== undefined || method.unit !== undefined);
    const before = indicator.methods.find(({ id }) => id === named);
    // A unit that says more than the figure's (班(>45人)) stays as long as the figure's does.
    const unit =
      method?.unit === before?.unit && method?.unit === undefined
        ? threshold.unit
        : (method?.unit ?? indicator.unit);
    return { ...row, threshold: { ...threshold, unit, ...(isNamed && { method: method.id }) } };
  });
}

/** What is wrong with a head or a row, by field name or row key. Nothing is saved as long as there is something. */
export interface DraftProblems {
  readonly head: Partial<Record<keyof DraftHead, string>>;
  readonly rows: ReadonlyMap<number, string>;
}

export function problemsOf({ head, rows }: Draft): DraftProblems {
  const year = Number(head.targetYear.trim());
  const isYear = head.targetYear.trim() === '' || (/^\d{4}$/.test(head.targetYear.trim()) && year >= 1990);
  return {
    head: {
      ...(head.name.trim() === '' && { name: '请填写名称' }),
      ...(head.name.trim().length > 60 && { name: '名称最多 60 字' }),
      ...(head.source.trim().length > 200 && { source: '最多 200 字' }),
      ...(!isYear && { targetYear: '应是四位年份，例如 2026' }),
    },
    rows: new Map(
      rows.flatMap((row) => {
        const problem = problemOfRow(row);
        return problem === null ? [] : [[row.key, problem] as const];
      }),
    ),
  };
}

function problemOfRow({ typed, threshold }: DraftRow): string | null {
  if (typed.trim() === '') return '请填写目标值';
  const { problem } = readCell(figureTyped(typed, threshold.unit), { type: 'decimal', decimals: 6 });
  return problem === null ? null : problemSentence(problem);
}

/** What may be a slip but can be meant: a value that the figure can never have. */
export function doubtOfRow(
  row: DraftRow,
  { methods }: Pick<Draft, 'methods'>,
  indicator: Indicator | undefined,
): string | null {
  const value = valueOf(row.typed, row.threshold.unit);
  if (value === null || indicator === undefined) return null;
  const method = indicator.methods.find(({ id }) => id === methodOf(row.threshold, methods));
  const [least, most] = method?.range ?? indicator.validRange;
  if ((least === null || value >= least) && (most === null || value <= most)) return null;
  return most === null ? `这个指标不会小于 ${least ?? 0}` : `这个指标在 ${least ?? 0}—${most} 之间，请核对`;
}

/** 98.5% is what stands in the documents: the sign goes where the unit says it already. */
function figureTyped(typed: string, unit: string): string {
  return unit === '%' ? typed.replace(/[%％]\s*$/, '') : typed;
}

function valueOf(typed: string, unit: string): number | null {
  const { content } = readCell(figureTyped(typed, unit), { type: 'decimal', decimals: 6 });
  return content?.kind === 'number' ? Number(content.text) : null;
}

/** The profile that is saved; null while something is wrong. */
export function profileOf(draft: Draft, family: string, version: number): TargetProfile | null {
  const problems = problemsOf(draft);
  if (problems.rows.size > 0 || Object.keys(problems.head).length > 0) return null;
  const { name, source, targetYear, jurisdiction, level } = draft.head;
  const used = new Set(draft.rows.map(({ threshold }) => threshold.indicator));
  const methods = Object.entries(draft.methods).filter(([indicator]) => used.has(indicator));
  return {
    ...{ id: `${family}@${version}`, version: String(version), name: name.trim(), source: source.trim() },
    ...(targetYear.trim() !== '' && { targetYear: Number(targetYear) }),
    ...(jurisdiction.trim() !== '' && { jurisdiction: jurisdiction.trim() }),
    ...(level.trim() !== '' && { level: level.trim() }),
    ...draft.kept,
    ...(methods.length > 0 && { methods: Object.fromEntries(methods) }),
    thresholds: draft.rows.map(({ threshold, typed }) => ({
      ...threshold,
      value: valueOf(typed, threshold.unit) ?? 0,
    })),
  };
}
