import { createCalculation, type Affected, type Calculation, type CellView } from '../../shared/calculation';
import { cellName } from '../../shared/cell';
import { withDaysMeant } from '../../shared/date-entry';
import { decimal } from '../../shared/decimal';
import type { Definitions } from '../../shared/definitions';
import type { OpenSubmission } from '../../shared/ipc';
import { enteredByForm, isClosedFor } from '../../shared/standing';
import type { CellChange, ListRecord, RecordChange } from '../../shared/submission';
import { problemOf } from '../../shared/value';
import { printed } from '../../shared/value-text';
import { computedColumns, recordCell, specOf } from '../grid/cell-spec';
import type { Edit } from './write';

/** The figures of one submission: the calculation, and how much of each form is filled. */
export interface Figures {
  readonly calculation: Calculation;
  view(form: string, cell: string): CellView;
  filled(form: string): number;
  apply(edit: Edit): Affected;
  /** The edit that restores what stands there now. */
  inverse(edit: Edit): Edit;
}

const nothing: CellView = { kind: 'input', content: null, text: '', source: null, problem: null };

export function createFigures(definitions: Definitions, open: OpenSubmission): Figures {
  const { school, collection, data, previous, ownProfiles } = open;
  const own = ownProfiles === undefined ? {} : { ownProfiles };
  const calculation = createCalculation(definitions, { school, collection, data, previous, ...own });
  const filled = enteredByForm(data.cells);

  const record = (form: string, id: string): ListRecord | undefined => calculation.record(form, id);

  function view(code: string, cell: string): CellView {
    const form = definitions.forms[code];
    if (form === undefined) return nothing;
    if (isClosedFor(form, cell, school)) return { ...nothing, kind: 'notApplicable' };
    if (form.kind !== 'list') return calculation.cell(code, cell);
    const at = recordCell(cell);
    const content = record(code, at.record)?.cells[at.column] ?? null;
    const spec = specOf(form, cell);
    const problem =
      spec === undefined
        ? null
        : withDaysMeant(problemOf(content, spec), content?.text ?? '', collection.schoolYear);
    const decimals = spec?.type === 'decimal' ? spec.decimals : undefined;
    const text =
      content?.kind === 'number' ? printed(decimal(content.text), decimals) : (content?.text ?? '');
    if (computedColumns(form).includes(at.column)) return { ...nothing, kind: 'computed', text };
    return { ...nothing, content, text, problem };
  }

  function countFilled(changes: readonly CellChange[]) {
    const latest = new Map(changes.map((change) => [cellName(change.form, change.cell), change]));
    for (const { form, cell, content } of latest.values()) {
      const step = Number(content !== null) - Number(calculation.cell(form, cell).content !== null);
      if (step !== 0) filled.set(form, (filled.get(form) ?? 0) + step);
    }
  }

  /** What was typed in a record: the rest is computed again. */
  function entered(form: string, { cells }: ListRecord): ListRecord['cells'] {
    const definition = definitions.forms[form];
    const computed = new Set(definition === undefined ? [] : computedColumns(definition));
    return Object.fromEntries(Object.entries(cells).filter(([column]) => !computed.has(column)));
  }

  function inverseOfRecord({ form, id, position, cells }: RecordChange): RecordChange {
    const before = record(form, id);
    if (before === undefined) return { form, id, cells: null };
    if (cells === null) return { form, id, position: before.position, cells: entered(form, before) };
    const columns = Object.keys(cells).map((column) => [column, before.cells[column] ?? null] as const);
    const place = position === undefined ? {} : { position: before.position };
    return { form, id, ...place, cells: Object.fromEntries(columns) };
  }

  return {
    calculation,
    view,
    filled: (form) => calculation.records(form).length + (filled.get(form) ?? 0),
    apply(edit) {
      if (edit.kind === 'records') return calculation.setRecords(edit.changes);
      countFilled(edit.changes);
      return calculation.setCells(edit.changes);
    },
    inverse(edit) {
      if (edit.kind === 'records') {
        return { kind: 'records', changes: [...edit.changes].reverse().map(inverseOfRecord) };
      }
      const changes = edit.changes.map(({ form, cell }) => ({
        form,
        cell,
        content: calculation.cell(form, cell).content,
      }));
      return { kind: 'cells', changes };
    },
  };
}

/** What several changes affected together. */
export function joined(parts: readonly Affected[]): Affected {
  return {
    cells: new Set(parts.flatMap((part) => [...part.cells])),
    findings: parts.some((part) => part.findings),
  };
}
