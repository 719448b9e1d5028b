import { describe, expect, it } from 'vitest';
import { CallFailure } from '../../../renderer/api';
import { createSaveQueue, type SaveQueue } from '../../../renderer/store/save-queue';
import type { Write } from '../../../renderer/store/write';
import type { AppError } from '../../../shared/error';
import { changes } from '../../support/school';

const full: AppError = { code: 'database.full', params: { file: 'tianbao.db' } };
const bad: AppError = { code: 'app.badRequest', params: { method: 'submission.setCells' } };
const readOnly: AppError = { code: 'submission.readOnlyCell', params: { form: '教基3112', cell: '01.7' } };
const stale: AppError = { code: 'submission.stale', params: { known: 1, current: 5 } };

function cells(values: Readonly<Record<string, number>>): Write {
  return { kind: 'cells', changes: changes(values) };
}

/** Main on the other side, answering when the test says so. */
function setUp() {
  const sent: { write: Write; revision: number; answer: (error?: AppError) => Promise<void> }[] = [];
  const marked: string[] = [];
  const reloads: number[] = [];
  const queue: SaveQueue = createSaveQueue({
    revision: 1,
    send: (write, revision) =>
      new Promise((resolve, reject) => {
        const answer = async (error?: AppError) => {
          if (error === undefined) resolve({ revision: revision + 1 });
          else reject(new CallFailure(error));
          await settle();
        };
        sent.push({ write, revision, answer });
      }),
    reload: () => {
      reloads.push(queue.pending().length);
      return Promise.resolve(5);
    },
    onMarks: (names) => marked.push(...names),
  });
  return { queue, sent, marked, reloads };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('save queue', () => {
  it('sends one call at a time; what comes meanwhile travels together, the later value of a cell only', async () => {
    const { queue, sent } = setUp();
    queue.add(cells({ '教基3112!01.9': 1 }));
    queue.add(cells({ '教基3112!01.9': 2 }));
    queue.add(cells({ '教基3112!01.10': 3, '教基3112!01.9': 4 }));
    expect(sent).toHaveLength(1);
    expect(queue.state.get()).toMatchObject({ status: 'saving', items: 3 });
    await sent[0]?.answer();
    expect(sent).toHaveLength(2);
    expect(sent[1]?.revision).toBe(2);
    expect(sent[1]?.write).toEqual(cells({ '教基3112!01.9': 4, '教基3112!01.10': 3 }));
    await sent[1]?.answer();
    expect(queue.state.get()).toMatchObject({ status: 'saved', items: 0 });
    expect(queue.revision()).toBe(3);
  });

  it('keeps the order of different kinds of writes', async () => {
    const { queue, sent } = setUp();
    queue.add(cells({ '教基3112!01.9': 1 }));
    queue.add(cells({ '教基3112!01.10': 1 }));
    queue.add({ kind: 'reviewed', forms: ['教基3112'], reviewed: true });
    queue.add(cells({ '教基3112!01.11': 1 }));
    for (let index = 0; index < 4; index += 1) await sent[index]?.answer();
    expect(sent.map(({ write }) => write.kind)).toEqual(['cells', 'cells', 'reviewed', 'cells']);
  });

  it('marks a cell as saving until its last value is acknowledged', async () => {
    const { queue, sent, marked } = setUp();
    queue.add(cells({ '教基3112!01.9': 1 }));
    queue.add(cells({ '教基3112!01.9': 2 }));
    await sent[0]?.answer();
    expect(queue.markOf('教基3112!01.9')).toBe('saving');
    await sent[1]?.answer();
    expect(queue.markOf('教基3112!01.9')).toBeNull();
    expect(marked).toContain('教基3112!01.9');
  });

  it('keeps a failed write with its reason and sends it again on request', async () => {
    const { queue, sent } = setUp();
    queue.add(cells({ '教基3112!01.9': 1 }));
    await sent[0]?.answer(full);
    expect(queue.state.get()).toMatchObject({ status: 'failed', items: 1, error: full });
    expect(queue.markOf('教基3112!01.9')).toBe('failed');
    expect(await queue.settled()).toBe(false);
    queue.retry();
    expect(queue.markOf('教基3112!01.9')).toBe('saving');
    const settled = queue.settled();
    await sent[1]?.answer();
    expect(await settled).toBe(true);
    expect(sent[1]?.write).toEqual(sent[0]?.write);
  });

  it('tries again by itself when something more is entered', async () => {
    const { queue, sent } = setUp();
    queue.add(cells({ '教基3112!01.9': 1 }));
    await sent[0]?.answer(full);
    queue.add(cells({ '教基3112!01.10': 2 }));
    expect(sent[1]?.write).toEqual(cells({ '教基3112!01.9': 1, '教基3112!01.10': 2 }));
  });

  it('fetches the submission anew when somebody else changed it, then goes on from there', async () => {
    const { queue, sent, reloads } = setUp();
    queue.add(cells({ '教基3112!01.9': 1 }));
    await sent[0]?.answer(stale);
    expect(reloads).toEqual([1]);
    expect(sent[1]?.revision).toBe(5);
    await sent[1]?.answer();
    expect(queue.state.get().status).toBe('saved');
  });

  it('does not fetch for ever', async () => {
    const { queue, sent } = setUp();
    queue.add(cells({ '教基3112!01.9': 1 }));
    for (let index = 0; index < 10; index += 1) await sent[index]?.answer(stale);
    expect(sent.length).toBe(4);
    expect(queue.state.get().status).toBe('failed');
  });

  it('sends a change that is longer than one call takes in several', async () => {
    const { queue, sent } = setUp();
    const all = Array.from({ length: 20001 }, (_, index) => [`教基3112!${index}.9`, index] as const);
    queue.add(cells(Object.fromEntries(all)));
    await sent[0]?.answer();
    await sent[1]?.answer();
    expect(sent.map(({ write }) => (write.kind === 'cells' ? write.changes.length : 0))).toEqual([20000, 1]);
    expect(queue.state.get().status).toBe('saved');
  });
});

describe('a write that main refuses for good', () => {
  it('is set aside with its reason, and the rest goes on', async () => {
    const { queue, sent } = setUp();
    queue.add(cells({ '教基3112!01.9': 1 }));
    queue.add({ kind: 'reviewed', forms: ['教基3112'], reviewed: true });
    const settled = queue.settled();
    await sent[0]?.answer(bad);
    expect(sent[1]?.write.kind).toBe('reviewed');
    await sent[1]?.answer();
    expect(await settled).toBe(false);
    expect(await queue.settled()).toBe(false);
    expect(queue.state.get()).toMatchObject({ status: 'failed', items: 1, error: bad });
    expect(queue.markOf('教基3112!01.9')).toBe('failed');
    expect(queue.pending()).toEqual([cells({ '教基3112!01.9': 1 })]);
    queue.add(cells({ '教基3112!01.10': 2 }));
    expect(sent[2]?.write).toEqual(cells({ '教基3112!01.10': 2 }));
    expect(queue.markOf('教基3112!01.10')).toBe('saving');
    await sent[2]?.answer();
    expect(queue.markOf('教基3112!01.10')).toBeNull();
  });

  it('is tried again on request, alone', async () => {
    const { queue, sent } = setUp();
    queue.add(cells({ '教基3112!01.9': 1 }));
    await sent[0]?.answer(bad);
    queue.retry();
    expect(queue.markOf('教基3112!01.9')).toBe('saving');
    queue.add(cells({ '教基3112!01.10': 2 }));
    await sent[1]?.answer();
    await sent[2]?.answer();
    expect(sent.slice(1).map(({ write }) => write)).toEqual([
      cells({ '教基3112!01.9': 1 }),
      cells({ '教基3112!01.10': 2 }),
    ]);
    expect(queue.state.get()).toEqual({ status: 'saved', items: 0, error: null, triesAgain: false });
  });

  it('loses only the cell that the refusal names', async () => {
    const { queue, sent } = setUp();
    queue.add(cells({ '教基3112!01.7': 1, '教基3112!01.9': 2 }));
    await sent[0]?.answer(readOnly);
    expect(sent[1]?.write).toEqual(cells({ '教基3112!01.9': 2 }));
    await sent[1]?.answer();
    expect(queue.state.get()).toMatchObject({ status: 'failed', items: 1, error: readOnly });
    expect(queue.markOf('教基3112!01.9')).toBeNull();
    expect(queue.markOf('教基3112!01.7')).toBe('failed');
  });

  it('is forgotten where something else is entered: trying again must not bring the old value back', async () => {
    const { queue, sent } = setUp();
    queue.add(cells({ '教基3112!01.9': 1 }));
    await sent[0]?.answer(bad);
    queue.add(cells({ '教基3112!01.9': 2 }));
    await sent[1]?.answer();
    expect(queue.state.get().status).toBe('saved');
    expect(queue.markOf('教基3112!01.9')).toBeNull();
    queue.retry();
    expect(sent).toHaveLength(2);
  });
});
