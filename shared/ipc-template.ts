import { z } from 'zod';
import { mappedCellSchema, mappedListSchema } from './template/mapping';
import type { FilledTemplate, LoadedMapping, PlacedSheet, TemplateReport } from './template/report';

function output<T>(): z.ZodType<T> {
  return z.custom<T>();
}

const templateId = z.string().min(1).max(40);
const mapped = z.strictObject({
  templateId,
  title: z.string().trim().min(1).max(100),
  cells: z.array(mappedCellSchema).max(100_000),
  lists: z.array(mappedListSchema).max(200),
});

/** The bureau's own workbook: read, map, save the mapping, fill. One template is staged at a time. */
export const templateContract = {
  /** Asks for the blank workbook; a mapping file of the same name beside it is taken with it. Null when cancelled. */
  'template.read': {
    input: z.strictObject({ submissionId: z.number().int().positive() }),
    output: output<TemplateReport | null>(),
  },
  /** Asks for a mapping file and lays it over the staged template; null when cancelled. */
  'template.loadMapping': {
    input: z.strictObject({ templateId }),
    output: output<LoadedMapping | null>(),
  },
  /** Takes a sheet for a form that the clerk names, whatever the sheet calls itself. */
  'template.placeSheet': {
    input: z.strictObject({ templateId, sheet: z.string().min(1).max(255), form: z.string().min(1) }),
    output: output<PlacedSheet>(),
  },
  /** Asks where to save; null when cancelled. */
  'template.saveMapping': { input: mapped, output: output<{ readonly fileName: string } | null>() },
  /** Fills the staged template with a submission and asks where to save; null when cancelled. */
  'template.fill': {
    input: mapped.extend({ submissionId: z.number().int().positive() }),
    output: output<FilledTemplate | null>(),
  },
  /** Shows the workbook that was filled last in its folder. */
  'template.showFilled': { input: z.null(), output: z.null() },
  'template.discard': { input: z.null(), output: z.null() },
} as const;
