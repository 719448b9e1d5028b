import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SchoolYear } from '../../shared/generator/school-year';
import { pupilRoster, pupilRosterBefore, staffRoster } from '../../shared/generator/roster';
import { rosterSheets, type RosterSheet, type RosterValues } from '../../shared/generator/roster-file';
import type { PupilFileStyle } from '../../shared/generator/roster-file-styles';
import type { RosterKind } from '../../shared/roster/definition';
import { packRoster, rosterExtension, type RosterFormat } from './generate-roster-file';

const titles: Readonly<Record<RosterKind, string>> = {
  pupils: '学生名册',
  pupilsBefore: '上年学生名册',
  staff: '教职工名册',
};

/** A file that `writeRosters` wrote: named after an invented code. */
export const isRosterFile = (name: string): boolean =>
  /^99\d{8}-(学生名册|上年学生名册|教职工名册)(-[^.]+)?\.(xlsx|csv)$/.test(name);

const people: Readonly<Record<RosterKind, (year: SchoolYear) => readonly RosterValues[]>> = {
  pupils: (year) => pupilRoster(year).map(({ values }) => values),
  pupilsBefore: (year) => pupilRosterBefore(year).map(({ values }) => values),
  staff: (year) => staffRoster(year).map(({ values }) => values),
};

/** The sheets of the roster of a kind of an invented school, from the people that its submission was counted of. */
export function rosterOfYear(
  kind: RosterKind,
  year: SchoolYear,
  style: PupilFileStyle,
): readonly RosterSheet[] {
  const { school } = year.character;
  const schoolYear = kind === 'pupilsBefore' ? year.year - 1 : year.year;
  const random = year.random.fork(`roster ${kind}`);
  const source = { school, schoolYear, kind, people: people[kind](year), random };
  return rosterSheets(kind === 'staff' ? 'staff' : style, source);
}

/** Writes the rosters of one invented school beside its submission; returns the names of the files. */
export async function writeRosters(
  folder: string,
  year: SchoolYear,
  { style, format }: { readonly style: PupilFileStyle; readonly format: RosterFormat },
): Promise<readonly string[]> {
  const { code } = year.character.school;
  const written: string[] = [];
  for (const kind of ['pupils', 'pupilsBefore', 'staff'] as const) {
    const sheets = rosterOfYear(kind, year, style);
    const stem = `${code}-${titles[kind]}`;
    // A CSV has one table, so each class is a file of its own.
    const files =
      format === 'xlsx' || sheets.length === 1
        ? [{ stem, sheets }]
        : sheets.map((sheet) => ({ stem: `${stem}-${sheet.name}`, sheets: [sheet] }));
    for (const file of files) {
      const name = `${file.stem}.${rosterExtension[format]}`;
      writeFileSync(path.join(folder, name), await packRoster(file.sheets, format));
      written.push(name);
    }
  }
  return written;
}
