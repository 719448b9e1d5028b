import { applyEdits } from './patch-text';
import { attributePlaces, walkTags } from './patch-tags';
import type { Tag } from './patch-tags';

/** A formula in a sheet's XML, told from the `formula` of rules and validations by its short name. */
export function hasFormulas(text: string): boolean {
  return /<(?:[\w.-]+:)?f[\s>/]/.test(text);
}

/** What stands before `calcPr` in a workbook part, by the order that its schema demands. */
const before = new Set([
  'fileVersion',
  'fileSharing',
  'workbookPr',
  'workbookProtection',
  'bookViews',
  'sheets',
  'functionGroups',
  'externalReferences',
  'definedNames',
]);

/**
 * The workbook part with the request to calculate everything when it is opened: the stored results of the bureau's
 * formulas are those of the blank workbook. Only `fullCalcOnLoad` of `calcPr` changes.
 */
export function withFullCalculation(text: string): string {
  let properties: Tag | undefined;
  let prefix = '';
  let place = -1;
  walkTags(text, {
    open: (tag, parents) => {
      if (parents.length === 0) prefix = tag.name.slice(0, tag.name.length - tag.local.length);
      else if (parents.length === 1 && tag.local === 'calcPr') properties = tag;
    },
    close: (tag, { end }, parents) => {
      if (parents.length === 1 && before.has(tag.local)) place = end;
    },
  });
  if (properties === undefined) {
    if (place < 0) throw new Error('no sheets');
    return applyEdits(text, [{ start: place, end: place, text: `<${prefix}calcPr fullCalcOnLoad="1"/>` }]);
  }
  const { start, tagEnd, name } = properties;
  const stated = attributePlaces(text.slice(start, tagEnd)).find((found) => found.name === 'fullCalcOnLoad');
  if (stated === undefined) {
    const at = start + 1 + name.length;
    return applyEdits(text, [{ start: at, end: at, text: ' fullCalcOnLoad="1"' }]);
  }
  return applyEdits(text, [{ start: start + stated.valueStart, end: start + stated.valueEnd, text: '1' }]);
}
