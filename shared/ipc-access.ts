import { z } from 'zod';

export const dutySchema = z.enum(['clerk', 'lead', 'head']);
/** 填表人, 统计负责人, 单位负责人 */
export type Duty = z.infer<typeof dutySchema>;

export interface Operator {
  readonly id: number;
  readonly name: string;
  readonly duty: Duty;
}

/** Who works, and how the program is locked. */
export interface AccessState {
  readonly operators: readonly Operator[];
  /** Whose name the log gets; null where nobody was named. */
  readonly operator: Operator | null;
  readonly hasPassword: boolean;
  /** Personal columns are sealed with a key that only the password opens. */
  readonly sealed: boolean;
  /** Minutes without a key or a move after which the password is asked again; 0 only at the start. */
  readonly idleMinutes: number;
}

export interface LockState extends AccessState {
  readonly locked: boolean;
  readonly dataFolder: string;
}

export interface PasswordSet extends AccessState {
  /** Names of copies that could not be given the same password: what stands in them can be read as before. */
  readonly unchangedCopies: readonly string[];
  /** False where free pages of the file may hold what stood there before, until it is next unlocked. */
  readonly finished: boolean;
}

const operatorName = z.string().trim().min(1).max(30);
const password = z.string().min(6).max(200);

export const accessContract = {
  /** Answered also while locked; the only other methods then are `access.unlock`, `app.zoom` and `app.quit`. */
  'access.state': { input: z.null(), output: z.custom<LockState>() },
  /** Refused with `access.wrongPassword`, or with `access.wait` where it was tried too soon after wrong ones. */
  'access.unlock': { input: z.strictObject({ password: z.string().max(200) }), output: z.null() },
  /** Main forgets the key. Nothing happens where there is no password. */
  'access.lock': { input: z.null(), output: z.null() },
  'access.setPassword': {
    input: z.strictObject({
      /** Null where there is none yet. */
      current: z.string().max(200).nullable(),
      /** Null takes the password away. */
      next: password.nullable(),
      sealed: z.boolean(),
      idleMinutes: z.number().int().min(0).max(240),
    }),
    output: z.custom<PasswordSet>(),
  },
  'access.addOperator': {
    input: z.strictObject({ name: operatorName, duty: dutySchema }),
    output: z.custom<AccessState>(),
  },
  'access.changeOperator': {
    input: z.strictObject({
      id: z.number().int().positive(),
      name: operatorName,
      duty: dutySchema,
      retired: z.boolean(),
    }),
    output: z.custom<AccessState>(),
  },
  /** Who works from now on; null for nobody in particular. */
  'access.setOperator': {
    input: z.strictObject({ id: z.number().int().positive().nullable() }),
    output: z.custom<AccessState>(),
  },
} as const;
