import path from 'node:path';
import { parseRange } from '../../shared/workbook-address';
import type { Range } from '../../shared/workbook-address';
import { Refusal, refusal } from '../../shared/error';
import type { Archive } from './archive';
import { decodePart } from './patch-text';
import type { PartText } from './patch-text';
import { ForbiddenXml, unescapedText, walkTags } from './patch-tags';
import type { DefinedName } from './patch-stale';

interface Relation {
  readonly type: string;
  /** Name of the part that it leads to. */
  readonly part: string;
}

/** Where the sheets of a template are. */
export interface TemplatePackage {
  /** Name of the workbook part. */
  readonly workbook: string;
  /** Parts of the worksheets by the sheets' names; chart and macro sheets are none. */
  readonly sheets: ReadonlyMap<string, string>;
  readonly names: readonly DefinedName[];
}

/** Does work on a part's XML; whatever is wrong with it is told to the clerk with the part's name. */
export function orDamaged<T>(part: string, file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refusal(error instanceof ForbiddenXml ? 'file.unsafe' : 'file.damaged', { file, part });
  }
}

export async function onPart<T>(
  archive: Archive,
  part: string,
  file: string,
  work: (content: PartText) => T,
): Promise<T> {
  const bytes = await archive.read(part);
  return orDamaged(part, file, () => work(decodePart(bytes)));
}

function relationsPart(part: string): string {
  return path.posix.join(path.posix.dirname(part), '_rels', `${path.posix.basename(part)}.rels`);
}

/** The part's name as the package writes it: a reference may differ in case and is an escaped address. */
function nameInPackage(archive: Archive, reference: string): string {
  const wanted = new Set([reference.toLowerCase(), unescaped(reference).toLowerCase()]);
  return archive.names.find((name) => wanted.has(name.toLowerCase())) ?? reference;
}

function unescaped(reference: string): string {
  try {
    return decodeURI(reference);
  } catch {
    return reference;
  }
}

/** Relations of a part by their ids; `''` is the package. */
async function relationsOf(
  archive: Archive,
  part: string,
  file: string,
): Promise<ReadonlyMap<string, Relation>> {
  const relations = new Map<string, Relation>();
  const name = part === '' ? '_rels/.rels' : relationsPart(part);
  if (!archive.has(name)) return relations;
  await onPart(archive, name, file, ({ text }) =>
    walkTags(text, {
      open: ({ local, attributes }) => {
        const target = attributes.get('Target') ?? '';
        if (local !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
        const whole = path.posix.resolve('/', path.posix.dirname(part), target).slice(1);
        const type = path.posix.basename(attributes.get('Type') ?? '');
        relations.set(attributes.get('Id') ?? '', { type, part: nameInPackage(archive, whole) });
      },
    }),
  );
  return relations;
}

const plainWorkbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** Refuses what filling would break or what would not open under the name of a plain workbook. */
async function refuseSpecial(archive: Archive, workbook: string, file: string): Promise<void> {
  const types = new Map<string, string>();
  await onPart(archive, '[Content_Types].xml', file, ({ text }) =>
    walkTags(text, {
      open: ({ local, attributes }) => {
        const key =
          local === 'Override' ? attributes.get('PartName') : `.${attributes.get('Extension') ?? ''}`;
        if (local === 'Override' || local === 'Default')
          types.set((key ?? '').toLowerCase(), attributes.get('ContentType') ?? '');
      },
    }),
  );
  const parts = archive.names.map((name) => name.toLowerCase());
  const signed = [...types.values()].some((type) => type.includes('digital-signature'));
  if (parts.some((name) => name.startsWith('_xmlsignatures/')) || signed)
    throw refusal('fill.signed', { file });
  const own = `/${workbook}`.toLowerCase();
  const type = types.get(own) ?? types.get(path.posix.extname(own)) ?? '';
  if (type !== plainWorkbook || parts.some((name) => name.endsWith('/vbaproject.bin')))
    throw refusal('fill.notPlain', { file });
}

/** Finds the sheets. Refused with `fill.signed`, `fill.notPlain` or `file.…`. */
export async function locateSheets(archive: Archive, file: string): Promise<TemplatePackage> {
  const roots = [...(await relationsOf(archive, '', file)).values()];
  const workbook = roots.find(({ type }) => type === 'officeDocument')?.part;
  if (workbook === undefined || !archive.has(workbook)) throw refusal('file.notWorkbook', { file });
  await refuseSpecial(archive, workbook, file);
  const relations = await relationsOf(archive, workbook, file);
  const sheets = new Map<string, string>();
  const names: DefinedName[] = [];
  await onPart(archive, workbook, file, ({ text }) =>
    walkTags(text, {
      open: ({ local, attributes }, parents) => {
        if (local !== 'sheet' || parents[1] !== 'sheets') return;
        const relation = relations.get(attributes.get('r:id') ?? '');
        if (relation?.type === 'worksheet') sheets.set(attributes.get('name') ?? '', relation.part);
      },
      close: ({ local, attributes, tagEnd, selfClosing }, { closeStart }, parents) => {
        if (local !== 'definedName' || parents[1] !== 'definedNames' || selfClosing) return;
        const formula = unescapedText(text.slice(tagEnd, closeStart));
        names.push({ name: attributes.get('name') ?? '', formula });
      },
    }),
  );
  return { workbook, sheets, names };
}

/** Rows of column names of a sheet's table objects. */
export async function tableHeads(archive: Archive, sheet: string, file: string): Promise<readonly Range[]> {
  const heads: Range[] = [];
  for (const { type, part } of (await relationsOf(archive, sheet, file)).values()) {
    if (type !== 'table') continue;
    await onPart(archive, part, file, ({ text }) =>
      walkTags(text, {
        open: ({ local, attributes }, parents) => {
          if (local !== 'table' || parents.length > 0) return;
          const rows = Number(attributes.get('headerRowCount') ?? 1);
          const { from, to } = parseRange(attributes.get('ref') ?? '');
          if (rows > 0) heads.push({ from, to: { column: to.column, row: from.row + rows - 1 } });
        },
      }),
    );
  }
  return heads;
}
