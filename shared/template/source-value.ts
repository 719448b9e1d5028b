import type { Calculation } from '../calculation';
import { cellsOf } from '../cell';
import { decimal, decimalText, round } from '../decimal';
import type { Definitions } from '../definitions';
import type { CellType } from '../form';
import { isPercentCell } from '../percentage';
import type { School } from '../school';
import type { CellContent, Collection } from '../submission';
import { printableText } from '../workbook-sheet';
import type { CellSource, Source } from './source';

/** Whose figures fill a template. */
export interface TemplateFigures {
  readonly definitions: Definitions;
  readonly school: School;
  readonly collection: Collection;
  readonly calculation: Pick<Calculation, 'forms' | 'cell' | 'indicators'>;
}

/**
 * What a source says for one school. `blank` leaves the template's cell, `notFilled`: the school has no such form;
 * `unreadable`: she typed something that the cell cannot hold, and it is not passed on.
 */
export type SourceValue =
  | { readonly kind: 'number'; readonly text: string; readonly percentage: boolean }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'notFilled'; readonly form: string }
  | { readonly kind: 'unreadable'; readonly source: Source; readonly text: string };

const blank: SourceValue = { kind: 'blank' };

function textOrBlank(text: string): SourceValue {
  return text === '' ? blank : { kind: 'text', text: printableText(text) };
}

/** A figure is written as a number, zero as 0, whatever the edition prints: the bureau's own formats decide. */
export function figureValue(
  type: CellType | 'byRow',
  content: CellContent | null,
  text: string,
  source: Source,
  percentage = false,
): SourceValue {
  if (content?.kind === 'raw') return { kind: 'unreadable', source, text: content.text };
  const isFigure = type === 'integer' || type === 'decimal';
  if (!isFigure || !/^-?\d+(\.\d+)?$/.test(text)) return textOrBlank(text);
  return { kind: 'number', text: decimalText(decimal(text)), percentage };
}

function cellValue(figures: TemplateFigures, source: Extract<Source, { kind: 'cell' }>): SourceValue {
  const { form: code, cell } = source;
  const form = figures.calculation.forms.find((candidate) => candidate.code === code);
  if (form === undefined) return { kind: 'notFilled', form: code };
  const definition = cellsOf(form).find(({ key }) => key === cell);
  if (definition === undefined) return blank;
  const view = figures.calculation.cell(code, cell);
  const { type } = definition.spec;
  return figureValue(type, view.content, view.text, source, isPercentCell(definition));
}

function collectionValue(
  { schoolYear, title }: Collection,
  field: Extract<Source, { kind: 'collection' }>['field'],
): SourceValue {
  switch (field) {
    case 'schoolYear':
      return { kind: 'text', text: `${schoolYear}—${schoolYear + 1}学年` };
    case 'year':
      return { kind: 'number', text: String(schoolYear), percentage: false };
    case 'title':
      return textOrBlank(title);
  }
}

/** Rounded as it is shown; a rate with people behind it is never written as zero. */
function rounded(value: string | null, decimals: number, percentage: boolean): SourceValue {
  if (value === null) return blank;
  const exact = decimal(value);
  const shown = decimalText(round(exact, decimals));
  const hidden = Number(shown) === 0 && Number(value) !== 0;
  return { kind: 'number', text: hidden ? decimalText(round(exact, 15)) : shown, percentage };
}

function indicatorValue(
  figures: TemplateFigures,
  { id, stage, part }: Extract<Source, { kind: 'indicator' }>,
): SourceValue {
  const definition = figures.definitions.indicators.find((indicator) => indicator.id === id);
  const wanted = stage ?? definition?.stages[0];
  const results = figures.calculation
    .indicators()
    .filter((each) => each.indicator === id && each.stage === wanted);
  const result = results.find(({ isDefaultMethod }) => isDefaultMethod) ?? results[0];
  if (result === undefined || definition === undefined) return blank;
  switch (part) {
    case 'value':
      return rounded(result.value, definition.decimals, result.unit === '%');
    case 'display':
      return result.value === null ? blank : { kind: 'text', text: result.display };
    case 'numerator':
    case 'denominator':
      return result[part] === null ? blank : { kind: 'number', text: result[part], percentage: false };
    case 'method':
      return { kind: 'text', text: result.methodName };
  }
}

/** What one name says for this school. A column of a list says nothing by itself: its records have rows of their own. */
export function sourceValue(source: Source, figures: TemplateFigures): SourceValue {
  switch (source.kind) {
    case 'cell':
      return cellValue(figures, source);
    case 'listColumn':
      return blank;
    case 'school':
      return textOrBlank(figures.school[source.field]);
    case 'collection':
      return collectionValue(figures.collection, source.field);
    case 'indicator':
      return indicatorValue(figures, source);
  }
}

/** What fills a mapped cell. Between words a blank is left out: the bureau's own words stay in any case. */
export function cellSourceValue(source: CellSource, figures: TemplateFigures): SourceValue {
  if (source.kind === 'single') return sourceValue(source.source, figures);
  const values = source.parts.map((part) => (typeof part === 'string' ? part : sourceValue(part, figures)));
  const named = values.filter((value) => typeof value !== 'string');
  const unreadable = named.find(({ kind }) => kind === 'unreadable');
  if (unreadable !== undefined) return unreadable;
  return textOrBlank(
    values.map((value) => (typeof value === 'string' ? value : 'text' in value ? value.text : '')).join(''),
  );
}
