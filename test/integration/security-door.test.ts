import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { isPlainWithin } from '../../electron/door';
import { contract, type Method } from '../../shared/ipc';
import { openProgram, ourPage } from './handlers-context';
import { seed } from './storage-place';

/** As a message arrives: the window's own form of cloning, which keeps circles, holes and typed arrays. */
const cloned = (value: unknown): unknown => deserialize(serialize(value));

function circle(): unknown {
  const value: Record<string, unknown> = { submissionId: 1, revision: 0 };
  value['changes'] = [value, value];
  return cloned(value);
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let n = 0; n < depth; n++) value = n % 2 === 0 ? [value] : { changes: value };
  return value;
}

const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]));

/** An array that is written in a few bytes and whose elements nobody could ever count. */
function hole(): unknown {
  const holes: unknown[] = [];
  holes.length = 4_294_967_295;
  return cloned({ submissionId: 1, revision: 0, changes: holes });
}

const monsters: Readonly<Record<string, () => unknown>> = {
  'a circle': circle,
  'a hole of four thousand million': hole,
  'a depth of 1,000,000': () => nested(1_000_000),
  'a depth of 10,000': () => nested(10_000),
  'a million keys': () => keys(1_000_000),
  'eight million numbers': () => cloned(new Float64Array(1_000_001)),
  'a buffer': () => cloned(new ArrayBuffer(9_000_000)),
  'a map': () => cloned(new Map([['submissionId', 1]])),
  'a set': () => cloned(new Set([1])),
  'a date': () => cloned(new Date(0)),
  'an error': () => cloned(new Error('x')),
  'a pattern': () => cloned(/x/),
  'a whole number beyond all': () => cloned(10n ** 400n),
  'no number': () => cloned({ submissionId: Number.NaN, revision: Infinity }),
};

/** Beyond the door's limit, so that no schema ever sees them: one is as good as all. */
const oversized = ['a circle', 'a hole of four thousand million', 'a million keys', 'a depth of 1,000,000'];

test('what the window could send but never does is refused by every method', async () => {
  const { door } = openProgram();
  for (const [name, monster] of Object.entries(monsters)) {
    const input = monster();
    const methods = oversized.includes(name) ? ['app.start', 'submission.setCells'] : Object.keys(contract);
    for (const method of methods)
      expect(await door(ourPage, method, input), `${method}: ${name}`).toEqual({
        ok: false,
        error: { code: 'app.badRequest', params: { method } },
      });
  }
});

test('every place of an array counts, also one that holds nothing', () => {
  const holes: unknown[] = [];
  holes.length = 1000;
  expect(isPlainWithin(holes, 900)).toBe(false);
  expect(isPlainWithin(holes, 10_000)).toBe(true);
});

test('a name that is no text is refused as a method, whatever becomes of it as a text', async () => {
  const { door, folder } = openProgram();
  const names = [
    { toString: null },
    { toString: 1, valueOf: 1 },
    nested(100_000),
    circle(),
    10n,
    new Map(),
    -0,
  ];
  for (const name of names)
    expect(await door(ourPage, name, null)).toEqual({
      ok: false,
      error: { code: 'app.badRequest', params: { method: '' } },
    });
  const long = await door(ourPage, 'x'.repeat(1_000_000), null);
  expect(long).toEqual({ ok: false, error: { code: 'app.badRequest', params: { method: 'x'.repeat(60) } } });
  expect(readFileSync(path.join(folder, 'logs', 'tianbao.log'), 'utf8')).not.toContain('call.failed');
});

/** `__proto__` as a key of its own, which only text and clones can make. */
const poison = (inner: string) => JSON.parse(inner) as unknown;

test('keys that mean the prototype reach nothing', async () => {
  const { door, database, value } = openProgram();
  const { id } = seed(database);
  const opened = await value('submission.open', { schoolId: 1, collectionId: 1 });
  const { revision } = opened.data.submission;
  const messages: readonly [Method, string][] = [
    ['school.create', '{"__proto__":{"polluted":true}}'],
    ['app.setPreferences', '{"__proto__":{"polluted":true},"zoom":1}'],
    ['app.setPreferences', '{"constructor":{"prototype":{"polluted":true}}}'],
    [
      'submission.setRecords',
      `{"submissionId":${id},"revision":${revision},"changes":[{"form":"局控辍1","id":"00000000","cells":{"__proto__":{"kind":"text","text":"x"}}}]}`,
    ],
    [
      'submission.explain',
      `{"submissionId":${id},"revision":${revision},"explanation":{"finding":"x","text":"x","values":{"__proto__":"x","constructor":"y"}}}`,
    ],
  ];
  for (const [method, text] of messages) {
    await door(ourPage, method, poison(text));
    expect(({} as Record<string, unknown>)['polluted'], method).toBeUndefined();
    expect(Object.getPrototypeOf({}), method).toBe(Object.prototype);
  }
});
