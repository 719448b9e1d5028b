import type { Character } from './character';
import { drawPerson, identityNumber, registerNumber, telephone } from './names';
import { disabilities, isMainstream } from './pupils';
import type { Disability, Pupil } from './pupils';
import type { Random } from './random';

export const dropoutReasons = [
  '厌学',
  '家庭经济困难',
  '外出务工',
  '早婚',
  '身体残疾',
  '疾病',
  '家庭变故',
  '随父母外出未联系',
  '其他',
] as const;
export type DropoutReason = (typeof dropoutReasons)[number];

/** A pupil who stayed away, persuaded to come back or not. */
export interface Dropout {
  /** As last counted. */
  readonly pupil: Pupil;
  readonly reason: DropoutReason;
  readonly returned: boolean;
}

/** A pupil who formally quit; of the compulsory stages each is a dropout too. */
export interface Quit {
  readonly pupil: Pupil;
  readonly reason: DropoutReason;
}

export function drawQuits(random: Random, quit: readonly Pupil[]): readonly Quit[] {
  return quit.map((pupil) => ({
    pupil,
    reason: random.weighted(
      dropoutReasons.map((reason, index) => [reason, [30, 4, 20, 2, 3, 14, 12, 5, 10][index] ?? 1] as const),
    ),
  }));
}

/** Those who quit and those who came back in time; `present` are pupils of last year who are still here. */
export function drawDropouts(
  random: Random,
  character: Character,
  quits: readonly Quit[],
  present: readonly Pupil[],
): readonly Dropout[] {
  const left = quits
    .filter(({ pupil }) => (pupil.stage === '小学' || pupil.stage === '初中') && isMainstream(pupil))
    .map((quit): Dropout => ({ ...quit, returned: false }));
  if (!character.troubles.has('dropouts')) return left;
  const upper = present.filter((p) => p.stage === '初中' && isMainstream(p));
  const persuaded = upper.filter(() => random.chance(0.004)).slice(0, 6);
  return [...left, ...drawQuits(random, persuaded).map((quit): Dropout => ({ ...quit, returned: true }))];
}

/** A child of 局特教2: a pupil of the school, or one of the service area who is not at school. */
export interface DisabledChild {
  readonly pupil: Pupil | null;
  readonly disability: Disability;
  readonly stage: '小学' | '初中';
  readonly girl: boolean;
  readonly born: number;
}

export function drawDisabledChildren(
  random: Random,
  pupils: readonly Pupil[],
  stages: readonly Pupil['stage'][],
  schoolYear: number,
): readonly DisabledChild[] {
  const own = pupils.flatMap((pupil): DisabledChild[] => {
    const { stage, disability, sex, born } = pupil;
    if (disability === null || (stage !== '小学' && stage !== '初中')) return [];
    return [{ pupil, disability, stage, girl: sex === '女', born }];
  });
  const stage = (['小学', '初中'] as const).find((candidate) => stages.includes(candidate));
  if (stage === undefined || !random.chance(0.12)) return own;
  const born = schoolYear - (stage === '小学' ? 8 : 13);
  return [
    ...own,
    { pupil: null, disability: random.pick(disabilities), stage, girl: random.chance(0.5), born },
  ];
}

/** A line of 局缺口1. */
export interface Gap {
  readonly item: string;
  readonly use: string;
  readonly unit: '台' | '套' | '册' | '间' | '平方米' | '处' | '项';
  readonly wanted: number;
  readonly there: number;
  /** 元. */
  readonly price: number;
  readonly status: '未开始' | '进行中' | '已销号';
}

const wishes: readonly (readonly [string, string, Gap['unit'], number])[] = [
  ['学生用计算机', '计算机教室', '台', 4200],
  ['教师用计算机', '备课', '台', 4600],
  ['多媒体教学一体机', '普通教室', '套', 15800],
  ['科学实验器材', '科学教学', '套', 8600],
  ['图书', '图书阅览室', '册', 22],
  ['乒乓球台', '体育活动', '台', 1850.5],
  ['音乐器材', '音乐教学', '套', 6400],
  ['直饮水设备', '生活用水', '处', 9800],
];

export function drawGaps(random: Random): readonly Gap[] {
  return wishes
    .filter(() => random.chance(0.35))
    .map(([item, use, unit, price]) => {
      const there = random.int(0, 40);
      return {
        item,
        use,
        unit,
        price,
        there,
        wanted: there + random.int(1, 30),
        status: random.pick(['未开始', '进行中', '已销号'] as const),
      };
    });
}

/** Everything that identifies an invented person, drawn when a record needs it. */
export function personOf(random: Random, code: string, serial: number, born: number, sex: '男' | '女') {
  const own = random.fork(serial);
  return {
    name: drawPerson(own),
    identity: identityNumber(own, born, sex),
    register: registerNumber(code, serial),
    guardian: drawPerson(own),
    phone: telephone(own),
  };
}
