import { z } from 'zod';

/** How a form's sheet stands in the bureau's workbook; part of the definitions in `form.ts`. */

export const addressSchema = z.string().regex(/^[A-Z]{1,2}[1-9]\d{0,3}$/);
const columnLetterSchema = z.string().regex(/^[A-Z]{1,2}$/);

const spanSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  size: z.number().nonnegative(),
  hidden: z.boolean().optional(),
});

export const pageSchema = z.strictObject({
  paper: z.enum(['A4', 'A3']),
  orientation: z.enum(['landscape', 'portrait']),
  /** Scale the sheet to one page wide, or also to one page high; the stored scale is then only a hint. */
  fit: z.enum(['width', 'page', 'none']),
  centered: z.boolean(),
  scale: z.number().int().optional(),
  margins: z.strictObject({
    left: z.number(),
    right: z.number(),
    top: z.number(),
    bottom: z.number(),
    header: z.number(),
    footer: z.number(),
  }),
  footer: z.string().optional(),
});

export type PageDefinition = z.infer<typeof pageSchema>;

const sideSchema = z.enum(['left', 'right', 'top', 'bottom']);
export type Side = z.infer<typeof sideSchema>;

/** What every sheet may say cell by cell. */
const sheetShape = {
  columnWidths: z.array(spanSchema),
  /** Heights that differ from those built; for a range of rows the height of each. */
  rowHeights: z.array(spanSchema),
  /** What differs from the edition's page set-up. */
  page: pageSchema.partial().optional(),
  /** Merged ranges. A built one that overlaps one of these is dropped. */
  merges: z.array(z.string().regex(/^[A-Z]{1,2}\d+:[A-Z]{1,2}\d+$/)).optional(),
  /**
   * Printed texts that differ from what the definition says, by address; empty for a blank cell with a style. `{year}`
   * and `{nextYear}` stand for the school year.
   */
  texts: z.record(addressSchema, z.string()).optional(),
  /** Styles by range over labels and data alike, the last match wins: `["D7:Q21", "input"]`. */
  styles: z.array(z.tuple([z.string(), z.string()])).optional(),
  /** Lines that the cells of a range do not have, whatever their style: `["P7:P11", "right"]`. */
  openLines: z.array(z.tuple([z.string(), sideSchema])).optional(),
};

/**
 * Where the form stands in the bureau's workbook. Title, head tree, codes and row labels are built from the definition
 * around the anchor; `texts`, `styles`, `openLines` and `merges` say only where the official sheet differs from that.
 */
export const layoutSchema = z.strictObject({
  sheet: z.string().min(1),
  title: addressSchema,
  /** Form code, spaces and unit in one cell. */
  codeAndUnit: addressSchema,
  /** First and last head row, without the row of column codes; absent in field forms. */
  headRows: z.tuple([z.number().int(), z.number().int()]).optional(),
  /** Row that prints 甲, 乙, 1, 2 …; absent in list and field forms. */
  codeRow: z.number().int().optional(),
  /** Column of row or field labels; absent where all labels are listed in `texts`. */
  labelColumn: columnLetterSchema.optional(),
  /** Labels are merged as far as this column. */
  labelEnd: columnLetterSchema.optional(),
  /** Columns of 计量单位, 代码 and 备注, where the form has them. */
  unitColumn: columnLetterSchema.optional(),
  codeColumn: columnLetterSchema.optional(),
  remarkColumn: columnLetterSchema.optional(),
  /** Cell of the first row and first column; the others follow in order of the definition. */
  firstDataCell: addressSchema,
  /** `ownStages`: rows of stages that the school does not teach are left out and the rows below move up. */
  blocks: z.literal('ownStages').optional(),
  ...sheetShape,
});
export type Layout = z.infer<typeof layoutSchema>;

const lineSchema = z.enum(['none', 'thin']);

/** A cell style of the edition's workbook. Colours are RRGGBB. */
export const styleSchema = z.strictObject({
  font: z.string(),
  size: z.number(),
  bold: z.boolean().optional(),
  align: z.enum(['general', 'left', 'center', 'right']),
  wrap: z.boolean().optional(),
  /** Centre when absent. */
  vertical: z.enum(['top', 'bottom']).optional(),
  indent: z.number().int().optional(),
  format: z.string(),
  fill: z
    .string()
    .regex(/^[0-9A-F]{6}$/)
    .optional(),
  /** Left, right, top, bottom. */
  border: z.tuple([lineSchema, lineSchema, lineSchema, lineSchema]),
});
export type Style = z.infer<typeof styleSchema>;

/**
 * A sheet in front of the forms, such as cover and contents. Besides the year its texts may name `{schoolName}`,
 * `{schoolCode}` and any field as `{基础基111!principal}`.
 */
export const frontSheetSchema = z.strictObject({
  sheet: z.string().min(1),
  ...sheetShape,
  /** Contents: one line for each form of the edition from this row on, `{code}` and `{title}` by column. */
  list: z
    .strictObject({
      row: z.number().int().positive(),
      columns: z.record(columnLetterSchema, z.string()),
      style: z.string(),
      /** The title is the form's own unless the contents page words it otherwise. */
      forms: z.array(z.strictObject({ code: z.string(), title: z.string().optional() })),
    })
    .optional(),
});
export type FrontSheet = z.infer<typeof frontSheetSchema>;

/** How the sheets of an edition are built from its definitions. */
export const sheetRulesSchema = z.strictObject({
  /** Hidden cells that number rows and columns: column letters in row 1, 1, 2 … in column A; with the usual sizes. */
  helpers: z.strictObject({ rowHeight: z.number(), columnWidth: z.number() }).optional(),
  /** Width stated for the column right of the table. */
  columnAfter: z.number().optional(),
  /** The first column of a table has no line at its left, the last none at its right. */
  openSides: z.boolean(),
  /** Points of the title's row, of each line of text in the others, and added to each. */
  heights: z.strictObject({ title: z.number(), line: z.number(), padding: z.number() }),
  /** Heads of the columns that are no figures. */
  heads: z.strictObject({
    label: z.string(),
    number: z.string(),
    code: z.string(),
    unit: z.string(),
    remark: z.string(),
  }),
  /** Row codes print as `01` or as `1`. */
  rowCodes: z.enum(['padded', 'plain']),
  /** Printed before a row label for each level. */
  indent: z.string(),
  /** The signatures of the edition being filled stand under each table. */
  signed: z.literal(true).optional(),
});
export type SheetRules = z.infer<typeof sheetRulesSchema>;

/** Styles that built sheets use; `headWrap`, `text`, `pulled` and, with helpers, `helper` where the edition has them. */
export const builtStyles = [
  'title',
  'code',
  'head',
  'headCode',
  'label',
  'rowCode',
  'unit',
  'remark',
  'input',
  'computed',
  'notApplicable',
  'covered',
] as const;
