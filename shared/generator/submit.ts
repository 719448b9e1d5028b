import { teachingOf } from '../applicability';
import { Calculation } from '../calculation';
import type { Definitions } from '../definitions';
import { formsFor } from '../program';
import type { Collection, SubmissionData } from '../submission';
import { fillDerived } from './derived-forms';
import { entriesOf, recordsOf } from './entries';
import type { Entry } from './entries';
import { explain } from './explanations';
import { listRules } from './forms/ledger-records';
import { formRules } from './forms/rules';
import type { SchoolYear } from './school-year';
import { Sheet } from './sheet';

export interface GeneratedYear {
  readonly collection: Collection;
  readonly data: SubmissionData;
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

/** A complete submission of one year: counted, entered, reviewed and explained. `earlier` are oldest first. */
export function submit(
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
  // What a school leaves alone, because it is asked only of those that have it, is not 已核对 either.
  const begun = new Set([
    ...entries.filter(({ silent }) => !silent).map(({ form }) => form),
    ...Object.keys(lists).filter((code) => (lists[code] ?? []).length > 0),
    // Counted from its ledger, and handed in where that is kept.
    ...((lists['局控辍4'] ?? []).length > 0 ? ['局控辍5'] : []),
  ]);
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
    reviewed: forms.flatMap(({ code, optional }) => (optional === true && !begun.has(code) ? [] : [code])),
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
