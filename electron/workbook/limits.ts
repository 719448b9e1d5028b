/**
 * How much of a foreign workbook is read at most. A real submission has some 40 parts, 24,000 cells and 2 MB of XML; a
 * county's list of 2,000 rows × 60 columns × 8 sheets has 960,000 cells and 45 MB. Everything is counted while it is
 * read: nothing that a file says about itself is believed.
 */
export const limits = {
  fileMegabytes: 50,
  /** Parts of a package; a workbook of 300 sheets with drawings has about 1,000. */
  entries: 4_000,
  partBytes: 64 * 1024 * 1024,
  /** Of all parts that are read together. */
  totalBytes: 128 * 1024 * 1024,
  /** Inflated size over stored size, for parts above `ratioFrom` bytes; sheets of styled blanks reach 60. */
  ratio: 250,
  ratioFrom: 4 * 1024 * 1024,
  /** Elements within elements; a sheet needs 8. */
  depth: 100,
  /** Attributes of one element; a row has 15 at most, a part's root the namespaces. */
  attributes: 500,
  sheets: 1_000,
  /** Characters of a sheet's name; Excel allows 31, LibreOffice writes longer ones. */
  sheetName: 255,
  /** Of the whole workbook: those that hold something. */
  cells: 1_000_000,
  sharedStrings: 1_000_000,
  merges: 200_000,
  /** Steps to find out what lies under merged cells; they only grow where merges overlap without sense. */
  coveredSteps: 5_000_000,
  /** What a cell holds according to Excel's specification, in UTF-16 units. */
  textLength: 32_767,
  rows: 1_048_576,
  columns: 16_384,
  milliseconds: 5_000,
} as const;

/** What may differ between kinds of files. */
export type ReadingLimits = {
  readonly [L in 'partBytes' | 'totalBytes' | 'cells' | 'sharedStrings' | 'milliseconds']: number;
};

/**
 * A roster of 20,000 pupils × 60 columns has 1,200,000 cells; with texts in the cells themselves, as some web systems
 * write them, 100 MB of XML. Only columns that are kept stay in memory.
 */
export const rosterLimits: ReadingLimits & { readonly rows: number; readonly headRows: number } = {
  partBytes: 160 * 1024 * 1024,
  totalBytes: 200 * 1024 * 1024,
  cells: 2_500_000,
  sharedStrings: 1_500_000,
  milliseconds: 30_000,
  /** People of all files together. */
  rows: 20_000,
  /** Heads are looked for in this many rows from the top. */
  headRows: 100,
};
