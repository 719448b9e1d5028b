import type { Edition } from './form';
import type { Side, Style } from './layout';

const sides: readonly Side[] = ['left', 'right', 'top', 'bottom'];

/** Styles of an edition under every set of their lines, so that a cell can lose one without a style of its own. */
export class LinedStyles {
  /** By name; `head-right` is `head` without its right line. */
  readonly all: Readonly<Record<string, Style>>;

  constructor(readonly own: Readonly<Record<string, Style>>) {
    const all: Record<string, Style> = { ...own };
    for (const [name, style] of Object.entries(own)) {
      for (let open = 1; open < 1 << sides.length; open += 1) {
        const removed = new Set(sides.filter((_, side) => (open & (1 << side)) !== 0));
        all[this.without(name, removed)] ??= { ...style, border: linesLeft(style, removed) };
      }
    }
    this.all = all;
  }

  /** Name of the style without the given lines; lines that it does not have make no difference. */
  without(name: string, removed: ReadonlySet<Side>): string {
    const { border } = this.own[name] ?? {};
    return [name, ...sides.filter((side, index) => removed.has(side) && hasLine(border, index))].join('-');
  }

  /** Sides at which a style, one of the derived ones included, has a line. */
  lines(name: string): ReadonlySet<Side> {
    return new Set(sides.filter((_, index) => hasLine(this.all[name]?.border, index)));
  }

  /** The style, or the next one where the edition does not have it. */
  first(...names: readonly [string, ...string[]]): string {
    return names.find((name) => name in this.own) ?? names[0];
  }
}

function hasLine(border: Style['border'] | undefined, side: number): boolean {
  return (border?.[side] ?? 'none') !== 'none';
}

function linesLeft({ border }: Style, removed: ReadonlySet<Side>): Style['border'] {
  const line = (side: number): Style['border'][number] =>
    removed.has(sides[side] ?? 'left') ? 'none' : (border[side] ?? 'none');
  return [line(0), line(1), line(2), line(3)];
}

const known = new WeakMap<Edition, LinedStyles>();

/** Made once for each edition; equal styles keep their identity, by which the package recognises them. */
export function stylesOf(edition: Edition): LinedStyles {
  let styles = known.get(edition);
  if (styles === undefined) known.set(edition, (styles = new LinedStyles(edition.styles)));
  return styles;
}
