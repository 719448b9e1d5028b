import { gradesOf, teachingStages } from './character';
import type { Character, Teaching } from './character';
import type { Random } from './random';

export const disabilities = [
  '视力残疾',
  '听力残疾',
  '言语残疾',
  '肢体残疾',
  '智力残疾',
  '精神残疾',
  '多重残疾',
] as const;
export type Disability = (typeof disabilities)[number];

/** 就读方式. */
export const placements = ['特殊教育学校', '附设特教班', '随班就读', '送教上门'] as const;
export type Placement = (typeof placements)[number];

/** One pupil in one grade; the next year it is another object of the same `serial`. */
export interface Pupil {
  readonly serial: number;
  readonly stage: Teaching;
  /** From 1; in 学前 1 is 托班 and 4 is 大班. */
  readonly grade: number;
  readonly sex: '男' | '女';
  /** On 1 September of year y the pupil is y − born years old. */
  readonly born: number;
  readonly minority: boolean;
  readonly boarder: boolean;
  /** 随迁子女 come from another province or another county of the province. */
  readonly origin: '本县' | '外省' | '本省外县';
  /** 进城务工人员随迁子女. */
  readonly workersChild: boolean;
  readonly leftBehind: boolean;
  /** Years of preschool before grade one. */
  readonly preschool: 0 | 1 | 2 | 3;
  readonly disability: Disability | null;
  readonly placement: Placement | null;
  readonly overseas: '香港' | '澳门' | '台湾' | '华侨' | null;
  /** Below 1: who is keener joins the league earlier. */
  readonly keenness: number;
}

/** Who is new: hands out serial numbers and draws what a pupil of this school is like. */
export class Admissions {
  #serial = 0;

  constructor(
    readonly character: Character,
    readonly random: Random,
  ) {}

  /** A pupil in a grade on 1 September of `year`; `placement` is given for a child of a special class. */
  pupil(stage: Teaching, grade: number, year: number, placement: Placement | null = null): Pupil {
    const { character, random } = this;
    this.#serial += 1;
    const disabled = this.#disability(stage, placement);
    const migrant = disabled.placement !== '送教上门' && random.chance(character.migrant);
    return {
      serial: this.#serial,
      stage,
      grade,
      sex: random.chance(0.53) ? '男' : '女',
      born: year - usualAge(character, stage, grade) - this.#older(stage, grade),
      minority: random.chance(character.minority),
      boarder: disabled.placement !== '送教上门' && random.chance(character.boarding[stage]),
      origin: migrant ? (random.chance(0.4) ? '外省' : '本省外县') : '本县',
      workersChild: migrant && random.chance(0.75),
      leftBehind: !migrant && random.chance(character.leftBehind),
      preschool: random.weighted([
        [3, 70],
        [2, 15],
        [1, 11],
        [0, 4],
      ] as const),
      ...disabled,
      overseas: random.chance(0.001) ? random.pick(['香港', '澳门', '台湾', '华侨'] as const) : null,
      keenness: random.next(),
    };
  }

  #disability(stage: Teaching, wanted: Placement | null): Pick<Pupil, 'disability' | 'placement'> {
    const { character, random } = this;
    const { type } = character.school;
    // 局特教2 has no row for 高中 and 局特教1 none for 学前: there the pupils of a school that fills them are left out.
    const counted = stage === '小学' || stage === '初中' || type === '高级中学' || type === '幼儿园';
    const disabled = wanted !== null || character.special || (counted && random.chance(character.disabled));
    if (!disabled) return { disability: null, placement: null };
    const disability = random.weighted(
      disabilities.map((name, index) => [name, [8, 10, 5, 20, 45, 5, 7][index] ?? 1] as const),
    );
    const ordinary = character.special ? '特殊教育学校' : '随班就读';
    const atHome = stage !== '学前' && stage !== '高中' && random.chance(character.special ? 0.1 : 0.15);
    return { disability, placement: wanted ?? (atHome ? '送教上门' : ordinary) };
  }

  #older(stage: Teaching, grade: number): number {
    const { character, random } = this;
    if (character.special) return random.int(0, 2);
    // Few enter grade one late: the official check allows a fifth, which two children of a small class would be.
    const late = stage === '小学' && grade === 1 && character.school.entryAge === 7;
    if (random.chance(0.03)) return late ? 0 : 1;
    return stage !== '学前' && grade > 1 && random.chance(0.02) ? -1 : 0;
  }
}

/** Age on 1 September of a pupil who entered on time and never repeated a grade. */
export function usualAge({ school }: Character, stage: Teaching, grade: number): number {
  const { entryAge } = school;
  switch (stage) {
    case '学前':
      return entryAge - 5 + grade;
    case '小学':
      return entryAge + grade - 1;
    case '初中':
      return entryAge + gradesOf(school, '小学') + grade - 1;
    case '高中':
      return entryAge + 9 + grade - 1;
  }
}

/** 随班就读 pupils are counted in their grade; those of special classes, special schools and taught at home as 特教. */
export const isMainstream = ({ placement }: Pupil): boolean => placement === null || placement === '随班就读';

/** Who belongs to the league or the party is a matter of age and keenness. */
export const inLeague = ({ stage, grade, keenness }: Pupil): boolean =>
  (stage === '初中' && grade > 1 && keenness < 0.12) ||
  (stage === '高中' && keenness > 0.01 && keenness < 0.5);
export const inParty = ({ stage, grade, keenness }: Pupil): boolean =>
  stage === '高中' && grade === 3 && keenness < 0.005;

/** New pupils of the first grade, and in 学前 of the other classes; the special class takes one or two of its own. */
export function newcomers(admissions: Admissions, stage: Teaching, year: number, wanted: number): Pupil[] {
  const { character, random } = admissions;
  if (stage === '学前') return preschoolNewcomers(admissions, year, wanted);
  const least = stage === teachingStages(character.school)[0] || character.special ? 1 : 0;
  const pupils = Array.from(
    { length: Math.max(least, random.around(wanted * random.between(0.93, 1.07))) },
    () => admissions.pupil(stage, 1, year),
  );
  const ownClass = character.school.attachedClasses.includes('附设特教班') && stage !== '高中';
  if (ownClass && random.chance(0.7)) pupils.push(admissions.pupil(stage, 1, year, '附设特教班'));
  return pupils;
}

function preschoolNewcomers(admissions: Admissions, year: number, wanted: number): Pupil[] {
  const { character, random } = admissions;
  const toddlers = character.school.type === '幼儿园' ? random.around(wanted * 0.12) : 0;
  const grades = [
    ...Array.from({ length: toddlers }, () => 1),
    ...Array.from({ length: Math.max(1, random.around(wanted * 0.82)) }, () => 2),
    ...Array.from({ length: random.around(wanted * 0.05) }, () => 3),
    ...Array.from({ length: random.around(wanted * 0.03) }, () => 4),
  ];
  return grades.map((grade) => admissions.pupil('学前', grade, year));
}
