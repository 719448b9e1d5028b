import { describe, expect, it } from 'vitest';
import { CallFailure } from '../../../renderer/api';
import { canPass } from '../../../renderer/store/save-again';
import { createSaveQueue } from '../../../renderer/store/save-queue';
import type { Write } from '../../../renderer/store/write';
import type { AppError } from '../../../shared/error';
import { changes } from '../../support/school';

const full: AppError = { code: 'database.full', params: { file: 'tianbao.db' } };
const locked: AppError = { code: 'database.locked', params: { file: 'tianbao.db' } };
const finalised: AppError = { code: 'submission.finalised', params: {} };
const readOnly: AppError = { code: 'submission.readOnlyCell', params: { form: '教基3112', cell: '01.7' } };

const cells = (values: Readonly<Record<string, number>>): Write => ({
  kind: 'cells',
  changes: changes(values),
});
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A queue whose clock and main the test holds. */
function setUp() {
  const planned: { act: () => void; milliseconds: number }[] = [];
  const sent: Write[] = [];
  const statuses: string[] = [];
  let answers: ((error?: AppError) => void)[] = [];
  const queue = createSaveQueue({
    revision: 1,
    send: (write, revision) => {
      sent.push(write);
      return new Promise((resolve, reject) => {
        answers.push((error) =>
          error === undefined ? resolve({ revision: revision + 1 }) : reject(new CallFailure(error)),
        );
      });
    },
    reload: () => Promise.resolve(9),
    onMarks: () => undefined,
    later: (act, milliseconds) => {
      const entry = { act, milliseconds };
      planned.push(entry);
      return () => void planned.splice(planned.indexOf(entry), 1);
    },
  });
  queue.state.subscribe(() => statuses.push(queue.state.get().status));
  return {
    ...{ queue, sent, planned, statuses },
    answer: async (error?: AppError) => {
      const [first, ...rest] = answers;
      answers = rest;
      first?.(error);
      await settle();
    },
    /** Lets the planned time pass; returns how long it was. */
    pass: async () => {
      const [next] = planned.splice(0, 1);
      next?.act();
      await settle();
      return next?.milliseconds;
    },
  };
}

describe('saving again by itself', () => {
  it('keeps the value and tries again, seldomer each time, until it is saved', async () => {
    const { queue, sent, planned, answer, pass } = setUp();
    queue.add(cells({ '教基3112!01.9': 7 }));
    await answer(locked);
    expect(queue.state.get()).toMatchObject({ status: 'failed', items: 1, error: locked, triesAgain: true });
    const waits: unknown[] = [];
    for (let round = 0; round < 6; round += 1) {
      waits.push(await pass());
      await answer(locked);
    }
    expect(waits).toEqual([2000, 4000, 8000, 15_000, 30_000, 30_000]);
    expect(await pass()).toBe(30_000);
    await answer();
    expect(queue.state.get()).toMatchObject({ status: 'saved', items: 0, error: null, triesAgain: false });
    expect(sent.every((write) => JSON.stringify(write) === JSON.stringify(sent[0]))).toBe(true);
    expect(planned).toEqual([]);
    // The next failure is a new one.
    queue.add(cells({ '教基3112!01.9': 8 }));
    await answer(full);
    expect(planned.map(({ milliseconds }) => milliseconds)).toEqual([2000]);
  });

  it('says nothing of a try of its own accord before it has succeeded', async () => {
    const { queue, statuses, answer, pass } = setUp();
    queue.add(cells({ '教基3112!01.9': 7 }));
    await answer(full);
    await pass();
    expect(queue.state.get()).toMatchObject({ status: 'failed', error: full });
    expect(queue.markOf('教基3112!01.9')).toBe('failed');
    await answer(full);
    await pass();
    await answer();
    expect(statuses).toEqual(['saving', 'failed', 'saved']);
  });

  it('tells the new reason when it is another one', async () => {
    const { queue, answer, pass } = setUp();
    queue.add(cells({ '教基3112!01.9': 7 }));
    await answer(locked);
    await pass();
    await answer(full);
    expect(queue.state.get()).toMatchObject({ status: 'failed', error: full });
  });

  it('does not try again by itself what cannot pass', async () => {
    const { queue, planned, answer } = setUp();
    queue.add(cells({ '教基3112!01.9': 7 }));
    await answer(finalised);
    expect(queue.state.get()).toMatchObject({ status: 'failed', triesAgain: false });
    expect(planned).toEqual([]);
    expect(canPass('submission.finalised')).toBe(false);
    expect(canPass('database.corrupt')).toBe(false);
  });

  it('her own try takes the place of the planned one, and is waited for', async () => {
    const { queue, sent, planned, answer, pass } = setUp();
    queue.add(cells({ '教基3112!01.9': 7 }));
    await answer(locked);
    queue.retry();
    expect(planned).toEqual([]);
    expect(queue.state.get().status).toBe('saving');
    await answer(locked);
    // One that is under way of its own accord becomes hers.
    await pass();
    queue.retry();
    expect(queue.state.get().status).toBe('saving');
    const saved = queue.settled();
    await answer();
    expect(await saved).toBe(true);
    expect(sent).toHaveLength(3);
  });

  it('what was typed meanwhile goes along, the later value only', async () => {
    const { queue, sent, answer, pass } = setUp();
    queue.add(cells({ '教基3112!01.9': 7 }));
    await answer(locked);
    await pass();
    queue.add(cells({ '教基3112!01.9': 8 }));
    await answer(locked);
    await pass();
    await answer();
    await answer();
    expect(sent.at(-1)).toEqual(cells({ '教基3112!01.9': 8 }));
    expect(queue.state.get()).toMatchObject({ status: 'saved', items: 0 });
  });

  it('a write that main refuses meanwhile waits aside with its own reason', async () => {
    const { queue, planned, answer, pass } = setUp();
    queue.add(cells({ '教基3112!01.7': 7 }));
    await answer(locked);
    await pass();
    await answer(readOnly);
    expect(queue.state.get()).toMatchObject({ status: 'failed', error: readOnly, triesAgain: false });
    expect(planned).toEqual([]);
  });
});
