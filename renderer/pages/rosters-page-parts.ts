import type { StoredRoster } from '../../shared/roster/plan';

export type RosterPart = 'load' | 'fill' | 'moves' | 'people';

/** The tabs of the page, in the order of the work. */
export const rosterParts: readonly { readonly id: RosterPart; readonly label: string }[] = [
  { id: 'load', label: '载入' },
  { id: 'fill', label: '填表' },
  { id: 'moves', label: '变动' },
  { id: 'people', label: '名单' },
];

/** What is shown when nobody has chosen: filling where there is a roster, else loading one. */
export function shownPart(wanted: RosterPart | null, rosters: readonly StoredRoster[] | null): RosterPart {
  return wanted ?? ((rosters?.length ?? 0) > 0 ? 'fill' : 'load');
}

/** The tab that a key goes to; null where the key is none of the tabs' keys. */
export function stepTo(part: RosterPart, key: string): RosterPart | null {
  const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
  const at = rosterParts.findIndex(({ id }) => id === part);
  const count = rosterParts.length;
  const step = steps[key];
  const wanted =
    key === 'Home' ? 0 : key === 'End' ? count - 1 : step === undefined ? -1 : (at + step + count) % count;
  return rosterParts[wanted]?.id ?? null;
}
