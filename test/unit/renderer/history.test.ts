import { describe, expect, it } from 'vitest';
import { createHistory, type Step } from '../../../renderer/store/history';
import { changes } from '../../support/school';

function step(before: number | null, after: number): Step {
  return {
    forward: { kind: 'cells', changes: changes({ '教基3112!01.9': after }) },
    backward: { kind: 'cells', changes: changes({ '教基3112!01.9': before }) },
    place: { form: '教基3112', cell: '01.9' },
    marked: new Set(),
  };
}

describe('history', () => {
  it('takes steps back and forth in order', () => {
    const history = createHistory();
    const [first, second] = [step(null, 1), step(1, 2)];
    history.push(first);
    history.push(second);
    expect(history.undo()).toBe(second);
    expect(history.undo()).toBe(first);
    expect(history.undo()).toBeNull();
    expect(history.redo()).toBe(first);
    expect(history.redo()).toBe(second);
    expect(history.redo()).toBeNull();
  });

  it('forgets what was undone as soon as something new is entered', () => {
    const history = createHistory();
    history.push(step(null, 1));
    history.undo();
    history.push(step(null, 3));
    expect(history.available.get()).toEqual({ undo: true, redo: false });
  });

  it('tells what is available only when that changes', () => {
    const history = createHistory();
    let heard = 0;
    history.available.subscribe(() => (heard += 1));
    history.push(step(null, 1));
    history.push(step(1, 2));
    history.undo();
    expect(history.available.get()).toEqual({ undo: true, redo: true });
    expect(heard).toBe(2);
  });
});
