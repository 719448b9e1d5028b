import type { Archive } from './archive';
import { limits } from './limits';
import type { Reading } from './reading';
import { packageRelations, spreadsheetNamespaces } from './xlsx-namespaces';
import { readXml } from './xlsx-xml';

interface Relation {
  /** Last word of the type: `worksheet`, `styles`. Strict and transitional files differ in what is before it. */
  readonly type: string;
  /** Name of the part; null for what is outside the package, which is never looked at. */
  readonly target: string | null;
}

function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1);
}

/** The part that a target means, seen from `part`. Null where it leads out of the package. */
export function resolveTarget(part: string, target: string): string | null {
  const segments: string[] = target.startsWith('/') ? [] : folderOf(part).split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return null;
    } else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

/** The relations of a part by id; none where it has no list of them. */
async function relationsOf(
  reading: Reading,
  archive: Archive,
  part: string,
): Promise<ReadonlyMap<string, Relation>> {
  const folder = folderOf(part);
  const name = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations = new Map<string, Relation>();
  if (!archive.has(name)) return relations;
  const bytes = await archive.read(name);
  const source = { bytes, name, root: 'Relationships', namespaces: packageRelations };
  readXml(reading, source, {
    open(element, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      if (element !== 'Relationship' || id === undefined || type === undefined) return;
      if (relations.size >= limits.entries) throw reading.tooMuch(name);
      const resolved = mode === 'External' ? null : resolveTarget(part, target ?? '');
      if (resolved === null && mode !== 'External') throw reading.unsafe(`${name}，${target ?? ''}`);
      relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: resolved });
    },
  });
  return relations;
}

/** Where the workbook is; null where the package says that it is something else, or nothing. */
export async function findMainPart(reading: Reading, archive: Archive): Promise<string | null> {
  const relations = await relationsOf(reading, archive, '');
  const main = [...relations.values()].find(({ type }) => type === 'officeDocument')?.target;
  return main ?? (archive.has('xl/workbook.xml') ? 'xl/workbook.xml' : null);
}

export interface SheetEntry {
  readonly name: string;
  readonly visibility: 'visible' | 'hidden' | 'veryHidden';
  /** Null for charts, dialogs and macro sheets, which have no cells. */
  readonly part: string | null;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetEntry[];
  readonly date1904: boolean;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  readonly hasExternalLinks: boolean;
}

interface ListedSheet {
  readonly name: string;
  readonly state: string;
  readonly relation: string;
}

/** The value of `r:id`, whatever its prefix is. */
function relationId(attributes: Readonly<Record<string, string>>): string {
  const name = Object.keys(attributes).find((key) => key.endsWith(':id'));
  return name === undefined ? '' : (attributes[name] ?? '');
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Reads the workbook part and its relations: the sheets in their order and where the rest is. */
export async function readWorkbookPart(
  reading: Reading,
  archive: Archive,
  part: string,
): Promise<WorkbookParts> {
  const listed: ListedSheet[] = [];
  let date1904 = false;
  const bytes = await archive.read(part);
  const source = { bytes, name: part, root: 'workbook', namespaces: spreadsheetNamespaces };
  readXml(reading, source, {
    open(element, attributes, depth) {
      if (element === 'workbookPr' && depth === 2) date1904 = isTrue(attributes['date1904']);
      if (element !== 'sheet' || depth !== 3) return;
      if (listed.length >= limits.sheets) throw reading.tooMuch(part);
      const { name = '', state = 'visible' } = attributes;
      listed.push({ name, state, relation: relationId(attributes) });
    },
  });
  const relations = await relationsOf(reading, archive, part);
  const targetOf = (type: string): string | null => {
    const found = [...relations.values()].find((relation) => relation.type === type)?.target ?? null;
    return found !== null && archive.has(found) ? found : null;
  };
  return {
    sheets: sheetEntries(reading, listed, relations),
    date1904,
    sharedStrings: targetOf('sharedStrings'),
    styles: targetOf('styles'),
    hasExternalLinks: [...relations.values()].some(({ type }) => type === 'externalLink'),
  };
}

/** Two sheets of one name, or of one part, would leave open which of them a value belongs to. */
function sheetEntries(
  reading: Reading,
  listed: readonly ListedSheet[],
  relations: ReadonlyMap<string, Relation>,
): readonly SheetEntry[] {
  if (listed.length === 0) throw reading.damaged('没有工作表');
  const names = new Set<string>();
  const parts = new Set<string>();
  return listed.map(({ name, state, relation }) => {
    const found = relations.get(relation);
    if (
      found?.target === undefined ||
      found.target === null ||
      name === '' ||
      name.length > limits.sheetName
    ) {
      throw reading.damaged(`工作表「${name}」`);
    }
    if (names.has(name.toLowerCase()) || parts.has(found.target.toLowerCase())) {
      throw reading.unsafe(`重复的工作表「${name}」`);
    }
    names.add(name.toLowerCase());
    parts.add(found.target.toLowerCase());
    const visibility = state === 'hidden' || state === 'veryHidden' ? state : 'visible';
    return { name, visibility, part: found.type === 'worksheet' ? found.target : null };
  });
}
