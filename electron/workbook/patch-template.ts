import { refusal } from '../../shared/error';
import type { SkippedValue, TemplateValue } from '../jobs/table';
import { openArchive } from './archive';
import type { Archive } from './archive';
import { hasFormulas, withFullCalculation } from './patch-calculation';
import { contentOf, longestText } from './patch-cell';
import { forgetResults } from './patch-forget';
import type { Forgotten, SheetText } from './patch-forget';
import { locateSheets, onPart, tableHeads } from './patch-package';
import type { TemplatePackage } from './patch-package';
import { patchSheet } from './patch-sheet';
import { replaceParts } from './patch-zip';

export interface FilledPackage {
  readonly bytes: Uint8Array;
  /** How many values were put in. */
  readonly filled: number;
  readonly skipped: readonly SkippedValue[];
  readonly written: readonly TemplateValue[];
  /** Calculated cells whose stored results were taken out. */
  readonly forgotten: readonly Forgotten[];
  /** Parts that differ from the template's, with their new bytes. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** The template has formulas of its own, which are calculated when the file is opened. */
  readonly formulas: boolean;
}

function bySheet(values: readonly TemplateValue[]): ReadonlyMap<string, readonly TemplateValue[]> {
  const sheets = new Map<string, TemplateValue[]>();
  for (const value of values) {
    const known = sheets.get(value.sheet);
    if (known === undefined) sheets.set(value.sheet, [value]);
    else known.push(value);
  }
  return sheets;
}

function refuseTooLong(values: readonly TemplateValue[], file: string): void {
  for (const value of values) {
    const { sheet, address } = value;
    if (contentOf(value).text.length > longestText)
      throw refusal('fill.tooLong', { file, sheet, address, limit: longestText });
  }
}

/** Sheets that are not filled but calculate something are read, too: a total may stand on another sheet. */
async function readCalculating(
  archive: Archive,
  { sheets }: TemplatePackage,
  known: ReadonlyMap<string, SheetText>,
  file: string,
): Promise<readonly SheetText[]> {
  const found: SheetText[] = [];
  for (const [sheet, part] of sheets) {
    const text =
      known.get(part) ?? (await onPart(archive, part, file, (content) => ({ sheet, part, ...content })));
    if (hasFormulas(text.text)) found.push(text);
  }
  return found;
}

/** Entries that nobody has read so far are met here for the first time. */
async function copied(
  bytes: Uint8Array,
  file: string,
  parts: ReadonlyMap<string, Uint8Array>,
): Promise<Uint8Array> {
  try {
    return await replaceParts(bytes, parts);
  } catch {
    throw refusal('file.damaged', { file, part: '' });
  }
}

/**
 * Fills a bureau's own workbook: the same package with other values in the given cells, every other part and every other
 * cell byte for byte as it was. If the workbook has formulas, those that read a filled cell lose the result that they
 * had in the blank, because some programs show it for ever, and the workbook part asks for a calculation on opening.
 * Refused with `fill.…` or `file.…`, where `fileName` stands in the sentence.
 */
export async function fillTemplate(
  bytes: Uint8Array,
  fileName: string,
  values: readonly TemplateValue[],
): Promise<FilledPackage> {
  refuseTooLong(values, fileName);
  const archive = await openArchive(bytes, fileName);
  const template = await locateSheets(archive, fileName);
  const changed = new Map<string, SheetText>();
  const written: TemplateValue[] = [];
  const skipped: SkippedValue[] = [];
  for (const [sheet, wanted] of bySheet(values)) {
    const part = template.sheets.get(sheet);
    if (part === undefined) {
      skipped.push(...wanted.map(({ address }) => ({ sheet, address, why: 'noSheet' as const })));
      continue;
    }
    const heads = await tableHeads(archive, part, fileName);
    await onPart(archive, part, fileName, ({ text, encode }) => {
      const patched = patchSheet(text, wanted, heads);
      written.push(...patched.filled);
      skipped.push(...patched.skipped);
      if (patched.text !== text) changed.set(part, { sheet, part, text: patched.text, encode });
    });
  }
  const calculating = await readCalculating(archive, template, changed, fileName);
  const forgotten: Forgotten[] = [];
  if (calculating.length > 0 && changed.size > 0) {
    const stale = forgetResults(calculating, written, template.names, fileName);
    forgotten.push(...stale.forgotten);
    for (const sheet of stale.sheets) changed.set(sheet.part, sheet);
    await onPart(archive, template.workbook, fileName, ({ text, encode }) => {
      const asking = withFullCalculation(text);
      if (asking === text) return;
      changed.set(template.workbook, { sheet: '', part: template.workbook, text: asking, encode });
    });
  }
  const parts = new Map([...changed].map(([part, { text, encode }]) => [part, encode(text)]));
  const filled = parts.size === 0 ? bytes : await copied(bytes, fileName, parts);
  const formulas = calculating.length > 0;
  return { bytes: filled, filled: written.length, skipped, written, forgotten, parts, formulas };
}
