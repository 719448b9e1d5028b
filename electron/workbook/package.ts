import type { PlannedCell, SheetTemplate, WorkbookPlan } from '../../shared/workbook-sheet';
import { SharedStrings } from './shared-strings';
import { fillSheet } from './sheet-parts';
import type { SheetFilling } from './sheet-parts';
import { StyleTable } from './styles';
import { escapeXml, mainNamespace, relationNamespace, xmlDeclaration } from './xml';
import { Package } from './zip';

const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const documentTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function contentTypesXml(sheets: number): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="${part}" ContentType="${type}"/>`;
  return [
    `${xmlDeclaration}<Types xmlns="${packageNamespace}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('/xl/workbook.xml', `${documentTypes}.sheet.main+xml`),
    ...Array.from({ length: sheets }, (_, index) =>
      override(`/xl/worksheets/sheet${index + 1}.xml`, `${documentTypes}.worksheet+xml`),
    ),
    override('/xl/styles.xml', `${documentTypes}.styles+xml`),
    override('/xl/sharedStrings.xml', `${documentTypes}.sharedStrings+xml`),
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    override('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'),
    '</Types>',
  ].join('');
}

function relationsXml(relations: readonly (readonly [type: string, target: string])[]): string {
  const items = relations.map(([type, target], index) => {
    return `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`;
  });
  return `${xmlDeclaration}<Relationships xmlns="${packageNamespace}/relationships">${items.join('')}</Relationships>`;
}

function packageRelationsXml(): string {
  return relationsXml([
    [`${relationNamespace}/officeDocument`, 'xl/workbook.xml'],
    [`${packageNamespace}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    [`${relationNamespace}/extended-properties`, 'docProps/app.xml'],
  ]);
}

function workbookRelationsXml(sheets: number): string {
  return relationsXml([
    ...Array.from(
      { length: sheets },
      (_, index) => [`${relationNamespace}/worksheet`, `worksheets/sheet${index + 1}.xml`] as const,
    ),
    [`${relationNamespace}/styles`, 'styles.xml'],
    [`${relationNamespace}/sharedStrings`, 'sharedStrings.xml'],
  ]);
}

function absolute(range: string): string {
  return range.replace(/[A-Z]+|\d+/g, (part) => `$${part}`);
}

function definedNamesXml(sheets: readonly SheetTemplate[]): string {
  const names = sheets.flatMap(({ sheet, printArea, titleRows }, index) => {
    const quoted = `'${sheet.replaceAll("'", "''")}'`;
    const name = (which: string, refersTo: string): string =>
      `<definedName name="_xlnm.${which}" localSheetId="${index}">${escapeXml(`${quoted}!${refersTo}`)}</definedName>`;
    return [
      ...(printArea === null ? [] : [name('Print_Area', absolute(printArea))]),
      ...(titleRows === null ? [] : [name('Print_Titles', `$${titleRows[0]}:$${titleRows[1]}`)]),
    ];
  });
  return names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
}

function workbookXml(sheets: readonly SheetTemplate[]): string {
  const items = sheets.map(({ sheet, visibility }, index) => {
    const state = visibility === 'visible' ? '' : ` state="${visibility}"`;
    return `<sheet name="${escapeXml(sheet)}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  return [
    `${xmlDeclaration}<workbook xmlns="${mainNamespace}" xmlns:r="${relationNamespace}">`,
    '<workbookPr/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews>',
    `<sheets>${items.join('')}</sheets>${definedNamesXml(sheets)}<calcPr calcId="191029"/></workbook>`,
  ].join('');
}

function corePropertiesXml(title: string, author: string): string {
  return [
    `${xmlDeclaration}<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties" `,
    'xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator></cp:coreProperties>`,
  ].join('');
}

const appPropertiesXml =
  `${xmlDeclaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
  '<Application>Tianbao</Application></Properties>';

function valuesBySheet(cells: readonly PlannedCell[]): ReadonlyMap<string, Map<string, PlannedCell>> {
  const sheets = new Map<string, Map<string, PlannedCell>>();
  for (const cell of cells) {
    let values = sheets.get(cell.sheet);
    if (values === undefined) sheets.set(cell.sheet, (values = new Map<string, PlannedCell>()));
    values.set(cell.address, cell);
  }
  return sheets;
}

/** The parts of a workbook beside its sheets, their texts and their styles. */
export function frameParts(
  { title, author }: Pick<WorkbookPlan, 'title' | 'author'>,
  sheets: readonly SheetTemplate[],
): readonly (readonly [name: string, xml: string])[] {
  return [
    ['[Content_Types].xml', contentTypesXml(sheets.length)],
    ['_rels/.rels', packageRelationsXml()],
    ['docProps/app.xml', appPropertiesXml],
    ['docProps/core.xml', corePropertiesXml(title, author)],
    ['xl/workbook.xml', workbookXml(sheets)],
    ['xl/_rels/workbook.xml.rels', workbookRelationsXml(sheets.length)],
  ];
}

export function sheetPart(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** The bytes of the planned workbook. */
export function packWorkbook(plan: WorkbookPlan): Uint8Array {
  const strings = new SharedStrings();
  const styles = new StyleTable();
  const values = valuesBySheet(plan.cells);
  const noValues: SheetFilling['values'] = new Map();
  const sheets = plan.sheets.map((template, index): [string, string] => {
    const own = values.get(template.sheet) ?? noValues;
    return [sheetPart(index), fillSheet(template, { values: own, strings, styles, selected: index === 0 })];
  });
  const packed = new Package();
  for (const [name, text] of [
    ...frameParts(plan, plan.sheets),
    ['xl/styles.xml', styles.toXml()] as const,
    ['xl/sharedStrings.xml', strings.toXml()] as const,
    ...sheets,
  ])
    packed.add(name, Buffer.from(text));
  return packed.finish();
}
