import type { Character } from './character';
import type { SchoolClass } from './classes';
import type { Pupil } from './pupils';
import type { Random } from './random';
import { areasOf, structures, totalArea } from './rooms';
import type { Areas, Premises, RoomKind } from './rooms';

/** Square metres that a school with so many pupils, classes and boarders has of each kind. */
function usualAreas(
  random: Random,
  size: number,
  classes: number,
  boarders: number,
  kindergarten: boolean,
): Areas {
  const metres: Record<RoomKind, number> = {
    教室: Math.max(classes, 1) * 62 + size * 1.7,
    实验室: kindergarten || size < 120 ? 0 : 96 * Math.ceil(size / 500),
    微机室: kindergarten || size < 60 ? 0 : 80 * Math.ceil(size / 600),
    语音室: size > 800 && !kindergarten ? 80 : 0,
    其他专用教室: kindergarten ? 0 : size * 0.6 + 40,
    图书室: 40 + size * 0.35,
    体育馆: size > 1200 ? size * 0.4 : 0,
    心理辅导室: size > 150 && !kindergarten ? 36 : 0,
    其他公共教学用房: kindergarten ? 0 : 20 + size * 0.5,
    教师办公室: 30 + size * 0.4,
    其他办公用房: 20 + size * 0.15,
    教工宿舍: size > 100 ? 60 : 0,
    周转宿舍: random.chance(0.4) ? 180 : 0,
    学生宿舍: boarders === 0 ? 0 : 60 + boarders * 3.4,
    食堂: size > 40 ? 60 + size * 0.4 : 0,
    厕所: 24 + size * 0.12,
    其他生活用房: random.chance(0.5) ? 45 : 0,
    其他用房: random.chance(0.5) ? 70 : 0,
    睡眠室: kindergarten ? 30 + size * 1.5 : 0,
    保健室: kindergarten ? 15 : 0,
  };
  return areasOf((kind) =>
    metres[kind] === 0
      ? 0
      : Math.round(metres[kind] * random.between(1, 1.25)) * 100 + random.pick([0, 50, 25]),
  );
}

const none = areasOf(() => 0);

/** What the pupils of the first counted year need, which only grows afterwards. */
export function firstPremises(
  random: Random,
  character: Character,
  pupils: readonly Pupil[],
  classes: readonly SchoolClass[],
): Premises {
  const size = pupils.length;
  const kindergarten = character.school.type === '幼儿园';
  const boarders = pupils.filter(({ boarder }) => boarder).length;
  const now = usualAreas(random, size, classes.length, boarders, kindergarten);
  const sports = Math.round((size * random.between(10.5, 14) + 400) * 100);
  const green = Math.round(size * random.between(2, 6) * 100);
  const instruments = Math.round(size * random.between(0.26, 0.45) * 100) + 200;
  const classrooms = Math.max(classes.length, 1) + random.int(0, 2);
  const old = character.troubles.has('oldBuildings');
  const [dangerous, rented] = [
    old ? Math.round(now.教室 / 300) * 100 : 0,
    random.chance(0.08) ? Math.round(now.教室 / 500) * 100 : 0,
  ];
  return {
    before: now,
    added: none,
    removed: none,
    now,
    structure: random.weighted(
      structures.map((name, index) => [name, [6, 4, 0.5, 0.1][index] ?? 0] as const),
    ),
    dangerousBefore: dangerous,
    dangerous,
    rentedBefore: rented,
    rented,
    lent: 0,
    site: sports + green + Math.round(totalArea(now) * random.between(0.5, 1.5)),
    green,
    sports,
    books: Math.round(size * (character.troubles.has('fewBooks') ? 8 : random.between(27, 36))) + 200,
    classrooms,
    specialRooms: Math.max(1, Math.ceil(size / 160)),
    multimediaClassrooms: classrooms,
    multimediaSpecial: Math.max(1, Math.ceil(size / 200)),
    pitches: [size > 1500 ? 1 : 0, size > 400 ? 1 : 0, size > 80 && random.chance(0.6) ? 1 : 0],
    teacherDevices: Math.ceil(size / 16) + 1,
    pupilDevices: Math.ceil(size / 9),
    otherDevices: random.int(0, 6),
    tablets: size > 300 && random.chance(0.3) ? random.int(10, 60) : 0,
    instruments,
    fixedAssets: instruments + Math.round(totalArea(now) * 0.16) + random.int(100, 5000),
    eBooks: random.int(0, 5) * 200,
    audioHours: random.int(0, 80),
  };
}

/** The premises a year later: now and then something is built, things are bought, old sheds come down. */
export function nextPremises(
  random: Random,
  character: Character,
  last: Premises,
  pupils: readonly Pupil[],
  classes: readonly SchoolClass[],
): Premises {
  const boarders = pupils.filter(({ boarder }) => boarder).length;
  const wanted = usualAreas(
    random,
    pupils.length,
    classes.length,
    boarders,
    character.school.type === '幼儿园',
  );
  const builds = random.chance(0.15);
  const added = areasOf((kind) => {
    const missing = Math.max(0, wanted[kind] - last.now[kind]);
    const needed = (kind === '学生宿舍' || kind === '教室') && last.now[kind] === 0;
    return needed || (builds && missing > last.now[kind] * 0.2) ? missing : 0;
  });
  const removed = areasOf((kind) =>
    kind === '其他用房' && random.chance(0.05) ? Math.round(last.now[kind] / 9) : 0,
  );
  const now = areasOf((kind) => last.now[kind] + added[kind] - removed[kind]);
  const bought = Math.round(pupils.length * random.between(0, 0.03) * 100);
  const classrooms = Math.max(last.classrooms, classes.length);
  const instruments = Math.max(last.instruments + bought, pupils.length * 26 + 200);
  return {
    ...last,
    before: last.now,
    added,
    removed,
    now,
    dangerousBefore: last.dangerous,
    rentedBefore: last.rented,
    sports: Math.max(last.sports, pupils.length * 1020),
    site: Math.max(
      last.site,
      Math.max(last.sports, pupils.length * 1020) + last.green + Math.round(totalArea(now) * 0.5),
    ),
    books:
      last.books +
      Math.max(0, pupils.length * 27 - last.books) * (character.troubles.has('fewBooks') ? 0 : 1) +
      random.int(0, pupils.length),
    classrooms,
    multimediaClassrooms: classrooms,
    multimediaSpecial: Math.max(last.multimediaSpecial, Math.ceil(pupils.length / 200)),
    specialRooms: Math.max(last.specialRooms, Math.ceil(pupils.length / 200)),
    instruments,
    fixedAssets: last.fixedAssets + instruments - last.instruments + Math.round(totalArea(added) * 0.16),
  };
}
