import { familyOf, versionOf } from '../../shared/own-profile';
import type { TargetProfile } from '../../shared/target-profile';

/** What a round can choose from: of an own profile the newest version, and any older one that it judges by already. */
export function profilesOffered(
  own: readonly TargetProfile[],
  program: readonly TargetProfile[],
  chosen: readonly string[],
): readonly TargetProfile[] {
  const newest = own.filter((profile) =>
    own.every(
      (other) => familyOf(other.id) !== familyOf(profile.id) || versionOf(other) <= versionOf(profile),
    ),
  );
  return [...own.filter((profile) => newest.includes(profile) || chosen.includes(profile.id)), ...program];
}

/** `清河县 2026 年目标责任书 第 2 版（本单位，32 条，其中推定 2 条）`. */
export function profileLabel({ name, version, thresholds }: TargetProfile, isOwn: boolean): string {
  const inferred = thresholds.filter((threshold) => threshold.inferred === true).length;
  const facts = [
    ...(isOwn ? ['本单位'] : []),
    inferred === thresholds.length && inferred > 0
      ? `${inferred} 条都是推定`
      : `${thresholds.length} 条${inferred > 0 ? `，其中推定 ${inferred} 条` : ''}`,
  ];
  return `${name}${isOwn ? ` 第 ${version} 版` : ''}（${facts.join('，')}）`;
}

/** The list with one item a place further to the front or to the back. */
export function moved<T>(list: readonly T[], index: number, step: -1 | 1): readonly T[] {
  const item = list[index];
  const other = list[index + step];
  if (item === undefined || other === undefined) return list;
  return list.map((each, place) => (place === index ? other : place === index + step ? item : each));
}
