import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCalculation } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import { refusal } from '../../shared/error';
import {
  faultKinds,
  type GeneratedSchool,
  type GenerateOptions,
  generateSchools,
} from '../../shared/generator';
import { generatedYears } from '../../shared/generator/generate';
import { type PupilFileStyle, pupilFileStyles } from '../../shared/generator/roster-file-styles';
import { schoolTypes } from '../../shared/school-types';
import { type SubmissionDocument, submissionDocument } from '../../shared/workbook-data';
import { type RosterFormat, rosterFormats } from './generate-roster-file';
import { isRosterFile, writeRosters } from './generate-rosters';
import { type Answer, fileAt, readSwitches, type Switches, type Terminal, wholeNumber } from './terminal';

export const generateUsage =
  'generate --schools <n> --seed <n> --out <文件夹> [--years <n>] [--fault <类别>] [--type <办学类型>]… [--edition <版本>] [--school-year <年>] [--rosters] [--roster-style <样式>] [--roster-format <格式>] [--force]';

const switches = {
  schools: { type: 'string' },
  seed: { type: 'string' },
  out: { type: 'string' },
  years: { type: 'string' },
  fault: { type: 'string' },
  type: { type: 'string', multiple: true },
  edition: { type: 'string' },
  'school-year': { type: 'string' },
  rosters: { type: 'boolean' },
  'roster-style': { type: 'string' },
  'roster-format': { type: 'string' },
  force: { type: 'boolean' },
} as const;

/** Writes one `submission.json` for each invented school and year, and the rosters it was counted of where asked for. */
export async function generate(
  terminal: Terminal,
  definitions: Definitions,
  args: readonly string[],
): Promise<Answer> {
  const { values, positionals } = readSwitches(args, switches, generateUsage);
  if (values.out === undefined || positionals.length > 0)
    throw refusal('command.usage', { usage: generateUsage });
  const folder = fileAt(terminal, values.out);
  const options = optionsOf(definitions, values);
  const rosters = rostersOf(values);
  prepareFolder(folder, values.out, values.force === true);

  const schools = [];
  for (const generated of generateSchools(definitions, options)) {
    const files = [...writeSchool(definitions, folder, generated)];
    const lived = rosters === null ? undefined : [...generatedYears(options, schools.length)].at(-1);
    if (lived !== undefined && rosters !== null)
      files.push(...(await writeRosters(folder, lived, rosters).catch(refuseFile(folder))));
    const { code, name, type } = generated.school;
    const { stated: _stated, ...fault } = generated.fault ?? {};
    schools.push({ code, name, type, files, fault: generated.fault === undefined ? null : fault });
    if (schools.length % 50 === 0) terminal.say(`已生成 ${schools.length} 所学校……`);
  }
  return { output: { folder, seed: options.seed, schools }, exitCode: 0 };
}

type Values = Switches<typeof switches>;

function optionsOf(definitions: Definitions, values: Values): GenerateOptions {
  const { edition, fault, type } = values;
  const editions = definitions.editions.map(({ id }) => id).filter((id) => id !== 'local');
  if (edition !== undefined && !editions.includes(edition))
    throw refusal('document.unknownEdition', { found: edition, known: editions.join('、') });
  const year = values['school-year'];
  return {
    schools: wholeNumber('--schools', values.schools ?? '', 1),
    seed: wholeNumber('--seed', values.seed ?? '', 0),
    years: values.years === undefined ? 1 : wholeNumber('--years', values.years, 1),
    ...(edition === undefined ? {} : { edition }),
    ...(year === undefined ? {} : { schoolYear: wholeNumber('--school-year', year, 2000) }),
    ...(fault === undefined ? {} : { fault: oneOf('--fault', fault, faultKinds) }),
    ...(type === undefined ? {} : { types: type.map((text) => oneOf('--type', text, schoolTypes)) }),
  };
}

/** Null where no rosters are asked for; naming their style or format asks for them. */
function rostersOf(values: Values): { style: PupilFileStyle; format: RosterFormat } | null {
  const { 'roster-style': style, 'roster-format': format } = values;
  if (values.rosters !== true && style === undefined && format === undefined) return null;
  return {
    style: style === undefined ? 'export' : oneOf('--roster-style', style, pupilFileStyles),
    format: format === undefined ? 'xlsx' : oneOf('--roster-format', format, rosterFormats),
  };
}

function oneOf<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === text);
  if (found !== undefined) return found;
  throw refusal('command.badOption', { option, found: text, wanted: known.join('、') });
}

/** Leaves no school of an earlier run among the new ones, and nothing of anybody else's touched. */
function prepareFolder(folder: string, named: string, force: boolean): void {
  try {
    mkdirSync(folder, { recursive: true });
    const names = readdirSync(folder);
    const ours = names.filter((name) => isInvented(path.join(folder, name)));
    if (ours.length < names.length && !force) throw refusal('command.folderNotEmpty', { folder: named });
    for (const name of ours) rmSync(path.join(folder, name));
  } catch (error) {
    throw fileRefusal(error, named);
  }
}

/** A document that this command wrote: named after an invented code, and what it says begins with its format. */
function isInvented(file: string): boolean {
  if (isRosterFile(path.basename(file))) return true;
  if (!/^99\d{8}(-\d{4})?\.json$/.test(path.basename(file))) return false;
  return /^\{\s*"format":\s*"tianbao-submission"/.test(readFileSync(file, 'utf8'));
}

function writeSchool(
  definitions: Definitions,
  folder: string,
  { school, years, fault }: GeneratedSchool,
): readonly string[] {
  const newestFirst = [...years].reverse();
  return newestFirst.map(({ collection, data }, index) => {
    const edition = definitions.editions.find(({ id }) => id === collection.edition);
    if (edition === undefined) throw new Error(`no edition ${collection.edition}`);
    const previous = newestFirst.slice(index + 1);
    const calculation = createCalculation(definitions, { school, collection, data, previous });
    const { editions } = definitions;
    const document = submissionDocument({
      ...{ school, collection, edition, editions, data, calculation },
      draft: data.submission.state === 'draft',
      // Nobody is named in them who exists, and their sums are checked against them.
      nameLists: true,
    });
    const name = index === 0 ? `${school.code}.json` : `${school.code}-${collection.schoolYear}.json`;
    try {
      const written = index === 0 && fault?.stated !== undefined ? stating(document, fault.stated) : document;
      writeFileSync(path.join(folder, name), `${JSON.stringify(written, null, 1)}\n`);
    } catch (error) {
      throw fileRefusal(error, name);
    }
    return name;
  });
}

/** The document with totals that are not those of its parts. */
function stating(document: SubmissionDocument, stated: ReadonlyMap<string, string>): SubmissionDocument {
  const forms: Record<string, Record<string, number | string>> = { ...document.forms };
  for (const [name, text] of stated) {
    const [form = '', cell = ''] = name.split('!');
    forms[form] = { ...forms[form], [cell]: Number(text) };
  }
  return { ...document, forms };
}

const refuseFile =
  (file: string) =>
  (error: unknown): never => {
    throw fileRefusal(error, file);
  };

function fileRefusal(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  return refusal('workbook.writeFailed', { file, reason: String(error.code) });
}
