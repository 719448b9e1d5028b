import { skipped, supposed } from './assumptions';
import type { Answer } from './assumptions';
import type { FactColumn } from './facts';
import { askBlank } from './facts-fields';
import type { Pupil, PupilContext } from './facts-pupils';

/** 随迁子女 and where they come from. 进城务工人员随迁子女 are 随迁子女 too (指标解释 of 教基3112). */

/** The answer, and the areas that it may name. */
export interface County extends Answer {
  readonly areas: ReadonlySet<string>;
}

/** The county that the school lies in, as the area codes (户口所在地) suggest it: the commonest of those who are not 随迁. */
export function countyOf({ pupils, assumptions }: PupilContext): County | null {
  const needed = pupils.filter((pupil) => isNamed(pupil) && pupil.values.origin === undefined);
  const decided = needed.filter(({ values }) => values.area !== undefined);
  if (decided.length === 0) return null;
  const counts = new Map<string, number>();
  for (const pupil of pupils) {
    const { area } = pupil.values;
    if (area !== undefined && isCounty(area) && !isNamed(pupil))
      counts.set(area, (counts.get(area) ?? 0) + 1);
  }
  const commonest = [...counts].sort(([, one], [, two]) => two - one).slice(0, 4);
  if (commonest.length === 0) return null;
  const answer = assumptions.ask({
    id: 'origin.county',
    people: decided.length,
    params: { county: commonest[0]?.[0] ?? '', pupils: commonest[0]?.[1] ?? 0 },
    choices: [
      ...commonest.map(([area, count]) => ({ id: area, label: `本县是 ${area}（${count} 名学生）` })),
      skipped,
    ],
    usual: commonest[0]?.[0] ?? null,
    label: '本县行政区划',
  });
  return { ...answer, areas: new Set(commonest.map(([area]) => area)) };
}

const isNamed = ({ values }: Pupil): boolean => values.migrant === '是' || values.workersChild === '是';

/** Cities that are divided into no counties: the code of the city is the whole of it. */
const undivided: ReadonlySet<string> = new Set(['441900', '442000', '460400', '620200']);

/** A code of a province or a city ends in 00: the county is not said. */
const isCounty = (area: string): boolean => !area.endsWith('00') || undivided.has(area);

/** 外省, 本省外县 or 本县 by the first two and the first six digits; undefined where the county would have to be known. */
function originOf(area: string, county: string): string | undefined {
  if (area.slice(0, 2) === county.slice(0, 2) && !isCounty(area)) return undefined;
  if (area.slice(0, 6) === county.slice(0, 6)) return '本县';
  return area.slice(0, 2) === county.slice(0, 2) ? '本省外县' : '外省';
}

const isOpen = ({ doubts }: FactColumn, index: number): boolean =>
  [...doubts.values()].some((bits) => bits.has(index));

export function originFacts(context: PupilContext, county: County | null): void {
  const { pupils, has, column, assumptions, missing } = context;
  const columns = {
    migrant: column('migrant'),
    workersChild: column('workersChild'),
    origin: column('origin'),
  };
  const blankOf = (field: string): number =>
    pupils.filter(
      (pupil) =>
        pupil.enrolled !== false &&
        !(field === 'migrant' && isNamed(pupil)) &&
        has(field, pupil.now) &&
        pupil.values[field] === undefined,
    ).length;
  const blank = {
    migrant: askBlank(assumptions, 'migrant', '是否随迁子女', blankOf('migrant')),
    workersChild: askBlank(assumptions, 'workersChild', '是否进城务工人员随迁子女', blankOf('workersChild')),
  };
  const workersOnly = askWorkersOnly(context);
  const home = askHome(context, county);
  const none = {
    migrant: missing('是否随迁子女'),
    workersChild: missing('是否进城务工人员随迁子女'),
    origin: missing('迁入来源'),
  };
  for (const pupil of pupils) {
    const { index, values, now } = pupil;
    const named = isNamed(pupil);
    const origin =
      values.origin ??
      (county === null || county.choice === null || values.area === undefined
        ? undefined
        : originOf(values.area, county.choice));
    const atHome = named && origin === '本县';
    // Registered in what may turn out to be the county itself: then it is asked whether that is 随迁 at all.
    const mayBeHome = named && origin === undefined && county?.areas.has(values.area ?? '') === true;
    for (const field of ['migrant', 'workersChild'] as const) {
      const target = columns[field];
      const is = field === 'migrant' ? named : values.workersChild === '是';
      if (is && mayBeHome && county !== null) supposed(target, index, county, is);
      else if (is && atHome && home !== null) supposed(target, index, home, home.choice === 'count');
      else if (is || values[field] !== undefined) target.put(index, is);
      else if (field === 'migrant' && workersOnly !== null && !has('migrant', now))
        supposed(target, index, workersOnly, false);
      else if (!has(field, now)) target.doubt(index, none[field]);
      else {
        const answer = blank[field];
        if (answer === null) target.put(index, false);
        else supposed(target, index, answer, false);
      }
    }
    const waits = county !== null && (county.choice === null || origin !== undefined);
    if (waits && named && values.origin === undefined && values.area !== undefined)
      supposed(columns.origin, index, county, origin ?? null);
    else if (origin !== undefined) columns.origin.put(index, origin);
    else if (named) columns.origin.doubt(index, none.origin);
    else
      columns.origin.like(
        isOpen(columns.migrant, index) ? columns.migrant : columns.workersChild,
        index,
        null,
      );
  }
}

/** Older files have a column for children of migrant workers only. */
function askWorkersOnly({ pupils, has, assumptions }: PupilContext): Answer | null {
  const untold = pupils.filter(
    ({ now, enrolled }) => enrolled !== false && !has('migrant', now) && has('workersChild', now),
  );
  if (untold.length === 0) return null;
  return assumptions.ask({
    id: 'migrant.workersOnly',
    people: untold.filter(({ values }) => values.workersChild === '是').length,
    choices: [{ id: 'same', label: '随迁子女就是这些进城务工人员随迁子女' }, skipped],
    usual: null,
    label: '是否随迁子女',
  });
}

/** Named 随迁 although registered in the county itself: by the definition (外省或本省外县) they are not. */
function askHome({ pupils, assumptions }: PupilContext, county: Answer | null): Answer | null {
  const home = pupils.filter((pupil) => {
    const { origin, area } = pupil.values;
    const own = county?.choice ?? null;
    return (
      isNamed(pupil) && (origin ?? (area !== undefined && own !== null ? originOf(area, own) : '')) === '本县'
    );
  });
  if (home.length === 0) return null;
  return assumptions.ask({
    id: 'origin.home',
    people: home.length,
    choices: [
      { id: 'leave', label: '户口在本县的不算随迁子女' },
      { id: 'count', label: '仍算随迁子女' },
    ],
    usual: 'leave',
    label: '户口在本县的随迁子女',
  });
}
