import type { SheetPlan } from '../../shared/workbook-draft';
import type { PageSetup, PlannedCell, SheetTemplate, WorkbookPlan } from '../../shared/workbook-sheet';
import { ownPage } from '../../shared/workbook-draft';
import { ownStyles } from '../../shared/workbook-styles';
import { columnLetters } from '../../shared/workbook-address';

/** The sheets of a workbook with their cells. */
export function sheetsOf({ sheets, cells }: WorkbookPlan): readonly SheetPlan[] {
  return sheets.map((template) => ({
    template,
    cells: cells.filter(({ sheet }) => sheet === template.sheet),
  }));
}

export interface PlainSheet {
  readonly texts: readonly (readonly string[])[];
  readonly width?: number;
  readonly height?: number;
  readonly page?: Partial<PageSetup>;
  readonly titleRows?: SheetTemplate['titleRows'];
  readonly merges?: readonly string[];
}

/** A sheet of words, cell by cell, in the style of our own tables. */
export function plainSheet({
  texts,
  width = 9,
  height = 15,
  page,
  titleRows,
  merges,
}: PlainSheet): SheetPlan {
  const columns = Math.max(...texts.map((row) => row.length));
  const cells = texts.flatMap((row, index) =>
    row.map((text, column): PlannedCell => {
      const address = `${columnLetters(column + 1)}${index + 1}`;
      return { sheet: '表', address, value: { kind: 'text', text }, style: 'words' };
    }),
  );
  const template: SheetTemplate = {
    ...{ sheet: '表', visibility: 'visible', styles: ownStyles, texts: [], data: [], merges: merges ?? [] },
    columns: [{ from: 1, to: columns, size: width, hidden: false }],
    rows: texts.map((_, index) => ({ from: index + 1, to: index + 1, size: height, hidden: false })),
    page: { ...ownPage, ...page },
    titleRows: titleRows ?? null,
    printArea: `A1:${columnLetters(columns)}${texts.length}`,
  };
  return { template, cells };
}

export interface HtmlCell {
  readonly text: string;
  readonly rows: number;
  readonly columns: number;
  readonly look: string;
}

export interface HtmlTable {
  readonly widths: readonly number[];
  readonly head: number;
  readonly rows: readonly (readonly HtmlCell[])[];
  readonly heights: readonly number[];
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
const plain = (html: string): string =>
  html.replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? '');
const numbers = (html: string, pattern: RegExp): number[] =>
  [...html.matchAll(pattern)].map(([, number]) => Number(number));

/** The tables of a document, read back by their marks alone. */
export function tablesIn(html: string): readonly HtmlTable[] {
  return [...html.matchAll(/<table[\s\S]*?<\/table>/g)].map(([table]) => ({
    widths: numbers(table, /<col style="width:([\d.]+)pt">/g),
    head: (/<thead>[\s\S]*<\/thead>/.exec(table)?.[0].match(/<tr/g) ?? []).length,
    heights: numbers(table, /<tr style="height:([\d.]+)pt">/g),
    rows: [...table.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
      [...row.matchAll(/<td([^>]*)>([^<]*)<\/td>/g)].map(([, marks = '', text = '']) => ({
        text: plain(text),
        rows: Number(/rowspan="(\d+)"/.exec(marks)?.[1] ?? 1),
        columns: Number(/colspan="(\d+)"/.exec(marks)?.[1] ?? 1),
        look: /class="(\w+)"/.exec(marks)?.[1] ?? '',
      })),
    ),
  }));
}

/** How often each place of the table is covered: once everywhere in a sound one. */
export function coverage({ rows, widths }: HtmlTable): readonly (readonly number[])[] {
  const grid = rows.map(() => widths.map(() => 0));
  rows.forEach((cells, row) => {
    for (const cell of cells) {
      const column = grid[row]?.findIndex((count) => count === 0) ?? -1;
      for (let down = 0; down < cell.rows; down += 1)
        for (let across = 0; across < cell.columns; across += 1) {
          const line = grid[row + down];
          if (line !== undefined) line[column + across] = (line[column + across] ?? 100) + 1;
        }
    }
  });
  return grid;
}
