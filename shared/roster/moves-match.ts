import { birthDate, isIdentityNumber } from '../identity';
import type { RosterPerson } from './definition';

type KeyOf = (pupil: RosterPerson) => string | null;

/** The surest first: what one of them has matched is not looked at by the next. */
const keys: readonly KeyOf[] = [
  ({ values }) => values.identity ?? null,
  ({ values }) => values.register ?? null,
  nameAndBirth,
];

/**
 * Pupils who are in both rosters, this year's person id → last year's. By identity number, else by register number, else
 * by name and birth date, and by the latter only where nobody else of either roster has them: of namesakes it is not
 * known who is who, and of twins the names differ.
 */
export function samePupils(
  now: readonly RosterPerson[],
  before: readonly RosterPerson[],
): ReadonlyMap<number, number> {
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

/** The column 出生日期 and the number may both be there and differ in a corrected number: the column says it. */
function nameAndBirth({ values }: RosterPerson): string | null {
  const { name, identity, birth } = values;
  const born = birth ?? (identity !== undefined && isIdentityNumber(identity) ? birthDate(identity) : null);
  return name === undefined || born === null ? null : `${name} ${born}`;
}
