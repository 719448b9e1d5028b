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
    const earlier = unique(before, keyOf);
    for (const [key, pupil] of unique(now, keyOf)) {
      const found = earlier.get(key);
      if (found === undefined || same.has(pupil.id) || taken.has(found.id)) continue;
      same.set(pupil.id, found.id);
      taken.add(found.id);
    }
  }
  return same;
}

/** By key, those who share theirs with nobody. */
function unique(pupils: readonly RosterPerson[], keyOf: KeyOf): ReadonlyMap<string, RosterPerson> {
  const byKey = new Map<string, RosterPerson | null>();
  for (const pupil of pupils) {
    const key = keyOf(pupil);
    if (key !== null && key !== '') byKey.set(key, byKey.has(key) ? null : pupil);
  }
  return new Map([...byKey].flatMap(([key, pupil]) => (pupil === null ? [] : [[key, pupil] as const])));
}

/** The column 出生日期 and the number may both be there and differ in a corrected number: the column says it. */
function nameAndBirth({ values }: RosterPerson): string | null {
  const { name, identity, birth } = values;
  const born = birth ?? (identity !== undefined && isIdentityNumber(identity) ? birthDate(identity) : null);
  return name === undefined || born === null ? null : `${name} ${born}`;
}
