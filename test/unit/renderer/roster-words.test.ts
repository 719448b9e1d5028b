import { describe, expect, it } from 'vitest';
import { countedWords, rosterDifference } from '../../../renderer/grid/roster-words';
import {
  applyNote,
  applyWords,
  countWords,
  keptWords,
  leadWords,
  notCountedWords,
  notPlannedWords,
  tickedOf,
} from '../../../renderer/pages/rosters-fill-words';
import {
  furtherWords,
  peopleShown,
  peopleTable,
  placesOf,
  rowsInSight,
} from '../../../renderer/pages/rosters-people-rows';
import { writtenValue } from '../../../renderer/pages/rosters-people-words';
import { replacedWords } from '../../../renderer/pages/rosters-problems-words';
import { isCountable, plannedForms, type PlannedForm } from '../../../renderer/store/roster-plan-view';
import type { RosterField } from '../../../shared/roster/definition';
import type { CountedCell, NotCounted, RosterPlan, ShownPerson } from '../../../shared/roster/plan';
import { assumptionSentence } from '../../../shared/sentences/roster-assumptions';
import { correctedPerson } from '../../../shared/roster/fill-person';
import { shippedDefinitions } from '../../support/definitions';
import { rosterRules } from '../../support/roster-counts';
import { village } from '../../support/school';

const { forms } = shippedDefinitions();
const form = (code: string) => {
  const found = forms[code];
  if (found === undefined) throw new Error(`no form ${code}`);
  return found;
};

const cell = (kind: CountedCell['kind']): CountedCell => ({
  ...{ form: '教基3112', cell: '02.9', counted: '9', words: '小学 · 一年级 · 女' },
  now: kind === 'same' ? '9' : '',
  kind,
});
const planned = (more: Partial<PlannedForm>): PlannedForm => ({
  ...{
    form: form('教基3112'),
    fill: [],
    kept: [],
    waiting: [],
    other: [],
    same: 0,
    blank: 0,
    notCounted: [],
  },
  ...more,
});
const planOf = (...kinds: readonly CountedCell['kind'][]): RosterPlan => ({
  ...{ assumptions: [], notCounted: [], toRemember: 0, digest: '' },
  cells: kinds.map(cell),
});
const left = (more: Partial<NotCounted>): NotCounted => ({
  ...{ form: '教基3112', columns: [], reason: 'noField', label: '政治面貌' },
  ...more,
});

describe('a number beside what the rosters counted', () => {
  it('tells both and the difference, and nothing where nothing is wrong', () => {
    expect(rosterDifference('212', '214')).toBe('名册 212 / 填报 214，差 2');
    expect(rosterDifference('4', '约三')).toBe('名册 4 / 填报 约三');
    expect(rosterDifference('212', '212')).toBeNull();
    expect(rosterDifference('212', '')).toBeNull();
    expect(countedWords('212', '212')).toBe('名册数出 212');
    expect(countedWords('212', '210')).toBe('名册 212 / 填报 210，差 2');
  });
});

describe('what a plan says', () => {
  const typed = { reviewed: false, partial: false };

  it('names on the button what pressing it does, also where no cell changes', () => {
    expect(applyWords(12, 90)).toBe('填入 12 格');
    expect(applyWords(0, 9)).toBe('记下名册的数（不改表）');
    expect(applyNote(0, 9)).toContain('一格也不动');
    expect(applyWords(0, 0)).toBe('填入 0 格');
  });

  it('names those apart that are left because their form is counted by half', () => {
    const plan = { ...planOf('kept', 'kept'), partial: ['教基3112'] };
    expect(leadWords(plan)).toBe('名册算出 2 格：2 格先不填（来和去没有数全）。');
  });

  it('names those apart that wait for an answer together with others of their total', () => {
    const waiting: CountedCell = { ...cell('kept'), waiting: true };
    const plan = { ...planOf(), cells: [waiting, cell('kept'), cell('fill')] };
    expect(leadWords(plan)).toBe(
      '名册算出 3 格：1 格可以填入，1 格是您手填的、和名册不同，不勾选就不动，1 格先不填（合计还数不全）。',
    );
    const [shown] = plannedForms(plan, [form('教基3112')]);
    if (shown === undefined) throw new Error('no form');
    expect([shown.kept, shown.waiting]).toEqual([[cell('kept')], [waiting]]);
    expect(countWords(shown, typed)).toBe('1 格将改动 · 1 格您手填的不同 · 1 格先不填（合计还数不全）');
    expect(tickedOf(shown, new Map())).toBe(1);
    expect(tickedOf(shown, new Map([['教基3112!02.9', true]]))).toBe(3);
  });

  it('counts what would change by form', () => {
    expect(countWords(planned({ fill: [cell('fill')], kept: [cell('kept')], same: 12 }), typed)).toBe(
      '1 格将改动 · 1 格您手填的不同 · 12 格已一致',
    );
    expect(countWords(planned({ fill: [cell('fill')], blank: 81 }), typed)).toBe(
      '1 格将改动 · 81 格数出 0，留空',
    );
    expect(countWords(planned({ kept: [cell('kept')] }), { ...typed, reviewed: true })).toBe(
      '1 格不同（本表已核对）',
    );
    expect(countWords(planned({ kept: [cell('kept')] }), { ...typed, partial: true })).toBe(
      '1 格先不填（来和去没有数全）',
    );
    expect(keptWords({ ...typed, reviewed: true })).toContain('重新核对');
    expect(keptWords({ ...typed, partial: true })).toContain('只填一半');
  });

  it('says how much there is to do, or that nothing is', () => {
    expect(leadWords(planOf())).toContain('没有能由名册算出的格');
    expect(leadWords(planOf('same', 'other'))).toBe('名册算出 2 格：都已经和表里一致，不用再填。');
    expect(leadWords(planOf('fill', 'kept', 'same'))).toBe(
      '名册算出 3 格：1 格可以填入，1 格是您手填的、和名册不同，不勾选就不动。',
    );
  });

  it('takes a blank that stays blank for no agreement', () => {
    const blank: CountedCell = { ...cell('same'), counted: '0', now: '' };
    const of = (...cells: readonly CountedCell[]) => ({ ...planOf(), cells });
    expect(leadWords(of(cell('fill'), blank, blank))).toBe('名册算出 1 格：1 格可以填入。');
    expect(leadWords(of(blank))).toBe('名册数出的都是 0，表里留空，不用再填。');
    const [shown] = plannedForms(of(cell('same'), blank, blank), [form('教基3112')]);
    expect(shown).toMatchObject({ same: 1, blank: 2 });
  });

  it('knows a roster that lacks a column from one that is gone', () => {
    const none = { ...planOf(), notCounted: [left({ reason: 'noRoster', label: '学生名册' })] };
    expect(isCountable(none, '教基3112')).toBe(false);
    expect(isCountable({ ...planOf(), notCounted: [left({})] }, '教基3112')).toBe(true);
    expect(isCountable(planOf('same'), '教基3112')).toBe(true);
    expect(isCountable(planOf('same'), '教基4149')).toBe(false);
    expect(isCountable(null, '教基3112')).toBe(false);
  });

  it('says which roster saving replaces, and nothing of last year’s that is only read', () => {
    const stored = { kind: 'pupils', people: 75, files: [], loadedAt: '', keepUntil: '' } as const;
    expect(replacedWords([stored], 'pupils')).toContain('将替换现有的学生名册（75 名学生）');
    expect(replacedWords([stored], 'staff')).toBe('');
    expect(replacedWords([{ ...stored, fromLastYear: true }], 'pupils')).toBe('');
  });

  it('gives the reason and the columns of what is not counted', () => {
    const reasons = [
      left({ reason: 'noLastYear', label: '上年学生名册', columns: ['1'] }),
      left({ reason: 'unanswered', label: '复式班' }),
      left({ reason: 'unanswered', label: '学前教育年限' }),
      left({ reason: 'unanswered', label: '学生去向没有选定' }),
      left({ reason: 'skipped', label: '随迁子女' }),
      left({}),
    ];
    expect(notCountedWords(form('教基3112'), reasons)).toEqual([
      '没有载入上年学生名册，「毕业生数」不填。',
      '名册里没有「政治面貌」一栏，与它有关的格不填。',
      '学生去向没有选定，与它有关的格不填。',
      '「复式班」「学前教育年限」没有定下怎么算，与它有关的格不填。',
      '「随迁子女」您选了自己填，与它有关的格不填。',
    ]);
    const staff = { reason: 'noRoster', label: '教职工名册' } as const;
    const ofForm = (code: string) =>
      planned({ form: form(code), notCounted: [left({ ...staff, form: code })] });
    expect(notPlannedWords([ofForm('教基4149'), ofForm('教基4153')])).toEqual([
      '教基4149、教基4153：没有载入教职工名册，不填。',
    ]);
  });

  it('asks about what had to be supposed, blanks of any column included', () => {
    const asked = { people: 3, params: { label: '就读方式' } };
    expect(assumptionSentence({ id: 'blank.residence', ...asked })).toBe(
      '「就读方式」一栏有 3 人空着。空着的怎么算？',
    );
    expect(
      assumptionSentence({
        id: 'entered.gradeOne',
        people: 92,
        params: { year: 2026, inYear: 90, months: 92 },
      }),
    ).toContain('其中 90 人的入学年月在 2026 年');
  });
});

const person = (id: number, name: string, place: string, values: Readonly<Record<string, string>> = {}) =>
  ({
    id,
    kind: 'pupils',
    place,
    age: 7,
    values: { name, identity: '990101********001X', ...values },
  }) as ShownPerson;
const people = [
  person(1, '赵晓明', '一年级1班', {
    sex: '男',
    birth: '2019-09-02',
    ethnicity: '回族',
    leftBehind: '是',
    migrant: '否',
  }),
  person(2, '钱小雨', '一年级2班', {
    register: 'G9*******12',
    area: '990101',
    preschool: '0',
    disability: '无',
  }),
  person(3, '赵子涵', '二年级1班'),
];

describe('a list of people', () => {
  it('is searched by name, class and the letters of pinyin', () => {
    const spelt = (name: string, letters: string) => name === '钱小雨' && letters === 'qxy';
    const ids = (text: string, place = '') => peopleShown(people, { text, place }, spelt).map(({ id }) => id);
    expect(ids('')).toEqual([1, 2, 3]);
    expect(ids('赵')).toEqual([1, 3]);
    expect(ids('QXY')).toEqual([2]);
    expect(ids('一年级')).toEqual([1, 2]);
    expect(ids('赵', '二年级1班')).toEqual([3]);
    expect(peopleShown(people, { text: 'qxy', place: '' }, null)).toEqual([]);
    expect(placesOf(people).map(({ place }) => place)).toEqual(['一年级1班', '一年级2班', '二年级1班']);
  });

  it('has its classes in the order of grades, whatever the order of the file', () => {
    const of = (place: string, stage: string, grade: string, room: string, at: number) =>
      person(at, '', place, { stage, grade, class: room });
    const mixed = [
      of('七年级1班', '初中', '1', '1', 1),
      of('二年级10班', '小学', '2', '10', 2),
      of('二年级2班', '小学', '2', '2', 3),
      of('二年级春蕾', '小学', '2', '春蕾', 4),
      of('一年级', '小学', '1', '', 5),
      of('大班', '学前', '4', '', 6),
      of('二年级2班', '小学', '2', '2', 7),
    ];
    const order = ['大班', '一年级', '二年级2班', '二年级10班', '二年级春蕾', '七年级1班'];
    expect(placesOf(mixed).map(({ place }) => place)).toEqual(order);
    expect(placesOf(mixed)[2]?.people).toBe(2);
    const posts = mixed.map((each): ShownPerson => ({ ...each, kind: 'staff' }));
    expect(placesOf(posts)[0]?.place).toBe('七年级1班');
  });

  it('is copied without any number of a person', () => {
    const copied = JSON.stringify(peopleTable(people));
    expect(copied).toContain('"赵晓明","一年级1班","男","2019-09-02","7"');
    expect(copied).not.toContain('*');
  });

  it('says in words what else is known, and nothing of what is not so', () => {
    const fields = [
      { id: 'ethnicity', label: '民族', type: 'choice' },
      { id: 'leftBehind', label: '是否农村留守儿童', type: 'yesno' },
      { id: 'migrant', label: '是否随迁子女', type: 'yesno' },
      { id: 'register', label: '学籍号', type: 'text', masked: true },
      { id: 'area', label: '户口所在地行政区划', type: 'area' },
      { id: 'preschool', label: '是否受过学前教育', type: 'choice' },
      { id: 'disability', label: '残疾类型', type: 'choice' },
    ].map((field) => ({ ...field, aliases: [] })) as readonly RosterField[];
    const words = people.map((each) => furtherWords(each, fields));
    expect(words).toEqual(['回族 · 农村留守儿童', '户口所在地行政区划 990101 · 受过学前教育 0', '']);
  });

  it('paints only the rows in sight and a few more', () => {
    expect(rowsInSight(0, 300, 30, 3000)).toEqual({ from: 0, to: 22 });
    expect(rowsInSight(45_000, 300, 30, 3000)).toEqual({ from: 1488, to: 1522 });
    expect(rowsInSight(89_700, 300, 30, 3000)).toEqual({ from: 2978, to: 3000 });
    expect(rowsInSight(900, 300, 30, 2)).toEqual({ from: 1, to: 2 });
    expect(rowsInSight(0, 300, 30, 0)).toEqual({ from: 0, to: 0 });
  });
});

describe('a person to be corrected', () => {
  const columns = rosterRules.pupils;
  const grade = { id: 'grade', type: 'grade' } as const;
  const all = (['六三', '五四'] as const).flatMap((system) =>
    Object.entries({ 学前: 4, 小学: system === '六三' ? 6 : 5, 初中: system === '六三' ? 3 : 4 }).flatMap(
      ([stage, grades]) =>
        Array.from({ length: grades }, (_, at) => ({ system, stage, grade: String(at + 1) })),
    ),
  );

  const kindOf = (stage: string) => ({ type: stage === '学前' ? '幼儿园' : '九年一贯制学校' }) as const;

  it.each(all)(
    'has the grade of $stage $grade in $system written as everywhere, and it is read so',
    (each) => {
      const { system, ...values } = each;
      const school = { ...village, system, ...kindOf(values.stage) };
      const written = writtenValue(grade, { values }, school);
      expect(written).toMatch(/^.年级$|^[托小中大]班$/);
      const person = { id: 1, values: { name: '甄一', sex: '女', birth: '2016-08-09', ...values } };
      const setting = { kind: 'pupils', columns, school, schoolYear: 2026 } as const;
      expect(correctedPerson(setting, person, { grade: written })).toEqual(person);
    },
  );

  it('has no masked number in it', () => {
    const identity = { id: 'identity', type: 'identity', masked: true } as const;
    expect(writtenValue(identity, { values: { identity: '990101********001X' } }, village)).toBe('');
  });
});
