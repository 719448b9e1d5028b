import { z } from 'zod';
import type { IndicatorResult } from './indicator-result';
import type { PrintedPdf } from './ipc-paper';
import { profileIdSchema, targetProfileSchema } from './target-schema';
import type { TargetProfile } from './target-profile';

/** The part of the contract that serves indicators: the bureau's own targets, figures over schools, pictures. */

/** One school in a figure over schools. Numbers are canonical decimals. */
export interface AcrossMember {
  readonly schoolId: number;
  readonly name: string;
  readonly code: string;
  readonly type: string;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  /** Why it is left out; null when it counts. */
  readonly excluded: string | null;
  /** Left out by the person at the screen, not by the rule. */
  readonly byHand: boolean;
  /** Nothing was begun for it in this round; absent where something was. */
  readonly notBegun?: true;
  /** Share of the variance that this school makes up, in percent; null where there is no variance. */
  readonly share: string | null;
  /** The figure without this school. */
  readonly without: string | null;
}

/** A figure over all schools of a round: a coefficient of variation, a mean of them, or a rate of all together. */
export interface AcrossResult extends IndicatorResult {
  /** The indicator whose figures at the schools it is made of: one of the seven for q_cv; null for a mean of others. */
  readonly of: string | null;
  readonly members: readonly AcrossMember[];
  /** Names of counted schools whose value is missing: the figure then has none. */
  readonly lacking: readonly string[];
  /** The unweighted coefficient, as a remark only; null where the figure is none. */
  readonly unweighted: string | null;
  /** What the reader has to know: 单校无意义, schools without pupils. */
  readonly remarks: readonly string[];
}

export interface AcrossFigures {
  /** `seven`: the schools with fewer than 50 pupils are out too. */
  readonly results: readonly AcrossResult[];
  /** Schools of the round that nothing was begun for. */
  readonly notBegun: readonly { readonly schoolId: number; readonly name: string }[];
}

const id = z.number().int().positive();

function output<T>(): z.ZodType<T> {
  return z.custom<T>();
}

export interface SavedFile {
  readonly fileName: string;
  readonly folder: string;
}

/** A profile from a file: saved now, there already, or under an id that here means another content. */
export interface ImportedTargets {
  readonly outcome: 'saved' | 'known' | 'differs';
  readonly fileName: string;
  readonly profile: TargetProfile;
}

export const figuresContract = {
  /** The bureau's own profiles, newest version first. */
  'targets.list': { input: z.null(), output: output<readonly TargetProfile[]>() },
  /**
   * Saves a profile under its id; an id that is taken is refused with `targets.taken`: a saved version never changes,
   * an edited one is saved as the next. Refused with `targets.invalid` for an indicator or method that there is not.
   */
  'targets.save': { input: targetProfileSchema, output: output<TargetProfile>() },
  /** Refused with `targets.inUse` while a round judges by it. */
  'targets.remove': { input: z.strictObject({ id: profileIdSchema }), output: z.null() },
  /** Writes any profile, the program's or an own one, to a file; null when the clerk cancels. */
  'targets.export': { input: z.strictObject({ id: profileIdSchema }), output: output<SavedFile | null>() },
  /**
   * Reads a profile from a file; null when the clerk cancels. What is new is saved. Where its id is taken by another
   * content nothing is: `profile` is what it would be as the next version, for the clerk to decide and save.
   */
  'targets.import': { input: z.null(), output: output<ImportedTargets | null>() },
  /** Figures over all schools on this computer in one round; asking again ends the one before with `work.cancelled`. */
  'figures.across': {
    input: z.strictObject({ collectionId: id, excluded: z.array(id) }),
    output: output<AcrossFigures>(),
  },
  /** Ends `figures.across` with `work.cancelled`: what it found so far is kept for the next time. */
  'figures.stopAcross': { input: z.null(), output: z.null() },
  /** Puts a picture on the clipboard. `png` is base64. */
  'figures.copyPicture': { input: z.strictObject({ png: z.base64().max(8_000_000) }), output: z.null() },
  /**
   * The system's print dialog for the page that is shown; false when the clerk cancels it. `name` is what the log calls
   * it; `submissionId` is null for what is of no single school.
   */
  'figures.printPage': {
    input: z.strictObject({ submissionId: id.nullable(), name: z.string().trim().min(1).max(80) }),
    output: z.boolean(),
  },
  /** The page that is shown as a PDF; asks where to save it, null when cancelled. */
  'figures.savePage': {
    input: z.strictObject({
      submissionId: id,
      name: z
        .string()
        .trim()
        .regex(/^[^\\/:*?"<>|\p{Cc}]{1,80}$/u),
    }),
    output: output<PrintedPdf | null>(),
  },
  /** The judged table of a submission as a workbook of its own; null when the clerk cancels. */
  'figures.exportTable': {
    input: z.strictObject({ submissionId: id, profile: profileIdSchema.nullable() }),
    output: output<SavedFile | null>(),
  },
} as const;
