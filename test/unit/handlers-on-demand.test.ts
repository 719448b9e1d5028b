import { describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../electron/handlers/context';
import { onDemand } from '../../electron/handlers/on-demand';
import { contract } from '../../shared/ipc';

type Paper = Handlers<'paper'>;

describe('handlers that are read when they are first called', () => {
  it('are exactly those of their area, read once', async () => {
    const answered = vi.fn(() => Promise.resolve({ pages: 3 }));
    const load = vi.fn(() => Promise.resolve({ 'paper.preview': answered } as unknown as Paper));
    const handlers = onDemand('paper', load);
    const expected = Object.keys(contract).filter((method) => method.startsWith('paper.'));
    expect(expected.length).toBeGreaterThan(1);
    expect(Object.keys(handlers)).toEqual(expected);
    expect(load).not.toHaveBeenCalled();
    const input = { submissionId: 7, forms: null };
    expect(await handlers['paper.preview'](input as never)).toEqual({ pages: 3 });
    await handlers['paper.preview'](input);
    expect(answered).toHaveBeenCalledWith(input);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('fail the call when their file cannot be read, and are tried again', async () => {
    const load = vi
      .fn<() => Promise<Paper>>()
      .mockRejectedValueOnce(new Error('EIO'))
      .mockResolvedValue({ 'paper.preview': () => ({ pages: 1 }) } as unknown as Paper);
    const handlers = onDemand('paper', load);
    await expect(handlers['paper.preview']({} as never)).rejects.toThrow('EIO');
    expect(await handlers['paper.preview']({} as never)).toEqual({ pages: 1 });
  });
});
