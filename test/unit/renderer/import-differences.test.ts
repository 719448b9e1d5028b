import { describe, expect, it } from 'vitest';
import {
  decided,
  formChoices,
  inOrder,
  notTaken,
  refusedAtFirst,
  shownDifferences,
  viewChoices,
} from '../../../renderer/pages/import-differences';
import type { ImportDifference, ImportProblem, OutsideEdit } from '../../../shared/import/report';

function difference(key: string, part: Partial<ImportDifference> = {}): ImportDifference {
  const [form = ''] = key.split('!');
  return {
    key: `cell:${key}`,
    kind: 'cell',
    form,
    cell: '',
    label: '',
    stored: '',
    found: '1',
    origin: 'file',
    ...part,
  };
}

const filled = difference('甲!01.1');
const replaced = difference('乙!01.1', { stored: '3', origin: 'edited' });
const cleared = difference('乙!01.2', { stored: '4', found: '' });
const zero = difference('乙!01.3', { found: '0', origin: 'blank' });
const all = [filled, replaced, cleared, zero];
const keys = (list: readonly ImportDifference[]) => list.map(({ key }) => key);

describe('what is shown of the differences', () => {
  it('is told apart by form and by what happens to the stored figure', () => {
    const nothing = new Set<string>();
    expect(formChoices(all)).toEqual([
      { value: '甲', count: 1 },
      { value: '乙', count: 3 },
    ]);
    expect(shownDifferences(all, '乙', 'all', nothing)).toEqual([replaced, cleared, zero]);
    expect(shownDifferences(all, '', 'replaced', nothing)).toEqual([replaced]);
    expect(shownDifferences(all, '', 'cleared', nothing)).toEqual([cleared]);
    expect(shownDifferences(all, '', 'edited', nothing)).toEqual([replaced]);
    expect(shownDifferences(all, '', 'blank', nothing)).toEqual([zero]);
    expect(shownDifferences(all, '甲', 'blank', nothing)).toEqual([]);
  });

  it('shows zeros that are printed as blanks last', () => {
    expect(shownDifferences([zero, filled, cleared], '', 'all', new Set())).toEqual([filled, cleared, zero]);
  });

  it('tells apart what is no figure and what another form says, and begins without them', () => {
    const wrong = difference('乙!01.4', { found: '#REF!', unreadable: 'notNumber' });
    const repeats = difference('乙!01.5', { stored: '98', found: '98', repeats: true });
    const list = [filled, wrong, replaced, repeats];
    expect(shownDifferences(list, '', 'unreadable', new Set())).toEqual([wrong]);
    expect(shownDifferences(list, '', 'repeats', new Set())).toEqual([repeats]);
    expect(shownDifferences(list, '', 'replaced', new Set())).toEqual([replaced]);
    expect(refusedAtFirst(list)).toEqual(keys([wrong, repeats]));
  });

  it('names marks of 已核对, and counts them among no figures', () => {
    const mark = difference('丙', { kind: 'reviewed', stored: '未核对', found: '已核对' });
    expect(shownDifferences([mark, replaced], '', 'replaced', new Set())).toEqual([replaced]);
    expect(viewChoices([mark], new Set())).toEqual([
      { value: 'all', count: 1 },
      { value: 'reviewed', count: 1 },
    ]);
  });

  it('offers only views with something in them, and the one that is open', () => {
    expect(viewChoices([filled], new Set())).toEqual([{ value: 'all', count: 1 }]);
    expect(viewChoices([filled], new Set(), 'refused')).toEqual([
      { value: 'all', count: 1 },
      { value: 'refused', count: 0 },
    ]);
    expect(viewChoices([filled], new Set(keys([filled])))).toContainEqual({ value: 'refused', count: 1 });
  });
});

describe('taking and refusing', () => {
  it('changes what is named and nothing else', () => {
    const refused = decided(new Set(['cell:甲!01.1']), [replaced, zero], false);
    expect([...refused].sort()).toEqual(keys([replaced, zero, filled]).sort());
    expect([...decided(refused, [replaced, filled], true)]).toEqual(keys([zero]));
  });
});

describe('what is told about a file', () => {
  it('begins with what could not be read', () => {
    const problem = (severity: ImportProblem['severity'], sheet: string): ImportProblem => ({
      severity,
      sheet,
      address: '',
      error: { code: 'import.gone', params: {} },
    });
    const sorted = inOrder([problem('notice', '一'), problem('error', '二'), problem('error', '三')]);
    expect(sorted.map(({ sheet }) => sheet)).toEqual(['二', '三', '一']);
  });

  it('says how many edits are left aside and why', () => {
    const edit = (address: string, fate: OutsideEdit['fate']): OutsideEdit => ({
      sheet: '教基3112',
      address,
      form: null,
      cell: null,
      written: '1',
      found: '2',
      fate,
    });
    expect(notTaken([edit('A1', 'taken')])).toBeNull();
    const told = notTaken([edit('A1', 'taken'), edit('B2', 'computed'), edit('C3', 'label')]);
    expect(told?.edits.map(({ address }) => address)).toEqual(['B2', 'C3']);
    expect(told?.sentence).toContain('2 处改动不导入');
    expect(told?.sentence).toContain('1 处是合计');
  });
});
