import type { Character, Teaching } from './character';
import type { Random } from './random';

/** Where a teacher is counted: 特教 are the teachers of special classes and schools. */
export type TeacherStage = Teaching | '特教';

export const titles = ['正高级', '副高级', '中级', '助理级', '员级', '未定职级'] as const;
export const degrees = ['博士', '硕士', '本科', '专科', '高中阶段', '高中阶段以下'] as const;

export type Role =
  '专任教师' | '行政' | '教辅' | '工勤' | '其他' | '园长' | '卫生保健' | '保育员' | '校外教师' | '银龄教师';

export const subjects = [
  '道德与法治',
  '语文',
  '数学',
  '英语',
  '日语',
  '俄语',
  '历史',
  '地理',
  '科学',
  '物理',
  '化学',
  '生物学',
  '信息科技',
  '体育与健康',
  '音乐',
  '美术',
  '劳动',
  '综合实践活动',
  '其他',
  '不授课',
] as const;
export type Subject = (typeof subjects)[number];

export interface Employee {
  readonly serial: number;
  readonly role: Role;
  /** Teachers and staff of attached kindergarten classes have the stage they work for; others the school's main one. */
  readonly stage: TeacherStage;
  readonly sex: '男' | '女';
  readonly born: number;
  readonly minority: boolean;
  /** 在编人员. */
  readonly permanent: boolean;
  readonly foreign: boolean;
  readonly title: (typeof titles)[number];
  readonly degree: (typeof degrees)[number];
  readonly subject: Subject;
  /** 县级及以上骨干教师. */
  readonly backbone: boolean;
  /** Graduated in preschool education. */
  readonly preschoolMajor: boolean;
  readonly member: '中共' | '共青团' | '民主党派' | null;
  readonly overseas: '香港' | '澳门' | '台湾' | '华侨' | null;
}

const weights: Partial<Record<TeacherStage, readonly number[]>> = {
  小学: [8, 30, 26, 6, 0, 0, 0, 0, 6, 0, 0, 0, 3, 8, 4, 4, 2, 1, 1, 1],
  初中: [7, 19, 19, 17, 0.2, 0.2, 6, 5, 0, 6, 4, 5, 3, 6, 2, 2, 1, 1, 1, 1],
};

/** Draws people who could work in this school. */
export class Hiring {
  #serial = 0;

  constructor(
    readonly character: Character,
    readonly random: Random,
  ) {}

  employee(role: Role, stage: TeacherStage, year: number, age = this.random.int(23, 57)): Employee {
    const { random, character } = this;
    this.#serial += 1;
    const women = stage === '学前' ? 0.95 : stage === '高中' ? 0.5 : 0.65;
    const sex = random.chance(women) ? '女' : '男';
    const title = age < 26 ? 5 : random.weighted(titleWeights(age));
    const unqualified = character.troubles.has('unqualified') && age > 45 && random.chance(0.25);
    return {
      serial: this.#serial,
      role,
      stage,
      sex,
      born: year - Math.min(age, sex === '女' ? 54 : 59),
      minority: random.chance(character.minority * 0.8),
      permanent: role === '专任教师' || role === '园长' ? random.chance(0.9) : random.chance(0.4),
      foreign: random.chance(0.0005),
      title: titles[role === '专任教师' || role === '园长' ? title : 5] ?? '未定职级',
      degree: this.#degree(stage, unqualified),
      subject: random.weighted(
        subjects.map(
          (subject, index) => [subject, (weights[stage] ?? weights.初中 ?? [])[index] ?? 0] as const,
        ),
      ),
      backbone: age > 30 && random.chance(0.35),
      preschoolMajor: stage === '学前' && random.chance(0.8),
      member: random.weighted([
        ['中共', 28],
        ['共青团', age < 28 ? 20 : 0],
        ['民主党派', 2],
        [null, 60],
      ] as const),
      overseas: random.chance(0.0008) ? random.pick(['香港', '澳门', '台湾', '华侨'] as const) : null,
    };
  }

  #degree(stage: TeacherStage, unqualified: boolean): (typeof degrees)[number] {
    const { random } = this;
    const shares: readonly number[] =
      stage === '高中'
        ? [0.2, 18, 80, 0, 0, 0]
        : stage === '初中'
          ? [0.1, 8, 92, 0, 0, 0]
          : [0, 3, 60, 37, 0, 0];
    if (unqualified) return stage === '初中' ? '专科' : '高中阶段';
    return random.weighted(degrees.map((degree, index) => [degree, shares[index] ?? 0] as const));
  }
}

function titleWeights(age: number): readonly (readonly [number, number])[] {
  if (age < 32)
    return [
      [3, 6],
      [4, 1],
      [5, 2],
    ] as const;
  if (age < 42)
    return [
      [1, 1],
      [2, 6],
      [3, 4],
    ] as const;
  return [
    [0, 0.1],
    [1, 4],
    [2, 6],
    [3, 1],
  ] as const;
}
