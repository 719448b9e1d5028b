import type { GridSheet } from '../grid';
import { schoolTypes } from '../school-types';
import type { SchoolType } from '../school-types';
import { formatAddress } from '../workbook-address';
import { labelKey } from './label';
import type { Placement, Recognition } from './recognition';
import type { SheetIndex } from './recognise-sheet';

/** Whose workbook it is, from inside the file: its name says nothing, for carriers rename files. */

type School = Recognition['school'];

const compact = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');

/** `（2019 /2020 学年初）`, `2019—2020学年`; 2019. Null for anything else. */
export function schoolYearIn(text: string): number | null {
  if (text.length > 200 || !text.includes('学')) return null;
  const match = /(?<!\d)((?:19|20)\d\d)[/\-‐-―~至]{1,2}((?:19|20)\d\d)学年/u.exec(compact(text));
  if (match === null) return null;
  const [from, to] = [Number(match[1]), Number(match[2])];
  return to === from + 1 ? from : null;
}

export function schoolYearOf(indexes: readonly SheetIndex[]): number | null {
  for (const index of indexes)
    for (const { row, text } of index.labels) {
      const year = row > 12 ? null : schoolYearIn(text);
      if (year !== null) return year;
    }
  return null;
}

function fieldText(
  placements: readonly Placement[],
  sheets: ReadonlyMap<string, GridSheet>,
  fields: readonly (readonly [string, string])[],
): string | null {
  for (const [form, field] of fields) {
    for (const placement of placements) {
      const address = placement.form === form ? placement.cells.get(field) : undefined;
      const cell = address === undefined ? undefined : sheets.get(placement.sheet)?.cells.get(address);
      const text = cell === undefined || cell.kind === 'error' ? '' : cell.text.trim();
      if (text !== '') return text;
    }
  }
  return null;
}

/** On covers names and codes stand where the column of 学校（机构） meets their row. */
function coverText(covers: readonly SheetIndex[], row: string): string | null {
  for (const index of covers) {
    const heads = index.byKey.get(labelKey('学校（机构）')) ?? [];
    const rows = index.byKey.get(labelKey(row)) ?? [];
    const [head, line] = [heads[0], rows[0]];
    if (head === undefined || line === undefined || heads.length > 1 || rows.length > 1) continue;
    const cell = index.sheet.cells.get(formatAddress({ column: head.column, row: line.row }));
    const text = cell?.text.trim() ?? '';
    if (text !== '') return text;
  }
  return null;
}

const schoolCode = (text: string | null): string | null => {
  const code = compact(text ?? '');
  return /^[0-9A-Z]{10}$/i.test(code) ? code.toUpperCase() : null;
};

const schoolType = (text: string | null): SchoolType | null =>
  schoolTypes.find((type) => type === compact(text ?? '')) ?? null;

/** `教基3112_小学`: the type, where the sheets agree. */
function typeInNames(placements: readonly Placement[]): SchoolType | null {
  const types = new Set(
    placements.flatMap(({ sheet }) => schoolType(/_([^_()（）\s]+)/u.exec(sheet)?.[1] ?? null) ?? []),
  );
  return types.size === 1 ? ([...types][0] ?? null) : null;
}

export function schoolOf(
  placements: readonly Placement[],
  covers: readonly SheetIndex[],
  sheets: ReadonlyMap<string, GridSheet>,
): School {
  const field = (fields: readonly (readonly [string, string])[]): string | null =>
    fieldText(placements, sheets, fields);
  const fieldCode = field([
    ['教基1001', 'schoolCode'],
    ['基础基111', 'schoolCode'],
  ]);
  const fieldName = field([
    ['教基1001', 'schoolName'],
    ['基础基111', 'schoolName'],
  ]);
  const fieldType = field([
    ['教基1001', 'schoolType'],
    ['基础基111', 'schoolTypeName'],
  ]);
  return {
    code: schoolCode(fieldCode) ?? schoolCode(coverText(covers, '代码')),
    name: fieldName ?? coverText(covers, '名称'),
    type: schoolType(fieldType) ?? typeInNames(placements),
  };
}
