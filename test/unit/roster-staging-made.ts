import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RosterColumns, RosterKind, RosterOf } from '../../shared/roster/definition';
import { HeadMatcher } from '../../shared/roster/heads';
import { rosterColumnsSchema } from '../../shared/roster/schema';
import { Staging } from '../../shared/roster/staging';
import { type RosterTable, TableRows } from '../../shared/roster/tables';
import type { School } from '../../shared/school';
import { village } from '../support/school';

const folder = path.resolve(import.meta.dirname, '../../resources/rosters');

export function columnsOf(of: RosterOf): RosterColumns {
  return rosterColumnsSchema.parse(JSON.parse(readFileSync(path.join(folder, `${of}.json`), 'utf8')));
}

export type MadeSheet = readonly (readonly string[])[];

/** A table as the job gives it, of a sheet that is written down row by row. */
export function tableOf(
  sheet: MadeSheet,
  { of = 'pupils', fileName = '名册.xlsx', name = 'Sheet1' }: MadeTable = {},
): RosterTable | null {
  const rows = new TableRows(new HeadMatcher(columnsOf(of), new Map()));
  sheet.forEach((texts, row) =>
    texts.forEach((text, column) => {
      if (text !== '') rows.add(row + 1, column, text);
    }),
  );
  return rows.finish({ fileName, sheet: name }, []);
}

interface MadeTable {
  readonly of?: RosterOf;
  readonly fileName?: string;
  readonly name?: string;
}

interface MadeStaging {
  readonly kind?: RosterKind;
  readonly school?: Partial<School>;
  readonly schoolYear?: number;
  readonly known?: ReadonlyMap<string, string | null>;
}

/** Files of one sheet each, staged for a 小学 of the school year 2026. */
export function stagingOf(
  tables: readonly (RosterTable | null)[],
  { kind = 'pupils', school = {}, schoolYear = 2026, known = new Map() }: MadeStaging = {},
): Staging {
  return new Staging({
    ...{ stagedId: 'made', kind, schoolYear, known },
    columns: columnsOf(kind === 'staff' ? 'staff' : 'pupils'),
    school: { ...village, ...school },
    reading: { tables: tables.flatMap((table) => table ?? []), notices: [] },
  });
}
