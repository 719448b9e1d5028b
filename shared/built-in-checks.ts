import { cellName, cellsOf, columnKey, specOf } from './cell';
import { withDaysMeant } from './date-entry';
import { compareValues } from './evaluate';
import type { Finding } from './finding';
import type { Evidence } from './findings';
import type { Form } from './form';
import type { Formula } from './formula';
import { builtInChecks, problemSentence } from './messages';
import { agreesWithSource, sourceKindAt } from './pulled-source';
import { sourceNames } from './source-kind';
import type { CellContent } from './submission';
import { problemOf } from './value';
import type { CellSpec } from './value';
import { difference, printed } from './value-text';

const noRelation = {
  left: null,
  right: null,
  op: null,
  difference: null,
  suggestions: [],
  waitsFor: null,
} as const;

/** Texts that their cell cannot hold: an error on the cell itself, whatever else reads it. */
export function unreadable({ program, contents, list, schoolYear }: Evidence): readonly Finding[] {
  const found = new Map<string, Finding[]>();
  const report = (form: Form, cell: string, content: CellContent | undefined, spec: CellSpec): void => {
    const problem = content?.kind === 'raw' ? problemOf(content, spec) : null;
    if (content === undefined || problem === null) return;
    const name = cellName(form.code, cell);
    const finding: Finding = {
      ...noRelation,
      key: `CELL@${name}`,
      check: 'CELL',
      severity: 'error',
      status: 'fail',
      form: form.code,
      cells: [{ form: form.code, cell }],
      text: problemSentence(withDaysMeant(problem, content.text, schoolYear)),
      instruction: builtInChecks.unreadable.instruction,
      values: { [name]: content.text },
    };
    found.set(form.code, [...(found.get(form.code) ?? []), finding]);
  };
  for (const [name, content] of contents) {
    if (content.kind !== 'raw') continue;
    const [code = '', key = ''] = name.split('!');
    const cell = program.slots.cell(code, key);
    if (cell !== undefined && program.slots.current(code, key) !== undefined)
      report(cell.form, key, content, cell.spec);
  }
  for (const form of program.forms) {
    if (form.kind !== 'list') continue;
    for (const record of list(form.code)?.unreadable ?? []) {
      for (const column of form.columns ?? []) {
        const key = columnKey(column.code);
        if (record.cells[key]?.kind === 'raw')
          report(form, `${record.id}.${key}`, record.cells[key], specOf(column));
      }
    }
  }
  return program.forms.flatMap((form) => inOrder(form, found.get(form.code) ?? []));
}

/** Findings on single cells, row by row as they stand in the form; those of a list are in order already. */
function inOrder(form: Form, findings: readonly Finding[]): readonly Finding[] {
  if (form.kind === 'list' || findings.length < 2) return findings;
  const place = new Map(cellsOf(form).map(({ key }, index) => [key, index]));
  const placeOf = ({ cells: [first] }: Finding) => place.get(first?.cell ?? '') ?? 0;
  return findings.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Values typed over a source that says otherwise, where no failed relation is about the cell already. */
export function overwritten(
  { program, memory, contents, result }: Evidence,
  known: readonly Finding[],
): readonly Finding[] {
  const reported = new Set(known.flatMap(({ cells }) => cells.map(({ form, cell }) => cellName(form, cell))));
  return program.pulled.flatMap((index): Finding[] => {
    const { cell, slot } = program.formulas[index] as Formula;
    const name = cellName(cell.form.code, cell.key);
    if (!contents.has(name) || reported.has(name)) return [];
    const [value, source] = [memory.values[slot], result(slot)];
    if (source === null || compareValues('=', value, source) !== false) return [];
    const [left, right] = [printed(value), printed(source)];
    if (agreesWithSource(cell.form, cell.key, right, left)) return [];
    const from = sourceKindAt(cell.form, cell.key);
    return [
      {
        ...noRelation,
        key: `PULLED@${name}`,
        check: 'PULLED',
        severity: 'warning',
        status: 'fail',
        form: cell.form.code,
        cells: [{ form: cell.form.code, cell: cell.key }],
        left,
        right,
        op: '=',
        difference: difference(value, source),
        sideNames: ['填报', sourceNames[from]],
        text: builtInChecks.pulled.text(from),
        instruction: builtInChecks.pulled.instruction[from],
        suggestions: builtInChecks.pulled.suggestions[from],
        values: { [name]: left, left, right },
      },
    ];
  });
}

/**
 * Totals stated from outside that differ from their parts and that no relation of the form restates, or whose parts
 * are all blank, so that the relation waits.
 */
export function unrestated(evidence: Evidence): readonly Finding[] {
  const { stated, program } = evidence;
  if (stated.size === 0) return [];
  const restated = new Set(program.checks().instances.map((instance) => instance.restates));
  return [...stated].flatMap(([name, value]): Finding[] => {
    const [form = '', cell = ''] = name.split('!');
    const recomputed = recomputedText(evidence, form, cell);
    if (recomputed === null) return [];
    if (recomputed !== '' && restated.has(name)) return [];
    if (recomputed === value || Number(recomputed) === Number(value)) return [];
    return [
      {
        ...noRelation,
        key: `STATED@${name}`,
        check: 'STATED',
        severity: 'error',
        status: 'fail',
        form,
        cells: [{ form, cell }],
        left: value,
        right: recomputed,
        op: '=',
        text: builtInChecks.stated.text,
        instruction: builtInChecks.stated.instruction,
        values: { [name]: recomputed },
      },
    ];
  });
}

/** What a computed cell, or the computed column of a record (`<record id>.c11`), comes to; null for any other cell. */
function recomputedText({ program, text, list }: Evidence, form: string, cell: string): string | null {
  if (program.slots.cell(form, cell)?.kind === 'computed') return text(form, cell);
  const [id = '', column = ''] = cell.split('.');
  const record = list(form)?.record(id);
  return record === undefined ? null : (record.cells[column]?.text ?? '');
}
