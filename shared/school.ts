import { z } from 'zod';
import { attachedClassSchema, schoolTypeSchema } from './form';
import { placeTypes } from './school-types';

/** Ten digits, unique for life (学校标识码). */
export const schoolCodeSchema = z.string().regex(/^\d{10}$/);

/** What the program knows about a school; asked once, when it is created. */
export const schoolSchema = z.strictObject({
  id: z.number().int().positive(),
  code: schoolCodeSchema,
  name: z.string().trim().min(1).max(60),
  type: schoolTypeSchema,
  attachedClasses: z.array(attachedClassSchema),
  /** 学制: 六三 gives six years of primary and three of junior secondary school, 五四 five and four. */
  system: z.enum(['六三', '五四']),
  /** Age in full years on 1 September at which children enter grade one. */
  entryAge: z.union([z.literal(6), z.literal(7)]),
  county: z.string().max(40),
  town: z.string().max(40),
  /** 驻地城乡类型. */
  placeType: z.enum(placeTypes),
  /** 乡镇中心小学 or 乡镇中心幼儿园: fills the township's forms besides its own. False for other types. */
  townshipCentre: z.boolean(),
});
export type School = z.infer<typeof schoolSchema>;
export const newSchoolSchema = schoolSchema.omit({ id: true });
export type NewSchool = z.infer<typeof newSchoolSchema>;
