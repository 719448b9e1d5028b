import type { Navigation, Panel } from '../store/navigation';

/** The parts of the window that F6 goes through, in the order in which they are read. */
const regions = ['tree', 'page', 'details', 'findings'] as const;

const panels: readonly Panel[] = ['tree', 'details', 'findings'];

/** Where the focus goes in a region, the best place first. */
const places = [
  '.cell-editor',
  '[aria-current="page"]',
  '[data-row][tabindex="0"]',
  '.panel-body[tabindex="0"]',
  '.panel-body button',
  '.next-step',
  'button',
];

/** Puts the focus where work in the region begins; where there is nothing to press, on the region itself. */
export function focusInRegion(region: HTMLElement) {
  const inRegion = places.map((place) => region.querySelector<HTMLElement>(place));
  (inRegion.find((place) => place?.checkVisibility() === true) ?? region).focus();
}

/**
 * From the region that has the focus to the next, or to the one before. On a form one that has no room beside the sheet
 * opens as a drawer, and closes again when the focus goes on; only what is said about the cell stays: it covers nothing.
 */
export function focusNextRegion(navigation: Navigation, step: 1 | -1) {
  const opens = navigation.page.get().name === 'form';
  const there = regions
    .flatMap((name) => document.querySelector<HTMLElement>(`[data-region="${name}"]`) ?? [])
    .filter((region) => region.checkVisibility() || opens || region.dataset['region'] === 'tree');
  const at = there.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 && step < 0 ? there.length - 1 : (at + step + there.length) % there.length;
  const region = there[next];
  if (region === undefined) return;
  const name = region.dataset['region'];
  const panel = panels.find((each) => each === name);
  const drawn = navigation.drawer.get();
  if (panel !== undefined && !region.checkVisibility()) return navigation.toggleDrawer(panel);
  if (drawn !== null && drawn !== name && drawn !== 'details') navigation.toggleDrawer(drawn);
  focusInRegion(region);
}
