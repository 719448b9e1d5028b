import type { Character } from './character';
import type { Random } from './random';
import type { Employee } from './staff';

export const trainingLevels = ['国家级', '省级', '地市级', '县级', '校级', '国（境）外'] as const;
export const trainingModes = ['集中培训', '远程培训', '跟岗实践'] as const;

/** One 人次: a teacher in one course of the school year that ended. */
export interface Training {
  readonly teacher: Employee;
  readonly level: (typeof trainingLevels)[number];
  readonly mode: (typeof trainingModes)[number];
  readonly hours: number;
}

/** Hours of training that every teacher must have in a year (五年360学时). */
const yearlyHours = 72;

export function drawTrainings(
  random: Random,
  character: Character,
  staff: readonly Employee[],
): readonly Training[] {
  const little = character.troubles.has('littleTraining');
  return staff
    .filter(({ role }) => role === '专任教师' && (little ? random.chance(0.6) : random.chance(0.95)))
    .flatMap((teacher): Training[] => {
      const hours = little ? random.int(20, 60) : yearlyHours + random.int(0, 40);
      const courses = random.int(1, 3);
      return Array.from({ length: courses }, (_, index) => ({
        teacher,
        level: random.weighted(
          trainingLevels.map((level, place) => [level, [4, 12, 16, 45, 22, 0.2][place] ?? 0] as const),
        ),
        mode: random.weighted(trainingModes.map((mode, place) => [mode, [5, 4, 1][place] ?? 0] as const)),
        hours:
          index === 0 ? hours - Math.floor(hours / courses) * (courses - 1) : Math.floor(hours / courses),
      }));
    });
}
