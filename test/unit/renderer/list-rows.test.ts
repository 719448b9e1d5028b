import { describe, expect, it } from 'vitest';
import { listCommandFor } from '../../../renderer/grid/list-keys';
import { duplicatedRows, insertedRows, movedRows, removedRows } from '../../../renderer/store/record-rows';
import type { RowChanges } from '../../../renderer/store/record-rows';
import { createListRows } from '../../../renderer/store/list-rows';
import { plainView } from '../../../renderer/grid/list-view';
import type { Form } from '../../../shared/form';
import { applyRecordChange, placedBefore } from '../../../shared/record';
import type { ListRecord } from '../../../shared/submission';
import { shippedDefinitions } from '../../support/definitions';

const form = shippedDefinitions().forms['局缺口1'] as Form;

const record = (id: string, position: number, number: string): ListRecord => ({
  ...{ id, position },
  cells: {
    c01: { kind: 'number', text: number },
    c04: { kind: 'text', text: id },
    c11: { kind: 'number', text: '5' },
  },
});

/** Names and numbers of the rows after a change; `+` is a new one. */
function after(records: readonly ListRecord[], { changes }: RowChanges): string {
  const known = new Set(records.map(({ id }) => id));
  return [...changes.reduce(applyRecordChange, records)]
    .sort(placedBefore)
    .map(
      ({ id, cells }) => `${known.has(id) ? id : `+${cells['c04']?.text ?? ''}`}${cells['c01']?.text ?? ''}`,
    )
    .join(' ');
}

const counted = [record('a', 1, '1'), record('b', 2, '2'), record('c', 3, '3')];
const own = [record('a', 1, '10'), record('b', 2, '20'), record('c', 3, '30')];

describe('rows of a list', () => {
  it('are inserted above and below a row, and 序号 goes on counting', () => {
    expect(after(counted, insertedRows(form, counted, 'b', 'above', 1))).toBe('a1 +2 b3 c4');
    expect(after(counted, insertedRows(form, counted, 'b', 'below', 2))).toBe('a1 b2 +3 +4 c5');
    expect(after(counted, insertedRows(form, counted, 'a', 'above', 1))).toBe('+1 a2 b3 c4');
    expect(after(counted, insertedRows(form, counted, 'x', 'above', 1))).toBe('a1 b2 c3');
  });

  it('keep the numbers that the clerk gave herself', () => {
    expect(after(own, insertedRows(form, own, 'b', 'above', 1))).toBe('a10 +31 b20 c30');
    expect(after(own, removedRows(form, own, ['a']))).toBe('b20 c30');
    expect(after(own, movedRows(form, own, ['c'], 'up'))).toBe('a10 c30 b20');
  });

  it('fit between two of one place, and between two that were halved too often', () => {
    const same = [record('a', 1, '1'), record('b', 1, '2')];
    expect(after(same, insertedRows(form, same, 'a', 'below', 1))).toBe('a1 +2 b3');
    const close = [record('a', 1, '1'), record('b', 1 + Number.EPSILON, '2')];
    expect(after(close, insertedRows(form, close, 'b', 'above', 1))).toBe('a1 +2 b3');
  });

  it('are copied with what was typed, not with what is computed', () => {
    const copied = duplicatedRows(form, counted, ['a', 'b']);
    expect(after(counted, copied)).toBe('a1 b2 +a3 +b4 c5');
    expect(Object.keys(copied.changes.find(({ id }) => id === copied.cursor)?.cells ?? {})).toEqual([
      'c04',
      'c01',
    ]);
  });

  it('change places with their neighbour, together, and not beyond the ends', () => {
    expect(after(counted, movedRows(form, counted, ['c'], 'up'))).toBe('a1 c2 b3');
    expect(after(counted, movedRows(form, counted, ['a', 'b'], 'down'))).toBe('c1 a2 b3');
    expect(movedRows(form, counted, ['a'], 'up').changes).toEqual([]);
    expect(movedRows(form, counted, ['a', 'c'], 'down').changes).toEqual([]);
  });

  it('go past the next row that a filter shows, not past a hidden one', () => {
    const shown = new Set(['a', 'c', 'blank']);
    expect(after(counted, movedRows(form, counted, ['c'], 'up', shown))).toBe('c1 a2 b3');
    expect(after(counted, movedRows(form, counted, ['a'], 'down', shown))).toBe('b1 c2 a3');
    expect(movedRows(form, counted, ['a'], 'up', shown).changes).toEqual([]);
    const four = [...counted, record('d', 4, '4')];
    const together = movedRows(form, four, ['a', 'c'], 'down', new Set(['a', 'c', 'd']));
    expect(after(four, together)).toBe('b1 d2 a3 c4');
  });

  it('close up when one is taken out', () => {
    expect(after(counted, removedRows(form, counted, ['b']))).toBe('a1 c2');
  });
});

describe('rows on screen', () => {
  function rowsOf(records: { all: readonly ListRecord[] }) {
    return createListRows({
      form: () => form,
      records: () => records.all,
      isRecord: (_form, id) => records.all.some((each) => each.id === id),
      troubled: () => false,
      closed: () => false,
    });
  }
  const code = form.code;
  const sortedByName = { ...plainView, sort: { column: 'c04', descending: true } };

  it('keep their array and the empty row while no row comes or goes', () => {
    const records = { all: counted };
    const rows = rowsOf(records);
    const before = rows.rows.get(code);
    expect(before.slice(0, 3)).toEqual(['a', 'b', 'c']);
    records.all = [record('a', 1, '9'), ...counted.slice(1)];
    rows.follow([code]);
    expect(rows.rows.get(code)).toBe(before);
    records.all = [...records.all, record(before[3] ?? '', 4, '4')];
    rows.follow([code]);
    expect(rows.rows.get(code).slice(0, 4)).toEqual(before);
    expect(rows.rows.get(code)).toHaveLength(5);
  });

  it('do not jump while a view is on, say that something changed, and follow when asked', () => {
    const records = { all: counted };
    const rows = rowsOf(records);
    rows.look(code, sortedByName);
    expect(rows.rows.get(code).slice(0, 3)).toEqual(['c', 'b', 'a']);
    expect(rows.shown.get(code)).toMatchObject({ total: 3, shown: 3, changed: false });
    const renamed = { ...record('a', 1, '1'), cells: { c04: { kind: 'text' as const, text: 'z' } } };
    records.all = [renamed, ...counted.slice(1)];
    rows.follow([code]);
    expect(rows.rows.get(code).slice(0, 3)).toEqual(['c', 'b', 'a']);
    expect(rows.shown.get(code).changed).toBe(true);
    rows.look(code, sortedByName);
    expect(rows.rows.get(code).slice(0, 3)).toEqual(['a', 'c', 'b']);
    expect(rows.numberOf(code, 'c')).toBe(3);
    rows.look(code, plainView);
    expect(rows.rows.get(code).slice(0, 3)).toEqual(['a', 'b', 'c']);
  });

  it('follow a row that was moved under a filter', () => {
    const records = { all: counted };
    const rows = rowsOf(records);
    rows.look(code, { ...plainView, filters: { c04: { kind: 'choices', texts: ['a', 'c'] } } });
    const { changes } = movedRows(form, counted, ['c'], 'up', new Set(rows.rows.get(code)));
    records.all = [...changes.reduce(applyRecordChange, counted)].sort(placedBefore);
    rows.follow([code]);
    expect(rows.rows.get(code).slice(0, -1)).toEqual(['c', 'a']);
  });

  it('show a hidden record that the clerk is taken to', () => {
    const rows = rowsOf({ all: counted });
    rows.look(code, { ...plainView, filters: { c04: { kind: 'contains', text: 'c' } } });
    expect(rows.rows.get(code).slice(0, -1)).toEqual(['c']);
    expect(rows.shown.get(code)).toMatchObject({ total: 3, shown: 1 });
    rows.reveal(code, 'b');
    expect(rows.rows.get(code).slice(0, -1)).toEqual(['b', 'c']);
  });
});

describe('keys of a list', () => {
  const stroke = (key: string, held = '') => ({
    key,
    control: held.includes('c'),
    shift: held.includes('s'),
    alt: held.includes('a'),
    composing: held.includes('i'),
  });

  it.each([
    ['=', 'cs', { do: 'insert', where: 'above' }],
    ['＋', 'cs', { do: 'insert', where: 'above' }],
    ['i', 'c', { do: 'insert', where: 'below' }],
    ['D', 'cs', { do: 'duplicate' }],
    ['L', 'cs', { do: 'filter' }],
    ['ArrowUp', 'a', { do: 'move', where: 'up' }],
    ['ArrowDown', 'as', { do: 'sort', descending: true }],
    ['d', 'c', null],
    ['ArrowDown', 'c', null],
    ['=', 'csi', null],
  ])('%s with %s', (key, held, command) => {
    expect(listCommandFor(stroke(key, held), false)).toEqual(command);
  });

  it('leaves Alt+↓ to a cell with choices, which opens its list', () => {
    expect(listCommandFor(stroke('ArrowDown', 'a'), true)).toBeNull();
    expect(listCommandFor(stroke('ArrowUp', 'a'), true)).toEqual({ do: 'move', where: 'up' });
  });
});
