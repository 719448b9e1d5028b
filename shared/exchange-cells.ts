import { cellApplies, teachingOf } from './applicability';
import { cellName, cellsOf, columnKey, specOf } from './cell';
import type { FormCell } from './cell';
import { decimal, decimalText } from './decimal';
import type { Definitions } from './definitions';
import type { Report } from './exchange';
import type { Form } from './form';
import { formsFor } from './program';
import type { School } from './school';
import { recordIdSchema } from './submission';
import type { CellContent, ListRecord, SubmissionData } from './submission';
import { readCell } from './value';
import type { CellSpec } from './value';

/** Where values of a document belong, and where to say that one does not. */
export interface DocumentPlace {
  readonly definitions: Definitions;
  readonly school: School;
  readonly edition: string;
  readonly report: Report;
}

/** Longest text that a cell keeps, readable or not. */
const longest = 4000;

/** Cells as they are entered; what computed cells say goes to `stated`. */
export function readForms(
  place: DocumentPlace,
  forms: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  stated: Map<string, string>,
): SubmissionData['cells'] {
  const { definitions, edition, school, report } = place;
  const filled = new Set(formsFor(definitions, edition, school));
  const teaching = teachingOf(school);
  return Object.entries(forms).flatMap(([code, values]) => {
    const form = formIn(place, code);
    if (form === undefined) return [];
    if (form.kind === 'list') {
      report('error', 'document.listElsewhere', { form: code });
      return [];
    }
    const byKey = new Map(cellsOf(form).map((cell) => [cell.key, cell]));
    const elsewhere: string[] = [];
    const read = Object.entries(values).flatMap(([key, value]) => {
      const cell = byKey.get(key);
      if (cell === undefined) {
        report('error', 'document.unknownCell', { form: code, cell: key });
        return [];
      }
      const content = readValue(place, code, cell, value);
      if (content === null) return [];
      const here = cellApplies(cell, teaching);
      if (!here) elsewhere.push(key);
      if (cell.kind === 'computed') {
        if (here) state(place, stated, cell, content.text);
        return [];
      }
      return [{ form: code, cell: key, content }];
    });
    if (!filled.has(form) && read.length > 0)
      report('notice', 'document.notFilled', { form: code, cells: read.length });
    else if (elsewhere.length > 0)
      report('notice', 'document.otherStage', { form: code, cells: elsewhere.join('、') });
    return read;
  });
}

/** Records in the order of the document; personal lists are in it only where the writer put them there on purpose. */
export function readLists(
  place: DocumentPlace,
  lists: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>,
  stated: Map<string, string>,
): SubmissionData['lists'] {
  const read = Object.entries(lists).flatMap(([code, records]): [string, ListRecord[]][] => {
    const form = formIn(place, code);
    if (form === undefined) return [];
    if (form.kind !== 'list') {
      place.report('error', 'document.listElsewhere', { form: code });
      return [];
    }
    const taken = new Set<string>();
    return [
      [code, records.map((record, index) => readRecord({ ...place, stated, taken }, form, record, index))],
    ];
  });
  return Object.fromEntries(read);
}

export function readReviewed(place: DocumentPlace, codes: readonly string[]): readonly string[] {
  return [...new Set(codes)].filter((code) => formIn(place, code) !== undefined);
}

export function formIn({ definitions, edition, report }: DocumentPlace, code: string): Form | undefined {
  // Not `forms[code]` alone: `constructor` is a name that every object knows.
  const form = Object.hasOwn(definitions.forms, code) ? definitions.forms[code] : undefined;
  const home = definitions.editionOf[code];
  if (form === undefined) report('error', 'document.unknownForm', { form: code });
  else if (home !== edition && home !== 'local')
    report('error', 'document.otherEdition', { form: code, edition: home ?? '' });
  else return form;
  return undefined;
}

function readRecord(
  place: DocumentPlace & { readonly stated: Map<string, string>; readonly taken: Set<string> },
  form: Form,
  record: Readonly<Record<string, unknown>>,
  index: number,
): ListRecord {
  const { taken } = place;
  const { id: wanted, ...values } = record;
  const own = recordIdSchema.safeParse(wanted);
  const id = own.success && !taken.has(own.data) ? own.data : freeId(index, taken);
  if (wanted !== undefined && id !== wanted)
    place.report('notice', 'document.recordId', { form: form.code, found: shown(wanted), given: id });
  taken.add(id);
  const columns = new Map((form.columns ?? []).map((column) => [columnKey(column.code), column]));
  const cells = Object.entries(values).flatMap(([key, value]): [string, CellContent][] => {
    const column = columns.get(key);
    const cell = `${id}.${key}`;
    if (column === undefined) {
      place.report('error', 'document.unknownCell', { form: form.code, cell });
      return [];
    }
    const spec = specOf(column);
    const content = readValue(place, form.code, { key: cell, kind: 'input', spec }, value);
    if (content === null) return [];
    if (column.computed === undefined) return [[key, content]];
    state(place, place.stated, { form, key: cell, spec }, content.text);
    return [];
  });
  return { id, position: index + 1, cells: Object.fromEntries(cells) };
}

function freeId(index: number, taken: ReadonlySet<string>): string {
  let number = index + 1;
  const name = () => `record-${String(number).padStart(4, '0')}`;
  while (taken.has(name())) number += 1;
  return name();
}

/** Null for a blank and for what was reported instead. */
function readValue(
  { report }: DocumentPlace,
  form: string,
  cell: Pick<FormCell, 'key' | 'kind'> & { readonly spec: CellSpec },
  value: unknown,
): CellContent | null {
  if (value === null || value === '') return null;
  const at = { form, cell: cell.key };
  if (typeof value !== 'string' && (typeof value !== 'number' || !Number.isFinite(value))) {
    report('error', 'document.wrongValue', { ...at, found: shown(value) });
    return null;
  }
  const text = typeof value === 'number' ? decimalText(decimal(String(value))) : value;
  if (cell.kind === 'notApplicable') {
    report('error', 'document.closedCell', { ...at, found: shown(value) });
    return null;
  }
  if (text.length > longest) {
    report('error', 'document.tooLong', at);
    return null;
  }
  return readCell(text, cell.spec).content;
}

/** A negative total is no slip of the writer's: it is what the parts gave. */
function state(
  { report }: DocumentPlace,
  stated: Map<string, string>,
  { form, key, spec }: Pick<FormCell, 'form' | 'key' | 'spec'>,
  text: string,
): void {
  const isFigure = spec.type === 'integer' || spec.type === 'decimal';
  if (!isFigure || /^-?\d+(\.\d+)?$/.test(text)) stated.set(cellName(form.code, key), text);
  else report('error', 'document.notTotal', { form: form.code, cell: key, found: shown(text) });
}

/** Enough of a value to find it in the file. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
