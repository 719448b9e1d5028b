import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** Arrow keys go from control to control of a long table: by Tab alone each row would be two presses. */
export function moveInTable(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key];
  const from = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-stop]') : null;
  if (step === undefined || from === null || event.ctrlKey || event.altKey || event.shiftKey) return;
  const rows = [...event.currentTarget.querySelectorAll('tr')]
    .map((row) => [...row.querySelectorAll<HTMLElement>('[data-stop]')])
    .filter((stops) => stops.length > 0);
  const row = rows.findIndex((stops) => stops.includes(from));
  const [down, right] = step;
  const next = rows[row + down];
  // The last control of a row is the number, which every row has.
  const fromEnd = (rows[row]?.length ?? 0) - 1 - (rows[row]?.indexOf(from) ?? 0);
  const to = next?.[Math.max(0, next.length - 1 - fromEnd + right)];
  event.preventDefault();
  to?.focus();
}
