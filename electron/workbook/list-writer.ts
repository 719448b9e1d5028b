import { columnLetters, formatRange } from '../../shared/workbook-address';
import type { ListPlan, ListSheet } from '../../shared/workbook-list';
import type { SheetTemplate } from '../../shared/workbook-sheet';
import { frameParts, sheetPart } from './package';
import { SharedStrings } from './shared-strings';
import { CellWriter, filledRows, rowXml, sheetEnd, sheetStart, styleNamed } from './sheet-parts';
import { StyleTable } from './styles';
import { Package, PartStream } from './zip';

/** Characters that are made before they are compressed. */
const pieceLength = 1 << 18;

/** Hands texts on in larger pieces. */
class Pieces {
  #texts: string[] = [];
  #length = 0;

  constructor(readonly part: PartStream) {}

  /** True when it is time to `flush`; waiting after each row would take longer than the rows. */
  add(text: string): boolean {
    this.#texts.push(text);
    this.#length += text.length;
    return this.#length >= pieceLength;
  }

  async flush(): Promise<void> {
    const text = this.#texts.join('');
    this.#texts = [];
    this.#length = 0;
    await this.part.write(text);
  }
}

/** Writes one sheet; returns its template as far as the records reach. */
async function writeSheet(
  list: ListSheet,
  selected: boolean,
  writer: CellWriter,
): Promise<{ part: PartStream; template: SheetTemplate }> {
  const { template, first, foot } = list;
  const part = new PartStream();
  const pieces = new Pieces(part);
  pieces.add(sheetStart({ ...template, printArea: null }, selected, first.row - 1));
  pieces.add(filledRows(template, new Map(), writer));
  const letters = list.styles.map((_, index) => columnLetters(first.column + index));
  const styles = list.styles.map((name) => styleNamed(template, name));
  let row = first.row;
  for (const values of list.rows) {
    let cells = rowXml(row, undefined);
    for (const [index, value] of values.entries()) {
      const style = styles[index];
      if (style !== undefined) cells += writer.cell(`${letters[index] ?? ''}${row}`, style, value);
    }
    if (pieces.add(`${cells}</row>`)) await pieces.flush();
    row += 1;
  }
  const lastColumn = Math.max(1, first.column + list.styles.length - 1);
  const merges = [...template.merges];
  if (foot !== null) {
    row += 1;
    const size = { from: row, to: row, size: foot.height, hidden: false };
    const cell = writer.cell(`A${row}`, styleNamed(template, foot.style), { kind: 'text', text: foot.text });
    pieces.add(`${rowXml(row, size)}${cell}</row>`);
    if (lastColumn > 1)
      merges.push(formatRange({ from: { column: 1, row }, to: { column: lastColumn, row } }));
    row += 1;
  }
  const last = { column: lastColumn, row: Math.max(row - 1, first.row - 1) };
  const printArea = formatRange({ from: { column: 1, row: 1 }, to: last });
  const reached = { ...template, merges, printArea };
  pieces.add(sheetEnd(reached, false));
  await pieces.flush();
  return { part, template: reached };
}

/**
 * The bytes of a workbook of lists. Rows are made, compressed and forgotten one piece after the other: a county's list of
 * a million cells takes no more memory than its texts and the file.
 */
export async function packList(plan: ListPlan): Promise<Uint8Array> {
  const strings = new SharedStrings();
  const styles = new StyleTable();
  const writer = new CellWriter({ strings, styles });
  const packed = new Package();
  const templates: SheetTemplate[] = [];
  for (const [index, list] of plan.sheets.entries()) {
    const { part, template } = await writeSheet(list, index === 0, writer);
    packed.addPacked(sheetPart(index), await part.finish());
    templates.push(template);
  }
  const texts = new PartStream();
  const pieces = new Pieces(texts);
  for (const piece of strings.pieces()) if (pieces.add(piece)) await pieces.flush();
  await pieces.flush();
  packed.addPacked('xl/sharedStrings.xml', await texts.finish());
  packed.add('xl/styles.xml', Buffer.from(styles.toXml()));
  for (const [name, xml] of frameParts(plan, templates)) packed.add(name, Buffer.from(xml));
  return packed.finish();
}
