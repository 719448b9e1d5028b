/** Rooms as finely as either edition asks; areas are in hundredths of a square metre, so that sums are exact. */
export const roomKinds = [
  '教室',
  '实验室',
  '微机室',
  '语音室',
  '其他专用教室',
  '图书室',
  '体育馆',
  '心理辅导室',
  '其他公共教学用房',
  '教师办公室',
  '其他办公用房',
  '教工宿舍',
  '周转宿舍',
  '学生宿舍',
  '食堂',
  '厕所',
  '其他生活用房',
  '其他用房',
  '睡眠室',
  '保健室',
] as const;
export type RoomKind = (typeof roomKinds)[number];
export type Areas = Readonly<Record<RoomKind, number>>;

export const structures = ['框架结构', '砖混结构', '砖木结构', '土木结构'] as const;

/** Buildings, site and equipment on one 1 September. */
export interface Premises {
  readonly before: Areas;
  readonly added: Areas;
  readonly removed: Areas;
  readonly now: Areas;
  /** Most rooms are of the first structure, new ones are frame buildings. */
  readonly structure: (typeof structures)[number];
  readonly dangerousBefore: number;
  readonly dangerous: number;
  readonly rentedBefore: number;
  readonly rented: number;
  readonly lent: number;
  /** Hundredths of a square metre. */
  readonly site: number;
  readonly green: number;
  readonly sports: number;
  readonly books: number;
  readonly classrooms: number;
  readonly specialRooms: number;
  readonly multimediaClassrooms: number;
  readonly multimediaSpecial: number;
  readonly pitches: readonly [eleven: number, seven: number, five: number];
  readonly teacherDevices: number;
  readonly pupilDevices: number;
  readonly otherDevices: number;
  readonly tablets: number;
  /** Hundredths of 万元. */
  readonly instruments: number;
  readonly fixedAssets: number;
  readonly eBooks: number;
  readonly audioHours: number;
}

export const totalArea = (areas: Areas): number => roomKinds.reduce((sum, kind) => sum + areas[kind], 0);

export function areasOf(area: (kind: RoomKind) => number): Areas {
  return Object.fromEntries(roomKinds.map((kind) => [kind, area(kind)])) as Areas;
}
