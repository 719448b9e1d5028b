import type { TargetProfile } from './target-profile';

/** Ids of a bureau's own profiles: `own-<8 letters>@<version>`. All versions of one are its family. */

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** A name that no other computer will give to another profile. `random` gives numbers from 0 up to 1. */
export function newFamily(random: () => number = Math.random): string {
  const word = Array.from({ length: 8 }, () => letters.charAt(Math.floor(random() * letters.length)));
  return `own-${word.join('')}`;
}

/** `own-abcdefgh@3` → `own-abcdefgh`. */
export function familyOf(id: string): string {
  return id.replace(/@[^@]*$/, '');
}

/** Number of a version; 0 of one that is no number. */
export function versionOf({ version }: Pick<TargetProfile, 'version'>): number {
  return /^\d{1,9}$/.test(version) ? Number(version) : 0;
}

/** The version after all that are known of a family. */
export function nextVersion(family: string, known: readonly TargetProfile[]): number {
  return Math.max(0, ...known.filter(({ id }) => familyOf(id) === family).map(versionOf)) + 1;
}
