import { stagesOf } from '../applicability';
import type { School } from '../school';
import type { AttachedClass, SchoolType } from '../school-types';
import { drawPlace, schoolCode } from './names';
import type { Random } from './random';

/** Stage that a pupil is taught in; where a pupil is counted as 特教 is decided by the placement. */
export type Teaching = '学前' | '小学' | '初中' | '高中';

/** What makes one school different from the next; drawn once, it steers everything counted later. */
export interface Character {
  readonly school: School;
  readonly village: string;
  readonly special: boolean;
  /** Pupils who enter the first grade in an ordinary year. */
  readonly intake: Readonly<Partial<Record<Teaching, number>>>;
  /** Yearly change of the intake: villages shrink, towns grow. */
  readonly growth: number;
  /** Few children: two grades share a teacher (复式班). */
  readonly mixedClasses: boolean;
  readonly boarding: Readonly<Record<Teaching, number>>;
  readonly minority: number;
  readonly migrant: number;
  readonly leftBehind: number;
  readonly disabled: number;
  /** Share of pupils who move in or out in a year. */
  readonly turnover: number;
  /** What is not as it should be, and has to be explained. */
  readonly troubles: ReadonlySet<Trouble>;
}

export const troubles = [
  'dropouts',
  'losses',
  'largeClasses',
  'unqualified',
  'lateFunds',
  'littleTraining',
  'oldBuildings',
  'fewBooks',
  'otherMoves',
] as const;
export type Trouble = (typeof troubles)[number];

const typeWeights: readonly (readonly [SchoolType, number])[] = [
  ['小学', 42],
  ['小学教学点', 20],
  ['初级中学', 12],
  ['九年一贯制学校', 8],
  ['幼儿园', 9],
  ['完全中学', 3],
  ['高级中学', 2],
  ['特殊教育学校', 2],
  ['十二年一贯制学校', 1],
  ['职业初中', 1],
];

/** Fewest and most pupils of a school of the type. */
const sizes: Record<SchoolType, readonly [number, number]> = {
  小学: [25, 3000],
  小学教学点: [6, 90],
  初级中学: [90, 2600],
  九年一贯制学校: [60, 3000],
  完全中学: [500, 3000],
  高级中学: [400, 3000],
  十二年一贯制学校: [700, 3000],
  职业初中: [60, 400],
  特殊教育学校: [18, 180],
  幼儿园: [20, 420],
};

const attachments: Partial<Record<SchoolType, readonly (readonly [AttachedClass, number])[]>> = {
  小学: [
    ['附设幼儿班', 0.3],
    ['附设特教班', 0.12],
    ['附设普通初中班', 0.05],
  ],
  小学教学点: [['附设幼儿班', 0.4]],
  初级中学: [
    ['附设小学班', 0.08],
    ['附设职业初中班', 0.06],
    ['附设普通高中班', 0.06],
    ['附设特教班', 0.05],
  ],
  九年一贯制学校: [
    ['附设幼儿班', 0.3],
    ['附设特教班', 0.15],
    ['附设普通高中班', 0.05],
  ],
};

/** Grades that each stage has in a school. */
export function gradesOf(school: Pick<School, 'system'>, stage: Teaching): number {
  if (stage === '学前') return 4;
  if (stage === '高中') return 3;
  const [primary, junior] = school.system === '六三' ? [6, 3] : [5, 4];
  return stage === '小学' ? primary : junior;
}

/** Stages in which the school teaches, without 特教: its pupils are in the grades of the others. */
export function teachingStages(school: School): readonly Teaching[] {
  const taught = stagesOf(school);
  return (['学前', '小学', '初中', '高中'] as const).filter((stage) => taught.has(stage));
}

/** What the caller fixes; the rest is drawn. */
export interface Wanted {
  readonly type: SchoolType | null;
  readonly troubled: boolean;
  /** Most pupils of a school. */
  readonly largest: number;
}

export function drawCharacter(
  random: Random,
  index: number,
  { type: forced, troubled, largest }: Wanted,
): Character {
  const type = forced ?? random.weighted(typeWeights);
  const place = drawPlace(random);
  const attachedClasses = (attachments[type] ?? []).flatMap(([name, share]) =>
    random.chance(share) ? [name] : [],
  );
  const placeType = random.weighted([
    ['乡村', type === '小学教学点' ? 8 : 5],
    ['镇区', 3],
    ['城区', type === '小学教学点' ? 0.1 : 1],
  ] as const);
  const townshipCentre = (type === '小学' || type === '幼儿园') && random.chance(0.3);
  const school: School = {
    id: index + 1,
    code: schoolCode(random, index),
    name: nameOf(type, place, townshipCentre),
    type,
    attachedClasses,
    system: random.chance(0.85) ? '六三' : '五四',
    entryAge: random.chance(0.85) ? 6 : 7,
    county: place.county,
    town: place.town,
    placeType,
    townshipCentre,
  };
  const rural = placeType === '乡村';
  const boarders = random.chance(rural ? 0.5 : 0.3) ? random.between(0.1, 0.6) : 0;
  return {
    school,
    village: place.village,
    special: type === '特殊教育学校',
    intake: intakes(random, school, largest),
    growth: rural ? random.between(0.95, 1.01) : random.between(0.98, 1.03),
    mixedClasses: type === '小学教学点' && random.chance(0.5),
    boarding: { 学前: 0, 小学: boarders * 0.4, 初中: boarders, 高中: random.between(0.4, 0.95) },
    minority: random.chance(0.2) ? random.between(0.2, 0.9) : random.between(0, 0.06),
    migrant: rural ? random.between(0, 0.04) : random.between(0.03, 0.3),
    leftBehind: rural ? random.between(0.05, 0.35) : random.between(0, 0.05),
    disabled: random.between(0.002, 0.015),
    turnover: random.between(0.005, 0.04),
    troubles: new Set(troubled ? troubles.filter(() => random.chance(0.12)) : []),
  };
}

function intakes(random: Random, school: School, largest: number): Character['intake'] {
  const stages = teachingStages(school);
  const [least, most] = sizes[school.type];
  const pupils = Math.min(random.skewed(least, most), largest);
  const attachedSize = random.between(8, 40);
  const own = stages.filter((stage) => !isAttached(school, stage));
  const grades = own.reduce((sum, stage) => sum + gradesOf(school, stage), 0);
  return Object.fromEntries(
    stages.map((stage) => [stage, isAttached(school, stage) ? attachedSize / 2 : pupils / grades]),
  );
}

const attachedStage: Partial<Record<Teaching, readonly AttachedClass[]>> = {
  学前: ['附设幼儿班'],
  小学: ['附设小学班'],
  初中: ['附设普通初中班'],
  高中: ['附设普通高中班'],
};

/** Whether the stage is taught in attached classes only. */
function isAttached(school: School, stage: Teaching): boolean {
  return attachedStage[stage]?.some((name) => school.attachedClasses.includes(name)) === true;
}

function nameOf(
  type: SchoolType,
  { county, town, village }: ReturnType<typeof drawPlace>,
  centre: boolean,
): string {
  if (type === '小学') return centre ? `${town}中心小学` : `${town}${village}小学`;
  if (type === '小学教学点') return `${town}${village}教学点`;
  if (type === '幼儿园') return centre ? `${town}中心幼儿园` : `${town}${village}幼儿园`;
  if (type === '特殊教育学校') return `${county}${town}特殊教育学校`;
  if (type === '职业初中') return `${town}职业初级中学`;
  return `${county}${town}${{ 初级中学: '初级中学', 九年一贯制学校: '九年制学校', 完全中学: '中学', 高级中学: '高级中学', 十二年一贯制学校: '十二年制学校' }[type]}`;
}
