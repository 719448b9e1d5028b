/**
 * Heads of roster files as clerks have them, in their order (全国中小学生学籍信息管理系统: import templates of two
 * periods and the export of enrolled pupils; lists of class teachers; the staff list of a school).
 */

/** `export` 学籍系统导出, `earlier` and `later` its import templates, `class` one sheet per class by its teacher. */
export const pupilFileStyles = ['export', 'earlier', 'later', 'class'] as const;
export type PupilFileStyle = (typeof pupilFileStyles)[number];
export type RosterFileStyle = PupilFileStyle | 'staff';

/** A field of the roster, or what else stands in such files: `line` a running number, `filler` invented and never needed. */
export type RosterSource = { readonly field: string } | { readonly filler: Filler };

/** Kinds of what no form needs; telephones, addresses and family members must not be kept by whoever reads the file. */
export type Filler =
  | 'line'
  | 'blank'
  | 'school'
  | 'area'
  | 'country'
  | 'identityKind'
  | 'health'
  | 'household'
  | 'entryWay'
  | 'address'
  | 'telephone'
  | 'postcode'
  | 'yes'
  | 'no'
  | 'distance'
  | 'way'
  | 'blood'
  | 'source'
  | 'mail'
  | 'adult'
  | 'relation'
  | 'adultIdentity'
  | 'ethnicity'
  | 'work';

export type RosterFileColumn = readonly [head: string, source: RosterSource];

const field = (head: string, id: string): RosterFileColumn => [head, { field: id }];
const filler = (head: string, kind: Filler): RosterFileColumn => [head, { filler: kind }];

const member = (number: number): readonly RosterFileColumn[] => [
  filler(`成员${number}姓名`, 'adult'),
  filler(`成员${number}关系`, 'relation'),
  filler(`成员${number}关系说明`, 'blank'),
  filler(`成员${number}现住址`, 'address'),
  filler(`成员${number}户口所在地行政区划`, 'area'),
  filler(`成员${number}联系电话`, 'telephone'),
  filler(`成员${number}是否监护人`, 'yes'),
  filler(`成员${number}身份证件类型`, 'identityKind'),
  filler(`成员${number}身份证件号`, 'adultIdentity'),
  filler(`成员${number}民族`, 'ethnicity'),
  filler(`成员${number}工作单位`, 'work'),
  filler(`成员${number}职务`, 'blank'),
];

const exported: readonly RosterFileColumn[] = [
  field('全国学籍号', 'register'),
  field('姓名', 'name'),
  field('性别', 'sex'),
  field('出生日期', 'birth'),
  field('身份证件号', 'identity'),
  field('民族', 'ethnicity'),
  field('学段', 'stage'),
  field('年级', 'grade'),
  field('班级', 'class'),
  field('学籍状态', 'status'),
  field('就读方式', 'residence'),
  field('入学年月', 'entry'),
  filler('户口性质', 'household'),
  field('随班就读', 'inclusive'),
  field('残疾类型', 'disability'),
];

const earlier: readonly RosterFileColumn[] = [
  filler('学校标识码', 'school'),
  field('姓名', 'name'),
  field('性别', 'sex'),
  field('出生日期', 'birth'),
  filler('出生地行政区划代码', 'area'),
  filler('籍贯', 'area'),
  field('民族', 'ethnicity'),
  filler('国籍/地区', 'country'),
  filler('身份证件类型', 'identityKind'),
  field('港澳台侨外', 'overseas'),
  filler('健康状况', 'health'),
  field('政治面貌', 'party'),
  field('身份证件号', 'identity'),
  filler('户口性质', 'household'),
  field('户口所在地行政区划', 'area'),
  field('班号', 'class'),
  field('入学年月', 'entry'),
  filler('入学方式', 'entryWay'),
  field('就读方式', 'residence'),
  filler('现住址', 'address'),
  filler('通信地址', 'address'),
  filler('家庭地址', 'address'),
  filler('联系电话', 'telephone'),
  filler('邮政编码', 'postcode'),
  filler('是否独生子女', 'no'),
  field('学前教育年限', 'preschoolYears'),
  field('是否留守儿童', 'leftBehind'),
  filler('是否需要申请资助', 'no'),
  filler('是否享受一补', 'no'),
  filler('是否孤儿', 'no'),
  filler('是否烈士或优抚子女', 'no'),
  filler('上下学距离', 'distance'),
  filler('上下学方式', 'way'),
  filler('是否需要乘坐校车', 'no'),
  filler('曾用名', 'blank'),
  filler('身份证件有效期', 'blank'),
  filler('血型', 'blood'),
  filler('特长', 'blank'),
  field('学籍辅号', 'register'),
  filler('班内学号', 'line'),
  filler('学生来源', 'source'),
  filler('电子信箱', 'mail'),
  filler('主页地址', 'blank'),
  field('残疾类型', 'disability'),
  filler('是否由政府购买学位', 'no'),
  field('随班就读', 'inclusive'),
  ...member(1),
  ...member(2),
  field('是否进城务工人员随迁子女', 'workersChild'),
];

const renamed: Readonly<Record<string, string>> = {
  学校标识码: '学校标示码',
  出生日期: '出生年月',
  身份证件号: '身份证',
  民族: '名族',
  是否留守儿童: '是否农村留守儿童',
  上下学方式: '上下学交通方式',
  是否需要乘坐校车: '是否乘坐校车',
};

const later: readonly RosterFileColumn[] = [
  filler('校区号', 'blank'),
  ...earlier.map(([head, source]): RosterFileColumn => [renamed[head] ?? head, source]),
  field('年级', 'grade'),
  field('是否随迁子女', 'migrant'),
];

const ofClass: readonly RosterFileColumn[] = [
  filler('序号', 'line'),
  field('姓名', 'name'),
  field('性别', 'sex'),
  field('身份证号', 'identity'),
  field('出生年月', 'birth'),
  field('民族', 'ethnicity'),
  field('是否住校', 'residence'),
  field('留守儿童', 'leftBehind'),
  filler('家长姓名', 'adult'),
  filler('家长电话', 'telephone'),
  filler('家庭住址', 'address'),
  filler('备注', 'blank'),
];

const staff: readonly RosterFileColumn[] = [
  filler('序号', 'line'),
  field('姓名', 'name'),
  field('性别', 'sex'),
  field('身份证号', 'identity'),
  field('出生年月', 'birth'),
  field('民族', 'ethnicity'),
  field('政治面貌', 'party'),
  field('岗位类型', 'post'),
  field('任教学段', 'stage'),
  field('任教学科', 'subject'),
  field('学历', 'degree'),
  field('职称', 'title'),
  field('是否在编', 'permanent'),
  filler('联系电话', 'telephone'),
  filler('家庭住址', 'address'),
  filler('工资账号', 'blank'),
];

export const styleColumns: Readonly<Record<RosterFileStyle, readonly RosterFileColumn[]>> = {
  ...{ export: exported, earlier, later, class: ofClass, staff },
};

/** What a school adds at the end of its file where the style has no column of its own and somebody has a value. */
export const addedColumns: readonly RosterFileColumn[] = [
  field('学段', 'stage'),
  field('年级', 'grade'),
  field('班级', 'class'),
  field('入学年月', 'entry'),
  field('学籍状态', 'status'),
  field('增加方式', 'came'),
  field('是否农村留守儿童', 'leftBehind'),
  field('是否随迁子女', 'migrant'),
  field('是否进城务工人员随迁子女', 'workersChild'),
  field('户口所在地行政区划', 'area'),
  field('迁入来源', 'origin'),
  field('学前教育年限', 'preschoolYears'),
  field('残疾类型', 'disability'),
  field('随班就读', 'inclusive'),
  field('附设特教班', 'specialClass'),
  field('复式班', 'mixed'),
  field('政治面貌', 'party'),
  field('港澳台侨外', 'overseas'),
  field('是否外籍', 'foreign'),
  field('学前教育专业毕业', 'preschoolMajor'),
];
