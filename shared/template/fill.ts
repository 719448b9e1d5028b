import { columnKey, specOf } from '../cell';
import type { Calculation } from '../calculation';
import type { AppError, ErrorCode, ErrorParams } from '../error';
import { refusal } from '../error';
import type { Form } from '../form';
import { asFraction, isPercentColumn } from '../percentage';
import { mappingProblems } from './check';
import type { MappedPlaces } from './check';
import type { MappedCell, MappedList, TemplateProblem, TemplateSheet } from './report';
import { parseAddress } from '../workbook-address';
import { sheetIndexes } from './sheets';
import type { SheetIndex } from './sheets';
import { hasMark, readCellSource, sourceName } from './source';
import { cellSourceValue, figureValue } from './source-value';
import type { SourceValue, TemplateFigures } from './source-value';

/** A value for a cell of the template; `blank` empties a cell whose mark has no value. */
export interface PlannedFill {
  readonly sheet: string;
  readonly address: string;
  readonly kind: 'number' | 'text' | 'blank';
  readonly text: string;
}

export interface FillPlan {
  readonly values: readonly PlannedFill[];
  /** Mapped cells without a value. */
  readonly blank: number;
  readonly problems: readonly TemplateProblem[];
}

export type FillFigures = TemplateFigures & {
  readonly calculation: Pick<Calculation, 'forms' | 'cell' | 'indicators' | 'records'>;
};

/** Of two sources for a cell the first is written: the check has told of both. */
class Filling {
  readonly values = new Map<string, PlannedFill>();
  readonly problems: TemplateProblem[] = [];
  readonly unfilled = new Map<string, { sheet: string; form: string; cells: number }>();
  blank = 0;

  complain<C extends ErrorCode>(sheet: string, address: string, code: C, params: ErrorParams[C]): void {
    this.problems.push({ sheet, address, error: { code, params } as AppError });
  }

  put(index: SheetIndex, address: string, value: SourceValue): void {
    const { sheet } = index.sheet;
    const place = `${sheet}!${address}`;
    if (this.values.has(place)) return;
    switch (value.kind) {
      case 'number':
        this.#putNumber(index, address, value);
        return;
      case 'text':
        this.values.set(place, { sheet, address, kind: value.kind, text: value.text });
        return;
      case 'unreadable':
        this.complain(sheet, address, 'template.unreadable', {
          source: sourceName(value.source),
          found: value.text.slice(0, 60),
        });
        this.#empty(index, address);
        return;
      case 'notFilled': {
        const key = `${sheet}!${value.form}`;
        const cells = (this.unfilled.get(key)?.cells ?? 0) + 1;
        this.unfilled.set(key, { sheet, form: value.form, cells });
        this.blank += 1;
        this.#empty(index, address);
        return;
      }
      case 'blank':
        this.blank += 1;
        this.#empty(index, address);
    }
  }

  /** A cell that shows 0.0065 as 0.65 % gets just that; what is no percentage would be shown a hundredfold. */
  #putNumber(
    index: SheetIndex,
    address: string,
    { text, percentage }: Extract<SourceValue, { kind: 'number' }>,
  ): void {
    const { sheet } = index.sheet;
    const asPercent = index.isPercent(parseAddress(address));
    if (asPercent && !percentage) {
      this.complain(sheet, address, 'template.percentCell', { found: text });
      this.#empty(index, address);
      return;
    }
    const shown = asPercent ? asFraction(text) : text;
    this.values.set(`${sheet}!${address}`, { sheet, address, kind: 'number', text: shown });
  }

  /** Without a value the template's cell stays, but a mark must not go out, and an old figure is told of. */
  #empty({ sheet: { sheet }, cells }: SheetIndex, address: string): void {
    const text = cells.get(address)?.text ?? '';
    if (hasMark(text)) this.values.set(`${sheet}!${address}`, { sheet, address, kind: 'blank', text: '' });
    else if (/[1-9]/.test(text))
      this.complain(sheet, address, 'template.keptFigure', { found: text.slice(0, 60) });
  }
}

function fillCell(filling: Filling, index: SheetIndex, cell: MappedCell, figures: FillFigures): void {
  const found = readCellSource(figures.definitions, cell.source);
  if ('read' in found) filling.put(index, cell.address, cellSourceValue(found.read, figures));
}

function fillList(
  filling: Filling,
  index: SheetIndex,
  list: MappedList,
  form: Form,
  figures: FillFigures,
): void {
  const filled = figures.calculation.forms.some(({ code }) => code === form.code);
  const records = filled ? figures.calculation.records(form.code) : [];
  const rows = list.lastRow - list.firstRow + 1;
  if (records.length > rows)
    throw refusal('template.listTooLong', { form: form.code, records: records.length, rows });
  const columns = (form.columns ?? []).flatMap((column) => {
    const key = columnKey(column.code);
    const letters = list.columns[key];
    if (letters === undefined) return [];
    return [{ key, letters, type: specOf(column).type, percentage: isPercentColumn(form, column) }];
  });
  for (const { key, letters, type, percentage } of columns) {
    // The first row has the marks, so it is emptied where there is no record.
    if (records.length === 0)
      filling.put(
        index,
        `${letters}${list.firstRow}`,
        filled ? { kind: 'blank' } : { kind: 'notFilled', form: form.code },
      );
    for (const [offset, record] of records.entries()) {
      const content = record.cells[key] ?? null;
      const source = { kind: 'listColumn', form: form.code, column: key } as const;
      filling.put(
        index,
        `${letters}${list.firstRow + offset}`,
        figureValue(type, content, content?.text ?? '', source, percentage),
      );
    }
  }
}

function tellUnfilled(filling: Filling, { definitions, collection }: FillFigures): void {
  for (const { sheet, form, cells } of filling.unfilled.values()) {
    const edition = definitions.editionOf[form];
    const own = edition === collection.edition || edition === 'local';
    filling.complain(sheet, '', own ? 'template.formNotFilled' : 'template.formOfOtherEdition', {
      form,
      cells,
    });
  }
}

/** Faults after which the rest of the cell's mapping is still good. */
const harmless: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'template.twoSources',
  'template.listOverText',
  'template.closedSource',
  'template.brokenMark',
]);

/** Nothing changes while a template is filled: its indicators are the same for every cell. */
function computedOnce({ calculation, ...figures }: FillFigures): FillFigures {
  let indicators: ReturnType<Calculation['indicators']> | null = null;
  return {
    ...figures,
    calculation: {
      forms: calculation.forms,
      cell: (form, key) => calculation.cell(form, key),
      records: (form) => calculation.records(form),
      indicators: () => (indicators ??= calculation.indicators()),
    },
  };
}

/**
 * Which cells of the template get what. Problems are what is not as the mapping has it, each with its place. Throws
 * Refusal `template.listTooLong` when records would be left out.
 */
export function fillPlan(
  sheets: readonly TemplateSheet[],
  mapping: MappedPlaces,
  asked: FillFigures,
): FillPlan {
  const figures = computedOnce(asked);
  const filling = new Filling();
  filling.problems.push(...mappingProblems(figures.definitions, sheets, mapping));
  const bad = new Set(
    filling.problems.flatMap(({ sheet, address, error }) =>
      harmless.has(error.code) ? [] : [`${sheet}!${address}`],
    ),
  );
  const indexes = sheetIndexes(sheets);
  for (const cell of mapping.cells) {
    const index = indexes.get(cell.sheet);
    if (index !== undefined && !bad.has(`${cell.sheet}!${cell.address}`))
      fillCell(filling, index, cell, figures);
  }
  for (const list of mapping.lists) {
    const index = indexes.get(list.sheet);
    const form = figures.definitions.forms[list.form];
    if (index === undefined || form === undefined) continue;
    const faults = filling.problems.filter(
      ({ sheet, error }) =>
        sheet === list.sheet && ['template.personalList', 'template.listBackwards'].includes(error.code),
    );
    if (
      form.kind === 'list' &&
      !faults.some(({ error }) => 'form' in error.params && error.params.form === form.code)
    )
      fillList(filling, index, list, form, figures);
  }
  tellUnfilled(filling, figures);
  // Formulas in a list's rows were told of by the check and are left to the bureau.
  const values = [...filling.values.values()].filter(
    ({ sheet, address }) => indexes.get(sheet)?.cells.get(address)?.formula !== true,
  );
  return { values, blank: filling.blank, problems: filling.problems };
}
