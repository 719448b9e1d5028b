import { describe, expect, it } from 'vitest';
import { commandFor, type KeyStroke } from '../../../renderer/grid/keyboard';

const press = (key: string, held: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  control: false,
  shift: false,
  alt: false,
  composing: false,
  ...held,
});

describe('commandFor', () => {
  it('commits downwards with Enter and to the right with Tab, backwards with Shift', () => {
    const entry = (direction: string) => ({ do: 'move', move: { by: 'entry', direction }, extend: false });
    expect(commandFor(press('Enter'), 'typing')).toEqual(entry('down'));
    expect(commandFor(press('Enter', { shift: true }), 'typing')).toEqual(entry('up'));
    expect(commandFor(press('Tab'), 'editing')).toEqual(entry('right'));
    expect(commandFor(press('Tab', { shift: true }), 'ready')).toEqual(entry('left'));
  });

  it('leaves every key to an input method that is composing', () => {
    for (const key of ['Enter', 'Tab', 'Escape', 'ArrowDown', 'Process']) {
      expect(commandFor(press(key, { composing: true }), 'typing')).toBeNull();
    }
  });

  it('moves with arrows until F2 gives them to the caret', () => {
    expect(commandFor(press('ArrowLeft'), 'typing')).toMatchObject({ do: 'move', move: { by: 'step' } });
    expect(commandFor(press('F2'), 'typing')).toEqual({ do: 'edit' });
    expect(commandFor(press('ArrowLeft'), 'editing')).toBeNull();
    expect(commandFor(press('Home'), 'editing')).toBeNull();
  });

  it('stretches the selection with Shift and jumps with Control', () => {
    expect(commandFor(press('ArrowDown', { shift: true }), 'ready')).toMatchObject({
      move: { by: 'reach', direction: 'down' },
      extend: true,
    });
    expect(commandFor(press('ArrowDown', { control: true }), 'ready')).toMatchObject({
      move: { by: 'edge' },
    });
    expect(commandFor(press('Home', { control: true }), 'ready')).toMatchObject({ move: { by: 'first' } });
    expect(commandFor(press('End'), 'ready')).toMatchObject({ move: { by: 'rowEnd' } });
  });

  it('undoes, redoes and clears cells only while none is being typed', () => {
    expect(commandFor(press('z', { control: true }), 'ready')).toEqual({ do: 'undo' });
    expect(commandFor(press('Z', { control: true, shift: true }), 'ready')).toEqual({ do: 'redo' });
    expect(commandFor(press('y', { control: true }), 'ready')).toEqual({ do: 'redo' });
    expect(commandFor(press('Delete'), 'ready')).toEqual({ do: 'clear' });
    expect(commandFor(press('z', { control: true }), 'typing')).toBeNull();
    expect(commandFor(press('Delete'), 'typing')).toBeNull();
  });

  it('leaves letters, the clipboard and zooming alone', () => {
    expect(commandFor(press('5'), 'ready')).toBeNull();
    expect(commandFor(press('c', { control: true }), 'ready')).toBeNull();
    expect(commandFor(press('-', { control: true }), 'ready')).toBeNull();
    expect(commandFor(press('ArrowDown', { alt: true }), 'ready')).toBeNull();
  });
});
