import { birthDate, isIdentityNumber, sexOf } from '../identity';
import type { RosterPerson } from './definition';

type KeyOf = (pupil: RosterPerson) => string | null;
type Values = RosterPerson['values'];

/** The surest first: what one of them has matched is not looked at by the next. */
const keys: readonly KeyOf[] = [
  ({ values }) => written(values.identity),
  ({ values }) => written(values.register),
  nameAndBirth,
];

/** `9.9E+17` is what Excel made of many different numbers, and nobody's. */
const written = (number: string | undefined): string | null =>
  number === undefined || /^\d+(\.\d+)?E\+?\d+$/i.test(number) ? null : number;

/**
 * Pupils who are in both rosters, this year's person id → last year's. By identity number, else by register number, else
 * by name and birth date, and by the latter only where nobody else of either roster has them: of namesakes it is not
 * known who is who, and of twins the names differ. Never two whose right identity numbers differ, or sex or birth date,
 * unless one digit of the number was corrected: they are asked about as one who went and one who came.
 */
export function samePupils(
  now: readonly RosterPerson[],
  before: readonly RosterPerson[],
): ReadonlyMap<number, number> {
  // One count of two rosters asks it several times.
  const known = matches.get(now);
  if (known?.before === before) return known.same;
  const same = matched(now, before);
  matches.set(now, { before, same });
  return same;
}

interface Match {
  readonly before: readonly RosterPerson[];
  readonly same: ReadonlyMap<number, number>;
}

const matches = new WeakMap<readonly RosterPerson[], Match>();

function matched(now: readonly RosterPerson[], before: readonly RosterPerson[]): ReadonlyMap<number, number> {
  const same = new Map<number, number>();
  const taken = new Set<number>();
  for (const keyOf of keys) {
    // Nearly everybody has the number of last year: the other keys are only looked up for the rest.
    const left = keysOf(
      now.filter(({ id }) => !same.has(id)),
      keyOf,
    );
    const wanted = keysOf(
      before.filter(({ id }) => !taken.has(id)),
      keyOf,
      left,
    );
    if (wanted.size === 0) continue;
    const earlier = unique(before, keyOf, wanted);
    for (const [key, pupil] of unique(now, keyOf, wanted)) {
      const found = earlier.get(key) ?? null;
      if (pupil === null || found === null || same.has(pupil.id) || taken.has(found.id)) continue;
      if (keyOf !== keys[0] && differ(pupil.values, found.values, keyOf === nameAndBirth)) continue;
      same.set(pupil.id, found.id);
      taken.add(found.id);
    }
  }
  return same;
}

/** Keys that the pupils have, those among `known` where it is given. */
function keysOf(
  pupils: readonly RosterPerson[],
  keyOf: KeyOf,
  known?: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const pupil of pupils) {
    const key = keyOf(pupil);
    if (key !== null && key !== '' && known?.has(key) !== false) found.add(key);
  }
  return found;
}

/** By wanted key, who has it; null where several share it. */
function unique(
  pupils: readonly RosterPerson[],
  keyOf: KeyOf,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, RosterPerson | null> {
  const byKey = new Map<string, RosterPerson | null>();
  for (const pupil of pupils) {
    const key = keyOf(pupil);
    if (key !== null && wanted.has(key)) byKey.set(key, byKey.has(key) ? null : pupil);
  }
  return byKey;
}

/** Whether two who share a register number, or name and birth date, cannot be one person all the same. */
function differ(now: Values, before: Values, byName: boolean): boolean {
  const [own, old] = [valid(now.identity), valid(before.identity)];
  const corrected = own !== null && old !== null && own !== old && isOneDigitOff(own, old);
  if (own !== null && old !== null && own !== old && !(corrected && now.name === before.name)) return true;
  // With the number its birth date or sex was corrected too.
  if (corrected && !byName) return false;
  return unlike(sexOfPupil(now), sexOfPupil(before)) || unlike(bornOn(now), bornOn(before));
}

const unlike = (one: string | null, two: string | null): boolean =>
  one !== null && two !== null && one !== two;

const valid = (identity: string | undefined): string | null =>
  identity !== undefined && isIdentityNumber(identity) ? identity : null;

/** One of the first 17 digits: the last one, the check digit, follows from them. */
function isOneDigitOff(one: string, two: string): boolean {
  let different = 0;
  for (let place = 0; place < 17; place += 1) if (one[place] !== two[place]) different += 1;
  return different === 1;
}

function sexOfPupil({ sex, identity }: Values): string | null {
  const number = valid(identity);
  return sex ?? (number === null ? null : sexOf(number));
}

/** The column 出生日期 and the number may both be there and differ in a corrected number: the column says it. */
function bornOn({ birth, identity }: Values): string | null {
  const number = valid(identity);
  return birth ?? (number === null ? null : birthDate(number));
}

function nameAndBirth({ values }: RosterPerson): string | null {
  const born = bornOn(values);
  return values.name === undefined || born === null ? null : `${values.name} ${born}`;
}
