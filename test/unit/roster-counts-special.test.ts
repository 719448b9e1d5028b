import { describe, expect, it } from 'vitest';
import { asked, cell, count, people, pupil } from '../support/small-roster';
import { village } from '../support/school';

describe('disabled pupils', () => {
  const disabled = pupil({ disability: '视力残疾' });

  it('without a placement are 随班就读 once that is confirmed', () => {
    const pupils = people(disabled, pupil({ disability: '无' }));
    expect(asked(count({ pupils }), 'placement.disabled')).toMatchObject({ people: 1, usual: 'inclusive' });
    expect(cell(count({ pupils }), '教基3120!21.6')).toBeUndefined();
    expect(cell(count({ pupils }, { 'placement.disabled': 'inclusive' }), '教基3120!21.6')).toBe(1);
    expect(cell(count({ pupils }, { 'placement.disabled': 'none' }), '教基3120!21.6')).toBe(0);
  });

  it('taught at home are no pupils of 小学, and of 特教 where the school has it', () => {
    const home = pupil({ disability: '智力残疾', residence: '送教上门' });
    const pupils = people(home, pupil({ disability: '无', residence: '走读' }));
    const both = (answer: string) => {
      const counts = count({ pupils }, { 'placement.unregistered': answer });
      return [cell(counts, '教基3112!01.7'), cell(counts, '教基3120!33.3')];
    };
    // Where the school is not registered for them no row has them: that is not to be silent.
    expect(asked(count({ pupils }), 'placement.unregistered')).toMatchObject({ usual: 'leave' });
    expect([both(''), both('leave'), both('ordinary')]).toEqual([
      [undefined, 1],
      [1, 1],
      [2, 1],
    ]);
    const school = { ...village, attachedClasses: ['送教上门' as const] };
    const special = count({ pupils }, {}, { school });
    expect([cell(special, '教基3040!04.17'), cell(special, '教基3040!13.17')]).toEqual([1, 1]);
  });

  it('of a school with a special class that the roster does not name wait for a word', () => {
    const school = { ...village, attachedClasses: ['附设特教班' as const] };
    const pupils = people(pupil({ disability: '无' }));
    expect(cell(count({ pupils }, {}, { school }), '教基3112!01.7')).toBeUndefined();
    const answered = count({ pupils }, { 'placement.nobody': 'nobody' }, { school });
    expect(cell(answered, '教基3112!01.7')).toBe(1);
  });
});
