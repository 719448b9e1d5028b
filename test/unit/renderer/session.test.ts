import { describe, expect, it } from 'vitest';
import { CallFailure, type Call } from '../../../renderer/api';
import { openDraft } from '../../../renderer/store/draft';
import { createSession } from '../../../renderer/store/session';
import type { AppError } from '../../../shared/error';
import type { AppStart, OpenSubmission } from '../../../shared/ipc';
import { shippedDefinitions } from '../../support/definitions';
import { round2026, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();
const full: AppError = { code: 'database.full', params: { file: 'tianbao.db' } };
const town = { ...village, id: 7, code: '9900000007' };

/** Main on the other side; it can be told to refuse writes, and to do something while it opens a submission. */
function setUp() {
  const made: string[] = [];
  const main = { refuses: false, whileOpening: [] as (() => void)[], lists: {} };
  let revision = 0;
  const opened = (): OpenSubmission => ({
    school: village,
    collection: round2026,
    data: submissionData(),
    previous: [],
  });
  const call = (async (method: string, input: unknown) => {
    made.push(method);
    await Promise.resolve();
    if (method === 'submission.setCells') {
      if (main.refuses) throw new CallFailure(full);
      revision += 1;
      return { revision };
    }
    if (method === 'app.start') return main.lists;
    if (method !== 'submission.open') return input;
    main.whileOpening.shift()?.();
    return opened();
  }) as Call;
  const start = {
    definitions: JSON.stringify(definitions),
    schools: [village, town],
    collections: [round2026],
    open: opened(),
    today: '2026-09-01',
  } as unknown as AppStart;
  const session = createSession(start, call);
  const first = session.state.get().submission;
  const form = definitions.forms['教基3112'];
  if (first === null || form === undefined) throw new Error('nothing is open');
  const type = (text: string) => first.enter(form, [{ cell: '01.9', text }]);
  return { session, first, made, main, type };
}

it('learns of the school and the round that an import made, and opens them', async () => {
  const { session, made, main } = setUp();
  const round2019 = { ...round2026, id: 9, schoolYear: 2019 };
  main.lists = { schools: [village, town, { ...town, id: 8 }], collections: [round2026, round2019] };
  expect(await session.openImported(8, 9)).toBe(true);
  expect(made).toEqual(['app.start', 'submission.open']);
  expect(session.state.get().schools.map(({ id }) => id)).toEqual([1, 7, 8]);
  expect(session.state.get().collections).toEqual([round2026, round2019]);
});

describe('opening another submission', () => {
  it('saves what was typed while it was on its way, and then fetches it again', async () => {
    const { session, first, made, main, type } = setUp();
    main.whileOpening.push(() => type('5'));
    expect(await session.open(town.id, round2026.id)).toBe(true);
    expect(made).toEqual(['submission.open', 'submission.setCells', 'submission.open']);
    expect(first.save.state.get().status).toBe('saved');
    expect(session.state.get().submission).not.toBe(first);
  });

  it('takes over a text that is still being typed when the answer comes', async () => {
    const { session, made, main, type } = setUp();
    main.whileOpening.push(() => {
      const close = openDraft(() => {
        close();
        type('6');
      });
    });
    await session.open(town.id, round2026.id);
    expect(made).toEqual(['submission.open', 'submission.setCells', 'submission.open']);
  });

  it('stays where it is when that could not be saved', async () => {
    const { session, first, main, type } = setUp();
    main.refuses = true;
    main.whileOpening.push(() => type('5'));
    expect(await session.open(town.id, round2026.id)).toBe(false);
    expect(session.state.get().submission).toBe(first);
  });

  it('fetches once when nothing was typed', async () => {
    const { session, made } = setUp();
    await session.open(town.id, round2026.id);
    expect(made).toEqual(['submission.open']);
  });
});

describe('changing the school or the collection', () => {
  it('saves what is open first', async () => {
    const { session, made, type } = setUp();
    type('5');
    await session.updateSchool(village);
    type('6');
    await session.updateCollection(round2026);
    expect(made.slice(0, 3)).toEqual(['submission.setCells', 'school.update', 'submission.open']);
  });

  it('changes nothing and says why when what is open could not be saved', async () => {
    const { session, made, main, type } = setUp();
    main.refuses = true;
    type('5');
    await expect(session.updateSchool(village)).rejects.toMatchObject({ error: full });
    await expect(session.updateCollection(round2026)).rejects.toMatchObject({ error: full });
    await expect(session.createSchool(town)).rejects.toMatchObject({ error: full });
    expect(made).toEqual(['submission.setCells']);
  });
});

describe('saving before the page starts again', () => {
  it('tries again what failed, and says whether that worked', async () => {
    const { session, first, main, type } = setUp();
    main.refuses = true;
    type('5');
    expect(await first.save.settled()).toBe(false);
    expect(await session.saveNow()).toBe(false);
    expect(session.unsaved()).toBe(1);
    main.refuses = false;
    expect(await session.saveNow()).toBe(true);
    expect(session.unsaved()).toBe(0);
  });
});
