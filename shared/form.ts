import { z } from 'zod';
import {
  addressSchema,
  frontSheetSchema,
  layoutSchema,
  pageSchema,
  sheetRulesSchema,
  styleSchema,
} from './layout';
import { figureStageSchema } from './figure-stage-schema';
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

const cellTypes = ['integer', 'decimal', 'text', 'enum', 'date'] as const;
export type CellType = (typeof cellTypes)[number];

const cellTypeShape = {
  type: z.enum(cellTypes),
  /** Digits after the point; only for `decimal`. */
  decimals: z.number().int().min(1).max(6).optional(),
  /** Choices of an `enum`. */
  options: z.array(z.string()).optional(),
  /** A `text` of several paragraphs, longer than other texts may be. */
  lines: z.literal(true).optional(),
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
  /** The column is shown only to schools that teach one of these stages; all schools when absent. */
  stages: z.array(stageSchema).min(1).optional(),
  /** Grade that the column counts: of the first stage, and only for schools whose 学制 has it (五四 has no 六年级). */
  grade: z.number().int().min(1).max(6).optional(),
  /** A blank says that there is no figure (no target was set), not that it is zero: 已核对 does not make it one. */
  blankStays: z.literal(true).optional(),
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
  /** How a completed value must stand to its target, where no target profile says it otherwise (`meets`); read as `row.op`. */
  op: z.enum(['>=', '<=']).optional(),
  /**
   * The figure that the row reports (局目标1): its unrounded value is read by expressions as `row.value`, and its method,
   * numerator, denominator and school year in words as `row.words`; `row.inapplicable` is why there is nothing to count
   * it over.
   */
  figure: z.strictObject({ indicator: z.string(), stage: figureStageSchema }).optional(),
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
  /** Types of school for which the field is closed. */
  notApplicableTo: z.array(schoolTypeSchema).optional(),
  /** Usually stays as it was a year ago: last year's value is offered, and is 待核 once taken over. */
  carried: z.literal(true).optional(),
});

/**
 * Records of a list that go on into the next year (a case that is still open, a child that still lives here): offered
 * from last year's list, and 待核 once taken over.
 */
export const carriedRecordsSchema = z.strictObject({
  /** Columns taken over as they stood; the others are of that year only (visits made, the day of a check). */
  columns: codeSetSchema,
  /** A record whose columns here say the same as one that is there already is the same thing. */
  same: codeSetSchema,
  /**
   * Records that ended in their year: the column, as this year computes it, says one of the values. With `on`, a date
   * column, only where that day was before last year's count date: what ended later belongs to this year.
   */
  ended: z
    .array(
      z.strictObject({
        column: columnCodeSchema,
        values: z.array(z.string().min(1)).min(1),
        on: columnCodeSchema.optional(),
      }),
    )
    .optional(),
  /**
   * People a year later: of the steps that fit stage, grade and 学制 the first is taken. Without `to` they have left
   * school, and so they have for a school that does not teach the stage they come to. Who fits no step stays as written.
   */
  grades: z
    .strictObject({
      stage: columnCodeSchema,
      grade: columnCodeSchema,
      steps: z
        .array(
          z.strictObject({
            stage: stageSchema,
            grade: z.string().min(1),
            system: z.enum(['六三', '五四']).optional(),
            to: z.strictObject({ stage: stageSchema, grade: z.string().min(1) }).optional(),
          }),
        )
        .min(1),
    })
    .optional(),
});
export type CarriedRecords = z.infer<typeof carriedRecordsSchema>;

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
  /**
   * Typed cells that usually stay as they were a year ago (校舍, 占地, equipment): last year's value is offered, and is
   * 待核 once taken over. Never counts of pupils or teachers.
   */
  carried: z.array(z.strictObject({ rows: codeSetSchema, cols: codeSetSchema })).optional(),
  /** List forms: which records are offered again the year after. */
  carriedRecords: carriedRecordsSchema.optional(),
  /** List forms: records with this text in this column state, in column `value`, a total of the others. */
  totalRecords: z
    .strictObject({ column: columnCodeSchema, text: z.string(), value: columnCodeSchema })
    .optional(),
  /**
   * Few schools have anything to enter: while it is untouched nobody is asked to fill it or to mark it 已核对, and it is
   * in no workbook.
   */
  optional: z.literal(true).optional(),
  /** It counts what happens in few schools (死亡, 退学): where it is due, she is told that hers may have nothing to enter. */
  mayBeEmpty: z.literal(true).optional(),
  layout: layoutSchema,
  checks: z.array(checkSchema),
});
export type Form = z.infer<typeof formSchema>;
export type FormColumn = z.infer<typeof columnSchema>;
export type FormRow = z.infer<typeof rowSchema>;
export type FormField = z.infer<typeof fieldSchema>;

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
  /** What our cover calls it, where the title says more than the bureau does. */
  coverTitle: z.string().min(1).optional(),
  /** The form's own letterhead lines on our cover: authority, approval, document number. */
  letterhead: z.array(z.string()),
  /**
   * Who signs, in order: on our cover and under the sheets that are ours. `text` may name any field as
   * `{教基1001!principalName}` and the day of 定稿 as `{reportedOn}`; `room` is left where that is not known.
   */
  signatures: z
    .array(z.strictObject({ label: z.string().min(1), text: z.string().optional(), room: z.string().min(1) }))
    .optional(),
  /** The edition's own cover and contents; ours when absent. */
  front: z.array(frontSheetSchema).optional(),
  /** Page set-up of every sheet unless its layout says otherwise. */
  page: pageSchema,
  sheets: sheetRulesSchema,
  /** Cell styles by name; `covered` is that of cells under a merge, which keep only the merge's outer lines. */
  styles: z.record(z.string(), styleSchema),
  /** Codes of the forms in order of the contents page; each has a file of that name. */
  forms: z.array(z.string()),
  /** How the window arranges the forms, by what they are about; every form stands in one group. */
  groups: z.array(z.strictObject({ title: z.string().min(1), forms: z.array(z.string()).min(1) })),
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

/** The file with all bridges. */
export const bridgesSchema = z.strictObject({
  $schema: z.string().optional(),
  bridges: z.array(bridgeSchema),
});
