import type { PlannedValue, WorkbookPlan } from '../../shared/workbook-sheet';
import type { ReadSheet, ReadValue } from './read';

/** Where a workbook differs from what was planned. */
export interface Difference {
  readonly sheet: string;
  readonly address: string;
  readonly expected: string;
  readonly found: string;
}

function isSame(expected: PlannedValue, found: ReadValue | undefined): boolean {
  if (expected.text === '') return found === undefined || found.text === '';
  if (found === undefined || found.kind !== expected.kind || found.formula !== expected.formula) return false;
  return expected.kind === 'number'
    ? Number(found.text) === Number(expected.text)
    : found.text === expected.text;
}

/** A cell's text, or its formula where that is what differs. */
function inWords(value: PlannedValue, read: ReadValue | undefined): Pick<Difference, 'expected' | 'found'> {
  const words = ({ text, formula }: Pick<PlannedValue, 'text' | 'formula'>): string =>
    formula === undefined || read?.formula === value.formula ? text : `=${formula}`;
  return { expected: words(value), found: read === undefined ? '' : words(read) };
}

/** Compares a workbook that was read back with its plan: sheets, merges, every fixed text and every value. */
export function findDifference(plan: WorkbookPlan, sheets: readonly ReadSheet[]): Difference | undefined {
  const names = (list: readonly string[]): string => list.join('、');
  const expectedNames = names(plan.sheets.map(({ sheet, visibility }) => `${sheet}:${visibility}`));
  const foundNames = names(sheets.map(({ name, visibility }) => `${name}:${visibility}`));
  if (expectedNames !== foundNames)
    return { sheet: '', address: '', expected: expectedNames, found: foundNames };

  const found = new Map(sheets.map((sheet) => [sheet.name, sheet]));
  for (const template of plan.sheets) {
    const sheet = found.get(template.sheet);
    const merges = String(template.merges.length);
    if (sheet === undefined || String(sheet.merges) !== merges) {
      return { sheet: template.sheet, address: '', expected: merges, found: String(sheet?.merges ?? 0) };
    }
    for (const { address, text } of template.texts) {
      const value = sheet.cells.get(address);
      if (!isSame({ kind: 'text', text }, value)) {
        return { sheet: template.sheet, address, expected: text, found: value?.text ?? '' };
      }
    }
  }
  for (const { sheet, address, value } of plan.cells) {
    const read = found.get(sheet)?.cells.get(address);
    if (!isSame(value, read)) return { sheet, address, ...inWords(value, read) };
  }
  return undefined;
}
