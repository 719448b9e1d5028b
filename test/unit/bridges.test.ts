import { describe, expect, it } from 'vitest';
import { bridgeCell, counterparts } from '../../shared/bridge';
import { createCalculation } from '../../shared/calculation';
import { columnPath, rowPath } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { programFor } from '../../shared/program';
import type { School } from '../../shared/school';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, round2025, round2025old, submissionData, village } from '../support/school';

const definitions = shippedDefinitions();
const [old, current] = ['jichuji-2018-86', 'jiaoji-2021'] as const;

function place(name: string) {
  const [form = '', cell = ''] = name.split('!');
  const [row = '', col = ''] = cell.split('.');
  return { form, row, col };
}
const nameOf = (found: ReturnType<typeof bridgeCell>) =>
  found === undefined ? null : `${found.form}!${found.row}.${found.col}`;

/** Typed cells of both editions that hold the same figure, found by reading the two forms side by side. */
const pairs: readonly (readonly [string, string])[] = [
  ['基础基112!35.1', '教基5176!05.1'],
  ['基础基112!37.1', '教基5176!07.1'],
  ['基础基212!03.2', '教基2106!02.2'],
  ['基础基212!12.8', '教基2106!11.8'],
  ['基础基213!03.3', '教基2107!02.2'],
  ['基础基213!12.6', '教基2107!11.5'],
  ['基础基312!01.1', '教基3112!01.1'],
  ['基础基312!01.12', '教基3112!01.15'],
  ['基础基312!05.6', '教基3112!04.9'],
  ['基础基312!06.11', '教基3112!05.14'],
  ['基础基312!08.2', '教基3112!10.2'],
  ['基础基312!10.5', '教基3112!12.8'],
  ['基础基312!11.6', '教基3113!02.4'],
  ['基础基312!21.5', '教基3113!12.3'],
  ['基础基313!01.9', '教基3115!01.9'],
  ['基础基313!05.4', '教基3115!05.4'],
  ['基础基313!09.8', '教基3115!12.8'],
  ['基础基313!10.2', '教基3116!02.1'],
  ['基础基313!18.7', '教基3116!10.6'],
  ['基础基315!21.6', '教基3120!21.6'],
  ['基础基315!35.18', '教基3120!35.18'],
  ['基础基331!01.6', '教基3040!01.7'],
  ['基础基331!04.11', '教基3040!04.12'],
  ['基础基331!12.9', '教基3040!12.10'],
  ['基础基332!02.2', '教基3041!02.2'],
  ['基础基332!11.24', '教基3041!11.24'],
  ['基础基341!07.1', '教基3045!07.1'],
  ['基础基341!03.3', '教基3045!03.4'],
  ['基础基341!10.6', '教基3045!10.7'],
  ['基础基412!04.5', '教基4149!04.5'],
  ['基础基422!04.3', '教基4153!13.3'],
  ['基础基422!18.11', '教基4153!27.11'],
  ['基础基422!20.4', '教基4153!29.4'],
  ['基础基431!03.5', '教基4063!03.6'],
  ['基础基431!08.12', '教基4063!08.14'],
  ['基础基431!05.15', '教基4063!05.15'],
  ['基础基431!05.16', '教基4063!05.18'],
  ['基础基4411!02.1', '教基4067!02.1'],
  ['基础基4412!03.7', '教基4067!06.7'],
  ['基础基4412!08.1', '教基4067!11.1'],
  ['基础基522!01.3', '教基5176!03.1'],
  ['基础基522!01.12', '教基5176!15.1'],
  ['基础基522!01.13', '教基5176!14.1'],
  ['基础基531!01.1', '教基5176!08.1'],
];

/** Likewise, where at least one edition computes the cell. */
const computedPairs: readonly (readonly [string, string])[] = [
  ['基础基112!34.1', '教基5176!04.1'],
  ['基础基212!01.1', '教基2106!01.1'],
  ['基础基213!01.2', '教基2107!01.1'],
  ['基础基312!01.4', '教基3112!01.7'],
  ['基础基312!15.4', '教基3113!06.2'],
  ['基础基313!01.3', '教基3115!01.3'],
  ['基础基315!20.3', '教基3120!20.3'],
  ['基础基331!04.15', '教基3040!04.17'],
  ['基础基412!01.1', '教基4149!01.1'],
  ['基础基4212!02.1', '教基4153!01.1'],
  ['基础基431!03.17', '教基4063!03.19'],
  ['基础基512!01.1', '教基5170!01.4'],
  ['基础基512!02.1', '教基5170!02.4'],
  ['基础基512!04.1', '教基5170!05.4'],
  ['基础基512!07.1', '教基5170!11.4'],
  ['基础基512!10.1', '教基5170!12.4'],
  ['基础基512!20.1', '教基5170!25.4'],
  ['基础基512!01.6', '教基5170!03.4'],
];

/** Figures that the current edition asks for twice: forwards they lead to its more detailed table. */
const repeated: readonly (readonly [string, string])[] = [
  ['基础基312!01.4', '教基3113!01.2'],
  ['基础基312!03.4', '教基3045!03.8'],
  ['基础基312!03.5', '教基3045!04.8'],
  ['基础基313!01.3', '教基3116!01.2'],
  ['基础基313!03.3', '教基3045!05.8'],
  ['基础基313!03.4', '教基3045!06.8'],
];

/** Figures whose meaning changed, or that became several. */
const ended = [
  '基础基213!01.1', // both stages; the current table is of 初中 alone
  '基础基312!01.3', // 受过学前教育 was split into years
  '基础基312!04.4', // 残疾人: not confirmed that both count the same pupils
  '基础基412!01.6', // 校办企业职工
  '基础基431!03.3', // 录用毕业生 is a part of 招聘
  '基础基431!03.9', // 其他 lost those hired who had just graduated nowhere
  '基础基431!03.11', // 自然减员 was split into 退休 and 死亡
  '基础基442!06.2', // by stage; the current table is of the whole school
  '基础基512!05.1', // 教室 took in 专用教室
  '基础基512!19.1', // one of four lines named 其他
  '基础基522!01.9', // 网络多媒体教室 of two kinds are one figure now
];

describe('a cell of the other edition', () => {
  it.each([...pairs, ...computedPairs])('%s is %s, and back', (from, to) => {
    expect(nameOf(bridgeCell(definitions, place(from), current))).toBe(to);
    expect(nameOf(bridgeCell(definitions, place(to), old))).toBe(from);
  });

  it.each(repeated)('%s is also %s', (from, to) => {
    expect(nameOf(bridgeCell(definitions, place(to), old))).toBe(from);
    expect(bridgeCell(definitions, place(from), current)).toBeDefined();
  });

  it.each(ended)('%s does not continue', (name) => {
    const { form, row, col } = place(name);
    expect(definitions.forms[form]?.rows?.some(({ code }) => code === row)).toBe(true);
    expect(definitions.forms[form]?.columns?.some(({ code }) => code === col)).toBe(true);
    expect(bridgeCell(definitions, place(name), current)).toBeUndefined();
  });

  it('leads to a form of the bureau where the edition has dropped the figure, and only there', () => {
    expect(nameOf(bridgeCell(definitions, place('基础基112!26.1'), current))).toBe('局补充1!01.4');
    expect(nameOf(bridgeCell(definitions, place('基础基112!27.1'), current))).toBe('局补充1!02.4');
    expect(bridgeCell(definitions, place('基础基112!28.1'), current)).toBeUndefined();
  });
});

const everyStage: School = {
  ...village,
  type: '十二年一贯制学校',
  attachedClasses: ['附设幼儿班', '附设特教班'],
};

describe('last year in the other edition', () => {
  const value = (
    collection: typeof round2025,
    cells: Record<string, number>,
    name: string,
    system: School['system'] = '六三',
  ) => {
    const school = { ...everyStage, system };
    const input = calculationInput({}, { school, collection, data: submissionData(cells) });
    const { form, row, col } = place(name);
    return createCalculation(definitions, input).value(form, row, col);
  };
  const filled = (name: string, edition: string) => {
    const { form } = place(name);
    return programFor(definitions, edition, everyStage).forms.some(({ code }) => code === form);
  };

  it('is read by every pair, forwards and backwards', () => {
    const read = pairs.map(([from, to], index) => {
      // Only a 五四 school has a fourth grade of 初中.
      const system = ['教基2107!11.5', '教基3115!12.8'].includes(to) ? '五四' : '六三';
      return [
        value(round2025old, { [from]: index + 1 }, to, system),
        value(round2025, { [to]: index + 1 }, from, system),
      ];
    });
    expect(pairs.filter(([from, to]) => !filled(from, old) || !filled(to, current))).toEqual([]);
    expect(read).toEqual(pairs.map((_, index) => [index + 1, index + 1]));
  });

  it('is read through totals', () => {
    expect(value(round2025old, { '基础基312!12.6': 90, '基础基312!13.7': 80 }, '教基3112!01.7')).toBe(170);
    expect(value(round2025, { '教基2107!02.2': 3, '教基2107!03.3': 2 }, '基础基213!01.2')).toBe(5);
    expect(value(round2025old, { '基础基512!05.2': 400, '基础基512!10.3': 60 }, '教基5170!05.4')).toBe(460);
    expect(value(round2025, { '局补充1!01.4': 6 }, '基础基112!26.1')).toBe(6);
  });
});

/** Checks of local forms that a school never meets, with the form that is missing. */
function missing(edition: string, school: School): readonly string[] {
  return programFor(definitions, edition, school)
    .checks()
    .skipped.filter(({ form }) => form.startsWith('局'))
    .map(({ check, detail }) => `${check} ${detail}`);
}

describe('checks of local forms that lack a form', () => {
  it.each([
    ['小学', false],
    ['小学', true],
    ['九年一贯制学校', false],
  ] as const)('of the current edition, in a %s (township centre: %s)', (type, townshipCentre) => {
    expect(missing(current, { ...village, type, townshipCentre })).toEqual(
      townshipCentre
        ? [
            // 幼儿园 figures: the centre has no kindergarten classes, and the current edition has no such form.
            'LPJ1-07 基础基311',
          ]
        : [
            // 学前 and 扫盲 figures of the township: its centre reports them.
            'LMB1-01 局普及1',
          ],
    );
  });

  it('of the edition before, in a 小学', () => {
    expect(missing(old, village)).toEqual([
      'LMB1-01 局普及1',
      // 网络多媒体教室: two figures of 基础基522 became one.
      'LJH1-06 教基5176',
    ]);
  });
});

/** A key names a whole path or one segment of the labels that it renames. */
function unknownLabels(form: Form, keys: readonly string[], of: 'rows' | 'columns'): readonly string[] {
  const paths =
    of === 'rows' ? (form.rows ?? []).map((row) => rowPath(form, row)) : (form.columns ?? []).map(columnPath);
  const known = new Set([...paths, ...paths.flatMap((path) => path.split('·'))]);
  return keys.filter((key) => !known.has(key));
}

const links = definitions.bridges.flatMap(({ forms }) => forms);

it.each(links)('names only labels that exist: $from and $to', ({ from, to, rows, columns, cells = {} }) => {
  const [old, next] = [definitions.forms[from], definitions.forms[to]];
  if (old === undefined || next === undefined) throw new Error(`no form ${from} or ${to}`);
  expect(unknownLabels(old, Object.keys(rows), 'rows')).toEqual([]);
  expect(unknownLabels(old, Object.keys(columns), 'columns')).toEqual([]);
  expect(unknownLabels(next, Object.values(rows).filter(Boolean), 'rows')).toEqual([]);
  expect(unknownLabels(next, Object.values(columns).filter(Boolean), 'columns')).toEqual([]);
  const bridged = counterparts(definitions, from).find(({ form }) => form === to);
  expect(bridged?.cells.size).toBe(Object.keys(cells).length);
});
