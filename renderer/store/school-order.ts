import type { School } from '../../shared/school';

/** The order in which schools stand everywhere: that of their codes, which keeps those of a township together. */
export function schoolsInOrder<T extends Pick<School, 'code'>>(schools: readonly T[]): readonly T[] {
  return [...schools].sort((a, b) => (a.code < b.code ? -1 : Number(a.code > b.code)));
}

/** The school before or after another; undefined at either end. */
export function schoolBeside<T extends Pick<School, 'id' | 'code'>>(
  schools: readonly T[],
  id: number,
  step: 1 | -1,
): T | undefined {
  const order = schoolsInOrder(schools);
  const index = order.findIndex((school) => school.id === id);
  return index < 0 ? undefined : order[index + step];
}
