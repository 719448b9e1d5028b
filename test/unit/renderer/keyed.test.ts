import { expect, it } from 'vitest';
import { createKeyed } from '../../../renderer/store/keyed';

it('tells of one piece of work once, at its end, and shows what is there in between', () => {
  let built = 0;
  const cells = createKeyed((name) => `${name} ${(built += 1)}`);
  const told: string[] = [];
  cells.get('a');
  cells.subscribe('a', () => told.push(cells.get('a')));
  cells.together(() => {
    cells.changed(['a', 'b']);
    expect(cells.get('a')).toBe('a 2');
    cells.changed(['a']);
    cells.together(() => cells.changed(['a']));
    expect(told).toEqual([]);
  });
  expect(told).toEqual(['a 3']);
  cells.changed(['a']);
  expect(told).toEqual(['a 3', 'a 4']);
});

it('tells what changed although the work failed', () => {
  const cells = createKeyed((name) => name);
  const told: string[] = [];
  cells.subscribe('a', () => told.push('a'));
  const fail = () =>
    cells.together(() => {
      cells.changed(['a']);
      throw new Error('half done');
    });
  expect(fail).toThrow('half done');
  expect(told).toEqual(['a']);
});
