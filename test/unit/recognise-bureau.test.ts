import { describe, expect, test } from 'vitest';
import type { Grid, GridCell, GridSheet } from '../../shared/grid';
import { placeForm, recogniseWorkbook } from '../../shared/import/recognise';
import type { Placement } from '../../shared/import/recognition';
import { formatAddress } from '../../shared/workbook-address';
import type { Range } from '../../shared/workbook-address';
import { definitions, formOf } from './workbook-plans';

/**
 * Blank tables as county bureaus draw them up. `<` joins a cell to its left neighbour, `^` to the one above, `.` is
 * blank.
 */
function drawn(name: string, table: string): GridSheet {
  const lines = table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((text) => text.trim()));
  const cells = new Map<string, GridCell>();
  const merges: Range[] = [];
  const at = (row: number, column: number): string => lines[row]?.[column] ?? '';
  for (const [row, line] of lines.entries())
    for (const [column, text] of line.entries()) {
      if (['<', '^', '.', ''].includes(text)) continue;
      let [right, down] = [column, row];
      while (at(row, right + 1) === '<') right += 1;
      while (at(down + 1, column) === '^') down += 1;
      const from = { row: row + 1, column: column + 1 };
      cells.set(formatAddress(from), { kind: 'text', text: text.replaceAll('\\n', '\n'), formula: null });
      if (right > column || down > row) merges.push({ from, to: { row: down + 1, column: right + 1 } });
    }
  return { name, visibility: 'visible', cells, merges };
}

const grid = (...sheets: GridSheet[]): Grid => ({ format: 'xlsx', sheets, notices: [] });
const placed = ({ cells }: Placement): Record<string, string> => Object.fromEntries(cells);

function only(sheet: GridSheet, edition?: string): Placement {
  const { placements } = recogniseWorkbook(
    definitions,
    grid(sheet),
    edition === undefined ? {} : { edition },
  );
  const [placement] = placements;
  if (placement === undefined) throw new Error('nothing placed');
  return placement;
}

describe('pupils of a primary school, with totals under their groups and a column of remarks', () => {
  const sheet = drawn(
    '小学生',
    `
清河县２０２６年小学学生情况统计表 | < | < | < | < | < | < | < | < | < | < | < | < | <
填报单位（盖章）： | . | . | . | . | . | . | . | . | 填报日期： | . | . | . | 单位：人
项　目 | 毕业生 | 招 生 数 | < | < | < | < | 在 校 生 数 | < | < | < | < | < | 备注
^ | ^ | 合 计 | 接受学前教育 | < | < | < | 合 计 | 其中：女 | 一年级 | 二年级 | 三年级 | 六年级 | ^
^ | ^ | ^ | 未接受过 | 一年 | 两年 | 三年 | ^ | ^ | ^ | ^ | ^ | ^ | ^
总　　计 | . | . | . | . | . | . | . | . | . | . | . | . | .
其中:女 | . | . | . | . | . | . | . | . | . | . | . | . | .
少数民族 | . | . | . | . | . | . | . | . | . | . | . | . | .
寄宿生 | . | . | . | . | . | . | . | . | . | . | . | . | .
随迁子女 | . | . | . | . | . | . | . | . | . | . | . | . | .
外省迁入 | . | . | . | . | . | . | . | . | . | . | . | . | .
本省外县迁入 | . | . | . | . | . | . | . | . | . | . | . | . | .
农村留守儿童 | . | . | . | . | . | . | . | . | . | . | . | . | .
填表人： | . | . | 联系电话： | . | . | . | . | . | . | . | . | . | .
`,
  );
  const placement = only(sheet);
  const rows = { '01': 6, '02': 7, '03': 8, '05': 9, '06': 10, '07': 11, '08': 12, '12': 13 };
  const columns = {
    2: 'C',
    3: 'D',
    4: 'E',
    5: 'F',
    6: 'G',
    7: 'H',
    8: 'I',
    9: 'J',
    10: 'K',
    11: 'L',
    14: 'M',
  };

  test('is 教基3112, found by its labels', () => {
    expect([placement.form, placement.how]).toEqual(['教基3112', 'labels']);
  });

  test('has every row and column that it says, and none that it does not', () => {
    const wrong = Object.entries(placed(placement)).filter(([key, address]) => {
      const [row = '', column = ''] = key.split('.');
      const [wantedRow, letter] = [
        rows[row as keyof typeof rows],
        columns[Number(column) as keyof typeof columns],
      ];
      return address !== `${String(letter)}${wantedRow}`;
    });
    expect(wrong).toEqual([]);
    expect(placement.cells.get('01.7')).toBe('H6');
    expect(placement.cells.get('07.9')).toBe('J11');
    expect(placement.cells.get('12.14')).toBe('M13');
    expect(placement.missing).toContain('01.1');
    expect(placement.missing).toContain('10.7');
  });
});

test('stages at the left of their rows, codes counted anew: changes of pupils', () => {
  const placement = only(
    drawn(
      '变动',
      `
学生变动情况 | < | < | < | < | < | <
学段 | 类别 | 序号 | 上学年初报表在校生数 | 增加学生数 | < | 减少学生数
^ | ^ | ^ | ^ | 合计 | 转入 | 合计
小学 | 合计 | 1 | . | . | . | .
^ | 女 | 2 | . | . | . | .
^ | 少数民族 | 3 | . | . | . | .
初中 | 合计 | 4 | . | . | . | .
^ | 女 | 5 | . | . | . | .
^ | 少数民族 | 6 | . | . | . | .
`,
    ),
    'jiaoji-2021',
  );
  const form = formOf('教基3040');
  expect(placement.form).toBe(form.code);
  const code = (...path: string[]): string | undefined =>
    form.columns?.find(({ label }) => label.join() === path.join())?.code;
  const moved = code('增加学生数', '转入') ?? '';
  expect(placement.cells.get(`04.${moved}`)).toBe('F4');
  expect(placement.cells.get(`05.${moved}`)).toBe('F5');
  expect(placement.cells.get(`08.${moved}`)).toBe('F8');
  expect(placement.cells.get(`09.${moved}`)).toBe('F9');
  expect([...placement.cells.keys()].filter((key) => /^(0[123]|1\d)\./.test(key))).toEqual([]);
});

describe('a ledger in another order of columns, with numbered lines and signatures', () => {
  const table = `
残疾儿童少年名册 | < | < | < | < | <
填报单位： | . | . | . | . | .
序号 | 姓 名 | 性别 | 残疾\\n类别 | 残疾等级 | 身份证件号
1 | . | . | . | . | .
2 | . | . | . | . | .
3 | . | . | . | . | .
单位负责人： | . | . | 填表人： | . | .
`;
  const form = formOf('局特教2');
  const placement = placeForm(definitions, form, drawn('名册', table));
  const label = (key: string): string =>
    form.columns?.find(({ code }) => `c${code.padStart(2, '0')}` === key)?.label.join('') ?? '';

  test('has its columns by their heads, and the lines that the sheet leaves', () => {
    const heads = Object.fromEntries(
      [...(placement?.list?.columns ?? [])].map(([key, letters]) => [label(key), letters]),
    );
    expect(heads).toMatchObject({ 序号: 'A', 姓名: 'B', 性别: 'C' });
    expect(placement?.list).toMatchObject({ firstRow: 4, lastRow: 6 });
  });
});

test('heads that are not merged are read only where one reading is possible', () => {
  const placement = placeForm(
    definitions,
    formOf('教基3040'),
    drawn(
      'Sheet1',
      `
学生变动情况 | . | . | . | . | .
指标名称 | 代码 | 增加学生数 | . | 减少学生数 | .
. | . | 转入 | 复学 | 转出 | 休学
小学 | 04 | . | . | . | .
女 | 05 | . | . | . | .
初中 | 07 | . | . | . | .
`,
    ),
  );
  const form = formOf('教基3040');
  const letters = Object.fromEntries(
    [...(placement?.cells ?? [])].flatMap(([key, address]) => {
      const [row = '', column = ''] = key.split('.');
      const label = form.columns?.find(({ code }) => code === column)?.label.at(-1) ?? '';
      return row === '04' ? [[label, address]] : [];
    }),
  );
  expect(letters).toEqual({ 转入: 'C4', 复学: 'D4', 转出: 'E4', 休学: 'F4' });
});

test('fields beside and below their labels', () => {
  const placement = placeForm(
    definitions,
    formOf('教基1001'),
    drawn(
      '基本情况',
      `
学校基本情况登记表 | < | < | <
学校（机构）标识码 | . | 学校（机构）名称（章） | .
驻地城乡类型 | . | 办学类型 | .
邮政编码 | . | 办公电话 | .
填表人姓名 | . | 单位电子信箱 | .
`,
    ),
  );
  expect(placed(placement ?? only(drawn('x', '.')))).toEqual({
    schoolCode: 'B2',
    schoolName: 'D2',
    urbanRural: 'B3',
    schoolType: 'D3',
    postcode: 'B4',
    officePhone: 'D4',
    fillerName: 'B5',
    orgEmail: 'D5',
  });
});

test('two tables of the same rows on one sheet: no figure is guessed', () => {
  const sheet = drawn(
    'Sheet1',
    `
甲 校 | < | < | <
指标 | 毕业生数 | 招生数 | 在校生数
总计 | . | . | .
少数民族 | . | . | .
寄宿生 | . | . | .
乙 校 | < | < | <
指标 | 毕业生数 | 招生数 | 在校生数
总计 | . | . | .
少数民族 | . | . | .
寄宿生 | . | . | .
`,
  );
  expect(recogniseWorkbook(definitions, grid(sheet)).placements).toEqual([]);
  expect(placeForm(definitions, formOf('教基3112'), sheet)).toBeNull();
});

test('a timetable, a price list and a list of pupils are none of ours', () => {
  const sheets = [
    drawn('课表', '. | 星期一 | 星期二\n语文 | 一年级 | 二年级\n数学 | 三年级 | 四年级\n体育 | 女 | 男'),
    drawn('采购', '品名 | 单价 | 数量 | 合计\n图书 | . | . | .\n计算机 | . | . | .\n总计 | . | . | .'),
    drawn('学生', '姓名 | 性别 | 年级\n甲 | 女 | 一年级\n乙 | 男 | 二年级'),
    drawn('统计', '. | 合计 | 女\n小学 | 1 | 2\n初中 | 3 | 4'),
  ];
  const found = recogniseWorkbook(definitions, grid(...sheets), { edition: 'jiaoji-2021' });
  expect(found.placements).toEqual([]);
  expect(found.others).toEqual(sheets.map(({ name }) => ({ sheet: name, part: 'unknown' })));
});
