/**
 * How much of a foreign workbook is read at most. A real submission has some 40 parts, 24,000 cells and 2 MB of XML; a
 * county's list of 2,000 rows × 60 columns × 8 sheets has 960,000 cells and 45 MB. Excel's own limits are its
 * specification's. Everything is counted while it is read: nothing that a file says about itself is believed.
 */
export const limits = {
  fileMegabytes: 50,
  /** Parts of a package; a workbook of 300 sheets with drawings has about 1,000. */
  entries: 4_000,
  partBytes: 64 * 1024 * 1024,
  /** Of all parts that are read together. */
  totalBytes: 160 * 1024 * 1024,
  /** Inflated size over stored size, for parts above `ratioFrom` bytes; sheets of styled blanks reach 60. */
  ratio: 250,
  ratioFrom: 4 * 1024 * 1024,
} as const;
