import { z } from 'zod';

/** One line of 自检. Nothing in it is personal: it is read out on the telephone. */
export interface SelfCheckLine {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly state: 'good' | 'warning' | 'bad';
  /** What to do where something is not as it should be. */
  readonly advice?: string;
}

export const aboutContract = {
  /** What main can tell of the program and its data at once; the window adds fonts and scale. */
  'about.selfCheck': { input: z.null(), output: z.custom<readonly SelfCheckLine[]>() },
  /**
   * Reads the whole database: whether the file is sound, and whether the log says the same as the forms. Tells of its
   * progress and can be cancelled; refused with `work.busy` while other work is under way.
   */
  'about.checkData': { input: z.null(), output: z.custom<readonly SelfCheckLine[]>() },
  /** Shows the licences of others (`LICENSES.others.txt`) in their folder; false where the file is not there. */
  'about.showLicences': { input: z.null(), output: z.boolean() },
} as const;
