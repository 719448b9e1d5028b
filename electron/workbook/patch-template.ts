import { refusal } from '../../shared/error';
import type { SkippedValue, TemplateValue } from '../jobs/table';
import { openArchive } from './archive';
import type { Archive } from './archive';
import { hasFormulas, withFullCalculation } from './patch-calculation';
import { contentOf, longestText } from './patch-cell';
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

async function anyFormulas(archive: Archive, { sheets }: TemplatePackage, file: string): Promise<boolean> {
  for (const part of sheets.values()) {
    if (await onPart(archive, part, file, ({ text }) => hasFormulas(text))) return true;
  }
  return false;
}

function refuseTooLong(values: readonly TemplateValue[], file: string): void {
  for (const value of values) {
    const { sheet, address } = value;
    if (contentOf(value).text.length > longestText)
      throw refusal('fill.tooLong', { file, sheet, address, limit: longestText });
  }
}

/**
 * Fills a bureau's own workbook: the same package with other values in the given cells, every other part and every other
 * cell byte for byte as it was. If the workbook has formulas, its workbook part asks for a full calculation on opening.
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
  const parts = new Map<string, Uint8Array>();
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
      if (patched.text !== text) parts.set(part, encode(patched.text));
    });
  }
  const formulas = await anyFormulas(archive, template, fileName);
  if (formulas && parts.size > 0) {
    await onPart(archive, template.workbook, fileName, ({ text, encode }) => {
      const asking = withFullCalculation(text);
      if (asking !== text) parts.set(template.workbook, encode(asking));
    });
  }
  const filled = parts.size === 0 ? bytes : await replaceParts(bytes, parts);
  return { bytes: filled, filled: written.length, skipped, written, parts, formulas };
}
