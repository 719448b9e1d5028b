import { describe, expect, it } from 'vitest';
import { assumptionSentence } from '../../shared/sentences/roster-assumptions';
import { village } from '../support/school';
import { asked, cell, count, people, pupil } from '../support/small-roster';

describe('招生 without a word of how pupils came', () => {
  const pupils = people(
    pupil({ entry: '2026-09' }),
    pupil({ entry: '2025-09' }),
    pupil({ entry: '2026-09', preschool: '2' }),
    pupil({ grade: '2', entry: '2025-09' }),
  );

  it('is asked about, and is not counted before', () => {
    const counts = count({ pupils });
    expect(asked(counts, 'entered.gradeOne')).toMatchObject({
      people: 3,
      usual: 'entry',
      answer: null,
      forms: expect.arrayContaining(['教基3112', '教基3113', '教基3040']) as unknown,
    });
    expect(cell(counts, '教基3112!01.2')).toBeUndefined();
    expect(cell(counts, '教基3113!01.1')).toBeUndefined();
    expect(cell(counts, '教基3112!01.9')).toBe(3);
    expect(counts.notCounted).toContainEqual({
      form: '教基3113',
      columns: ['1'],
      rows: ['01', '03'],
      reason: 'unanswered',
      label: '招生',
    });
  });

  it('follows the month of entry, or takes the whole grade', () => {
    expect(cell(count({ pupils }, { 'entered.gradeOne': 'entry' }), '教基3112!01.2')).toBe(2);
    expect(cell(count({ pupils }, { 'entered.gradeOne': 'all' }), '教基3112!01.2')).toBe(3);
    expect(cell(count({ pupils }, { 'entered.gradeOne': 'skip' }), '教基3112!01.2')).toBeUndefined();
    expect(cell(count({ pupils }, { 'entered.gradeOne': 'nonsense' }), '教基3112!01.2')).toBeUndefined();
  });

  it('leaves newcomers without a month open where two rosters are compared: 学生变动情况 must add up', () => {
    const pupilsBefore = people(pupil({ register: 'A' }));
    const now = people(
      pupil({ grade: '2', register: 'A' }),
      pupil({ entry: '2026-09', register: 'B' }),
      pupil({ register: 'C' }),
    );
    const columns = (more: Record<string, string>, moves = new Map<number, string>()) => {
      const counts = count({ pupils: now, pupilsBefore }, more, { moves: { now: moves, before: new Map() } });
      return [1, 2, 3, 5, 8, 17].map((column) => cell(counts, `教基3040!04.${column}`));
    };
    const byMonth = { 'entered.gradeOne': 'entry' };
    expect(columns(byMonth)).toEqual([1, 2, 1, undefined, 0, 3]);
    expect(columns(byMonth, new Map([[3, '转入']]))).toEqual([1, 2, 1, 1, 0, 3]);
    expect(columns({ 'entered.gradeOne': 'all' })).toEqual([1, 2, 2, 0, 0, 3]);
  });

  it('is the whole grade usually where no month is written', () => {
    const counts = count({ pupils: people(pupil(), pupil()) });
    expect(asked(counts, 'entered.gradeOne')).toMatchObject({ usual: 'all', people: 2 });
    expect(asked(counts, 'entered.gradeOne')?.choices.map(({ id }) => id)).toEqual(['all', 'skip']);
  });

  it('is not asked where a column tells it', () => {
    const told = people(
      pupil({ came: '招生' }),
      pupil({ came: '留级' }),
      pupil({ grade: '3', came: '转入' }),
    );
    const counts = count({ pupils: told });
    expect(asked(counts, 'entered.gradeOne')).toBeUndefined();
    expect(cell(counts, '教基3112!01.2')).toBe(1);
    expect(cell(counts, '教基3040!04.5')).toBe(1);
    expect(cell(counts, '教基3040!04.2')).toBe(2);
  });

  it('is not taken from a column that tells how each came in his own year', () => {
    const told = people(
      pupil({ came: '招生' }),
      pupil({ grade: '3', came: '招生' }),
      pupil({ grade: '4', came: '转入' }),
    );
    const ofCells = (answers: Record<string, string>) =>
      ['教基3112!01.2', '教基3040!04.3', '教基3040!04.5'].map((key) =>
        cell(count({ pupils: told }, answers), key),
      );
    expect(asked(count({ pupils: told }), 'came.historic')).toMatchObject({ people: 1, usual: 'earlier' });
    expect(ofCells({})).toEqual([undefined, undefined, undefined]);
    expect(ofCells({ 'came.historic': 'earlier' })).toEqual([1, 1, undefined]);
    expect(ofCells({ 'came.historic': 'thisYear' })).toEqual([2, 2, 1]);
  });

  it('nor from one with months of other years', () => {
    const told = people(pupil({ came: '招生', entry: '2026-09' }), pupil({ came: '招生', entry: '2025-09' }));
    expect(asked(count({ pupils: told }), 'came.historic')).toMatchObject({ people: 1 });
    const entered = (answer: string) =>
      cell(count({ pupils: told }, { 'came.historic': answer }), '教基3112!01.2');
    expect([entered('earlier'), entered('thisYear'), entered('')]).toEqual([1, 2, undefined]);
  });

  it('asks about first graders of whom a filled column says nothing', () => {
    const told = people(pupil({ came: '招生' }), pupil(), pupil({ grade: '3' }));
    expect(asked(count({ pupils: told }), 'blank.came')).toMatchObject({ people: 1, usual: null });
    expect(cell(count({ pupils: told }), '教基3112!01.2')).toBeUndefined();
    expect(cell(count({ pupils: told }, { 'blank.came': 'stayed' }), '教基3112!01.2')).toBe(1);
    expect(cell(count({ pupils: told }, { 'blank.came': 'entered' }), '教基3112!01.2')).toBe(2);
  });
});

describe('是否受过学前教育', () => {
  it('asks of blanks in words, not by 0', () => {
    const counts = count({
      pupils: people(pupil({ came: '招生', preschool: '否' }), pupil({ came: '招生' })),
    });
    expect(asked(counts, 'blank.preschool')?.choices).toMatchObject([
      { id: '0', label: '算「没有受过学前教育」' },
      { id: '1', label: '算「受过一年学前教育」' },
      { id: '2', label: '算「受过两年学前教育」' },
      { id: '3', label: '算「受过三年学前教育」' },
      { id: 'skip' },
    ]);
  });

  const pupils = people(
    pupil({ came: '招生', preschool: '是' }),
    pupil({ came: '招生', preschool: '0' }),
    pupil({ grade: '2', preschool: '是' }),
  );

  it('without years leaves the columns of years alone, and only those', () => {
    const counts = count({ pupils });
    expect(asked(counts, 'preschool.years')).toMatchObject({ people: 1, usual: null, forms: ['教基3112'] });
    expect([3, 4, 5, 6].map((column) => cell(counts, `教基3112!01.${column}`))).toEqual([
      1,
      undefined,
      undefined,
      undefined,
    ]);
    expect(cell(count({ pupils }, {}, {}, 'jichuji-2018-86'), '基础基312!01.3')).toBe(1);
    const answered = count({ pupils }, { 'preschool.years': '2' });
    expect([3, 4, 5, 6].map((column) => cell(answered, `教基3112!01.${column}`))).toEqual([1, 0, 1, 0]);
  });
});

describe('随迁子女', () => {
  const pupils = people(
    pupil({ migrant: '否', workersChild: '否', area: '990101' }),
    pupil({ migrant: '否', workersChild: '否', area: '990101' }),
    pupil({ migrant: '是', workersChild: '否', area: '980101' }),
    pupil({ migrant: '是', workersChild: '是', area: '990203' }),
  );

  it('come from the province or another county by the county of the others, once that is confirmed', () => {
    const counts = count({ pupils });
    expect(asked(counts, 'origin.county')).toMatchObject({ people: 2, usual: '990101' });
    expect(['06', '07', '08', '09'].map((row) => cell(counts, `教基3112!${row}.7`))).toEqual([
      2,
      undefined,
      undefined,
      1,
    ]);
    const confirmed = count({ pupils }, { 'origin.county': '990101' });
    expect(['06', '07', '08', '09', '10', '11'].map((row) => cell(confirmed, `教基3112!${row}.7`))).toEqual([
      2, 1, 1, 1, 0, 1,
    ]);
  });

  it('of a code without a county may come from anywhere in the province', () => {
    const open = people(
      pupil({ migrant: '否', workersChild: '否', area: '990101' }),
      ...['990000', '990100', '980000'].map((area) => pupil({ migrant: '是', workersChild: '否', area })),
    );
    const counts = count({ pupils: open }, { 'origin.county': '990101' });
    const rows = ['06', '07', '08'].map((row) => cell(counts, `教基3112!${row}.7`));
    expect(rows).toEqual([3, undefined, undefined]);
    expect(counts.notCounted.find(({ label }) => label === '迁入来源')).toMatchObject({ rows: ['07', '08'] });
    const far = people(open[0]?.values ?? {}, open[3]?.values ?? {});
    const told = count({ pupils: far }, { 'origin.county': '990101' });
    expect(['06', '07', '08'].map((row) => cell(told, `教基3112!${row}.7`))).toEqual([1, 1, 0]);
    const city = people(...['990100', '990100', '990101'].map((area) => pupil({ migrant: '否', area })));
    const asking = [...city, ...people(pupil({ migrant: '是', area: '980101' }))];
    expect(asked(count({ pupils: asking }), 'origin.county')).toMatchObject({ usual: '990101' });
  });

  it('in what may be the county itself wait for the county', () => {
    const own = people(
      pupil({ migrant: '否', workersChild: '否', area: '990101' }),
      pupil({ migrant: '是', workersChild: '否', area: '990101' }),
    );
    expect(cell(count({ pupils: own }), '教基3112!06.7')).toBeUndefined();
    expect(asked(count({ pupils: own }, { 'origin.county': '990101' }), 'origin.home')).toMatchObject({
      people: 1,
    });
  });

  it('registered in the county itself are none, by the definition, once that is confirmed', () => {
    const own = people(
      pupil({ migrant: '是', workersChild: '否', origin: '本县' }),
      pupil({ migrant: '否', workersChild: '否' }),
    );
    expect(asked(count({ pupils: own }), 'origin.home')).toMatchObject({ people: 1, usual: 'leave' });
    expect(cell(count({ pupils: own }), '教基3112!06.7')).toBeUndefined();
    expect(cell(count({ pupils: own }, { 'origin.home': 'leave' }), '教基3112!06.7')).toBe(0);
    expect(cell(count({ pupils: own }, { 'origin.home': 'count' }), '教基3112!06.7')).toBe(1);
  });

  it('of whom neither origin nor area is written have a total and no parts', () => {
    const counts = count({ pupils: people(pupil({ migrant: '是', workersChild: '否' })) });
    expect(cell(counts, '教基3112!06.7')).toBe(1);
    expect(cell(counts, '教基3112!07.7')).toBeUndefined();
    expect(counts.notCounted.find(({ label }) => label === '迁入来源')).toMatchObject({
      form: '教基3112',
      rows: ['07', '08'],
      reason: 'noField',
    });
  });

  it('of a file that knows only children of migrant workers are asked about', () => {
    const old = people(pupil({ workersChild: '是', origin: '外省' }), pupil({ workersChild: '否' }));
    const counts = count({ pupils: old });
    expect(cell(counts, '教基3112!09.7')).toBe(1);
    expect(cell(counts, '教基3112!06.7')).toBeUndefined();
    expect(cell(count({ pupils: old }, { 'migrant.workersOnly': 'same' }), '教基3112!06.7')).toBe(1);
  });
});

describe('columns', () => {
  it('that are missing count nothing, not zero', () => {
    const counts = count({ pupils: people(pupil()) });
    expect(cell(counts, '教基3112!05.7')).toBeUndefined();
    expect(cell(counts, '教基3120!21.3')).toBeUndefined();
    expect(cell(counts, '教基3120!01.3')).toBeUndefined();
    expect(counts.notCounted.find(({ label }) => label === '就读方式')).toMatchObject({
      form: '教基3112',
      rows: ['05'],
      reason: 'noField',
    });
  });

  it('that are blank for some are asked about, and only their cells wait', () => {
    const pupils = people(pupil({ residence: '住校' }), pupil(), pupil({ sex: '男', residence: '走读' }));
    const counts = count({ pupils });
    expect(asked(counts, 'blank.residence')).toMatchObject({
      people: 1,
      usual: '走读',
      params: { label: '就读方式' },
    });
    expect(cell(counts, '教基3112!05.7')).toBeUndefined();
    expect(cell(counts, '教基3112!05.10')).toBe(0);
    expect(cell(counts, '教基3112!01.7')).toBe(3);
    expect(cell(count({ pupils }, { 'blank.residence': '走读' }), '教基3112!05.7')).toBe(1);
  });

  it('that are filled for all give a real zero', () => {
    expect(cell(count({ pupils: people(pupil({ residence: '走读' })) }), '教基3112!05.7')).toBe(0);
  });
});

describe('who is counted', () => {
  it('leaves 休学 out once it is confirmed, and counts nothing that it could change before', () => {
    const pupils = people(pupil({ status: '在读' }), pupil({ status: '休学', grade: '2' }));
    const counts = count({ pupils });
    expect(asked(counts, 'status.left')).toMatchObject({ people: 1, usual: 'out' });
    expect(cell(counts, '教基3112!01.7')).toBeUndefined();
    expect(cell(counts, '教基3112!01.9')).toBe(1);
    expect(cell(count({ pupils }, { 'status.left': 'out' }), '教基3112!01.7')).toBe(1);
  });

  it('reports foreigners apart', () => {
    const pupils = people(pupil({ overseas: '否' }), pupil({ overseas: '外国' }));
    const counts = count({ pupils }, { 'foreign.apart': 'apart' }, {}, 'jichuji-2018-86');
    expect([cell(counts, '基础基312!01.6'), cell(counts, '基础基341!03.7')]).toEqual([1, 1]);
    expect(cell(count({ pupils }, { 'foreign.apart': 'in' }), '教基3112!01.9')).toBe(2);
  });

  it('counts ages on 1 September, who is born on it included', () => {
    const pupils = people(pupil({ birth: '2020-09-01' }), pupil({ birth: '2020-09-02' }));
    const counts = count({ pupils });
    expect([cell(counts, '教基3113!03.4'), cell(counts, '教基3113!02.4')]).toEqual([1, 1]);
  });

  it('asks whether an unnamed 民族 is 少数民族', () => {
    const pupils = people(
      pupil({ ethnicity: '其他' }),
      pupil({ ethnicity: '回族' }),
      pupil({ ethnicity: '汉族' }),
    );
    expect(cell(count({ pupils }), '教基3112!03.7')).toBeUndefined();
    expect(cell(count({ pupils }, { 'ethnicity.other': 'not' }), '教基3112!03.7')).toBe(1);
    expect(cell(count({ pupils }, { 'ethnicity.other': 'minority' }), '教基3112!03.7')).toBe(2);
  });
});

it('a stage that the school has and the roster has not waits for a word, and is no zero', () => {
  const school = { ...village, attachedClasses: ['附设幼儿班' as const] };
  const pupils = people(pupil({ came: '转入' }));
  const counts = count({ pupils }, {}, { school });
  expect(asked(counts, 'stages.empty.学前')).toMatchObject({ usual: null, answer: null });
  expect(asked(counts, 'stages.empty.学前')?.forms).toEqual(['教基3040', '教基3045', '教基3120']);
  expect([cell(counts, '教基3040!01.17'), cell(counts, '教基3040!04.17')]).toEqual([undefined, 1]);
  expect(counts.notCounted).toContainEqual(
    expect.objectContaining({ form: '教基3040', reason: 'unanswered', label: '学前的学生' }),
  );
  expect(cell(count({ pupils }, { 'stages.empty.学前': 'none' }, { school }), '教基3040!01.17')).toBe(0);
  expect(
    cell(count({ pupils }, { 'stages.empty.学前': 'skip' }, { school }), '教基3040!01.17'),
  ).toBeUndefined();
  const teacher = { post: '专任教师', stage: '小学', sex: '女', birth: '1990-01-01' };
  const staff = count({ staff: people(teacher) }, {}, { school });
  expect([cell(staff, '教基4153!01.1'), cell(staff, '教基4149!01.2')]).toEqual([undefined, 1]);
});

describe('last year', () => {
  const before = people(
    pupil({ grade: '6', register: 'A', birth: '2014-03-01' }),
    pupil({ grade: '5', register: 'B', birth: '2015-03-01' }),
    pupil({ grade: '4', register: 'C', birth: '2016-03-01' }),
  );
  const pupils = people(pupil({ grade: '6', register: 'B', birth: '2015-03-01' }));

  it('is needed for 毕业', () => {
    const counts = count({ pupils });
    expect(cell(counts, '教基3112!01.1')).toBeUndefined();
    expect(counts.notCounted.find(({ form }) => form === '教基3112')).toMatchObject({
      columns: ['1'],
      reason: 'noLastYear',
      label: '上年学生名册',
    });
  });

  it('counts the final grade as 毕业 once confirmed; one of whom nobody knows leaves his columns open', () => {
    const counts = count({ pupils, pupilsBefore: before });
    expect(asked(counts, 'graduated.finalGrade')).toMatchObject({ people: 1, usual: 'graduated' });
    expect(cell(counts, '教基3112!01.1')).toBeUndefined();
    const open = count({ pupils, pupilsBefore: before }, { 'graduated.finalGrade': 'graduated' });
    // The fourth grader may have gone in any way: 毕业 counts all grades.
    expect(['9', '14'].map((column) => cell(open, `教基3040!04.${column}`))).toEqual([undefined, undefined]);
    expect([cell(open, '教基3040!04.1'), cell(open, '教基3040!04.8')]).toEqual([3, 2]);
    const moves = { now: new Map(), before: new Map([[3, '转出']]) };
    const told = count({ pupils, pupilsBefore: before }, { 'graduated.finalGrade': 'graduated' }, { moves });
    expect(['9', '12', '14'].map((column) => cell(told, `教基3040!04.${column}`))).toEqual([1, 0, 1]);
    expect(told.behind('教基3040', '04.14').people).toEqual([{ kind: 'pupilsBefore', id: 3 }]);
  });
});

it('says every question in a sentence of its own, and every rule in the order of the data', () => {
  const counts = count({
    pupils: people(
      pupil({
        status: '休学',
        overseas: '外国',
        ethnicity: '其他',
        preschool: '是',
        disability: '视力残疾',
        class: '启智班',
      }),
      pupil({ migrant: '是', area: '990101', class: '启智班', grade: '2' }),
      pupil({ migrant: '否', area: '990101' }),
      pupil({ migrant: '是', area: '990101', origin: '本县' }),
    ),
    pupilsBefore: people(pupil({ grade: '6', register: 'A', birth: '2014-03-01' })),
    staff: people({ ethnicity: '其他' }),
  });
  const named = counts.assumptions.filter(({ id }) => !id.startsWith('blank.'));
  expect(named.length).toBeGreaterThan(8);
  for (const assumption of named) expect(assumptionSentence(assumption)).not.toContain('一栏有');
  for (const assumption of counts.assumptions)
    expect(assumptionSentence(assumption)).not.toMatch(/undefined|NaN|「」/);
  expect(counts.words('教基3112', '02.11')).toBe('小学 · 三年级 · 女');
  expect(counts.words('教基3112', '10.4')).toBe(
    '小学 · 招生 · 学前教育一年 · 进城务工人员随迁子女 · 外省迁入',
  );
  expect(counts.words('教基3112', '99.4')).toBe('');
  expect(counts.words('教基1001', '01.1')).toBe('');
});
