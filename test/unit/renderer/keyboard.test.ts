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
    // Pressed again it gives them back.
    expect(commandFor(press('F2'), 'editing')).toEqual({ do: 'edit' });
  });

  it('stretches the selection with Shift and jumps with Control', () => {
    expect(commandFor(press('ArrowDown', { shift: true }), 'ready')).toMatchObject({
      move: { by: 'step', direction: 'down' },
      extend: true,
    });
    expect(commandFor(press('ArrowDown', { control: true }), 'ready')).toMatchObject({
      move: { by: 'edge' },
    });
    expect(commandFor(press('Home', { control: true }), 'ready')).toMatchObject({ move: { by: 'first' } });
    expect(commandFor(press('End'), 'ready')).toMatchObject({ move: { by: 'rowEnd' } });
  });

  it('stretches to ends and pages with Shift', () => {
    const held = { control: true, shift: true };
    expect(commandFor(press('ArrowRight', held), 'ready')).toEqual({
      do: 'move',
      move: { by: 'edge', direction: 'right' },
      extend: true,
    });
    expect(commandFor(press('End', held), 'ready')).toEqual({
      do: 'move',
      move: { by: 'last' },
      extend: true,
    });
    expect(commandFor(press('Home', { shift: true }), 'ready')).toMatchObject({
      move: { by: 'rowStart' },
      extend: true,
    });
    expect(commandFor(press('PageDown', { shift: true }), 'ready')).toMatchObject({
      move: { by: 'page', direction: 'down' },
      extend: true,
    });
    expect(commandFor(press('PageUp'), 'typing')).toMatchObject({ move: { by: 'page', direction: 'up' } });
  });

  it('leaves turning to the next form to the window', () => {
    expect(commandFor(press('PageDown', { control: true }), 'ready')).toBeNull();
  });

  it('selects whole rows and columns', () => {
    expect(commandFor(press(' ', { shift: true }), 'ready')).toEqual({ do: 'selectRows' });
    expect(commandFor(press(' ', { control: true }), 'ready')).toEqual({ do: 'selectColumns' });
    expect(commandFor(press(' ', { control: true, shift: true }), 'ready')).toEqual({ do: 'selectAll' });
    expect(commandFor(press(' ', { shift: true }), 'typing')).toBeNull();
    expect(commandFor(press(' '), 'ready')).toBeNull();
  });

  it('fills down, right and all over', () => {
    const control = { control: true };
    expect(commandFor(press('d', control), 'ready')).toEqual({ do: 'fillDown' });
    expect(commandFor(press('R', control), 'ready')).toEqual({ do: 'fillRight' });
    expect(commandFor(press('d', control), 'typing')).toBeNull();
    expect(commandFor(press('Enter', control), 'typing')).toEqual({ do: 'fillTyped' });
    expect(commandFor(press('Enter', control), 'editing')).toEqual({ do: 'fillTyped' });
    expect(commandFor(press('Enter', control), 'ready')).toEqual({ do: 'addRecord' });
    expect(commandFor(press('；', control), 'ready')).toEqual({ do: 'today' });
    expect(commandFor(press(';'), 'ready')).toBeNull();
  });

  it('finds and goes to a cell also in the middle of a text', () => {
    for (const mode of ['ready', 'typing', 'editing'] as const) {
      expect(commandFor(press('f', { control: true }), mode)).toEqual({ do: 'openFind' });
      expect(commandFor(press('g', { control: true }), mode)).toEqual({ do: 'openGoTo' });
    }
    expect(commandFor(press('f'), 'ready')).toBeNull();
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
