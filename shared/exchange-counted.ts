import { cellsOf } from './cell';
import { type DocumentPlace, formIn, shown } from './exchange-cells';
import type { SubmissionData } from './submission';

type Counted = NonNullable<SubmissionData['counted']>;

/** What rosters counted, by form code, then row and column code: how many people, never who. */
export type CountedForms = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** As a document says it, for the forms that are in it. */
export function countedForms(counted: Counted, forms: ReadonlySet<string>): CountedForms {
  const byForm: Record<string, Record<string, number>> = {};
  for (const { form, cell, counted: text } of counted)
    if (forms.has(form)) (byForm[form] ??= {})[cell] = Number(text);
  return byForm;
}

/** What is no count of a cell is reported and left out. */
export function readCounted(
  place: DocumentPlace,
  forms: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Counted {
  return Object.entries(forms).flatMap(([code, counts]) => {
    const form = formIn(place, code);
    if (form === undefined) return [];
    if (form.kind === 'list') {
      place.report('error', 'document.listElsewhere', { form: code });
      return [];
    }
    const keys = new Set(cellsOf(form).map(({ key }) => key));
    return Object.entries(counts).flatMap(([cell, count]): Counted[number][] => {
      if (!keys.has(cell)) place.report('error', 'document.unknownCell', { form: code, cell });
      else if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0)
        place.report('error', 'document.wrongValue', { form: code, cell, found: shown(count) });
      else return [{ form: code, cell, counted: String(count) }];
      return [];
    });
  });
}
