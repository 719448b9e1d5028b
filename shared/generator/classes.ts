import { gradesOf, teachingStages } from './character';
import type { Character, Teaching } from './character';
import { isMainstream } from './pupils';
import type { Pupil } from './pupils';

/** A class of one grade; `grade` null is a class of two grades taught together (复式班). */
export interface SchoolClass {
  readonly stage: Teaching;
  readonly grade: number | null;
  readonly pupils: readonly Pupil[];
}

/** Most pupils of a class before another is opened; from 56 on it is a 大班额 that must be explained. */
const usualLimit: Record<Teaching, number> = { 学前: 32, 小学: 45, 初中: 50, 高中: 54 };

export function formClasses(character: Character, pupils: readonly Pupil[]): readonly SchoolClass[] {
  return teachingStages(character.school).flatMap((stage): SchoolClass[] => {
    const limit = character.troubles.has('largeClasses') ? 64 : usualLimit[stage];
    const grades = Array.from({ length: gradesOf(character.school, stage) }, (_, index) => ({
      grade: index + 1,
      pupils: pupils.filter((p) => p.stage === stage && p.grade === index + 1 && isMainstream(p)),
    }));
    const paired = character.mixedClasses && stage === '小学' ? grades.length - (grades.length % 2) : 0;
    const pairs = Array.from({ length: paired / 2 }, (_, index) => [
      ...(grades[index * 2]?.pupils ?? []),
      ...(grades[index * 2 + 1]?.pupils ?? []),
    ]);
    return [
      ...pairs
        .filter(({ length }) => length > 0)
        .map((together) => ({ stage, grade: null, pupils: together })),
      ...grades
        .slice(paired)
        .flatMap(({ grade, pupils: all }) =>
          split(all, limit).map((part) => ({ stage, grade, pupils: part })),
        ),
    ];
  });
}

function split(pupils: readonly Pupil[], limit: number): readonly (readonly Pupil[])[] {
  const count = Math.ceil(pupils.length / limit);
  return Array.from({ length: count }, (_, index) =>
    pupils.slice(
      Math.floor((pupils.length * index) / count),
      Math.floor((pupils.length * (index + 1)) / count),
    ),
  );
}
