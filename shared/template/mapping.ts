import { z } from 'zod';

/**
 * Which cells of a bureau's own workbook take which of our values. The file that schools receive beside the bureau's
 * blank workbook; documented in docs/exchange-format.md.
 */

/** Excel allows 31 characters; other programs write longer names. */
const sheetNameSchema = z.string().min(1).max(255);
const addressSchema = z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/);

/**
 * What fills a cell: `教基3112!01.7`, `教基1001!fillerName`, `school.name` (or `code`, `type`, `county`, `town`,
 * `placeType`, `system`), `collection.schoolYear` (or `year`, `title`), `indicator.<id>` (or with `.display`,
 * `.numerator`, `.denominator`, `.method`), or a text with such names in double braces: `填报单位：{{school.name}}`.
 */
/** As long as a cell's text can be; spaces between the bureau's words belong to its layout. */
export const mappingSourceSchema = z.string().min(1).max(32_767);

export const mappedCellSchema = z.strictObject({
  sheet: sheetNameSchema,
  address: addressSchema,
  source: mappingSourceSchema,
  /** Found by labels, typed into the cell by the bureau as `{{…}}`, or chosen by hand. */
  by: z.enum(['label', 'mark', 'hand']),
});
export type MappedCell = z.infer<typeof mappedCellSchema>;

export const mappedListSchema = z.strictObject({
  sheet: sheetNameSchema,
  /** Code of a list form. */
  form: z.string().min(1),
  firstRow: z.number().int().positive(),
  /** Last row that the sheet leaves for records. */
  lastRow: z.number().int().positive(),
  /** Column letters by column key: `{"c05": "F"}`. */
  columns: z.record(z.string(), z.string().regex(/^[A-Z]{1,3}$/)),
});
export type MappedList = z.infer<typeof mappedListSchema>;

export const mappingSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('tianbao-mapping'),
  /** Version of this format. */
  formatVersion: z.literal(1),
  title: z.string().trim().min(1).max(100),
  edition: z.string().min(1),
  /** The blank workbook that it was made for; another one with the same sheets is filled after a warning. */
  template: z.strictObject({
    fileName: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    sheets: z.array(z.string()).min(1),
  }),
  cells: z.array(mappedCellSchema).max(100_000),
  lists: z.array(mappedListSchema).max(200),
});
export type Mapping = z.infer<typeof mappingSchema>;
