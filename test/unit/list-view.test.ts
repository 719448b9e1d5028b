import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  followRows,
  nextSort,
  plainView,
  recordsInView,
  type ListFilter,
  type ListView,
} from '../../renderer/grid/list-view';
import type { Form, FormColumn } from '../../shared/form';
import type { ListRecord } from '../../shared/submission';
import { readCell } from '../../shared/value';
import { specOf } from '../../shared/cell';
import { shippedDefinitions } from '../support/definitions';

const form = shippedDefinitions().forms['局控辍1'] as Form;
const columnOf = (key: string) =>
  form.columns?.find(({ code }) => Number(code) === Number(key.slice(1))) as FormColumn;

/** Records `1`, `2`, … with these texts in one column. */
function list(key: string, texts: readonly string[]): readonly ListRecord[] {
  return texts.map((text, index) => {
    const { content } = readCell(text, specOf(columnOf(key)));
    return {
      id: String(index + 1),
      position: index + 1,
      cells: content === null ? {} : { [key]: content },
    };
  });
}

const shown = (key: string, texts: readonly string[], view: Partial<ListView>) =>
  recordsInView(form, list(key, texts), { ...plainView, ...view }, (id) => id === '2')
    .map(({ id }) => texts[Number(id) - 1])
    .join(' ');

const sorted = (key: string, texts: readonly string[], descending = false) =>
  shown(key, texts, { sort: { column: key, descending } });

describe('sorting', () => {
  it('takes numbers as numbers, blanks last in both directions', () => {
    expect(sorted('c18', ['10', '', '9', '2'])).toBe('2 9 10 ');
    expect(sorted('c18', ['10', '', '9', '2'], true)).toBe('10 9 2 ');
  });

  it('puts what is no number between the numbers and the blanks', () => {
    expect(sorted('c18', ['x', '', '9', '2'], true)).toBe('9 2 x ');
  });

  it('takes dates by day, names by their reading, choices in the order of their list', () => {
    expect(sorted('c15', ['2026-10-01', '2026-9-2', '2025-12-31'])).toBe('2025-12-31 2026-9-2 2026-10-01');
    expect(sorted('c02', ['郑一', '陈二', '安三'])).toBe('安三 陈二 郑一');
    expect(sorted('c07', ['九年级', '一年级', '六年级'])).toBe('一年级 六年级 九年级');
  });

  it('leaves equals in the order of entry', () => {
    const records = list('c06', ['小学', '小学', '小学']);
    const view = { ...plainView, sort: { column: 'c06', descending: true } };
    expect(recordsInView(form, records, view, () => false).map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('turns from upwards to downwards to the order of entry, and starts anew on another column', () => {
    const first = nextSort(null, 'c02');
    expect(first).toEqual({ column: 'c02', descending: false });
    expect(nextSort(first, 'c02')).toEqual({ column: 'c02', descending: true });
    expect(nextSort({ column: 'c02', descending: true }, 'c02')).toBeNull();
    expect(nextSort({ column: 'c02', descending: true }, 'c03')).toEqual({
      column: 'c03',
      descending: false,
    });
  });
});

describe('filtering', () => {
  const filtered = (key: string, texts: readonly string[], filter: ListFilter) =>
    shown(key, texts, { filters: { [key]: filter } });

  it('shows the ticked choices, blanks among them', () => {
    expect(filtered('c06', ['小学', '初中', ''], { kind: 'choices', texts: ['初中', ''] })).toBe('初中 ');
  });

  it('shows what contains a text, whatever its case', () => {
    expect(filtered('c02', ['王一a', '李二', 'A王'], { kind: 'contains', text: 'a' })).toBe('王一a A王');
  });

  it('shows numbers and days within both ends, and neither blanks nor what cannot be read', () => {
    expect(filtered('c18', ['2', '10', 'x', '', '3'], { kind: 'range', from: '3', to: '10' })).toBe('10 3');
    expect(filtered('c15', ['2026-3-1', '2026-3-2'], { kind: 'range', from: '2026-03-02', to: '' })).toBe(
      '2026-3-2',
    );
  });

  it('shows blanks only, and only what is wrong', () => {
    const blanks = { ...plainView, filters: { c02: { kind: 'blank' as const } } };
    const found = recordsInView(form, list('c02', ['甲', '', '乙']), blanks, () => false);
    expect(found.map(({ id }) => id)).toEqual(['2']);
    expect(shown('c02', ['甲', '乙', '丙'], { troubled: true })).toBe('乙');
  });

  it('counts the choices of a column, declared ones first, blanks last', () => {
    expect(choicesOf(columnOf('c06'), list('c06', ['初中', '', '小学', '初中']))).toEqual([
      { text: '小学', count: 1 },
      { text: '初中', count: 2 },
      { text: '', count: 1 },
    ]);
  });
});

describe('followRows', () => {
  const seen = new Set(['1', '2', '3', '4']);

  it('keeps what is shown in its place and leaves out what is gone', () => {
    expect(followRows(['4', '2'], seen, ['1', '3', '4'])).toEqual(['4']);
    expect(followRows(['4', '2'], seen, ['1', '2', '3', '4'])).toEqual(['4', '2']);
  });

  it('shows a new record at the foot, or after the one before it, whatever the filter says', () => {
    expect(followRows(['4', '2'], seen, ['1', '2', '3', '4', 'n'])).toEqual(['4', '2', 'n']);
    expect(followRows(['2', '4'], seen, ['1', '2', 'n', '3', '4'])).toEqual(['2', 'n', '4']);
    expect(followRows(['2', '4'], seen, ['n', '1', '2', '3', '4'])).toEqual(['n', '2', '4']);
    expect(followRows([], seen, ['1', '2', '3', '4', 'n'])).toEqual(['n']);
  });
});
