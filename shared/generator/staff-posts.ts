import { teachingStages } from './character';
import type { Character } from './character';
import { isMainstream } from './pupils';
import type { Pupil } from './pupils';
import type { Employee, Role, Subject, TeacherStage } from './staff';

/** Posts that a school of this size has, by role and stage. */
export function posts(
  character: Character,
  pupils: readonly Pupil[],
): readonly [Role, TeacherStage, number][] {
  const { school, special } = character;
  const perTeacher: Record<TeacherStage, number> = { 学前: 13, 小学: 18, 初中: 13, 高中: 12, 特教: 4 };
  const wanted = teachingStages(school).flatMap((stage): [Role, TeacherStage, number][] => {
    const here = pupils.filter((p) => p.stage === stage && isMainstream(p)).length;
    return here === 0 || special
      ? []
      : [['专任教师', stage, Math.max(2, Math.ceil(here / perTeacher[stage]) + 1)]];
  });
  const apart = pupils.filter(
    ({ placement }) => placement === '特殊教育学校' || placement === '附设特教班',
  ).length;
  if (special || school.attachedClasses.includes('附设特教班'))
    wanted.push(['专任教师', '特教', Math.max(1, Math.ceil(apart / perTeacher.特教))]);
  const preschool = wanted.find(([, stage]) => stage === '学前')?.[2] ?? 0;
  if (preschool > 0) {
    wanted.push(['保育员', '学前', Math.ceil(preschool / 2)]);
    if (school.type === '幼儿园')
      wanted.push(['园长', '学前', 1], ['卫生保健', '学前', 1], ['其他', '学前', Math.ceil(preschool / 4)]);
  }
  if (school.type === '幼儿园') return wanted;
  const main = wanted.find(([role, stage]) => role === '专任教师' && stage !== '学前')?.[1] ?? '小学';
  const size = pupils.length;
  return [
    ...wanted,
    ['行政', main, Math.ceil(size / 400)],
    ['教辅', main, Math.floor(size / 350)],
    ['工勤', main, Math.ceil(size / 300)],
    ['其他', main, Math.floor(size / 900)],
    ['校外教师', main, Math.floor(size / 700)],
    ['银龄教师', main, Math.floor(size / 1200)],
  ];
}

/** Teachers that every hundred pupils are to have (优质均衡): 骨干教师, and teachers of sport and the arts. */
const artsAndSport: readonly Subject[] = ['体育与健康', '音乐', '美术'];

/** Names as many 骨干教师 and gives as many teachers sport and arts as the size of the school asks for. */
export function distinguish(staff: readonly Employee[], pupils: readonly Pupil[]): readonly Employee[] {
  const result = [...staff];
  for (const stage of ['小学', '初中'] as const) {
    const wanted = Math.ceil(pupils.filter((pupil) => pupil.stage === stage).length / 90);
    const places = result.flatMap((one, place) =>
      one.role === '专任教师' && one.stage === stage ? [place] : [],
    );
    const change = (has: (one: Employee) => boolean, changed: (one: Employee) => Employee): void => {
      let missing = wanted - places.filter((place) => has(at(result, place))).length;
      for (const place of places) {
        if (missing <= 0) return;
        if (has(at(result, place))) continue;
        result[place] = changed(at(result, place));
        missing -= 1;
      }
    };
    change(
      ({ backbone }) => backbone,
      (one) => ({ ...one, backbone: true }),
    );
    change(
      ({ subject }) => artsAndSport.includes(subject),
      (one) => ({ ...one, subject: artsAndSport[one.serial % 3] ?? '美术' }),
    );
  }
  return result;
}

function at<T>(items: readonly T[], place: number): T {
  const item = items[place];
  if (item === undefined) throw new Error(`nothing at ${place}`);
  return item;
}
