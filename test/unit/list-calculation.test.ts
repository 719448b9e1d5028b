import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calculation } from '../../shared/calculation';
import { columnKey, specOf } from '../../shared/cell';
import type { FormColumn } from '../../shared/form';
import { placedBefore } from '../../shared/record';
import type { CellContent, ListRecord, RecordChange } from '../../shared/submission';
import { readCell } from '../../shared/value';
import { shippedDefinitions } from '../support/definitions';
import { identityNumber } from '../support/identity';
import { open } from '../support/opened';

const definitions = shippedDefinitions();
const lists = ['局控辍1', '局特教2', '局缺口1'] as const;

/** Few different values, so that records meet in groups, and some that are wrong. */
function textsFor({ type, options = [], label }: FormColumn): readonly string[] {
  if (label.at(-1) === '身份证件号')
    return [identityNumber('2014-03-05', '男'), identityNumber('2012-11-30', '女'), '990001'];
  if (type === 'enum') return [...options.slice(0, 3), options.at(-1) ?? '', '没有这一项'];
  if (type === 'date') return ['2026-03-02', '2026-3-4', '2026年9月1日', '3月'];
  if (type === 'text') return ['合计', '甲', '乙'];
  return ['0', '3', '12.5', '-1', 'x'];
}

interface Step {
  readonly form: string;
  readonly what: 'set' | 'remove' | 'move' | 'many';
  readonly record: number;
  readonly picks: readonly number[];
}

const steps = fc.array(
  fc.record<Step>({
    form: fc.constantFrom(...lists),
    what: fc.constantFrom('set', 'set', 'set', 'remove', 'move', 'many'),
    record: fc.nat(11),
    picks: fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 24 },
);

function cellsOf(form: string, picks: readonly number[]): Record<string, CellContent | null> {
  const columns = (definitions.forms[form]?.columns ?? []).filter(({ computed }) => computed === undefined);
  const pairs = picks.map((pick): readonly [string, CellContent | null] => {
    const column = columns[pick % columns.length] as FormColumn;
    const texts = ['', ...textsFor(column)];
    const text = texts[Math.floor(pick / columns.length) % texts.length] ?? '';
    return [columnKey(column.code), readCell(text, specOf(column)).content];
  });
  return Object.fromEntries(pairs);
}

const idOf = (number: number) => `record-${String(number).padStart(2, '0')}`;

function changesOf({ form, what, record, picks }: Step): readonly RecordChange[] {
  const id = idOf(record);
  if (what === 'remove') return [{ form, id, cells: null }];
  if (what === 'move') return [{ form, id, position: (picks[0] ?? 0) / 64, cells: {} }];
  if (what === 'set') return [{ form, id, cells: cellsOf(form, picks) }];
  return picks.map((pick, index) => ({
    form,
    id: idOf(record + index),
    cells: cellsOf(form, [pick, ...picks]),
  }));
}

/** Everything that is derived, in words that do not depend on how it was arrived at. */
function derived(calculation: Calculation) {
  const forms = calculation.forms.filter(({ kind }) => kind === 'matrix' || kind === 'list');
  return {
    records: lists.map((form) => calculation.records(form)),
    cells: forms
      .filter(({ code }) => ['局控辍2', '局特教1', '教基3120'].includes(code))
      .flatMap(({ code, rows = [], columns = [] }) =>
        rows.flatMap((row) =>
          columns.map((column) => calculation.cell(code, `${row.code}.${column.code}`).text),
        ),
      ),
    findings: calculation.findings(),
    skipped: calculation.skipped(),
  };
}

/** What was entered: the computed columns are left to the other calculation. */
function entered(calculation: Calculation): Record<string, ListRecord[]> {
  return Object.fromEntries(
    lists.map((form) => {
      const computed = (definitions.forms[form]?.columns ?? []).filter(
        (column) => column.computed !== undefined,
      );
      const keys = new Set(computed.map(({ code }) => columnKey(code)));
      const records = calculation.records(form).map(({ id, position, cells }) => ({
        ...{ id, position },
        cells: Object.fromEntries(Object.entries(cells).filter(([column]) => !keys.has(column))),
      }));
      return [form, records];
    }),
  );
}

describe('a list that is edited', () => {
  it('equals one computed afresh after any edits', () => {
    fc.assert(
      fc.property(steps, (edits) => {
        const calculation = open({});
        calculation.findings();
        for (const edit of edits) {
          calculation.setRecords(changesOf(edit));
          // Now and then several edits are decided together.
          if (edit.record % 2 === 0) calculation.findings();
        }
        expect(derived(calculation)).toEqual(derived(open({}, { lists: entered(calculation) })));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps records in the order of their places, and of their ids in one place', () => {
    const calculation = open({});
    const add = (id: string, position: number) => ({ form: '局控辍1', id, position, cells: {} });
    calculation.setRecords([
      add('record-b', 2),
      add('record-a', 2),
      add('record-c', 1),
      add('record-d', 1.5),
    ]);
    const ids = () => calculation.records('局控辍1').map(({ id }) => id);
    expect(ids()).toEqual(['record-c', 'record-d', 'record-a', 'record-b']);
    calculation.setRecords([add('record-d', 9), { form: '局控辍1', id: 'record-c', cells: null }]);
    expect(ids()).toEqual(['record-a', 'record-b', 'record-d']);
    expect([...calculation.records('局控辍1')].sort(placedBefore)).toEqual(calculation.records('局控辍1'));
    expect(calculation.record('局控辍1', 'record-c')).toBeUndefined();
    expect(calculation.record('局控辍1', 'record-d')?.position).toBe(9);
  });

  it('puts a record that names no place at the foot, also when several come at once', () => {
    const calculation = open({});
    calculation.setRecords([{ form: '局控辍1', id: 'record-a', position: 7.5, cells: {} }]);
    calculation.setRecords(['record-z', 'record-b'].map((id) => ({ form: '局控辍1', id, cells: {} })));
    expect(calculation.records('局控辍1').map(({ id, position }) => [id, position])).toEqual([
      ['record-a', 7.5],
      ['record-z', 8.5],
      ['record-b', 9.5],
    ]);
  });
});
