import { z } from 'zod';
import { attachedClasses, schoolRoles, schoolTypes, stages } from './school-types';

/**
 * Definitions of the official forms. A definition is JSON under `resources/editions/<edition>/`, checked by these
 * schemas when it is loaded and never changed afterwards: a correction is a new version of the edition.
 */

export const stageSchema = z.enum(stages);
export const schoolTypeSchema = z.enum(schoolTypes);
export const attachedClassSchema = z.enum(attachedClasses);

/** Sets of codes such as `01-03,05,12`; both ends of a range belong to it. */
export const codeSetSchema = z.string().regex(/^\d+(-\d+)?(,\d+(-\d+)?)*$/);

const expressionSchema = z.string().min(1);
const rowCodeSchema = z.string().regex(/^\d{2}$/);
const columnCodeSchema = z.string().regex(/^[1-9]\d?$/);
const addressSchema = z.string().regex(/^[A-Z]{1,2}[1-9]\d{0,3}$/);

const cellTypes = ['integer', 'decimal', 'text', 'enum', 'date'] as const;
export type CellType = (typeof cellTypes)[number];

const cellTypeShape = {
  type: z.enum(cellTypes),
  /** Digits after the point; only for `decimal`. */
  decimals: z.number().int().min(1).max(6).optional(),
  /** Choices of an `enum`. */
  options: z.array(z.string()).optional(),
  /** Personal data: never in a workbook of figures, a log or a file that leaves without being asked for. */
  sensitive: z.boolean().optional(),
};

export const columnSchema = z.strictObject({
  code: columnCodeSchema,
  /** Path from the outermost head to the column itself: `["招生数", "接受学前教育", "一年"]`. */
  label: z.array(z.string().min(1)).min(1),
  ...cellTypeShape,
  /** `byRow`: every row states its own type and unit (基础基112, 教基5176). */
  type: z.enum([...cellTypes, 'byRow']),
  /** Expression of a computed column; `c03` is column 3 of the row being computed. */
  computed: expressionSchema.optional(),
  /** Rows in which the column is computed; in the others it is typed. All rows when absent. */
  computedInRows: codeSetSchema.optional(),
  /** False for rates and per-pupil figures: a total row computes them by the column's expression, it never adds them. */
  additive: z.literal(false).optional(),
});

export const rowSchema = z.strictObject({
  code: rowCodeSchema,
  label: z.string().min(1),
  indent: z.number().int().min(0).max(4).optional(),
  parent: rowCodeSchema.optional(),
  /** Expression of a total row; `r02` is row 02 of the column being computed. */
  computed: expressionSchema.optional(),
  /** Columns in which the row is computed; in the others it is typed. All columns when absent. */
  computedInCols: codeSetSchema.optional(),
  /** The row is shown only to schools that teach this stage; all schools when absent. */
  stage: stageSchema.optional(),
  /** Type of the row's cells in columns of type `byRow`. */
  type: z.enum(cellTypes).optional(),
  decimals: cellTypeShape.decimals,
  options: cellTypeShape.options,
  /** 计量单位 printed beside the label. */
  unit: z.string().optional(),
  /** Printed beside the row in a column of remarks (基础基112: who fills the line). */
  remark: z.string().optional(),
  /** How a completed value must stand to its target; read by expressions as `row.op`. */
  op: z.enum(['>=', '<=']).optional(),
});

export const fieldSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z][\w.\u4e00-\u9fff]*$/),
  label: z.string().min(1),
  group: z.string().min(1),
  ...cellTypeShape,
  /** Where the field stands in the official workbook; fields without one follow in order. */
  cell: addressSchema.optional(),
  /** The field shows this attribute of the school record. */
  pulledFrom: expressionSchema.optional(),
  /** The official form closes the field: it prints the mark for cells that must not be filled. */
  notApplicable: z.literal(true).optional(),
});

/** Cells that show a value found elsewhere (引用): last year, another form, a ledger. Typing over one is allowed and shown. */
export const pulledSchema = z.strictObject({
  rows: codeSetSchema,
  cols: codeSetSchema,
  from: expressionSchema,
  when: expressionSchema.optional(),
});

export const checkSchema = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9]*-[A-Z]?\d{1,3}$/),
  /** `error` is 逻辑校验 and blocks 定稿; `warning` is 经验校验 and asks for an explanation. */
  severity: z.enum(['error', 'warning']),
  /** The relation in the official wording. */
  text: z.string().min(1),
  expr: expressionSchema,
  /** Rows that `r*` runs over; all rows when absent. Likewise `cols` for `c*`. */
  rows: codeSetSchema.optional(),
  cols: codeSetSchema.optional(),
  when: expressionSchema.optional(),
  /** What the clerk is told to do. */
  instruction: z.string().optional(),
  /** Explanations offered for a warning. */
  suggestions: z.array(z.string()).optional(),
  /**
   * What an empty cell means. Absent: it counts as zero, and the check waits while all its cells are empty. `counts`:
   * emptiness is itself judged, as soon as the record exists or anything of the form is filled or it is 已核对.
   */
  blank: z.literal('counts').optional(),
  /** Of two checks that say the same, this one stays silent where one of these was evaluated. */
  yieldsTo: z.array(z.string()).optional(),
});
export type CheckDefinition = z.infer<typeof checkSchema>;

const spanSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  size: z.number().positive(),
  hidden: z.boolean().optional(),
});

export const pageSchema = z.strictObject({
  paper: z.enum(['A4', 'A3']),
  orientation: z.enum(['landscape', 'portrait']),
  /** Scale the whole form to one page; the stored scale is then only a hint. */
  fitToPage: z.boolean().optional(),
  centered: z.boolean().optional(),
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

/**
 * Where the form stands in the bureau's workbook. Title, head tree, codes and row labels are built from the definition
 * around the anchor; `texts`, `styles` and `merges` say only where the official sheet differs from that.
 */
export const layoutSchema = z.strictObject({
  sheet: z.string().min(1),
  title: addressSchema,
  /** Form code, spaces and unit in one cell. */
  codeAndUnit: addressSchema,
  /** First and last head row, without the row of column codes. */
  headRows: z.tuple([z.number().int(), z.number().int()]),
  /** Row that prints 甲, 乙, 1, 2 …; absent in list and field forms. */
  codeRow: z.number().int().optional(),
  labelColumn: z.string().regex(/^[A-Z]$/),
  /** Columns of 计量单位, 代码 and 备注, where the form has them. */
  unitColumn: z
    .string()
    .regex(/^[A-Z]$/)
    .optional(),
  codeColumn: z
    .string()
    .regex(/^[A-Z]$/)
    .optional(),
  remarkColumn: z
    .string()
    .regex(/^[A-Z]$/)
    .optional(),
  /** Cell of the first row and first column; the others follow in order of the definition. */
  firstDataCell: addressSchema,
  /** `ownStages`: rows of stages that the school does not teach are left out and the rows below move up. */
  blocks: z.literal('ownStages').optional(),
  columnWidths: z.array(spanSchema),
  rowHeights: z.array(spanSchema),
  /** What differs from the edition's page set-up. */
  page: pageSchema.partial().optional(),
  hiddenRows: z.array(z.number().int()).optional(),
  /** All merged ranges of a sheet that was taken over cell by cell; otherwise those that the head tree needs. */
  merges: z.array(z.string().regex(/^[A-Z]{1,2}\d+:[A-Z]{1,2}\d+$/)).optional(),
  /** Printed texts that differ from what the definition says, by address; empty to print nothing. */
  texts: z.record(addressSchema, z.string()).optional(),
  /** Styles by range over labels and data alike, the last match wins: `["D7:Q21", "input"]`. */
  styles: z.array(z.tuple([z.string(), z.string()])).optional(),
});
export type Layout = z.infer<typeof layoutSchema>;

export const formSchema = z.strictObject({
  $schema: z.string().optional(),
  code: z.string().min(2),
  title: z.string().min(1),
  kind: z.enum(['matrix', 'fields', 'list']),
  unit: z.string(),
  timePoint: z.string(),
  frequency: z.string(),
  /** School types, attached classes and roles (乡镇中心小学) that fill the form. */
  appliesTo: z.array(z.union([schoolTypeSchema, attachedClassSchema, z.enum(schoolRoles)])).min(1),
  provenance: z.strictObject({ class: z.enum(['seen', 'anchored', 'reconstructed']), source: z.string() }),
  /** 指标解释 shown to the clerk, in our own words. */
  guide: z.array(z.string()),
  columns: z.array(columnSchema).optional(),
  rows: z.array(rowSchema).optional(),
  fields: z.array(fieldSchema).optional(),
  /** Cells that must not be filled: `{"rows": "04,06-11", "cols": "3-6"}`. */
  notApplicable: z.array(z.strictObject({ rows: codeSetSchema, cols: codeSetSchema })),
  pulled: z.array(pulledSchema).optional(),
  /** List forms: records with this text in this column state, in column `value`, a total of the others. */
  totalRecords: z
    .strictObject({ column: columnCodeSchema, text: z.string(), value: columnCodeSchema })
    .optional(),
  layout: layoutSchema,
  checks: z.array(checkSchema),
});
export type Form = z.infer<typeof formSchema>;
export type FormColumn = z.infer<typeof columnSchema>;
export type FormRow = z.infer<typeof rowSchema>;
export type FormField = z.infer<typeof fieldSchema>;

const lineSchema = z.enum(['none', 'thin']);

/** A cell style of the edition's workbook. Colours are RRGGBB. */
export const styleSchema = z.strictObject({
  font: z.string(),
  size: z.number(),
  bold: z.boolean().optional(),
  align: z.enum(['general', 'left', 'center', 'right']),
  wrap: z.boolean().optional(),
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

export const editionSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string(),
  title: z.string(),
  version: z.string(),
  /** Mark printed in cells that must not be filled: `*` or `—`. */
  notApplicableMark: z.string(),
  /** How a zero is printed: as `0` or, like the official 2018-86 export, as an empty cell. */
  zero: z.enum(['0', 'blank']),
  /** The official 2018-86 export writes numbers as text. */
  numbersAs: z.enum(['number', 'text']),
  /** The form's own letterhead lines on the cover: authority, approval, document number. */
  letterhead: z.array(z.string()),
  /** Page set-up of every sheet unless its layout says otherwise. */
  page: pageSchema,
  /** The official 2018-86 export numbers rows and columns in hidden cells: column letters in row 1, 1, 2 … in column A. */
  helpers: z.boolean().optional(),
  /** Row codes print as `01` or, like the official 2018-86 export, as `1`. */
  rowCodes: z.enum(['padded', 'plain']),
  /** Cell styles by name; layouts without listed labels use title, code, head, headCode, label, rowCode, input, computed, pulled, notApplicable, text. */
  styles: z.record(z.string(), styleSchema),
  /** Codes of the forms in order of the contents page; each has a file of that name. */
  forms: z.array(z.string()),
  /** Forms of the edition that are known but not defined yet: checks that read them wait. */
  pending: z.array(z.string()),
});
export type Edition = z.infer<typeof editionSchema>;

/**
 * How the labels of one edition continue in the next. Only labels that differ are listed; rows and columns are
 * matched by their path of labels (`小学·女`), never by number, because the numbers moved.
 */
export const bridgeSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  forms: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      columns: z.record(z.string(), z.string()),
      rows: z.record(z.string(), z.string()),
      /** Cells that moved on their own, by `row path×column path`; they come before rows and columns. */
      cells: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
export type Bridge = z.infer<typeof bridgeSchema>;
