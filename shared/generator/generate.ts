import { teachingOf } from '../applicability';
import { Calculation } from '../calculation';
import type { Definitions } from '../definitions';
import { formsFor } from '../program';
import type { School } from '../school';
import type { SchoolType } from '../school-types';
import type { Collection, SubmissionData } from '../submission';
import { drawCharacter } from './character';
import { fillDerived } from './derived-forms';
import { entriesOf, recordsOf } from './entries';
import type { Entry } from './entries';
import { explain } from './explanations';
import { inject } from './faults';
import type { FaultKind, InjectedFault } from './faults';
import { listRules } from './forms/ledger-records';
import { formRules } from './forms/rules';
import { Random } from './random';
import { live } from './school-year';
import type { SchoolYear } from './school-year';
import { Sheet } from './sheet';

export interface GeneratedYear {
  readonly collection: Collection;
  readonly data: SubmissionData;
}

/** An invented school with its submissions, oldest first. */
export interface GeneratedSchool {
  readonly school: School;
  readonly years: readonly GeneratedYear[];
  /** What is wrong in the last submission, when a fault was asked for and the school has a place for it. */
  readonly fault?: InjectedFault;
}

export interface GenerateOptions {
  readonly schools: number;
  /** The same seed gives the same schools. */
  readonly seed: number;
  /** Submissions of each school; 2 when absent. */
  readonly years?: number;
  /** Edition of all years. When absent it follows the school year: 2018-86 until 2020, the current one from 2021. */
  readonly edition?: string;
  /** The last school year; 2025 when absent. */
  readonly schoolYear?: number;
  /** Types in turn; when absent they are drawn as a county has them. */
  readonly types?: readonly SchoolType[];
  /** Most pupils of a school; 3,000 when absent. */
  readonly largest?: number;
  /** False: nothing that must be explained, no dropout, no old building, no late money. True when absent. */
  readonly irregular?: boolean;
  /** One fault of this kind in the last submission of every school that fills a form for it. */
  readonly fault?: FaultKind;
  /** Target profiles of the collections; none when absent. */
  readonly targetProfiles?: readonly string[];
}

/** Invented schools with consistent, complete submissions. Nothing in them is real: people are drawn and then counted. */
export function* generateSchools(
  definitions: Definitions,
  options: GenerateOptions,
): Generator<GeneratedSchool> {
  const root = new Random(options.seed).fork('schools');
  for (let index = 0; index < options.schools; index += 1) {
    const random = root.fork(index);
    const { types, irregular = true, largest = 3000 } = options;
    const type = types === undefined ? null : (types[index % types.length] ?? null);
    const character = drawCharacter(random, index, { type, troubled: irregular, largest });
    const { school } = character;
    const years: GeneratedYear[] = [];
    for (const year of live(random, character, options.schoolYear ?? 2025, options.years ?? 2))
      years.push(submit(definitions, year, collectionOf(year.year, options), years));
    yield options.fault === undefined
      ? { school, years }
      : spoil(definitions, school, years, options.fault, random);
  }
}

function spoil(
  definitions: Definitions,
  school: School,
  years: readonly GeneratedYear[],
  kind: FaultKind,
  random: Random,
): GeneratedSchool {
  const last = years.at(-1);
  if (last === undefined) return { school, years };
  const earlier = years.slice(0, -1);
  const { data, collection } = last;
  const injected = inject(kind, {
    school,
    schoolYear: collection.schoolYear,
    data,
    calculation: new Calculation(definitions, { school, collection, data, previous: [...earlier].reverse() }),
    hasEarlier: earlier.length > 0,
    random: random.fork('fault'),
  });
  if (injected === null) return { school, years };
  return { school, years: [...earlier, { collection, data: injected.data }], fault: injected.fault };
}

function collectionOf(schoolYear: number, { edition, targetProfiles }: GenerateOptions): Collection {
  return {
    id: schoolYear,
    title: `${schoolYear}—${schoolYear + 1}学年年报`,
    schoolYear,
    edition: edition ?? (schoolYear <= 2020 ? 'jichuji-2018-86' : 'jiaoji-2021'),
    targetProfiles: [...(targetProfiles ?? [])],
    dueDate: `${schoolYear}-09-20`,
  };
}

/** Everything counted for the forms of a school, computed cells included; tests compare them with the definitions. */
export function countForms(
  definitions: Definitions,
  year: SchoolYear,
  edition: string,
): ReadonlyMap<string, Sheet> {
  const forms = formsFor(definitions, edition, year.character.school);
  return new Map(
    forms.map((form) => {
      const sheet = new Sheet();
      formRules[form.code]?.(year, sheet);
      return [form.code, sheet];
    }),
  );
}

function submit(
  definitions: Definitions,
  year: SchoolYear,
  collection: Collection,
  earlier: readonly GeneratedYear[],
): GeneratedYear {
  const { school } = year.character;
  const forms = formsFor(definitions, collection.edition, school);
  const counted = countForms(definitions, year, collection.edition);
  const teaching = teachingOf(school);
  const style = year.random.fork('zeros');
  const entries = forms.flatMap((form) =>
    entriesOf(form, counted.get(form.code) ?? new Sheet(), teaching, style.chance(0.25)),
  );
  const lists = Object.fromEntries(
    forms
      .filter(({ kind }) => kind === 'list')
      .map((form) => [form.code, recordsOf(form, listRules[form.code]?.(year) ?? [], year.year)]),
  );
  const data: SubmissionData = {
    submission: {
      id: school.id * 100 + (collection.schoolYear % 100),
      schoolId: school.id,
      collectionId: collection.id,
      state: 'draft',
      revision: 0,
      version: 0,
      editionVersion: definitions.editions.find(({ id }) => id === collection.edition)?.version ?? '',
    },
    cells: entries.filter(({ silent }) => !silent).map(stored),
    lists,
    reviewed: forms.map(({ code }) => code),
    explanations: [],
  };
  const previous = [...earlier].reverse();
  const calculation = new Calculation(definitions, { school, collection, data, previous });
  // A counted zero has to be typed where the cell would otherwise show what its source says.
  const contradicted = entries.filter((entry) => entry.silent && contradicts(calculation, entry));
  if (contradicted.length > 0) calculation.setCells(contradicted);
  const derived = fillDerived(calculation);
  const explanations = explain(calculation, year.random.fork('explanations'));
  const summary = summaryOf(
    forms.map(({ code }) => code),
    explanations.map(({ text }) => text),
  );
  const typed = [...entries.filter(({ silent }) => !silent), ...contradicted];
  const kept = typed.filter((entry) => !isKnown(calculation, entry));
  return {
    collection,
    data: { ...data, cells: [...kept.map(stored), ...derived.map(stored), ...summary], explanations },
  };
}

const stored = ({ form, cell, content }: Entry): SubmissionData['cells'][number] => ({ form, cell, content });

/** Whether the source of a pulled cell says the same, so that nobody had to type it. */
function isKnown(calculation: Calculation, { form, cell, content, kind }: Entry): boolean {
  if (kind !== 'pulled') return false;
  const { source } = calculation.cell(form, cell);
  if (source === null) return false;
  return source === content.text || (content.kind === 'number' && Number(source) === Number(content.text));
}

function contradicts(calculation: Calculation, { form, cell, kind }: Entry): boolean {
  if (kind !== 'pulled') return false;
  const { source } = calculation.cell(form, cell);
  return source !== null && source !== '' && Number(source) !== 0;
}

/** The edition of 2018 has a form for the explanations: each text once, as far as a cell holds them. */
function summaryOf(forms: readonly string[], texts: readonly string[]): SubmissionData['cells'] {
  const form = '基础基112续表1';
  if (!forms.includes(form)) return [];
  const text = texts.length === 0 ? '无' : [...new Set(texts)].join('；').slice(0, 400);
  return [{ form, cell: 'explanation', content: { kind: 'text', text } }];
}
