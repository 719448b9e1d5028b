import { sha256 } from '../../electron/atomic-write';
import { type Parts, textOf } from './templates';

/**
 * What a workbook has, as lists of plain texts that can be compared before and after. Read by patterns, on purpose by
 * other means than the program reads with.
 */
type Feature = (parts: Parts) => readonly string[];

const sheetsOf = (parts: Parts): readonly string[] =>
  Object.keys(parts).filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));

/** Attributes in one order; those that only say a default are left out. */
function attributes(tag: string, ignored: readonly string[] = []): string {
  return [...tag.matchAll(/\s([\w:]+)="([^"]*)"/g)]
    .filter(([, name = '', value]) => !ignored.includes(name) && !(value === '0' && name !== 'count'))
    .map(([, name, value]) => `${name}=${value}`)
    .sort()
    .join(' ');
}

const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map((match) => match[0]);

/** Elements with their content in the worksheets, sheet by sheet. */
function elements(name: string, ignored: readonly string[] = []): Feature {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])(?:[^>]*/>|[^>]*>[^]*?</(?:\\w+:)?${name}>)`, 'g');
  return (parts) =>
    sheetsOf(parts).flatMap((sheet) =>
      all(textOf(parts, sheet), pattern).map((element) => {
        const tag = /^<[^>]*>/.exec(element)?.[0] ?? '';
        return `${sheet} ${attributes(tag, ignored)} ${element.slice(tag.length)}`;
      }),
    );
}

const files =
  (pattern: RegExp): Feature =>
  (parts) =>
    Object.keys(parts)
      .filter((name) => pattern.test(name))
      .map((name) => sha256(parts[name] ?? new Uint8Array()));

const inParts =
  (part: RegExp, pattern: RegExp, ignored = /^$/): Feature =>
  (parts) =>
    Object.keys(parts)
      .filter((name) => part.test(name))
      .flatMap((name) => all(textOf(parts, name), pattern).map((found) => found.replace(ignored, '')));

const inWorkbook = (pattern: RegExp): Feature => inParts(/^xl\/workbook\.xml$/, pattern);

export const features = {
  'cell styles': files(/^xl\/styles\.xml$/),
  theme: files(/^xl\/theme\//),
  merges: elements('mergeCell'),
  'column widths, hidden columns': elements('col'),
  'row heights, hidden rows': inParts(
    /^xl\/worksheets\//,
    /<row (?=[^>]*(?:ht|hidden)=)[^>]*>/g,
    / spans="[^"]*"|\/?>$/g,
  ),
  'data validations': elements('dataValidation', ['xr:uid']),
  'conditional formats': elements('conditionalFormatting'),
  'data bars of 2010': inParts(/^xl\/worksheets\//, /<x14:dataBar[^]*?<\/x14:dataBar>/g),
  sparklines: inParts(/^xl\/worksheets\//, /<x14:sparkline>[^]*?<\/x14:sparkline>/g),
  pictures: files(/^xl\/media\//),
  'text boxes': inParts(/^xl\/drawings\/drawing/, /<xdr:sp[ >][^]*?<\/xdr:sp>/g),
  charts: files(/^xl\/charts\/chart/),
  'chart sheets': files(/^xl\/chartsheets\//),
  comments: inParts(/^xl\/comments[^.]*\.xml$/, /<(?:t|comment) ?[^>]*>[^<]*/g),
  'comment boxes (VML)': inParts(/vml$/i, /<\w+:shape [^]*?<\/\w+:shape>/g),
  'threaded comments': files(/threadedComment/),
  'defined names': inWorkbook(/<definedName [^]*?<\/definedName>/g),
  'sheet protection': elements('sheetProtection'),
  'protected ranges': elements('protectedRange'),
  'workbook protection': inWorkbook(/<workbookProtection[^>]*>/g),
  'hidden sheets': inWorkbook(/<sheet [^>]*state="[^>]*>/g),
  'page set-up': elements('pageSetup', ['r:id', 'usePrinterDefaults']),
  margins: elements('pageMargins'),
  'print options': elements('printOptions'),
  'page breaks': elements('(?:row|col)Breaks'),
  'headers and footers': elements('headerFooter'),
  'pictures in headers': elements('legacyDrawingHF', ['r:id']),
  'printer settings': files(/printerSettings/),
  'frozen panes': elements('pane'),
  filters: elements('autoFilter'),
  'table objects': inParts(/^xl\/tables\//, /<(?:table|tableColumn) [^>]*>/g),
  hyperlinks: elements('hyperlink', ['r:id']),
  'link targets': inParts(/\.rels$/, /<Relationship [^>]*TargetMode="External"[^>]*>/g),
  'outline levels': elements('col(?=[^>]*outlineLevel=)'),
  'tab colour': elements('tabColor'),
  background: elements('picture', ['r:id']),
  'ignored errors': elements('ignoredError'),
  formulas: (parts) =>
    sheetsOf(parts).flatMap((sheet) => all(textOf(parts, sheet), /<(?:\w+:)?f(?:\s[^>]*)?>[^<]*/g)),
  'rich texts': inParts(/^xl\/sharedStrings\.xml$/, /<si><r>[^]*?<\/si>/g),
  'custom properties': inParts(/^docProps\/custom\.xml$/, /<property [^]*?<\/property>/g),
  'title and company': inParts(/^docProps\//, /<(?:dc:title|Company)>[^<]*/g),
  'links to other workbooks': files(/^xl\/externalLinks\//),
  'unknown parts': files(/^custom\//),
} as const satisfies Record<string, Feature>;

export type FeatureName = keyof typeof features;
export const featureNames = Object.keys(features) as readonly FeatureName[];

/** `kept`: there and the same; `changed`, `lost`; `—`: the template has none. */
export function fates(before: Parts, after: Parts): ReadonlyMap<FeatureName, string> {
  return new Map(
    featureNames.map((name) => {
      const [was, is] = [features[name](before), features[name](after)];
      if (was.length === 0) return [name, '—'];
      if (JSON.stringify(was) === JSON.stringify(is)) return [name, 'kept'];
      return [name, is.length === 0 ? 'lost' : `changed (${was.length} → ${is.length})`];
    }),
  );
}
