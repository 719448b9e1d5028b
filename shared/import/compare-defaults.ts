import { createCalculation } from '../calculation';
import { cellsOf } from '../cell';
import type { Form } from '../form';
import type { CellContent } from '../submission';
import { readCell } from '../value';
import type { CellProblem } from '../value';
import { saysSame } from './cell-text';
import { resulting } from './choose';
import type { Comparing, Difference } from './compare';
import type { ImportPlace } from './settle';

/** Why the cell cannot hold a raw content that came from outside; undefined where it can, or nothing is found. */
export function whyUnreadable(
  form: Form | undefined,
  cell: string,
  content: CellContent | null,
): CellProblem['code'] | undefined {
  if (form === undefined || content?.kind !== 'raw') return undefined;
  const spec = cellsOf(form).find(({ key }) => key === cell)?.spec;
  return spec === undefined ? undefined : readCell(content.text, spec).problem?.code;
}

/**
 * Marks figures that pulled cells show already. Only where the source goes on saying the figure: where the rest of the
 * file changes the source, refusing the figure would let the cell change unseen.
 */
export function markRepeats(comparing: Comparing, { stored: _stored, ...place }: ImportPlace): void {
  const { definitions, differences, settled, stored } = comparing;
  const candidates = new Set(differences.filter(isShownAlready));
  if (candidates.size === 0) return;
  const taken = differences.filter((each) => !candidates.has(each) && each.shown.unreadable === undefined);
  const chosen = taken.map(({ accept }) => ({ change: accept }));
  const { unknownLists } = settled.data;
  const data = {
    ...resulting(stored, chosen, new Map()),
    ...(unknownLists === undefined ? {} : { unknownLists }),
  };
  const after = createCalculation(definitions, { ...place, data });
  const codes = new Set(after.forms.map(({ code }) => code));
  differences.forEach((each, index) => {
    const { form, cell, found } = each.shown;
    if (!candidates.has(each) || !codes.has(form)) return;
    if (saysSame(after.cell(form, cell).text, found))
      differences[index] = { ...each, shown: { ...each.shown, repeats: true } };
  });
}

function isShownAlready({ shown, accept }: Difference): boolean {
  const { kind, stored, found, unreadable } = shown;
  return (
    kind === 'cell' &&
    stored !== '' &&
    saysSame(stored, found) &&
    unreadable === undefined &&
    accept.kind === 'cell' &&
    accept.content !== null
  );
}
