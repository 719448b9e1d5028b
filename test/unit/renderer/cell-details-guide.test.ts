import { describe, expect, it } from 'vitest';
import { guideFor } from '../../../renderer/panels/cell-details-guide';
import { cellsOf } from '../../../shared/cell';
import { shippedDefinitions } from '../../support/definitions';

const definitions = shippedDefinitions();
const form = (code: string) => {
  const found = definitions.forms[code];
  if (found === undefined) throw new Error(`no form ${code}`);
  return found;
};
const about = (name: string) => {
  const [code = '', cell = ''] = name.split('!');
  return guideFor(form(code), cell);
};

describe('the lines of the guide about a cell', () => {
  it('are the lines that name its column', () => {
    expect(about('教基3112!01.1')[0]).toMatch(/^毕业生数填上一学年/);
    expect(about('教基3112!02.6')[0]).toMatch(/^招生数按入学前上幼儿园的年限/);
    expect(about('教基3040!04.12')[0]).toMatch(/^退学包括自动离校和辍学/);
    expect(about('教基3040!07.1')[0]).toMatch(/^上学年初在校生数由程序从上年本表取来/);
  });

  it('are the lines that name its row', () => {
    expect(about('教基3112!07.9')[0]).toMatch(/^随迁子女含/);
    expect(about('教基5170!12.2')[0]).toMatch(/^室内体育用房一定要单独填/);
    expect(about('教基5176!14.1')[0]).toMatch(/^固定资产总值和教学仪器设备资产值/);
  });

  it('are not those that only sound alike', () => {
    expect(about('教基3112!02.9').filter((line) => /子女|总计行/.test(line))).toEqual([]);
    expect(about('教基3112!01.9')[0]).toMatch(/^总计行的各年级由教基3113/);
    expect(about('教基3045!04.1').some((line) => line.includes('「#女」'))).toBe(true);
  });

  it('are the lines that name its number', () => {
    expect(about('局特教1!03.12')).toContain(
      '第 12 列是全部残疾儿童的入学率；考核用的三类残疾儿童入学率不含「其他」，见指标页。',
    );
    expect(about('基础基112!22.1')).toContain(
      '是、否各行按 9 月 1 日的实际情况选；20—25 行的体检和体质测试人数填上一学年的。',
    );
    expect(about('局控辍2!04.9').some((line) => line.startsWith('第 5—14 列'))).toBe(true);
    expect(about('局控辍2!04.2').some((line) => line.startsWith('第 1、2 列'))).toBe(true);
    expect(about('局控辍2!04.3').some((line) => line.startsWith('第 1、2 列'))).toBe(false);
  });

  it('are found for fields and for columns of a list', () => {
    expect(about('教基1001!schoolCode')[0]).toMatch(/^学校标识码是 10 位/);
    expect(about('局特教2!aaaaaaaa.c10')[0]).toMatch(/^就读方式按实际选/);
    expect(about('局控辍1!aaaaaaaa.c19')).toEqual([]);
  });

  it('are lines of the form, each once, and no more than three', () => {
    for (const each of Object.values(definitions.forms)) {
      for (const { key } of cellsOf(each)) {
        const lines = guideFor(each, key);
        expect(lines.length).toBeLessThanOrEqual(3);
        expect(new Set(lines).size).toBe(lines.length);
        expect(lines.filter((line) => !each.guide.includes(line))).toEqual([]);
      }
    }
  });

  it('are found for most figures', () => {
    const cells = Object.values(definitions.forms).flatMap((each) =>
      cellsOf(each)
        .filter(({ kind }) => kind !== 'notApplicable')
        .map(({ key }) => guideFor(each, key).length),
    );
    expect(cells.filter((lines) => lines > 0).length / cells.length).toBeGreaterThan(0.6);
  });
});
