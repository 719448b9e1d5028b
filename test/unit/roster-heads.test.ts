import { describe, expect, test } from 'vitest';
import { assignHeads, bareHead, HeadMatcher } from '../../shared/roster/heads';
import { columnsOf } from './roster-staging-made';

const pupils = new HeadMatcher(columnsOf('pupils'), new Map());
const staff = new HeadMatcher(columnsOf('staff'), new Map());

/** Heads of the batch files of the national student-record system, the earlier template in its order. */
const earlier =
  '学校标识码,姓名,性别,出生日期,出生地行政区划代码,籍贯,民族,国籍/地区,身份证件类型,港澳台侨外,健康状况,政治面貌,身份证件号,户口性质,户口所在地行政区划,班号,入学年月,入学方式,就读方式,现住址,通信地址,家庭地址,联系电话,邮政编码,是否独生子女,是否受过学前教育,是否留守儿童,是否需要申请资助,是否享受一补,是否孤儿,是否烈士或优抚子女,上下学距离,上下学方式,是否需要乘坐校车,曾用名,身份证件有效期,血型,特长,学籍辅号,班内学号,学生来源,电子信箱,主页地址,残疾类型,是否由政府购买学位,随班就读,成员1姓名,成员1关系,成员1关系说明,成员1现住址,成员1户口所在地行政区划,成员1联系电话,成员1是否监护人,成员1身份证件类型,成员1身份证件号,成员1民族,成员1工作单位,成员1职务,成员2姓名,成员2身份证件号,是否进城务工人员随迁子女'.split(
    ',',
  );

function fieldsOf(matcher: HeadMatcher, heads: readonly string[]): Record<string, string> {
  const found = assignHeads(
    matcher,
    heads.map((head) => ({ head, filled: true })),
  );
  return Object.fromEntries(heads.flatMap((head, at) => (found[at]?.field ? [[head, found[at].field]] : [])));
}

test('of the earlier template every column is either a field or known to be needed by no form', () => {
  const kept = earlier.filter((head) => !pupils.isNeverKept(head));
  expect(fieldsOf(pupils, kept)).toEqual({
    姓名: 'name',
    性别: 'sex',
    出生日期: 'birth',
    民族: 'ethnicity',
    身份证件类型: 'identityKind',
    港澳台侨外: 'overseas',
    政治面貌: 'party',
    身份证件号: 'identity',
    户口所在地行政区划: 'area',
    班号: 'class',
    入学年月: 'entry',
    就读方式: 'residence',
    是否受过学前教育: 'preschool',
    是否留守儿童: 'leftBehind',
    学籍辅号: 'register',
    残疾类型: 'disability',
    随班就读: 'inclusive',
    是否进城务工人员随迁子女: 'workersChild',
  });
  // 国籍/地区 is a second name of 港澳台侨外, which is there under its own.
  expect(kept.filter((head) => !(head in fieldsOf(pupils, kept)))).toEqual(['国籍/地区']);
});

test('columns of parents, addresses, telephones and poverty are never kept', () => {
  const heads = [
    ...[
      '成员1姓名',
      '成员2身份证件号',
      '姓名（父亲）',
      '监护人姓名',
      '家长联系电话',
      '母亲身份证号',
      '现住址',
    ],
    ...[
      '户口所在地详细地址',
      '手机号',
      '银行卡号',
      '是否享受一补',
      '建档立卡贫困户',
      '邮政编码',
      'QQ号',
      '宗教信仰',
    ],
  ];
  for (const head of heads) expect([head, pupils.isNeverKept(head)]).toEqual([head, true]);
  for (const head of ['姓名', '*姓名（必填）', '户口所在地行政区划', '残疾类型', '备注', '校内编号'])
    expect([head, pupils.isNeverKept(head)]).toEqual([head, false]);
  expect(staff.isNeverKept('职务')).toBe(true);
  expect(staff.isNeverKept('专业技术职务')).toBe(false);
});

test.each([
  ['＊姓　名', 'name', 'name'],
  ['*姓名（必填）', 'name', 'name'],
  ['身份证件号\n（18位）', 'identity', 'name'],
  ['身份证', 'identity', 'alias'],
  ['2.出生日期(YYYYMMDD)', 'birth', 'name'],
  ['名族', 'ethnicity', 'alias'],
  ['出生年月', 'birth', 'alias'],
  ['是否随班就读', 'inclusive', 'alias'],
  ['农村留守儿童', 'leftBehind', 'alias'],
  ['全国学籍号', 'register', 'alias'],
  ['是否住校', 'residence', 'alias'],
  ['班级名称', 'class', 'alias'],
])('%s is %s, by its %s', (head, field, by) => {
  expect(pupils.match(head)).toMatchObject({ field, by });
});

test('nobody’s head stays unknown', () => {
  for (const head of ['备注', '', '姓名拼音缩写']) expect(pupils.match(head)).toBeNull();
});

test('a head that numbers the lines is known as no field', () => {
  for (const head of ['序号', '序 号', '*序号（必填）', '座位号', 'No.'])
    expect([head, pupils.match(head)]).toEqual([head, { field: null, by: 'unneeded', rank: 0 }]);
  for (const head of ['班内学号', '座号']) expect([head, pupils.isNeverKept(head)]).toEqual([head, true]);
  expect(staff.match('序号')).toMatchObject({ field: null, by: 'unneeded' });
  const known = new HeadMatcher(columnsOf('pupils'), new Map([['序号', 'register']]));
  expect(known.match('序号')).toMatchObject({ field: 'register', by: 'remembered' });
});

test('punctuation, full width and ordinals do not make another head', () => {
  expect(bareHead(' （1）＊户口所在地 - 行政区划： ')).toBe('户口所在地行政区划');
  expect(bareHead('ＱＱ 号')).toBe('qq号');
});

describe('two columns for one field', () => {
  const assign = (...columns: [string, boolean][]) =>
    assignHeads(
      pupils,
      columns.map(([head, filled]) => ({ head, filled })),
    ).map(({ field }) => field);

  test('the official name goes before another name of it', () => {
    expect(assign(['班号', true], ['班级', true])).toEqual([null, 'class']);
    expect(assign(['学籍辅号', true], ['全国学籍号', true])).toEqual([null, 'register']);
  });

  test('of the same name the first that is filled has it', () => {
    expect(assign(['姓名', false], ['姓名', true], ['姓名', true])).toEqual([null, 'name', null]);
  });

  test('an empty column does not take a field from a filled one', () => {
    expect(assign(['出生日期', false], ['出生年月', true])).toEqual([null, 'birth']);
  });
});

describe('heads that were mapped by hand before', () => {
  const known = new HeadMatcher(
    columnsOf('pupils'),
    new Map([
      ['校内编号', 'register'],
      ['校内备注', null],
      ['学段', null],
      ['旧栏目', 'gone'],
    ]),
  );

  test('are taken as they were, also to be left aside', () => {
    expect(known.match('校 内编号')).toMatchObject({ field: 'register', by: 'remembered' });
    expect(known.match('校内备注')).toMatchObject({ field: null, by: 'remembered' });
  });

  test('unless the name of a field was not used in one file', () =>
    expect(known.match('学段')).toMatchObject({ field: 'stage', by: 'name' }));

  test('for a field that is no more count for nothing', () => expect(known.match('旧栏目')).toBeNull());
});

test('a row of heads has the name and one other field, and a list of parents is none', () => {
  expect(pupils.isHeadRow(['序号', '姓名', '性别'])).toBe(true);
  expect(pupils.isHeadRow(['清河镇中心小学三年级学生名单'])).toBe(false);
  expect(pupils.isHeadRow(['姓名', '联系电话'])).toBe(false);
  expect(pupils.isHeadRow(['成员1姓名', '性别'])).toBe(false);
  expect(staff.isHeadRow(['姓名', '职称'])).toBe(true);
});
