import { describe, expect, it } from 'vitest';
import { samePupils } from '../../shared/roster/moves-match';

/** Made up: area code 99 does not exist. */
const [one, two, three] = ['990101201505050014', '990101201505050022', '990101201505050030'];

describe('who is not the same, whatever a column says', () => {
  const same = (before: Record<string, string>, now: Record<string, string>) =>
    samePupils(
      [{ id: 7, values: { name: '甄七', ...now } }],
      [{ id: 1, values: { name: '甄一', ...before } }],
    ).size === 1;
  /** Two digits and more away from `one`. */
  const other = '990101201507120012';

  it('two right identity numbers with one register number, but of a number that was corrected in one digit', () => {
    expect(same({ identity: one, register: 'G1' }, { identity: other, register: 'G1' })).toBe(false);
    const named = { register: 'G1', name: '甄晓' };
    expect(same({ identity: one, ...named }, { identity: other, ...named })).toBe(false);
    expect(same({ identity: one, ...named }, { identity: two, ...named })).toBe(true);
    // Brothers have neighbouring numbers too.
    expect(same({ identity: one, register: 'G1' }, { identity: two, register: 'G1' })).toBe(false);
  });

  it('one register number with another sex or birth date', () => {
    const [boy, girl] = [
      { register: 'G1', sex: '男' },
      { register: 'G1', sex: '女' },
    ] as const;
    expect(same(boy, girl)).toBe(false);
    expect(same(boy, boy)).toBe(true);
    expect(same({ ...boy, birth: '2015-05-05' }, { ...boy, birth: '2016-05-05' })).toBe(false);
    expect(same({ register: 'G1', birth: '2015-05-06' }, { register: 'G1', identity: one })).toBe(false);
  });

  it('numbers that Excel has rounded', () => {
    expect(same({ register: '9.90101E+17' }, { register: '9.90101E+17' })).toBe(false);
    expect(same({ identity: '9.9E+17' }, { identity: '9.9E+17' })).toBe(false);
  });

  it('name and birth date with another right number, or another sex', () => {
    const far = '990102201505053019';
    const named = { name: '甄晓', birth: '2015-05-05' };
    expect(same({ ...named, identity: one }, { ...named, identity: far })).toBe(false);
    expect(same({ ...named, identity: one }, { ...named, identity: three })).toBe(true);
    expect(same({ ...named, identity: one }, { ...named, identity: two })).toBe(false);
    expect(same({ ...named, sex: '男' }, { ...named, sex: '女' })).toBe(false);
  });
});
