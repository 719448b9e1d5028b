import { cellName, columnKey, specOf } from './cell';
import { compareValues } from './evaluate';
import type { Finding } from './finding';
import type { Evidence } from './findings';
import type { Form } from './form';
import { builtInChecks, problemSentence } from './messages';
import type { CellContent } from './submission';
import { problemOf } from './value';
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
export function unreadable(form: Form, evidence: Evidence): readonly Finding[] {
  const found: Finding[] = [];
  const report = (
    cell: string,
    content: CellContent | undefined,
    spec: Parameters<typeof problemOf>[1],
  ): void => {
    const problem = content?.kind === 'raw' ? problemOf(content, spec) : null;
    if (content === undefined || problem === null) return;
    const name = cellName(form.code, cell);
    found.push({
      ...noRelation,
      key: `CELL@${name}`,
      check: 'CELL',
      severity: 'error',
      status: 'fail',
      form: form.code,
      cells: [{ form: form.code, cell }],
      text: problemSentence(problem),
      instruction: builtInChecks.unreadable.instruction,
      values: { [name]: content.text },
    });
  };
  if (form.kind === 'list') {
    for (const record of evidence.records(form.code)) {
      for (const column of form.columns ?? []) {
        const key = columnKey(column.code);
        report(`${record.id}.${key}`, record.cells[key], specOf(column));
      }
    }
    return found;
  }
  const prefix = `${form.code}!`;
  for (const [name, content] of evidence.contents) {
    if (content.kind !== 'raw' || !name.startsWith(prefix)) continue;
    const cell = evidence.program.slots.cell(form.code, name.slice(prefix.length));
    const seen = cell !== undefined && evidence.program.slots.current(form.code, cell.key) !== undefined;
    if (seen) report(cell.key, content, cell.spec);
  }
  return found;
}

/** Values typed over a source that says otherwise, where no failed relation is about the cell already. */
export function overwritten(
  { program, memory, contents, result }: Evidence,
  known: readonly Finding[],
): readonly Finding[] {
  const reported = new Set(known.flatMap(({ cells }) => cells.map(({ form, cell }) => cellName(form, cell))));
  return program.formulas.flatMap(({ cell, slot }): Finding[] => {
    const name = cellName(cell.form.code, cell.key);
    if (cell.kind !== 'pulled' || !contents.has(name) || reported.has(name)) return [];
    const [value, source] = [memory.values[slot], result(slot)];
    if (source === null || compareValues('=', value, source) !== false) return [];
    const [left, right] = [printed(value), printed(source)];
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
        text: builtInChecks.pulled.text,
        instruction: builtInChecks.pulled.instruction,
        suggestions: builtInChecks.pulled.suggestions,
        values: { [name]: left, left, right },
      },
    ];
  });
}

/** Totals stated from outside that differ from their parts and that no relation of the form restates. */
export function unrestated({ stated, program, text }: Evidence): readonly Finding[] {
  const restated = new Set(program.instances.map((instance) => instance.restates));
  return [...stated].flatMap(([name, value]): Finding[] => {
    const [form = '', cell = ''] = name.split('!');
    if (restated.has(name) || program.slots.cell(form, cell)?.kind !== 'computed') return [];
    const recomputed = text(form, cell);
    if (recomputed === '' || Number(recomputed) === Number(value)) return [];
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
