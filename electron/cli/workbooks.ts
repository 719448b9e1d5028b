import { closeSync, openSync, readSync } from 'node:fs';
import type { Definitions } from '../../shared/definitions';
import { type ErrorParams, refusal } from '../../shared/error';
import {
  type ContentHints,
  contentOfImport,
  type ImportedContent,
  type Unsaid,
  whatIsUnsaid,
} from '../../shared/import/content';
import { readImport } from '../../shared/import/read';
import type { StagedImport } from '../../shared/import/staged';
import { type SchoolType, schoolTypes } from '../../shared/school-types';
import { sha256 } from '../atomic-write';
import { createInlineJobs } from '../jobs/inline';
import { type Switches, type Terminal, wholeNumber } from './terminal';

/** Switches for what a workbook that is not ours may leave unsaid. */
export const hintSwitches = {
  school: { type: 'string' },
  type: { type: 'string' },
  'school-year': { type: 'string' },
} as const;

export const hintUsage = '[--school <学校标识码>] [--type <办学类型>] [--school-year <年>]';

/** Throws Refusal `command.badOption`. */
export function readHints(values: Switches<typeof hintSwitches>): ContentHints {
  const { school: code, type } = values;
  if (code !== undefined && !/^\d{10}$/.test(code))
    throw refusal('command.badOption', { option: '--school', found: code, wanted: '10 位数字的学校标识码' });
  const known: SchoolType | undefined = schoolTypes.find((candidate) => candidate === type);
  if (type !== undefined && known === undefined)
    throw refusal('command.badOption', { option: '--type', found: type, wanted: schoolTypes.join('、') });
  const year = values['school-year'];
  return {
    school: { ...(code === undefined ? {} : { code }), ...(known === undefined ? {} : { type: known }) },
    schoolYear: year === undefined ? null : wholeNumber('--school-year', year, 2000),
  };
}

/** By name, or by how it begins: files get renamed on their way. */
export function isWorkbook(file: string): boolean {
  if (/\.(xlsx|xlsm|xls|et)$/i.test(file)) return true;
  const start = Buffer.alloc(4);
  try {
    const descriptor = openSync(file, 'r');
    try {
      readSync(descriptor, start, 0, 4, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
  return start.toString('latin1').startsWith('PK') || start.toString('hex') === 'd0cf11e0';
}

/** What a workbook is, sheet by sheet and cell by cell. Refused with `file.…` and `import.nothingRecognised`. */
export async function stageWorkbook(
  { resources }: Terminal,
  definitions: Definitions,
  file: string,
): Promise<StagedImport> {
  const read = await createInlineJobs().run('workbook.read', { file, resources });
  const hashText = (text: string): string => sha256(Buffer.from(text));
  return readImport({ definitions, ...read, hashText });
}

const options: Readonly<Record<Unsaid, ErrorParams['import.notSaid']>> = {
  school: { what: '学校标识码', option: '--school <学校标识码>' },
  type: { what: '办学类型', option: '--type <办学类型>' },
  schoolYear: { what: '学年', option: '--school-year <年>' },
};

/** A workbook as one submission. Throws Refusal `import.notSaid` for what neither it nor the hints say. */
export function settled(
  definitions: Definitions,
  staged: StagedImport,
  hints: ContentHints,
): ImportedContent {
  const [unsaid] = whatIsUnsaid(staged, hints);
  if (unsaid !== undefined) throw refusal('import.notSaid', options[unsaid]);
  return contentOfImport(definitions, staged, hints);
}

export async function readWorkbook(
  terminal: Terminal,
  definitions: Definitions,
  file: string,
  hints: ContentHints,
): Promise<ImportedContent> {
  return settled(definitions, await stageWorkbook(terminal, definitions, file), hints);
}
