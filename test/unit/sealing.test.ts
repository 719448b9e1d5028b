import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  isSealed,
  keyBytes,
  newParameters,
  sealedPlaces,
  type SealedPlace,
  sealText,
  unsealText,
  unwrapKey,
  wrapKey,
} from '../../electron/storage/sealing';
import { Refusal } from '../../shared/error';

const key = randomBytes(keyBytes);
const other = randomBytes(keyBytes);
const places = Object.keys(sealedPlaces) as SealedPlace[];

const refused = (act: () => unknown) => {
  try {
    return act();
  } catch (error) {
    return error instanceof Refusal ? error.error.code : error;
  }
};

/** Of a column of JSON objects, else any text. */
const textsOf = (place: SealedPlace): readonly string[] =>
  sealedPlaces[place].json
    ? ['{}', '{"name":"甄秘"}', '{"name":"\\"s"}']
    : ['甄秘', '0', '"甄秘"', '\u0001s甄秘', '\u0001p', '\u0001'];

describe('a sealed text', () => {
  test.each(places)('in %s comes back, with and without a key, whatever it looks like', (place) => {
    for (const text of textsOf(place)) {
      const plain = sealText(text, place, null);
      expect(isSealed(plain, place)).toBe(false);
      expect(unsealText(plain, place, null)).toBe(text);
      expect(unsealText(plain, place, key)).toBe(text);
      const sealed = sealText(text, place, key);
      expect(isSealed(sealed, place)).toBe(true);
      expect(unsealText(sealed, place, key)).toBe(text);
      expect(sealed).not.toContain('甄秘');
      if (sealedPlaces[place].json) expect(typeof JSON.parse(sealed)).toBe('string');
    }
  });

  test('is refused without the key, with another, in another column and after one changed byte', () => {
    const sealed = sealText('甄秘', 'record_cells.text', key);
    expect(refused(() => unsealText(sealed, 'record_cells.text', null))).toBe('access.unreadable');
    expect(refused(() => unsealText(sealed, 'record_cells.text', other))).toBe('access.unreadable');
    expect(refused(() => unsealText(sealed, 'edit_log.new_text', key))).toBe('access.unreadable');
    const body = Buffer.from(sealed.slice(2), 'base64');
    for (let index = 0; index < body.length; index += 1) {
      const changed = Buffer.from(body);
      changed[index] = (changed[index] ?? 0) ^ 1;
      const stored = sealed.slice(0, 2) + changed.toString('base64');
      expect(refused(() => unsealText(stored, 'record_cells.text', key))).toBe('access.unreadable');
    }
    expect(refused(() => unsealText('\u0001sAAAA', 'record_cells.text', key))).toBe('access.unreadable');
  });

  test('is another each time, but for a column that is part of a primary key', () => {
    const twice = (place: SealedPlace) => new Set([1, 2].map(() => sealText('姓名', place, key))).size;
    expect(Object.fromEntries(places.map((place) => [place, twice(place)]))).toEqual(
      Object.fromEntries(places.map((place) => [place, place === 'roster_heads.head' ? 1 : 2])),
    );
  });
});

test('a key is wrapped under its password, full-width characters or not, and opens with no other', async () => {
  const parameters = newParameters();
  expect(parameters.N).toBeGreaterThanOrEqual(2 ** 15);
  const wrapped = await wrapKey(key, 'Mima-2026', parameters);
  expect(wrapped.includes(key)).toBe(false);
  expect(await unwrapKey(wrapped, 'Mima-2026', parameters)).toEqual(key);
  expect(await unwrapKey(wrapped, 'Ｍima-２026', parameters)).toEqual(key);
  expect(await unwrapKey(wrapped, 'mima-2026', parameters)).toBeNull();
  expect(await unwrapKey(wrapped, 'Mima-2026', newParameters())).toBeNull();
});
