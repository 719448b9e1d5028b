import type { Random } from '../../shared/generator/random';
import { oneOfMany } from '../../shared/generator/names';
import type { RosterPerson } from '../../shared/roster/definition';
import type { Rosters } from '../../shared/roster/facts';

/** Rosters that no school has: every column filled at random, within what a 九年一贯制学校 of 六三 may have. */
export function randomRosters(random: Random, year: number, size: number): Rosters {
  const now = Array.from({ length: size }, (_, index) => pupil(random, year, index + 1, index + 1));
  // Half of last year's are still here, a grade further on; the others went.
  const before = now.flatMap(({ values }, index): RosterPerson[] => {
    if (random.chance(0.3)) return [];
    const grade = Number(values.grade) - 1;
    const stays = random.chance(0.6) && grade >= 1;
    const person = pupil(random, year - 1, index + 1, stays ? index + 1 : index + 1 + 50_000);
    return stays
      ? [{ ...person, values: { ...person.values, stage: values.stage ?? '', grade: String(grade) } }]
      : [person];
  });
  const staff = Array.from({ length: Math.ceil(size / 4) }, (_, index) => employee(random, year, index + 1));
  return { pupils: now, pupilsBefore: before, staff };
}

const yes = (random: Random, share: number): string => (random.chance(share) ? '是' : '否');

function pupil(random: Random, year: number, id: number, serial: number): RosterPerson {
  const [stage, grades] = random.pick([['小学', 6] as const, ['初中', 3] as const]);
  const sex = random.pick(['男', '女'] as const);
  const { name, identity } = oneOfMany(serial, year - random.int(4, 20), sex);
  const disabled = random.chance(0.2);
  const migrant = random.chance(0.3);
  const special = disabled && random.chance(0.3);
  return {
    id,
    values: {
      name,
      identity,
      sex,
      birth: `${identity.slice(6, 10)}-${identity.slice(10, 12)}-${identity.slice(12, 14)}`,
      ethnicity: random.pick(['汉族', '汉族', '回族']),
      stage,
      grade: String(random.int(1, grades)),
      class: String(random.int(1, 3)),
      residence: random.pick(['走读', '住校', '借宿', '其他']),
      leftBehind: yes(random, 0.2),
      migrant: migrant ? '是' : '否',
      workersChild: migrant ? yes(random, 0.5) : '否',
      origin: migrant ? random.pick(['外省', '本省外县']) : '本县',
      preschoolYears: String(random.int(0, 3)),
      disability: disabled ? random.pick(['视力残疾', '智力残疾', '多重残疾']) : '无',
      inclusive: disabled && !special ? '是' : '否',
      specialClass: special ? '是' : '否',
      status: '在读',
      party: random.pick(['群众', '共青团员']),
      overseas: random.pick(['否', '否', '否', '香港', '华侨']),
      mixed: yes(random, 0.1),
    },
  };
}

function employee(random: Random, year: number, id: number): RosterPerson {
  const sex = random.pick(['男', '女'] as const);
  const { name, identity } = oneOfMany(id, year - random.int(20, 65), sex);
  const posts = ['专任教师', '专任教师', '专任教师', '行政人员', '工勤人员', '其他', '校外教师', '银龄教师'];
  return {
    id,
    values: {
      name,
      identity,
      sex,
      birth: `${identity.slice(6, 10)}-${identity.slice(10, 12)}-${identity.slice(12, 14)}`,
      ethnicity: random.pick(['汉族', '满族']),
      post: random.pick(posts),
      stage: random.pick(['小学', '初中', '学前', '特教']),
      subject: random.pick(['语文', '英语', '日语', '音乐', '美术', '艺术', '其他', '不授课']),
      degree: random.pick(['硕士研究生', '本科', '专科', '高中阶段以下']),
      title: random.pick(['正高级', '中级', '员级', '未定职级']),
      permanent: yes(random, 0.7),
      foreign: yes(random, 0.1),
      party: random.pick(['群众', '中共党员', '民主党派']),
      overseas: random.pick(['否', '否', '台湾']),
      preschoolMajor: yes(random, 0.2),
    },
  };
}
