import { stagesOf } from '../../applicability';
import type { School } from '../../school';
import type { Stage } from '../../school-types';
import { isMainstream } from '../pupils';
import type { Pupil } from '../pupils';
import type { SchoolYear } from '../school-year';
import type { Sheet } from '../sheet';

export const allStages: readonly Stage[] = ['学前', '小学', '初中', '高中', '特教'];

/**
 * Row of the official forms that counts a pupil. Children of special classes and schools and those taught at home are
 * 特教; a school without 特教 counts the latter in 教基3120 only.
 */
export function countedAs(school: School): (pupil: Pupil) => Stage | null {
  const special = stagesOf(school).has('特教');
  return (pupil) => (isMainstream(pupil) ? pupil.stage : special ? '特教' : null);
}

/** A rule that fills one form. */
export type FormRule = (year: SchoolYear, sheet: Sheet) => void;
