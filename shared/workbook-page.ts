import type { Edition, Form } from './form';
import type { Layout, PageDefinition } from './layout';
import type { PageSetup, SizeSpan } from './workbook-sheet';

/** The edition's page set-up with what a sheet states otherwise. */
export function pageSetup(edition: Edition, own: Partial<PageDefinition> | undefined): PageSetup {
  const { scale, footer, ...page } = { ...edition.page, ...own };
  return { ...page, scale: scale ?? null, header: null, footer: footer ?? null };
}

/** A list grows with its records, so it never has to fit on one page. */
export function formPage(edition: Edition, form: Form): PageSetup {
  const page = pageSetup(edition, form.layout.page);
  return form.kind === 'list' && page.fit === 'page' ? { ...page, fit: 'width' } : page;
}

export function sizeSpans(
  spans: Layout['columnWidths'],
  index: (label: string) => number,
): readonly SizeSpan[] {
  return spans.map(({ from, to, size, hidden }) => ({
    from: index(from),
    to: index(to),
    size,
    hidden: hidden === true,
  }));
}

/** Sizes row by row, later ones before earlier ones, so that a hidden row does not hide the others of its span. */
export function singleRows(spans: readonly SizeSpan[]): readonly SizeSpan[] {
  const sizes = new Map<number, SizeSpan>();
  for (const span of spans) {
    for (let row = span.from; row <= span.to; row += 1) sizes.set(row, { ...span, from: row, to: row });
  }
  return [...sizes.values()].sort((a, b) => a.from - b.from);
}
