import { roomKinds, totalArea } from '../rooms';
import type { Areas, Premises, RoomKind } from '../rooms';
import type { SchoolYear } from '../school-year';
import { hundredths } from '../sheet';
import type { Sheet } from '../sheet';
import type { FormRule } from './counted-as';

/** 校舍, 占地面积 and 其他办学条件 of both editions. */

const all: readonly RoomKind[] = roomKinds;
const special: readonly RoomKind[] = ['实验室', '微机室', '语音室', '其他专用教室'];
const common: readonly RoomKind[] = ['图书室', '体育馆', '心理辅导室', '其他公共教学用房'];
const teaching: readonly RoomKind[] = ['教室', '睡眠室', '保健室', ...special, ...common];
const office: readonly RoomKind[] = ['教师办公室', '其他办公用房'];
const living: readonly RoomKind[] = ['教工宿舍', '周转宿舍', '学生宿舍', '食堂', '厕所', '其他生活用房'];

type Rows = Readonly<Record<string, readonly RoomKind[]>>;

const rows5170: Rows = {
  '01': all,
  '05': teaching,
  '06': ['教室'],
  '07': special,
  '08': ['实验室'],
  '09': ['微机室', '语音室', '其他专用教室'],
  '10': common,
  '11': ['图书室'],
  '12': ['体育馆'],
  '13': ['心理辅导室'],
  '14': ['其他公共教学用房'],
  '15': office,
  '16': ['教师办公室'],
  '17': ['其他办公用房'],
  '18': living,
  '19': ['教工宿舍'],
  '20': ['周转宿舍'],
  '21': ['学生宿舍'],
  '22': ['食堂'],
  '23': ['厕所'],
  '24': ['其他生活用房'],
  '25': ['其他用房'],
};

/** The earlier edition has no line for rooms of other uses: they are counted with the classrooms. */
const rows512: Rows = {
  '01': all,
  '04': teaching,
  '05': ['教室', '其他专用教室', '心理辅导室', '其他公共教学用房'],
  '06': ['实验室'],
  '07': ['图书室'],
  '08': ['微机室'],
  '09': ['语音室'],
  '10': ['体育馆'],
  '11': office,
  '12': ['教师办公室'],
  '13': living,
  '14': ['教工宿舍', '周转宿舍'],
  '15': ['周转宿舍'],
  '16': ['学生宿舍'],
  '17': ['食堂'],
  '18': ['厕所'],
  '19': ['其他生活用房'],
  '20': ['其他用房'],
};

const rows511: Rows = {
  '01': all,
  '04': [...teaching, '厕所'],
  '05': ['教室'],
  '06': ['厕所'],
  '07': ['睡眠室'],
  '08': ['保健室'],
  '09': ['图书室'],
  '10': office,
  '11': ['教师办公室'],
  '12': living.filter((kind) => kind !== '厕所'),
  '13': ['食堂'],
  '14': ['其他用房'],
};

const areaOf = (areas: Areas, kinds: readonly RoomKind[]): number =>
  kinds.reduce((sum, kind) => sum + areas[kind], 0);

function changes({ premises }: SchoolYear, sheet: Sheet): void {
  const { before, added, removed, now } = premises;
  for (const [row, kinds] of Object.entries(rows5170))
    [before, added, removed, now].forEach((areas, index) =>
      sheet.set(row, index + 1, hundredths(areaOf(areas, kinds))),
    );
  const part = (row: string, was: number, is: number): void =>
    [was, Math.max(0, is - was), Math.max(0, was - is), is].forEach((area, index) =>
      sheet.set(row, index + 1, hundredths(area)),
    );
  part('02', premises.dangerousBefore, premises.dangerous);
  part('03', premises.rentedBefore, premises.rented);
  part('04', premises.lent, premises.lent);
}

/** Columns 1 all, 2–5 by structure, 6 rented, 7 of these from public schools; rented rooms are classrooms. */
function byStructure(rows: Rows, classroomRows: readonly string[]): FormRule {
  return ({ premises }, sheet) => {
    const { now, added, structure, rented, dangerous } = premises;
    const own = ['框架结构', '砖混结构', '砖木结构', '土木结构'].indexOf(structure);
    const put = (row: string, total: number, fresh: number, leased: number): void => {
      const parts = [0, 0, 0, 0];
      parts[own] = total - fresh;
      parts[0] = (parts[0] ?? 0) + fresh;
      [total, ...parts, leased, 0].forEach((area, index) => sheet.set(row, index + 1, hundredths(area)));
    };
    for (const [row, kinds] of Object.entries(rows))
      put(row, areaOf(now, kinds), areaOf(added, kinds), classroomRows.includes(row) ? rented : 0);
    put('02', dangerous, 0, 0);
    put('03', totalArea(added), totalArea(added), 0);
  };
}

const siteColumns = ({ site, green, sports }: Premises): readonly string[] => [
  hundredths(site),
  hundredths(green),
  hundredths(sports),
];

function line(sheet: Sheet, values: readonly (number | string)[]): void {
  values.forEach((value, index) => sheet.set('01', index + 1, value));
}

export const premisesTables: Readonly<Record<string, FormRule>> = {
  教基5170: changes,
  基础基512: byStructure(rows512, ['01', '04', '05']),
  基础基511: byStructure(rows511, ['01', '04', '05']),
  教基5176: ({ premises: p }, sheet) => {
    const devices = p.teacherDevices + p.pupilDevices + p.otherDevices;
    const values: readonly (number | string)[] = [
      ...siteColumns(p),
      p.pitches[0] + p.pitches[1] + p.pitches[2],
      ...p.pitches,
      p.books,
      devices,
      p.teacherDevices,
      p.pupilDevices,
      p.classrooms + p.specialRooms,
      p.multimediaClassrooms + p.multimediaSpecial,
      hundredths(p.fixedAssets),
      hundredths(p.instruments),
    ];
    values.forEach((value, index) => sheet.set(String(index + 1).padStart(2, '0'), 1, value));
  },
  基础基521: ({ premises: p }, sheet) =>
    line(sheet, [...siteColumns(p), p.books, p.eBooks, 0, 0, p.audioHours]),
  基础基522: ({ premises: p }, sheet) =>
    line(sheet, [
      ...siteColumns(p),
      p.teacherDevices + p.pupilDevices + p.otherDevices,
      p.teacherDevices + p.pupilDevices,
      Math.min(p.tablets, p.pupilDevices),
      p.classrooms + p.specialRooms,
      p.classrooms,
      p.multimediaClassrooms,
      p.specialRooms,
      p.multimediaSpecial,
      hundredths(p.instruments),
      hundredths(p.fixedAssets),
    ]),
  基础基531: ({ premises: p }, sheet) => line(sheet, [p.books]),
};
