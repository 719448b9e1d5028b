import { personOf } from '../ledgers';
import type { DisabledChild, Dropout, Gap } from '../ledgers';
import { oneOfMany } from '../names';
import type { SchoolYear } from '../school-year';
import { gradeName, gradeOfNine } from './dropout-tables';

/** A record of a list form by column number; what is not known is left out. */
export type RecordValues = Readonly<Record<number, string | number | undefined>>;
export type ListRule = (year: SchoolYear) => readonly RecordValues[];

const day = (date: Date): string => date.toISOString().slice(0, 10);

function dropoutRecord(year: SchoolYear, { pupil, reason, returned }: Dropout, index: number): RecordValues {
  const { school, village } = year.character;
  const own = year.random.fork(`dropout${pupil.serial}`);
  const { register, guardian, phone } = personOf(own, school.code, pupil.serial, pupil.born, pupil.sex);
  // The same pupil as in the roster of the school.
  const { name, identity } = oneOfMany(pupil.serial, pupil.born, pupil.sex);
  const left = Date.UTC(year.year - 1, 8, 10 + own.int(0, 280));
  const after = (days: number): string => day(new Date(left + days * 86_400_000));
  return {
    1: index + 1,
    2: name,
    3: pupil.sex,
    4: identity,
    5: register,
    6: pupil.stage,
    7: gradeName(year, pupil),
    8: `${own.int(1, 3)}班`,
    9: `${school.county}${school.town}${village}`,
    10: guardian,
    11: phone,
    12: own.chance(0.15) ? '是' : '否',
    13: pupil.disability === null ? '否' : pupil.disability.slice(0, 2),
    14: pupil.origin === '本县' ? (pupil.leftBehind ? '留守儿童' : '否') : '随迁子女',
    15: after(0),
    16: reason,
    17: after(own.int(1, 3)),
    18: own.int(3, 6),
    19: '班主任',
    20: '村委会',
    21: returned ? '已复学' : own.pick(['仍辍学', '劝返中', '失踪失联']),
    22: returned ? after(own.int(8, 40)) : undefined,
  };
}

/** Whoever stayed away was suspected first: the same pupil, found after three days. */
function suspectedRecord(year: SchoolYear, dropout: Dropout, index: number): RecordValues {
  const known = dropoutRecord(year, dropout, index);
  const found = day(new Date(Date.parse(String(known[15])) + 3 * 86_400_000));
  return {
    ...{ 1: index + 1, 2: known[2], 3: known[4], 5: known[5], 6: known[6], 7: known[7], 8: known[8] },
    ...{ 9: found, 10: 3, 11: known[16], 12: found, 13: known[18], 14: '家访，与村委会一起劝返' },
    15: dropout.returned ? '已返校' : '转入辍学台账',
    16: known[22],
    17: '班主任',
  };
}

/** A register of more children is kept by the village, not by the school. */
const largestRegister = 40;

const attendance = {
  本校: '本校',
  县内他校: '县内他校',
  县外: '县外',
  特教或送教: '送教上门',
  延缓入学: '未入学',
};

/** The whole service area of a small school; where children start at seven the township counts them. */
function childRecords({ character, serviceArea, random, year }: SchoolYear): readonly RecordValues[] {
  const { school, village } = character;
  if (serviceArea.length > largestRegister || school.entryAge !== 6) return [];
  return serviceArea.map(({ age, girl, goes }, index): RecordValues => {
    const own = random.fork(`child${index}`);
    const serial = 800_000 + index;
    const person = personOf(own, school.code, serial, year - age, girl ? '女' : '男');
    const postponed = goes === '延缓入学';
    return {
      ...{ 1: index + 1, 2: person.name, 3: person.identity, 7: village, 8: `${school.town}${village}` },
      9: attendance[goes],
      10:
        goes === '本校' ? school.name : goes === '县内他校' || goes === '县外' ? '已取得就读证明' : undefined,
      ...(postponed ? { 12: '延缓入学', 13: `${year}-08-20` } : {}),
      ...{ 14: person.guardian, 15: person.phone, 16: `${year}-09-01` },
    };
  });
}

function disabledRecord(year: SchoolYear, child: DisabledChild, index: number): RecordValues {
  const { school } = year.character;
  const serial = child.pupil?.serial ?? 900_000;
  const own = year.random.fork(`disabled${serial}`);
  const sex = child.girl ? '女' : '男';
  const drawn = personOf(own, school.code, serial, child.born, sex);
  const { guardian, phone } = drawn;
  const { name, identity } = child.pupil === null ? drawn : oneOfMany(serial, child.born, sex);
  const placement = child.pupil?.placement ?? '未入学';
  return {
    1: index + 1,
    2: name,
    3: sex,
    4: identity,
    6: child.disability,
    7: own.pick(['一级', '二级', '三级', '四级', '未评定']),
    8: child.stage,
    9: child.pupil === null ? undefined : gradeOfNine(year, child.pupil),
    10: placement,
    11: child.pupil === null ? undefined : school.name,
    12: placement === '送教上门' ? own.int(8, 20) : undefined,
    13: `${guardian} ${phone}`,
    14: child.pupil === null ? own.pick(['重度残疾无学习能力', '康复治疗', '延缓入学', '其他']) : undefined,
  };
}

/** Each item is asked for twice, for teaching and for the boarding house or reserve, and then stated as a total. */
function gapRecords({ character, year, random }: SchoolYear, gap: Gap): readonly RecordValues[] {
  const missing = gap.wanted - gap.there;
  const part = Math.ceil(missing / 2);
  const line = (use: string, wanted: number, there: number): RecordValues => ({
    2: character.school.name,
    3: random.fork(gap.item).pick(['短时间内无法解决', '急需协调解决', '其它需要解决']),
    4: gap.item,
    5: use,
    6: gap.unit,
    7: wanted,
    8: there,
    9: wanted - there,
    10: String(gap.price),
    12: gap.status === '未开始' ? '未落实' : '县级财政',
    13: '总务主任',
    14: `${year + 1}-06-30`,
    15: gap.status,
    16: gap.status === '已销号' ? '已到货并验收' : undefined,
  });
  return [
    line(gap.use, gap.there + part, gap.there),
    ...(missing > part ? [line('备用', missing - part, 0)] : []),
    { 2: '合计', 4: gap.item, 6: gap.unit, 7: gap.wanted, 8: gap.there, 9: missing },
  ];
}

export const listRules: Readonly<Record<string, ListRule>> = {
  局控辍1: (year) => year.dropouts.map((dropout, index) => dropoutRecord(year, dropout, index)),
  局控辍3: childRecords,
  局控辍4: (year) => year.dropouts.map((dropout, index) => suspectedRecord(year, dropout, index)),
  局特教2: (year) => year.disabled.map((child, index) => disabledRecord(year, child, index)),
  局缺口1: (year) =>
    year.gaps
      .flatMap((gap) => gapRecords(year, gap))
      .map((record, index): RecordValues => ({ ...record, 1: index + 1 })),
};
