import { describe, expect, it } from 'vitest';
import { decimal, decimalText } from '../../shared/decimal';
import { evaluateInputs } from '../../shared/indicator-inputs';
import { readReference, shippedDefinitions } from '../support/definitions';
import { figuresOf } from '../support/figures';
import type { Asked } from '../support/figures';

const definitions = shippedDefinitions();
const of = (...args: [Parameters<typeof figuresOf>[1], Parameters<typeof figuresOf>[2]?]) =>
  figuresOf(definitions, ...args);
const old = { collection: { edition: 'jichuji-2018-86' } };

/** 600 pupils, 30 teachers, 300 square metres of gymnasium among the rooms. */
const primary = {
  '教基3112!01.9': 100, '教基3112!01.10': 100, '教基3112!01.11': 100, '教基3112!01.12': 100, '教基3112!01.13': 100, '教基3112!01.14': 100,
  '教基5170!06.1': 2400, '教基5170!12.1': 300,
  '教基5176!03.1': 4200, '教基5176!08.1': 18000, '教基5176!09.1': 96, '教基5176!11.1': 60, '教基5176!13.1': 15, '教基5176!15.1': 120,
  '教基4153!13.9': 1, '教基4153!14.8': 3, '教基4153!15.6': 12, '教基4153!16.4': 14,
  '教基4155!06.4': 1, '教基4155!07.4': 15, '教基4155!08.4': 10, '教基4155!09.4': 1, '教基4155!07.17': 2, '教基4155!08.18': 1,
  '局补充1!01.4': 7,
  '教基2106!07.2': 13,
  '局补充2!11.1': 30, '局补充2!12.1': 27, '局补充2!16.3': 2, '局补充2!17.3': 1, '局补充2!18.3': 20, '局补充2!19.3': 4, '局补充2!20.3': 1,
} as const; // prettier-ignore

/** The same school in the edition before. */
const primaryOld = {
  '基础基312!13.6': 100, '基础基312!14.7': 100, '基础基312!15.8': 100, '基础基312!16.9': 100, '基础基312!17.10': 100, '基础基312!18.11': 100,
  '基础基512!05.2': 2400, '基础基512!10.2': 300,
  '基础基522!01.3': 4200, '基础基522!01.5': 60, '基础基522!01.9': 12, '基础基522!01.11': 3, '基础基522!01.12': 120,
  '基础基531!01.1': 18000,
  '基础基422!04.9': 1, '基础基422!05.8': 3, '基础基422!06.6': 12, '基础基422!07.4': 14,
  '基础基112!26.1': 7,
  '基础基212!08.2': 13,
  '局补充2!28.1': 29, '局补充2!29.1': 18, '局补充2!30.1': 3,
  '局补充2!11.1': 30, '局补充2!12.1': 27, '局补充2!16.3': 2, '局补充2!17.3': 1, '局补充2!18.3': 20, '局补充2!19.3': 4, '局补充2!20.3': 1,
} as const; // prettier-ignore

const expected: readonly (readonly [string, string, Asked?])[] = [
  ['per_student_teaching_area', '4.500(2700/600)'],
  ['per_student_sports_area', '7.500(4500/600)'],
  ['per_student_equipment_value', '2000.000(1200000/600)'],
  ['computers_per_100_students', '10.000(60/600)'],
  ['books_per_student', '30.000(18000/600)'],
  ['teacher_student_ratio', '0.050(30/600)'],
  ['high_degree_teachers_per_student', '0.048(29/600)'],
  ['high_degree_teachers_per_student', '0.030(18/600)', { method: 'bachelor' }],
  ['mid_title_teachers_per_student', '0.027(16/600)'],
  ['q_high_degree_per100', '4.83(29/600)'],
  ['q_high_degree_per100', '3.00(18/600)', { method: 'bachelor' }],
  ['q_backbone_per100', '1.17(7/600)'],
  ['q_pe_art_per100', '0.50(3/600)'],
  ['q_teaching_area', '4.00(2400/600)'],
  ['q_sports_area', '7.50(4500/600)'],
  ['q_equipment_value', '2000.00(1200000/600)'],
  ['q_multimedia_rooms_per100', '2.50(15/600)'],
  ['q_music_room', '1.85(2/13)'],
  ['q_art_room', '0.92(1/13)'],
  ['q_school_size', '600'],
  ['q_teacher_training_360', '90.00%(27/30)'],
  ['q_certified_teacher_rate', '100.00%(30/30)'],
  ['q_rotation_rate', '20.00%(4/20)'],
  ['q_rotation_backbone_share', '25.00%(1/4)'],
];

describe.each([
  ['the current edition', primary, {}],
  ['the edition before', primaryOld, old],
] as const)('one school in %s', (_name, cells, situation) => {
  for (const [indicator, display, asked] of expected)
    it(`${indicator} is ${display}`, () => {
      expect(of(cells, situation)(indicator, asked).display).toBe(display);
    });
});

it('counts all terminals where the round reads computers so', () => {
  expect(of(primary)('computers_per_100_students', { method: 'all_terminals' }).display).toBe(
    '16.000(96/600)',
  );
  expect(of(primaryOld, old)('computers_per_100_students', { method: 'all_terminals' }).display).toBe(
    '10.000(60/600)',
  );
});

it('names only the cells of the school itself: no pupils of a stage that it does not teach', () => {
  expect(of(primary)('books_per_student').parts.map(({ id, value }) => [id, value])).toEqual([
    ['books', '18000'],
    ['n', '600'],
  ]);
});

describe('resources that a school of several stages shares', () => {
  const rooms = { '教基5170!06.1': 2400, '教基5170!12.1': 300 };
  const [A, B] = [{ '教基3112!01.9': 400 }, { '教基3115!01.5': 200 }];
  const exact = (value: string | null) => decimalText(decimal(value ?? 'none'), 6);
  const area = (cells: Record<string, number>, type: '九年一贯制学校' | '完全中学' | '十二年一贯制学校') => {
    const figure = of({ ...rooms, ...cells }, { school: { type } });
    return (stage: string, asked: Asked = {}) =>
      figure('per_student_teaching_area', { stage, ...asked }).value;
  };

  it('are split 1 : 1.1 at a nine-year school: 2700 over 400 + 220', () => {
    const value = area({ ...A, ...B }, '九年一贯制学校');
    expect(exact(value('小学'))).toBe('4.354839');
    expect(exact(value('初中'))).toBe('4.790323');
    const shares = ['小学', '初中'].map(
      (stage) =>
        of({ ...rooms, ...A, ...B }, { school: { type: '九年一贯制学校' } })('per_student_teaching_area', {
          stage,
        }).numerator,
    );
    expect(shares.map(exact)).toEqual(['1741.935484', '958.064516']);
  });

  it('are split 1 : 1.1 : 1.32 over twelve years: 2700 over 400 + 220 + 132', () => {
    const value = area({ ...A, ...B, '教基3040!10.1': 100 }, '十二年一贯制学校');
    expect(exact(value('小学'))).toBe('3.590426');
    expect(exact(value('初中'))).toBe('3.949468');
  });

  it('are split 1 : 1.2 between junior and senior, which is the same ratio: 2700 over 200 + 120', () => {
    expect(area({ ...B, '教基3040!10.1': 100 }, '完全中学')('初中')).toBe('8.4375');
  });

  it('are not known while a stage that is taught has no pupils told', () => {
    expect(area(A, '九年一贯制学校')('小学')).toBeNull();
    expect(area({ ...A, ...B }, '十二年一贯制学校')('小学')).toBeNull();
  });

  it('are told per pupil of the school among the seven, and by weights where the round says so', () => {
    const figure = of({ ...rooms, ...A, ...B }, { school: { type: '九年一贯制学校' } });
    for (const stage of ['小学', '初中']) expect(figure('q_teaching_area', { stage }).value).toBe('4');
    expect(exact(figure('q_teaching_area', { stage: '小学', method: 'weighted_split' }).value)).toBe(
      '3.870968',
    );
    expect(exact(figure('q_teaching_area', { stage: '初中', method: 'weighted_split' }).value)).toBe(
      '4.258065',
    );
  });

  it('do not split teachers, who are counted by stage', () => {
    const teachers = { '教基4153!16.4': 20, '教基4153!25.4': 16 };
    const figure = of({ ...teachers, ...A, ...B }, { school: { type: '九年一贯制学校' } });
    expect(figure('teacher_student_ratio', { stage: '小学' }).value).toBe('0.05');
    expect(figure('teacher_student_ratio', { stage: '初中' }).value).toBe('0.08');
  });
});

it('has no value where a figure is blank, and none to judge', () => {
  const { '教基5176!08.1': _books, ...without } = primary;
  expect(of(without)('books_per_student')).toMatchObject({ value: null, verdict: 'missing', display: '—' });
  const { '局补充2!16.3': _rooms, ...noRooms } = primary;
  expect(of(noRooms)('q_music_room').value).toBeNull();
});

describe('六项达标、余项不低于 85%', () => {
  const judged = { collection: { targetProfiles: ['cn_quality_balance_2017'] } };
  /** All seven exactly at, or above, the standard of 小学. */
  const good = { ...primary, '教基5170!06.1': 2700, '教基4155!08.18': 4 };
  const verdict = (cells: Record<string, number>) => {
    const { value, verdict: said } = of(cells, judged)('q_school_compliance');
    return [value, said];
  };

  it('is met by a school that keeps all seven', () => expect(verdict(good)).toEqual(['1', 'met']));

  it('takes one item at exactly 85 %, none below it', () => {
    expect(verdict({ ...good, '教基5176!15.1': 102 })).toEqual(['1', 'met']);
    expect(verdict({ ...good, '教基5176!15.1': 101.99 })).toEqual(['0', 'missed']);
  });

  it('takes no second item below its standard', () => {
    expect(verdict({ ...good, '教基5176!15.1': 119, '教基5176!03.1': 4199 })).toEqual(['0', 'missed']);
  });

  it('is unknown while one item is, or without a profile that states the seven', () => {
    const { '局补充1!01.4': _backbone, ...without } = good;
    expect(verdict(without)).toEqual([null, 'missing']);
    expect(of(good)('q_school_compliance').value).toBeNull();
  });
});

it('tells how many rooms are lacking: 13 classes need two', () => {
  const figure = of(primary, { collection: { targetProfiles: ['cn_quality_balance_2017'] } });
  expect(figure('q_art_room')).toMatchObject({ verdict: 'missed' });
  expect(figure('q_art_room').targets[0]?.lacking).toEqual({ amount: '1', unit: '间' });
  expect(figure('q_music_room').verdict).toBe('met');
});

describe('from inputs given by name', () => {
  interface Example {
    readonly id: string;
    readonly inputs: Record<string, number[]>;
    readonly expected: Record<string, number> & Record<string, { value: number }>;
  }
  const { examples } = readReference('worked-examples.json') as { examples: Example[] };
  const example = (id: string): Example => {
    const found = examples.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`no example ${id}`);
    return found;
  };
  const nums = (values: readonly number[]) => values.map((value) => decimal(String(value)));
  const evaluate = (indicator: string, inputs: Record<string, readonly number[]>) => {
    const definition = definitions.indicators.find(({ id }) => id === indicator);
    if (definition === undefined) throw new Error(`no ${indicator}`);
    const given = new Map(Object.entries(inputs).map(([name, values]) => [name, nums(values)]));
    const { results, unused } = evaluateInputs(definitions, definition, given);
    expect(unused).toEqual([]);
    return Object.fromEntries(results.map((result) => [result.method, result]));
  };
  const places = (value: string | null | undefined, decimals: number) =>
    Number(decimalText(decimal(value ?? 'none'), decimals));

  it('the coefficient of books is E12, by every reading, however the inputs are called', () => {
    const { inputs, expected: wanted } = example('E12');
    const { weighted, unweighted_population, unweighted_sample } = evaluate('cv_books_per_student', inputs);
    expect(places(weighted?.denominator, 4)).toBe(wanted.X);
    expect(places(weighted?.numerator, 4)).toBe(wanted.S);
    expect(places(weighted?.value, 4)).toBe(wanted.cv_weighted);
    expect(weighted?.display).toBe('0.515');
    expect(places(weighted?.value, 2)).toBe(wanted.cv_2dp);
    expect(places(unweighted_population?.value, 4)).toBe(wanted.cv_unweighted_population);
    expect(places(unweighted_sample?.value, 4)).toBe(wanted.cv_unweighted_sample);
    const { books = [], pupils = [] } = inputs;
    expect(evaluate('cv_books_per_student', { res_i: books, n_i: pupils }).weighted?.value).toBe(
      weighted?.value,
    );
  });

  it('takes the values of the schools instead of their resources', () => {
    const { weighted } = evaluate('cv_books_per_student', { x_i: [1.65, 0.35], n_i: [20, 20] });
    expect(weighted?.value).toBe('0.65');
    expect(evaluate('q_cv', { x_i: [1.65, 0.35], n_i: [20, 20] }).weighted?.value).toBe('0.65');
  });

  it('the mean of eight is E13: 4.734 / 8', () => {
    const { standard } = evaluate('comprehensive_cv', { cvs: example('E13').inputs.cvs ?? [] });
    expect(standard).toMatchObject({ numerator: '4.734', denominator: '8', value: '0.59175' });
    expect(standard?.display).toBe('0.592(4.734/8)');
  });

  it('the mean of eight agrees with all 16 published rows of E14', () => {
    const { inputs, expected: wanted } = example('E14');
    const rows = Object.entries(inputs);
    expect(rows).toHaveLength(16);
    for (const [name, cv_k] of rows)
      expect(places(evaluate('comprehensive_cv', { cv_k }).standard?.value, 3), name).toBe(
        wanted[name]?.value,
      );
  });

  it('is no mean of seven, nor of nine', () => {
    const eight = example('E13').inputs.cvs ?? [];
    expect(evaluate('comprehensive_cv', { cvs: eight.slice(1) }).standard?.value).toBeNull();
    expect(evaluate('comprehensive_cv', { cvs: [...eight, 0.3] }).standard?.value).toBeNull();
  });

  it('splits what a school of several stages shares; a stage that is not told is not taught', () => {
    const one = (inputs: Record<string, number>) => {
      const given = Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [name, decimal(`${value}`)]),
      );
      const definition = definitions.indicators.find(({ id }) => id === 'books_per_student');
      if (definition === undefined) throw new Error('no books_per_student');
      const { results, required } = evaluateInputs(definitions, definition, new Map(Object.entries(given)));
      expect(required('standard')).toEqual([]);
      return results[0]?.display;
    };
    expect(one({ books: 620, n: 100 })).toBe('6.200(620/100)');
    expect(one({ books: 620, n: 100, junior: 50 })).toBe('4.000(400/100)');
    expect(one({ books: 620, n: 100, junior: 0, senior: 50 })).toBe('3.735');
    expect(one({ res: 620, n: 100, junior: 50 })).toBe('6.200(620/100)');
  });

  it('six of seven and the last at 85 %', () => {
    const s_i = [4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3];
    const verdict = (last: number) =>
      evaluate('q_school_compliance', { v_i: [5, 1, 0.9, 4.5, 7.5, last, 2.3], s_i }).standard?.value;
    expect([verdict(2000), verdict(1700), verdict(1699.99)]).toEqual(['1', '1', '0']);
  });
});
