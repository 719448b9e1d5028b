import { markedAsDraft } from '../workbook';
import type { SheetPlan } from '../workbook-draft';
import type { PageSetup } from '../workbook-sheet';
import { CellClasses } from './css';
import { type Placed, placedTexts } from './header-footer';
import { drawn, enlargement, millimetresToPoints, paperSize, pointsPerInch } from './measure';
import { pagesOf, type PaperPage } from './pages';
import { paperTable } from './table';
import { escapeHtml, tableHtml } from './table-html';

export interface PaperOptions {
  /** Title of the document. */
  readonly title: string;
  /** Every page says 草稿, as a draft's workbook does. */
  readonly draft: boolean;
  /** Names of the sheets that are lists: they may go over pages side by side. */
  readonly lists?: ReadonlySet<string>;
}

/** The document's own policy: it needs no script, no address and nothing but its own style. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const footing = `
html,body{margin:0;padding:0;background:#fff;color:#000}
body{-webkit-print-color-adjust:exact;print-color-adjust:exact;text-rendering:geometricPrecision}
.page{position:relative;box-sizing:border-box;break-after:page;overflow-wrap:normal}
.page:last-child{break-after:auto}
table{border-collapse:collapse;border-spacing:0;table-layout:fixed}
table.centered{margin:0 auto}
tr{break-inside:avoid}
td{padding:0;line-height:1}
.placed{position:absolute;margin:0;white-space:pre;line-height:1.2;font-family:"宋体","SimSun","Noto Serif CJK SC",serif}
@media screen{body{zoom:${1 / enlargement};background:#6b7280;padding:48px 0}.page{margin:0 auto 48px;background:#fff}}`;

/** Everything that decides about the paper itself; sheets that agree share a page rule. */
function pageKey({ paper, orientation, margins }: PageSetup): string {
  return JSON.stringify([paper, orientation, margins]);
}

/** Chromium rounds a page down to whole pixels; a box of its full height would begin another one. */
const roundingMillimetres = 1;

function pageCss(name: string, page: PageSetup): string {
  const { width, height } = paperSize(page);
  const { top, right, bottom, left } = page.margins;
  return [
    `@page ${name}{size:${width}mm ${height}mm;margin:0}`,
    `.${name}{page:${name};width:${drawn(width, 'mm')};min-height:${drawn(height - roundingMillimetres, 'mm')};padding:${[top, right, bottom, left].map((margin) => drawn(margin, 'in')).join(' ')}}`,
  ].join('\n');
}

function placedHtml({ place, text, size }: Placed, page: PageSetup, top: number): string {
  const { left, right } = page.margins;
  const style = `left:${drawn(left, 'in')};right:${drawn(right, 'in')};top:${drawn(top)};text-align:${place};font-size:${drawn(size)}`;
  return `<p class="placed" style="${style}">${escapeHtml(text)}</p>`;
}

function pageHtml(
  page: PaperPage,
  name: string,
  number: number,
  pages: number,
  classes: CellClasses,
): string {
  const { template } = page.table;
  const { margins, header, footer } = template.page;
  const of = { page: number, pages, sheet: template.sheet };
  const height = millimetresToPoints(paperSize(template.page).height);
  const foot = (size: number) => height - margins.footer * pointsPerInch - size * 1.2;
  return [
    `<section class="page ${name}">`,
    ...placedTexts(header, of).map((one) => placedHtml(one, template.page, margins.header * pointsPerInch)),
    tableHtml(page, classes),
    ...placedTexts(footer, of).map((one) => placedHtml(one, template.page, foot(one.size))),
    '</section>',
  ].join('\n');
}

function draftOf({ template, cells }: SheetPlan): SheetPlan {
  return { template: markedAsDraft(template), cells };
}

/** The pages of the sheets in order; hidden sheets have none. */
export function paperPages(
  sheets: readonly SheetPlan[],
  { draft, lists }: Pick<PaperOptions, 'draft' | 'lists'>,
): readonly PaperPage[] {
  return sheets
    .filter(({ template }) => template.visibility === 'visible')
    .flatMap((sheet) =>
      pagesOf(paperTable(draft ? draftOf(sheet) : sheet), lists?.has(sheet.template.sheet) === true),
    );
}

/**
 * The sheets as one document without scripts that prints as their workbook does: page by page, with the paper, the
 * margins, the scale, the repeated heads and the page numbers of a workbook program.
 */
export function paperHtml(sheets: readonly SheetPlan[], options: PaperOptions): string {
  const pages = paperPages(sheets, options);
  const classes = new CellClasses();
  const setups = new Map<string, { name: string; page: PageSetup }>();
  const body = pages.map((page, index) => {
    const setup = page.table.template.page;
    const key = pageKey(setup);
    let known = setups.get(key);
    if (known === undefined) setups.set(key, (known = { name: `p${setups.size}`, page: setup }));
    return pageHtml(page, known.name, index + 1, pages.length, classes);
  });
  const rules = [...setups.values()].map(({ name, page }) => pageCss(name, page)).join('\n');
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(options.title)}</title>
<style>${footing}
${rules}
${classes.toCss()}</style></head>
<body>
${body.join('\n')}
</body></html>
`;
}
