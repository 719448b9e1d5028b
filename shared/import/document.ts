import { isAsked, startedForms } from '../asked-forms';
import { cellName, cellsOf } from '../cell';
import type { Definitions } from '../definitions';
import type { DocumentContent } from '../exchange';
import { countedForms } from '../exchange-counted';
import { formsFor } from '../program';
import type { CellContent } from '../submission';
import { documentNumber, withOwnProfiles } from '../workbook-data';
import type { SubmissionDocument } from '../workbook-data';
import { isPersonal } from '../workbook-findings';

/**
 * A document as it was read, in the shape in which it is written: totals as the file states them, nothing recomputed.
 * Lists of named people are left out.
 */
export function documentOfContent(definitions: Definitions, content: DocumentContent): SubmissionDocument {
  const { school, collection, data, stated } = content;
  const started = startedForms(data);
  const known = formsFor(definitions, collection.edition, school).filter((form) =>
    isAsked(form, started.has(form.code)),
  );
  const others = [...new Set(data.cells.map(({ form }) => form))].flatMap((code) => {
    const form = definitions.forms[code];
    return form === undefined || known.includes(form) ? [] : [form];
  });
  const forms = [...known, ...others].filter((form) => !isPersonal(form));
  const entered = new Map(data.cells.map(({ form, cell, content: value }) => [cellName(form, cell), value]));
  const { id: _school, ...schoolRecord } = school;
  const { id: _collection, ...collectionRecord } = collection;
  const used = definitions.editions.filter(
    ({ id, forms: codes }) => id !== collection.edition && forms.some((form) => codes.includes(form.code)),
  );
  const { state, version, editionVersion } = data.submission;
  const counted = countedForms(data.counted ?? [], new Set(forms.map(({ code }) => code)));
  return {
    format: 'tianbao-submission',
    school: schoolRecord,
    collection: withOwnProfiles(collectionRecord, content.ownProfiles),
    edition: { id: collection.edition, version: editionVersion },
    otherEditions: Object.fromEntries(used.map((other) => [other.id, other.version])),
    ...{ state, version },
    forms: Object.fromEntries(
      forms.flatMap((form) => {
        if (form.kind === 'list') return [];
        const cells = cellsOf(form).flatMap(({ key, kind }): [string, number | string][] => {
          const name = cellName(form.code, key);
          const value = entered.get(name) ?? statedContent(stated.get(name));
          return value === undefined ? [] : [[key, documentValue(value, kind === 'pulled')]];
        });
        return [[form.code, Object.fromEntries(cells)]];
      }),
    ),
    lists: Object.fromEntries(
      forms.flatMap((form) => {
        if (form.kind !== 'list') return [];
        const records = (data.lists[form.code] ?? []).map(({ id, cells }) => {
          const values = Object.entries(cells).map(([key, value]) => [key, documentValue(value)] as const);
          const totals = (form.columns ?? []).flatMap((column) => {
            const key = `c${column.code.padStart(2, '0')}`;
            const total = statedContent(stated.get(cellName(form.code, `${id}.${key}`)));
            return total === undefined ? [] : [[key, documentValue(total)] as const];
          });
          return { id, ...Object.fromEntries([...values, ...totals]) };
        });
        return [[form.code, records]];
      }),
    ),
    explanations: data.explanations,
    reviewed: data.reviewed,
    ...(Object.keys(counted).length > 0 && { counted }),
  };
}

function statedContent(text: string | undefined): CellContent | undefined {
  if (text === undefined) return undefined;
  return { kind: /^-?\d+(\.\d+)?$/.test(text) ? 'number' : 'text', text };
}

/** A source may give -1, which no clerk could enter. */
function documentValue({ kind, text }: CellContent, isPulled = false): number | string {
  const isNumber = kind === 'number' || (isPulled && kind === 'raw' && /^-\d+$/.test(text));
  return isNumber ? documentNumber(text) : text;
}
