/** The parts of the window that F6 goes through, in the order in which they are read. */
const regions = ['tree', 'page', 'details', 'findings'] as const;

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

/** From the region that has the focus to the next that is shown, or to the one before. */
export function focusNextRegion(step: 1 | -1) {
  const shown = regions
    .flatMap((name) => document.querySelector<HTMLElement>(`[data-region="${name}"]`) ?? [])
    .filter((region) => region.checkVisibility());
  const at = shown.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 && step < 0 ? shown.length - 1 : (at + step + shown.length) % shown.length;
  const region = shown[next];
  if (region !== undefined) focusInRegion(region);
}
