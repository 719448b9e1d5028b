import { describe, expect, it } from 'vitest';
import type { Call } from '../../../renderer/api';
import { withHead, withoutRow } from '../../../renderer/pages/targets-draft';
import { createTargetsStore } from '../../../renderer/pages/targets-store';
import type { TargetProfile } from '../../../shared/target-profile';
import { countyProfile, otherProfile } from '../../support/own-profile';

/** A main process that keeps profiles, and a browser's storage. */
function surroundings(own: TargetProfile[] = [countyProfile]) {
  const kept = new Map<string, string>();
  const answers: Record<string, (input: never) => unknown> = {
    'targets.list': () => [...own],
    'targets.save': (profile: TargetProfile) => (own.unshift(profile), profile),
    'targets.import': () => ({
      outcome: 'differs',
      fileName: 'a.json',
      profile: { ...otherProfile, version: '2' },
    }),
  };
  const call = ((method: string, input: never) => Promise.resolve(answers[method]?.(input))) as Call;
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  } as unknown as Storage;
  return { call, storage, own, kept };
}

const named = (name: string) => (draft: Parameters<typeof withHead>[0]) => withHead(draft, { name });

describe('editing', () => {
  it('takes back one word at once and one removal at once', () => {
    const { call } = surroundings();
    const store = createTargetsStore(call);
    store.begin(countyProfile, 'version', '');
    for (const name of ['县', '县目', '县目标']) store.change(named(name), 'head name');
    store.change((draft) => withoutRow(draft, 0));
    store.undo();
    expect(store.state.get().draft?.rows).toHaveLength(2);
    expect(store.state.get().draft?.head.name).toBe('县目标');
    store.undo();
    expect(store.state.get().draft?.head.name).toBe(countyProfile.name);
    store.redo();
    store.redo();
    expect(store.state.get().draft?.rows).toHaveLength(1);
  });

  it('saves the next version after all that are there by then', async () => {
    const { call, own } = surroundings();
    const store = createTargetsStore(call);
    store.begin(countyProfile, 'version', '');
    store.change(named('新名'), 'head name');
    own.unshift({ ...otherProfile, id: 'own-qinghexx@2', version: '2' });
    expect((await store.save())?.id).toBe('own-qinghexx@3');
    expect(store.state.get()).toMatchObject({ draft: null, shown: 'own-qinghexx@3', view: 'one' });
    expect(own.map(({ version }) => version)).toEqual(['3', '2', '1']);
  });

  it('begins a new one under a name of its own', async () => {
    const store = createTargetsStore(surroundings([]).call);
    store.begin(countyProfile, 'new', '清河县');
    store.change(named('本县'));
    const saved = await store.save();
    expect(saved?.id).toMatch(/^own-[a-z]{8}@1$/);
    expect(saved).toMatchObject({ version: '1', basedOn: countyProfile.id });
  });
});

describe('a draft', () => {
  it('outlives the window until it is saved or dropped', () => {
    const { call, storage, kept } = surroundings();
    const store = createTargetsStore(call, storage);
    store.begin(countyProfile, 'version', '');
    store.change(named('没保存的'));
    const next = createTargetsStore(call, storage);
    expect(next.state.get()).toMatchObject({ view: 'edit', draft: { head: { name: '没保存的' } } });
    next.drop();
    expect(kept.size).toBe(0);
    expect(createTargetsStore(call, storage).state.get().draft).toBeNull();
  });

  it('of another shape is left alone', () => {
    const { call, storage } = surroundings();
    for (const text of ['', 'x', '{}', 'null', '{"rows":[]}']) {
      storage.setItem('targets-draft', text);
      expect(createTargetsStore(call, storage).state.get().draft).toBeNull();
    }
  });
});

it('up to four are compared; with one left it is looked at alone', () => {
  const store = createTargetsStore(surroundings().call);
  for (const id of ['a', 'b', 'c', 'd', 'e']) store.compare(id, true);
  expect(store.state.get().compared).toEqual(['a', 'b', 'c', 'd']);
  store.view('compare');
  for (const id of ['a', 'b', 'c']) store.compare(id, false);
  expect(store.state.get()).toMatchObject({ compared: ['d'], view: 'one' });
});

it('what a file offers under a known id is saved only when she says so', async () => {
  const { call, own } = surroundings();
  const store = createTargetsStore(call);
  await store.import();
  expect(store.state.get().offered?.outcome).toBe('differs');
  expect(await store.answer(false)).toBeNull();
  expect(own).toHaveLength(1);
  await store.import();
  await store.answer(true);
  expect(own[0]?.version).toBe('2');
});
