import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Grid } from '../../shared/grid';
import { formatRange } from '../../shared/workbook-address';
import { convertWithLibreOffice } from './workbook-readers';

const run = promisify(execFile);
const script = path.resolve(import.meta.dirname, '../support/reader_producers.py');

/** One sheet in a form in which two programs' readings can be compared: kind, text and whether a formula gave it. */
export interface SheetReading {
  readonly name: string;
  readonly state: string;
  readonly cells: Readonly<Record<string, readonly [kind: string, text: string, isFormula: boolean]>>;
  readonly merges: readonly string[];
}

/** Writes openpyxl.xlsx, xlsxwriter.xlsx, constant-memory.xlsx (inline texts) and since-1904.xlsx. */
export async function writeWithPython(folder: string): Promise<void> {
  await run('/usr/bin/python3', [script, 'write', folder]);
}

export async function openpyxlReading(file: string): Promise<readonly SheetReading[]> {
  const { stdout } = await run('/usr/bin/python3', [script, 'read', file], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as SheetReading[];
}

export function readingOf(grid: Grid): readonly SheetReading[] {
  return grid.sheets.map(({ name, visibility, cells, merges }) => ({
    name,
    state: visibility,
    cells: Object.fromEntries(
      [...cells].map(([address, { kind, text, formula }]) => [
        address,
        [kind, text, formula !== null] as const,
      ]),
    ),
    merges: merges.map(formatRange).sort(),
  }));
}

const basic = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Locked" script:language="StarBasic">
Sub Save(source As String, target As String, filter As String)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, opening())
  Dim password(1) As New com.sun.star.beans.NamedValue
  password(0).Name = "CryptoType"
  password(0).Value = "Standard"
  password(1).Name = "OOXPassword"
  password(1).Value = "made-up"
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = filter
  If InStr(filter, "2007") > 0 Then
    saving(1).Name = "EncryptionData"
    saving(1).Value = password()
  Else
    saving(1).Name = "Password"
    saving(1).Value = "made-up"
  End If
  document.storeToURL(ConvertToURL(target), saving())
  document.close(True)
End Sub
</script:module>
`;

/** LibreOffice's Basic saves the workbook with an opening password; the command line alone cannot. */
export async function lockWithLibreOffice(source: string, target: string, folder: string): Promise<void> {
  // The first conversion makes the profile, which the module is then put into.
  await convertWithLibreOffice([source], 'csv', folder);
  const library = path.join(folder, 'profile', 'user', 'basic', 'Standard');
  mkdirSync(library, { recursive: true });
  writeFileSync(path.join(library, 'Locked.xba'), basic);
  const list = path.join(library, 'script.xlb');
  const known = readFileSync(list, 'utf8');
  if (!known.includes('"Locked"')) {
    writeFileSync(
      list,
      known.replace('</library:library>', '<library:element library:name="Locked"/></library:library>'),
    );
  }
  const filter = target.endsWith('.xls') ? 'MS Excel 97' : 'Calc MS Excel 2007 XML';
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  const macro = `macro:///Standard.Locked.Save("${source}","${target}","${filter}")`;
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  await run('soffice', [profile, '--headless', macro], { env });
}
