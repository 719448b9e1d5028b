import type { Character } from './character';
import { isMainstream } from './pupils';
import type { Pupil } from './pupils';
import type { Random } from './random';

/** A child of school age who lives in the service area (服务区). */
export interface Child {
  readonly age: number;
  readonly girl: boolean;
  readonly goes: '本校' | '县内他校' | '县外' | '特教或送教' | '延缓入学';
}

/** Children of the service area: the school's own and those who go elsewhere. */
export function drawServiceArea(
  random: Random,
  character: Character,
  pupils: readonly Pupil[],
  schoolYear: number,
): readonly Child[] {
  const { entryAge } = character.school;
  const own = pupils.flatMap((pupil): Child[] => {
    const age = schoolYear - pupil.born;
    const inStage =
      pupil.stage === '小学' ? age >= entryAge && age < 12 : pupil.stage === '初中' && age >= 12 && age < 15;
    if (!inStage || pupil.origin !== '本县') return [];
    return [{ age, girl: pupil.sex === '女', goes: isMainstream(pupil) ? '本校' : '特教或送教' }];
  });
  const elsewhere = Math.ceil(own.length * random.between(0.02, 0.1));
  const ages = own.map(({ age }) => age);
  const others = Array.from({ length: ages.length === 0 ? 0 : elsewhere }, (): Child => {
    const goes = random.weighted([
      ['县内他校', 60],
      ['县外', 36],
      ['特教或送教', 3],
      ['延缓入学', 1],
    ] as const);
    return { age: random.pick(ages), girl: random.chance(0.47), goes };
  });
  return [...own, ...others];
}

/** Where a graduate of 初中 goes. */
export const destinations = [
  '普通高中',
  '中等职业学校',
  '技工学校',
  '其他高中阶段',
  '复读',
  '就业',
  '未升学其他',
] as const;
export interface Leaver {
  readonly pupil: Pupil;
  readonly goes: (typeof destinations)[number];
}

export function drawDestinations(random: Random, graduates: readonly Pupil[]): readonly Leaver[] {
  return graduates.map((pupil) => ({
    pupil,
    goes: random.weighted(
      destinations.map((name, index) => [name, [58, 32, 3, 3, 1, 2, 1][index] ?? 0] as const),
    ),
  }));
}

/** What 局普及1 asks of the township: children of three to five and people of 15 to 50. */
export interface Township {
  readonly children: number;
  readonly attending: number;
  readonly girls: number;
  readonly fiveYearsOld: number;
  readonly fiveAttending: number;
  readonly fiveGirls: number;
  readonly adults: number;
  readonly unable: number;
  readonly literate: number;
  readonly literateWomen: number;
}

/** `attending` are the pupils of the school's own kindergarten or classes; without any the township's are invented. */
export function drawTownship(random: Random, attending: readonly Pupil[], schoolYear: number): Township {
  const invented = random.int(80, 600);
  const here = attending.length === 0 ? invented : attending.length;
  const isFive = ({ born }: Pupil): boolean => schoolYear - born === 5;
  const five = attending.length === 0 ? Math.floor(here / 3) : attending.filter(isFive).length;
  const girls =
    attending.length === 0 ? Math.floor(here * 0.47) : attending.filter(({ sex }) => sex === '女').length;
  const fiveGirls =
    attending.length === 0
      ? Math.floor(five * 0.47)
      : attending.filter((p) => isFive(p) && p.sex === '女').length;
  const adults = random.int(4000, 16000);
  const unable = Math.round(adults * random.between(0.001, 0.004));
  const literate = adults - unable - Math.round(adults * random.between(0, 0.006));
  const absent = Math.round(here * random.between(0.02, 0.12));
  return {
    children: here + absent,
    attending: here,
    girls,
    fiveYearsOld: five + Math.floor(absent / 5),
    fiveAttending: five,
    fiveGirls,
    adults,
    unable,
    literate,
    literateWomen: Math.round(literate * 0.48),
  };
}
