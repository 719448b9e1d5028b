import { stagesOf } from '../../applicability';
import { gradesOf } from '../character';
import { drawPerson, telephone } from '../names';
import { isMainstream } from '../pupils';
import type { SchoolYear } from '../school-year';
import type { Sheet } from '../sheet';
import type { FormRule } from './counted-as';
import { isTeacher } from './staff-tables';

/** 学校（机构）基本情况: 教基1001, 基础基111 and 基础基112. */

const county = { code: '990101000000', department: '990101000099' } as const;

/** What stays the same over the years comes from the school's own code, not from the year. */
function constants({ character }: SchoolYear) {
  const own = character.school.code;
  const digits = Number(own.slice(-5));
  return {
    addressCode: `990101${String(digits % 1_000_000).padStart(6, '0')}`,
    longitude: (100 + (digits % 997) / 1000).toFixed(6),
    latitude: (30 + (digits % 991) / 1000).toFixed(6),
    postcode: `99${String(digits % 10_000).padStart(4, '0')}`,
  };
}

function contact(year: SchoolYear) {
  const own = year.random.fork('contact');
  return { head: drawPerson(own), lead: drawPerson(own), filler: drawPerson(own), phone: telephone(own) };
}

const put = (sheet: Sheet, fields: Readonly<Record<string, string | number>>): void => {
  for (const [id, value] of Object.entries(fields)) sheet.field(id, value);
};

const currentRecord: FormRule = (year, sheet) => {
  const { school, village } = year.character;
  const { head, lead, filler, phone } = contact(year);
  const { longitude, latitude, postcode } = constants(year);
  put(sheet, {
    schoolCode: school.code,
    schoolName: school.name,
    province: '示例省',
    city: '示例市',
    county: school.county,
    town: school.town,
    village: `${village}民委员会`,
    urbanRural: school.placeType,
    longitude,
    latitude,
    principalName: head,
    statHeadName: lead,
    statHeadDept: '教导处',
    statHeadPost: '主任',
    statHeadPhone: phone,
    fillerName: filler,
    fillerDept: '教导处',
    fillerPost: '教师',
    fillerPhone: phone,
    areaCode: phone.slice(0, 4),
    officePhone: phone,
    postcode,
    adminDept: `${school.county}教育局`,
    schoolType: school.type,
    nature: '公办',
    sponsor: '县级教育部门',
    attachedClasses: school.attachedClasses.join('、'),
    electricity: '是',
    internet: '是',
    wifi: year.pupils.length > 200 ? '是' : '否',
    water: year.pupils.length > 60 ? '网管供水' : '自备水源',
    toilet: '卫生厕所',
    handwash: year.pupils.length > 40 ? '有水和肥皂' : '只有水',
  });
};

/** 城乡类型 of seven classes, one for each 驻地城乡类型. */
const urbanRural = { 城区: ['主城区', '111'], 镇区: ['镇中心区', '121'], 乡村: ['村庄', '220'] } as const;
const attachedCodes: Readonly<Record<string, string>> = {
  附设幼儿班: '119',
  附设小学班: '219',
  附设普通初中班: '319',
  附设职业初中班: '329',
  附设普通高中班: '349',
  附设特教班: '519',
};
const typeCodes: Readonly<Record<string, string>> = {
  幼儿园: '111',
  小学: '211',
  小学教学点: '218',
  初级中学: '311',
  九年一贯制学校: '312',
  职业初中: '321',
  完全中学: '341',
  高级中学: '342',
  十二年一贯制学校: '345',
  特殊教育学校: '514',
};

const earlierRecord: FormRule = (year, sheet) => {
  const { school } = year.character;
  const { head, filler, phone } = contact(year);
  const { addressCode, longitude, latitude, postcode } = constants(year);
  const own = stagesOf({ type: school.type, attachedClasses: [] });
  const [primary, junior] = [gradesOf(school, '小学'), gradesOf(school, '初中')];
  const special = school.type === '特殊教育学校';
  put(sheet, {
    schoolCode: school.code,
    schoolName: school.name,
    addressName: `${school.county}${school.town}`,
    addressCode,
    urbanRuralName: urbanRural[school.placeType][0],
    urbanRuralCode: urbanRural[school.placeType][1],
    adminDeptName: `${school.county}教育局`,
    adminDeptCode: county.department,
    schoolTypeName: special ? '其他特教学校' : school.type,
    schoolTypeCode: typeCodes[school.type] ?? '',
    sponsorName: '县级教育部门',
    sponsorCode: '831',
    natureName: school.type === '幼儿园' ? '' : '公办',
    yearsPrimary: own.has('小学') ? primary : '',
    yearsJunior: own.has('初中') ? junior : '',
    entryAgePrimary: own.has('小学') ? school.entryAge : '',
    entryAgeJunior: own.has('初中') ? school.entryAge + primary : '',
    postcode,
    officePhone: phone,
    principal: head,
    filler,
    longitude,
    latitude,
  });
  for (const attached of school.attachedClasses) {
    const code = attachedCodes[attached] ?? '';
    put(sheet, {
      [`att${code}_举办者_name`]: '县级教育部门',
      [`att${code}_举办者_code`]: '831',
      [`att${code}_属地管理教育行政部门_name`]: `${school.county}教育局`,
      [`att${code}_属地管理教育行政部门_code`]: county.department,
      [`att${code}_地址_name`]: `${school.county}${school.town}`,
      [`att${code}_地址_code`]: addressCode,
      [`att${code}_规定年制_小学`]: primary,
      [`att${code}_规定年制_初中`]: junior,
      [`att${code}_规定入学年龄_小学`]: school.entryAge,
      [`att${code}_规定入学年龄_初中`]: school.entryAge + primary,
    });
  }
};

const conditions: FormRule = (year, sheet) => {
  const { school } = year.character;
  const { premises, pupils, staff } = year;
  const put1 = (row: number, value: number | string): void =>
    sheet.set(String(row).padStart(2, '0'), 1, value);
  const kindergarten = school.type === '幼儿园';
  const ordinary = !kindergarten && school.type !== '特殊教育学校';
  const stages = stagesOf(school);
  const yes = (answer: boolean): string => (answer ? '是' : '否');
  const small = pupils.length < 150;
  if (kindergarten) put1(1, yes(school.townshipCentre));
  if (school.type === '小学') put1(2, yes(school.townshipCentre));
  put1(11, '是');
  put1(29, Math.max(1, Math.ceil(pupils.length / 500)));
  put1(32, yes(!small));
  put1(38, small ? '自备水源' : '网管供水');
  put1(39, '卫生厕所');
  put1(40, pupils.length > 40 ? '有水和肥皂' : '只有水');
  if (!ordinary) return;
  for (const row of [3, 18]) put1(row, '否');
  for (const row of [5, 6, 7, 8]) put1(row, yes(pupils.length > 60));
  if (stages.has('小学')) put1(9, '是');
  if (stages.has('初中') || stages.has('高中')) {
    put1(10, '是');
    put1(33, '是');
  }
  put1(12, yes(!small));
  put1(13, '是');
  put1(14, small ? 100 : 500);
  for (const row of [15, 16]) put1(row, yes(pupils.length > 600));
  put1(17, yes(!small));
  const examined = year.opening.filter((p) => isMainstream(p) && p.stage !== '学前').length;
  const [good, pass] = [Math.floor(examined * 0.4), Math.floor(examined * 0.35)];
  const excellent = Math.floor(examined * 0.18);
  put1(20, examined);
  [examined, excellent, good, pass, examined - excellent - good - pass].forEach((count, index) =>
    put1(21 + index, count),
  );
  (['小学', '初中', '高中'] as const).forEach((stage, index) => {
    if (stages.has(stage))
      put1(26 + index, staff.filter((one) => isTeacher(one) && one.stage === stage && one.backbone).length);
  });
  put1(30, small ? 0 : Math.ceil(pupils.length / 800));
  put1(31, small ? 0 : 1);
  put1(34, premises.pitches[0] + premises.pitches[1] + premises.pitches[2]);
  premises.pitches.forEach((count, index) => put1(35 + index, count));
};

export const schoolRecord: Readonly<Record<string, FormRule>> = {
  教基1001: currentRecord,
  基础基111: earlierRecord,
  基础基112: conditions,
};
