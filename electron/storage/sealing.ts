import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scrypt,
  type ScryptOptions,
} from 'node:crypto';
import { refusal } from '../../shared/error';

/**
 * Columns that may name a pupil or a teacher: what they hold is sealed (AES-256-GCM) where the clerk wants it. The place
 * is authenticated with each value, so that none can be moved to another column. `keyed`: the column is part of a
 * primary key, so the same text has to become the same sealed text.
 */
export const sealedPlaces = {
  'edit_log.new_text': { json: false, keyed: false },
  'edit_log.old_text': { json: false, keyed: false },
  'events.new_text': { json: false, keyed: false },
  'events.old_text': { json: false, keyed: false },
  'explanations.cell_values': { json: true, keyed: false },
  'explanations.text': { json: false, keyed: false },
  'record_cells.text': { json: false, keyed: false },
  'roster_heads.head': { json: false, keyed: true },
  'roster_people.person_values': { json: true, keyed: false },
  'state_log.reason': { json: false, keyed: false },
} as const;

export type SealedPlace = keyof typeof sealedPlaces;

export const isSealedPlace = (place: unknown): place is SealedPlace =>
  typeof place === 'string' && Object.hasOwn(sealedPlaces, place);

/** No text that somebody types begins with it; one that does all the same is marked as plain. */
const mark = '\u0001';
const sealedMark = `${mark}s`;
const plainMark = `${mark}p`;

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
export const keyBytes = 32;

/**
 * A text as it is stored: sealed under the key, or as it is where there is none. In a column of JSON, which holds
 * objects, what is sealed is a string: the two cannot be taken for each other, nor in a column of texts, where the mark
 * stands before both when a text begins with it.
 */
export function sealText(text: string, place: SealedPlace, key: Buffer | null): string {
  const { json, keyed } = sealedPlaces[place];
  if (key === null) return !json && text.startsWith(mark) ? `${plainMark}${text}` : text;
  const plain = Buffer.from(text, 'utf8');
  const nonce = keyed ? nonceOf(plain, place, key) : randomBytes(nonceBytes);
  const sealed = seal(plain, key, nonce, place).toString('base64');
  return json ? `"${sealed}"` : `${sealedMark}${sealed}`;
}

/** Refused with `access.locked` without a key, with `access.unreadable` where the key is not the right one. */
export function unsealText(stored: string, place: SealedPlace, key: Buffer | null): string {
  if (!isSealed(stored, place))
    return stored.startsWith(plainMark) && !sealedPlaces[place].json
      ? stored.slice(plainMark.length)
      : stored;
  if (key === null) throw refusal('access.unreadable', {});
  const sealed = sealedPlaces[place].json ? stored.slice(1, -1) : stored.slice(sealedMark.length);
  const opened = unseal(Buffer.from(sealed, 'base64'), key, place);
  if (opened === null) throw refusal('access.unreadable', {});
  return opened.toString('utf8');
}

export function isSealed(stored: string, place: SealedPlace): boolean {
  return stored.startsWith(sealedPlaces[place].json ? '"' : sealedMark);
}

/** Nonce, tag, ciphertext. */
function seal(plain: Buffer, key: Buffer, nonce: Buffer, place: string): Buffer {
  const sealing = createCipheriv(cipher, key, nonce);
  sealing.setAAD(Buffer.from(place, 'utf8'));
  const body = Buffer.concat([sealing.update(plain), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), body]);
}

/** Null when it was not sealed with this key for this place, or was changed since. */
function unseal(sealed: Buffer, key: Buffer, place: string): Buffer | null {
  if (sealed.length < nonceBytes + tagBytes) return null;
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes));
  opening.setAAD(Buffer.from(place, 'utf8'));
  opening.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([opening.update(sealed.subarray(nonceBytes + tagBytes)), opening.final()]);
  } catch {
    return null;
  }
}

/** The same for the same text: that two are alike is all that it tells. Its key is none that seals. */
function nonceOf(plain: Buffer, place: SealedPlace, key: Buffer): Buffer {
  const own = Buffer.from(hkdfSync('sha256', key, '', `nonce ${place}`, keyBytes));
  return createHmac('sha256', own).update(plain).digest().subarray(0, nonceBytes);
}

/** How a password is made into a key; kept beside what that key wraps, so that it can be made dearer later. */
export interface PasswordParameters {
  readonly kdf: 'scrypt';
  readonly N: number;
  readonly r: number;
  readonly p: number;
  /** Base64. */
  readonly salt: string;
}

/** 64 MB and, on a slow PC, a third of a second: a guess costs an attacker as much. */
export const newParameters = (): PasswordParameters => ({
  ...{ kdf: 'scrypt', N: 2 ** 16, r: 8, p: 1, salt: randomBytes(16).toString('base64') },
});

/** Off the main thread. Full-width characters, which an input method may leave, are the same password. */
function passwordKey(password: string, { N, r, p, salt }: PasswordParameters): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), Buffer.from(salt, 'base64'), keyBytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** Bytes that go with the key and never leave the file. */
export const sealBytes = (plain: Buffer, key: Buffer, place: string): Buffer =>
  seal(plain, key, randomBytes(nonceBytes), place);

/** Null when they were not sealed with this key for this place. */
export const unsealBytes = (sealed: Buffer, key: Buffer, place: string): Buffer | null =>
  unseal(sealed, key, place);

const wrappedPlace = 'access.wrapped_key';

export async function wrapKey(
  key: Buffer,
  password: string,
  parameters: PasswordParameters,
): Promise<Buffer> {
  return seal(key, await passwordKey(password, parameters), randomBytes(nonceBytes), wrappedPlace);
}

/** Null when it is not the password. */
export async function unwrapKey(
  wrapped: Buffer,
  password: string,
  parameters: PasswordParameters,
): Promise<Buffer | null> {
  return unseal(wrapped, await passwordKey(password, parameters), wrappedPlace);
}
