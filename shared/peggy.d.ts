/** A grammar, compiled to a parser while building (scripts/peggy-plugin.mjs). */
declare module '*.peggy' {
  interface Position {
    readonly offset: number;
    readonly line: number;
    readonly column: number;
  }

  /** The tree's shape is the grammar's business: the caller narrows it. */
  export function parse(input: string, options?: { startRule?: string }): unknown;

  export class SyntaxError extends Error {
    readonly location: { readonly start: Position; readonly end: Position };
    readonly expected: readonly unknown[] | null;
    readonly found: string | null;
  }
}
