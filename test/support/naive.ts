import { cellApplies, formApplies, schoolAttribute, teachingOf } from '../../shared/applicability';
import type { SchoolAttribute, Teaching } from '../../shared/applicability';
import { bridgeCell } from '../../shared/bridge';
import type { CalculationInput } from '../../shared/calculation';
import { cellName, cellsOf } from '../../shared/cell';
import type { FormCell } from '../../shared/cell';
import { decimal } from '../../shared/decimal';
import type { Definitions } from '../../shared/definitions';
import { parseExpression } from '../../shared/expression';
import type { Form } from '../../shared/form';
import type { School } from '../../shared/school';
import type { CellContent, ListRecord } from '../../shared/submission';
import { evaluate } from './naive-expression';
import { NotFilled, readsOf } from './naive-reads';
import type { Value } from './naive-reads';

/**
 * One submission computed slowly and plainly, for comparison: nothing is compiled, numbered, sorted or kept over an
 * edit. Shares with the program the parser, the exact numbers and what the definitions themselves say of cells.
 */
export class NaiveYear {
  readonly forms: readonly Form[];
  /** All cells of the school's forms by `form!cell`, those that it does not see included. */
  readonly cells: ReadonlyMap<string, FormCell>;
  readonly contents: ReadonlyMap<string, CellContent>;
  readonly teaching: Teaching;
  readonly #values = new Map<string, Value>();
  readonly #earlier = new Map<number, NaiveYear | null>();

  constructor(
    readonly definitions: Definitions,
    readonly input: CalculationInput,
  ) {
    const { school, collection, data } = input;
    const codes = [collection.edition, 'local'].flatMap(
      (id) => definitions.editions.find((edition) => edition.id === id)?.forms ?? [],
    );
    this.forms = codes
      .flatMap((code) => definitions.forms[code] ?? [])
      .filter((form) => formApplies(form, school));
    this.teaching = teachingOf(school);
    this.cells = new Map(
      this.forms.flatMap((form) => cellsOf(form).map((cell) => [cellName(form.code, cell.key), cell])),
    );
    this.contents = new Map(data.cells.map(({ form, cell, content }) => [cellName(form, cell), content]));
  }

  get school(): School {
    return this.input.school;
  }

  isSeen(name: string): boolean {
    const cell = this.cells.get(name);
    return cell !== undefined && cell.kind !== 'notApplicable' && cellApplies(cell, this.teaching);
  }

  isReviewed(form: string): boolean {
    return this.input.data.reviewed.includes(form);
  }

  isStarted(form: string): boolean {
    const entered = this.input.data.cells.some((cell) => cell.form === form);
    return entered || this.isReviewed(form) || this.records(form).length > 0;
  }

  records(form: string): readonly ListRecord[] {
    return [...(this.input.data.lists[form] ?? [])].sort((a, b) => a.position - b.position);
  }

  /** Value of a cell of this year that the school sees. */
  value(name: string): Value {
    if (!this.#values.has(name)) this.#values.set(name, this.#compute(name));
    return this.#values.get(name);
  }

  #compute(name: string): Value {
    const cell = this.cells.get(name);
    if (cell === undefined) throw new Error(`no cell ${name}`);
    const content = this.contents.get(name);
    if (cell.kind !== 'computed' && content !== undefined) return contentValue(content);
    const result = cell.expression === null ? null : this.source(name);
    return result === null || (result === undefined && cell.kind === 'pulled') ? this.#blank(cell) : result;
  }

  /** What the expression of a cell gives; null where it does not apply or reads what the school has not. */
  source(name: string): Value {
    const cell = this.cells.get(name);
    if (cell === undefined || cell.expression === null || this.readsOfCell(name) === null) return null;
    const place = { form: cell.form, row: cell.row, column: cell.column };
    if (cell.when !== null && evaluate(this, parseExpression(cell.when), place) !== true) return null;
    return evaluate(this, parseExpression(cell.expression), place);
  }

  /** What the expression of a cell reads; null where it reads what the school has not. */
  readsOfCell(name: string): readonly string[] | null {
    const cell = this.cells.get(name);
    if (cell === undefined || cell.expression === null) return [];
    const place = { form: cell.form, row: cell.row, column: cell.column };
    try {
      return [cell.expression, cell.when ?? 'blank'].flatMap((text) =>
        readsOf(this, parseExpression(text), place),
      );
    } catch (error) {
      if (error instanceof NotFilled) return null;
      throw error;
    }
  }

  /** 已核对 makes a blank number a zero, unless a blank of its column says something else. */
  #blank({ form, column, spec }: FormCell): Value {
    if (column?.blankStays === true) return null;
    const isNumber = spec.type === 'integer' || spec.type === 'decimal';
    return isNumber && this.isReviewed(form.code) ? 0 : null;
  }

  recordValue(form: Form, record: ListRecord, code: string): Value {
    const column = form.columns?.find((candidate) => candidate.code === code);
    if (column?.computed !== undefined)
      return evaluate(this, parseExpression(column.computed), { form, record });
    const content = record.cells[`c${code.padStart(2, '0')}`];
    return content === undefined ? null : contentValue(content);
  }

  /** Records that are pupils or things, not statements of a total of the others. */
  counted(form: Form): readonly ListRecord[] {
    return this.records(form.code).filter((record) => !this.isTotal(form, record));
  }

  isTotal(form: Form, record: ListRecord): boolean {
    const rule = form.totalRecords;
    return rule !== undefined && this.recordValue(form, record, rule.column) === rule.text;
  }

  attribute(name: string): Value {
    return schoolAttribute(this.school, name as SchoolAttribute);
  }

  earlier(back: number): NaiveYear | null {
    if (!this.#earlier.has(back)) this.#earlier.set(back, this.#open(back));
    return this.#earlier.get(back) ?? null;
  }

  #open(back: number): NaiveYear | null {
    const { previous, collection, school } = this.input;
    const at = previous.findIndex((year) => year.collection.schoolYear === collection.schoolYear - back);
    const found = previous[at];
    if (found === undefined) return null;
    return new NaiveYear(this.definitions, { school, ...found, previous: previous.slice(at + 1) });
  }

  /** A cell as later years read it: nothing where its form was left untouched. */
  asRead(form: string, key: string): Value {
    const home = this.homeOf(form, key);
    return home !== null && this.isStarted(home.form.code)
      ? this.value(cellName(home.form.code, home.key))
      : undefined;
  }

  /** Where this year has a cell that a later one reads, perhaps in a form of another edition. */
  homeOf(form: string, key: string): FormCell | null {
    const [row = '', col = ''] = key.split('.');
    const own = this.isSeen(cellName(form, key)) ? { form, row, col } : undefined;
    const home = own ?? bridgeCell(this.definitions, { form, row, col }, this.input.collection.edition);
    const name = home === undefined ? '' : cellName(home.form, `${home.row}.${home.col}`);
    return this.isSeen(name) ? (this.cells.get(name) ?? null) : null;
  }
}

function contentValue(content: CellContent): Value {
  if (content.kind === 'raw') return undefined;
  return content.kind === 'number' ? decimal(content.text) : content.text;
}
