import { writeFileSync } from 'node:fs';
import { identityNumber } from './identity';

/** Invented pupils of a village school, as the national system writes its file of enrolled pupils. */

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨';
const given = [
  '晓明',
  '小雨',
  '子涵',
  '雨桐',
  '浩然',
  '欣怡',
  '志强',
  '丽华',
  '建国',
  '春梅',
  '秋实',
  '冬雪',
];

export const rosterHeads = [
  ...['全国学籍号', '姓名', '性别', '出生日期', '身份证件号', '民族', '年级', '班级', '学籍状态', '就读方式'],
  ...['入学年月', '是否农村留守儿童', '是否随迁子女', '是否进城务工人员随迁子女'],
  ...['户口所在地行政区划', '是否受过学前教育', '残疾类型', '随班就读', '附设特教班', '增加方式'],
] as const;

export type RosterRow = Readonly<Record<(typeof rosterHeads)[number], string>>;

/** Six grades of two classes with so many pupils each; `schoolYear` 2026 is counted on 1 September 2026. */
export function inventedPupils(perClass: number, schoolYear = 2026): readonly RosterRow[] {
  return Array.from({ length: 12 * perClass }, (_, index): RosterRow => {
    const grade = Math.floor(index / (2 * perClass)) + 1;
    const ofClass = Math.floor(index / perClass) % 2 === 0 ? 1 : 2;
    const isGirl = index % 2 === 1;
    const month = String((index % 4) + 9).padStart(2, '0');
    const day = String((Math.floor(index / 4) % 27) + 2).padStart(2, '0');
    const birth = `${schoolYear - 6 - grade}-${month}-${day}`;
    return {
      全国学籍号: `G9901${String(index + 1).padStart(8, '0')}`,
      姓名: `${surnames[index % surnames.length] ?? ''}${given[Math.floor(index / surnames.length + index) % given.length] ?? ''}`,
      性别: isGirl ? '女' : '男',
      出生日期: birth.replaceAll('-', ''),
      身份证件号: identityNumber(birth, isGirl ? '女' : '男', index % 100),
      民族: index % 20 === 3 ? '回族' : '汉族',
      年级: `${'一二三四五六'[grade - 1] ?? ''}年级`,
      班级: `${ofClass}班`,
      学籍状态: '在读',
      就读方式: index % 5 === 0 ? '住校' : '走读',
      入学年月: `${schoolYear - grade + 1}-09`,
      是否农村留守儿童: index % 4 === 0 ? '是' : '否',
      是否随迁子女: index % 25 === 7 ? '是' : '否',
      是否进城务工人员随迁子女: index % 25 === 7 ? '是' : '否',
      户口所在地行政区划: index % 25 === 7 ? '980203000000' : '990101000000',
      是否受过学前教育: index % 7 === 0 ? '否' : '是',
      残疾类型: '无',
      随班就读: '否',
      附设特教班: '否',
      增加方式: grade === 1 ? '招生' : index === 2 * perClass ? '转入' : '',
    };
  });
}

export function writeRosterCsv(file: string, rows: readonly RosterRow[]): void {
  const lines = [rosterHeads, ...rows.map((row) => rosterHeads.map((head) => row[head]))];
  writeFileSync(file, `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`);
}
