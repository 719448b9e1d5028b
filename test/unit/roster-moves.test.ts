import { describe, expect, it } from 'vitest';
import type { RosterPerson } from '../../shared/roster/definition';
import { shownPerson } from '../../shared/roster/mask';
import { movementsOf } from '../../shared/roster/movements';
import { movesOf } from '../../shared/roster/moves';
import type { Rosters, RosterSurroundings } from '../../shared/roster/facts';
import type { School } from '../../shared/school';
import { village } from '../support/school';

const said = (now: Record<number, string> = {}, before: Record<number, string> = {}) => {
  const of = (words: Record<number, string>) =>
    new Map(Object.entries(words).map(([id, word]) => [Number(id), word]));
  return { now: of(now), before: of(before) };
};
const around = (more: Partial<RosterSurroundings> = {}): RosterSurroundings => ({
  school: village,
  schoolYear: 2026,
  answers: {},
  moves: said(),
  ...more,
});
const nineYear: School = { ...village, type: '九年一贯制学校' };

/** Made up: area code 99 does not exist. */
const person = (id: number, grade: number, values: Record<string, string> = {}): RosterPerson => ({
  id,
  values: { name: `甄${id}`, stage: '小学', grade: String(grade), class: '1', ...values },
});
const rosters = (pupilsBefore: RosterPerson[] | null, pupils: RosterPerson[] | null): Rosters => ({
  pupils,
  pupilsBefore,
  staff: null,
});
const movements = (before: RosterPerson[], now: RosterPerson[], more: Partial<RosterSurroundings> = {}) => {
  const surroundings = around(more);
  const shownIn = { fields: [{ id: 'identity', masked: true as const }], ...surroundings };
  return movementsOf(rosters(before, now), surroundings, (kind, one) => shownPerson(one, kind, shownIn));
};

const [one, two, three] = ['990101201505050014', '990101201505050022', '990101201505050030'];

describe('who is the same', () => {
  const same = (before: RosterPerson[], now: RosterPerson[]) => [
    ...movesOf(rosters(before, now), around()).same,
  ];

  it('is told by the identity number, whatever else was corrected', () => {
    const before = [person(1, 2, { identity: one, name: '甄小', birth: '2015-05-05' })];
    const now = [person(7, 3, { identity: one, name: '甄晓', birth: '2015-05-06' })];
    expect(same(before, now)).toEqual([[7, 1]]);
  });

  it('else by the register number, where the identity number was corrected', () => {
    const before = [person(1, 2, { identity: one, register: 'G1', name: '甄晓' })];
    const now = [person(7, 3, { identity: two, register: 'G1', name: '甄晓' })];
    expect(same(before, now)).toEqual([[7, 1]]);
  });

  it('else by name and birth date together', () => {
    const before = [person(1, 2, { name: '甄晓', birth: '2015-05-05' })];
    expect(same(before, [person(7, 3, { name: '甄晓', birth: '2015-05-05', identity: one })])).toEqual([
      [7, 1],
    ]);
    expect(same(before, [person(7, 3, { name: '甄晓', birth: '2015-05-06' })])).toEqual([]);
    // The birth date stands in the number where the roster has no column for it.
    expect(same(before, [person(7, 3, { name: '甄晓', identity: one })])).toEqual([[7, 1]]);
  });

  it('is never told of namesakes of one day, as long as one of them has no number', () => {
    const namesakes = (ids: [number, number], grade: number, numbers: (string | undefined)[]) =>
      ids.map((id, index) =>
        person(id, grade, {
          ...{ name: '甄晓', birth: '2015-05-05' },
          ...(numbers[index] === undefined ? {} : { identity: numbers[index] }),
        }),
      );
    const before = namesakes([1, 2], 2, [undefined, undefined]);
    expect(same(before, namesakes([7, 8], 3, [one, two]))).toEqual([]);
    expect(same(before, namesakes([7, 8], 3, [undefined, undefined]))).toEqual([]);
    expect(same(before, [person(7, 3, { name: '甄晓', birth: '2015-05-05' })])).toEqual([]);
    const numbered = namesakes([1, 2], 2, [one, two]);
    expect(same(numbered, namesakes([7, 8], 3, [two, one]))).toEqual([
      [7, 2],
      [8, 1],
    ]);
  });

  it('holds twins apart by their names', () => {
    const twins = (ids: [number, number], grade: number) =>
      ids.map((id, index) => person(id, grade, { name: `甄${'大小'[index] ?? ''}`, birth: '2015-05-05' }));
    expect(same(twins([1, 2], 2), twins([7, 8], 3))).toEqual([
      [7, 1],
      [8, 2],
    ]);
  });

  it('takes a number that stands twice for nobody’s: only the name beside it tells', () => {
    const before = [person(1, 2, { identity: one, name: '甄甲' })];
    const now = [
      person(7, 3, { identity: one, name: '甄甲' }),
      person(8, 3, { identity: one, name: '甄乙' }),
    ];
    expect(same(before, now)).toEqual([[7, 1]]);
    expect(same([person(1, 2, { identity: one, name: '甄丙' })], now)).toEqual([]);
  });
});

describe('how they came and went', () => {
  const told = (
    before: RosterPerson[] | null,
    now: RosterPerson[],
    more: Partial<RosterSurroundings> = {},
  ) => {
    const { came, went } = movesOf(rosters(before, now), around(more));
    return { came: Object.fromEntries(came), went: Object.fromEntries(went) };
  };
  const pupil = (id: number, grade: number, identity: string, values: Record<string, string> = {}) =>
    person(id, grade, { identity, ...values });

  it('says nothing of who is a grade further, repeats or skips one', () => {
    const before = [pupil(1, 2, one), pupil(2, 2, two), pupil(3, 2, three)];
    const now = [pupil(1, 3, one), pupil(2, 2, two), pupil(3, 4, three)];
    expect(told(before, now)).toEqual({ came: {}, went: {} });
  });

  it('takes who is new in the first grade for admitted and who was in the last for graduated, and asks of others', () => {
    const before = [pupil(1, 6, one), pupil(2, 3, two)];
    const now = [
      person(5, 1),
      person(6, 4),
      person(7, 1, { entry: '2025-09' }),
      person(8, 1, { entry: '2026-08' }),
    ];
    expect(told(before, now)).toEqual({
      came: { 5: '招生', 6: null, 7: null, 8: '招生' },
      went: { 1: '毕业', 2: null },
    });
  });

  it('knows the last grade of 五四学制', () => {
    const before = [pupil(1, 5, one)];
    expect(told(before, []).went).toEqual({ 1: null });
    expect(told(before, [], { school: { ...village, system: '五四' } }).went).toEqual({ 1: '毕业' });
  });

  it('lets the column say how somebody came, and the clerk more than the column', () => {
    const before = [pupil(1, 3, one)];
    const now = [
      person(5, 4, { came: '转入' }),
      person(6, 1, { came: '转入' }),
      person(7, 4, { came: '留级' }),
    ];
    expect(told(before, now).came).toEqual({ 5: '转入', 6: '转入', 7: null });
    const words = said({ 5: '复学', 7: '其他增加' }, { 1: '退学' });
    expect(told(before, now, { moves: words })).toEqual({
      came: { 5: '复学', 6: '转入', 7: '其他增加' },
      went: { 1: '退学' },
    });
  });

  it('does not take 招生 of an upper grade, or with a month of another year, for 招生 of this year', () => {
    const column = { came: '招生' };
    const now = [
      person(5, 1, column),
      person(6, 3, column),
      person(7, 1, { ...column, entry: '2025-09' }),
      person(8, 1, { ...column, entry: '2026-09' }),
      person(9, 4, { ...column, stage: '学前', entry: '2024-09' }),
      person(10, 4, { ...column, stage: '学前' }),
      pupil(11, 4, one, column),
      person(12, 3, { came: '转入', entry: '2024-09' }),
    ];
    const before = [pupil(1, 4, one, { status: '休学' })];
    expect(told(before, now).came).toEqual({
      ...{ 5: '招生', 6: null, 7: null, 8: '招生', 9: null, 10: '招生', 11: '复学', 12: '转入' },
    });
  });

  it('does not let a word of the other side through', () => {
    expect(told([pupil(1, 3, one)], [person(5, 4)], { moves: said({ 5: '转出' }, { 1: '转入' }) })).toEqual({
      came: { 5: null },
      went: { 1: null },
    });
  });

  it('counts going on to 初中 here as 毕业 and 招生', () => {
    const before = [pupil(1, 6, one), pupil(2, 4, two)];
    const now = [pupil(1, 1, one, { stage: '初中' }), pupil(2, 1, two, { stage: '初中' })];
    expect(told(before, now, { school: nineYear })).toEqual({
      came: { 1: '招生', 2: '招生' },
      went: { 1: '毕业', 2: null },
    });
  });

  it('counts leaving 大班 for the first grade here as 毕业 and 招生, and admits to 学前 at any age', () => {
    const before = [pupil(1, 4, one, { stage: '学前' })];
    const now = [
      pupil(1, 1, one),
      person(5, 4, { stage: '学前', entry: '2026-09' }),
      person(6, 4, { stage: '学前', entry: '2024-09' }),
      person(7, 4, { stage: '学前' }),
      person(8, 2, { stage: '学前' }),
    ];
    expect(told(before, now)).toEqual({
      came: { 1: '招生', 5: '招生', 6: null, 7: null, 8: '招生' },
      went: { 1: '毕业' },
    });
  });

  it('reads 休学 in either roster, and takes nobody for a pupil who only keeps the register here', () => {
    const before = [
      pupil(1, 3, one),
      pupil(2, 3, two, { status: '休学' }),
      pupil(3, 3, three, { status: '休学' }),
    ];
    const now = [
      pupil(1, 4, one, { status: '休学' }),
      pupil(2, 3, two, { status: '在读' }),
      pupil(3, 3, three, { status: '休学' }),
      person(9, 2, { status: '离校' }),
    ];
    expect(told(before, now)).toEqual({ came: { 2: '复学' }, went: { 1: '休学' } });
    expect(told([pupil(1, 3, one)], [pupil(1, 4, one, { status: '离校' })]).went).toEqual({ 1: null });
    expect(told([pupil(1, 3, one)], [pupil(1, 4, one, { status: '转出' })]).went).toEqual({ 1: '转出' });
  });

  it('lets the clerk say 复学 of somebody who was not in last year’s roster', () => {
    expect(told([], [person(5, 4)]).came).toEqual({ 5: null });
    expect(told([], [person(5, 4)], { moves: said({ 5: '复学' }) }).came).toEqual({ 5: '复学' });
  });

  it('asks of who changes between an ordinary class and 送教上门, where the two are counted apart', () => {
    const before = [pupil(1, 3, one, { residence: '走读' }), pupil(2, 3, two), pupil(3, 3, three)];
    const now = [
      pupil(1, 4, one, { residence: '送教上门' }),
      // Last year's roster did not say how this one attended.
      pupil(2, 4, two, { residence: '送教上门' }),
      pupil(3, 4, three, { residence: '走读', inclusive: '是' }),
    ];
    expect(told(before, now)).toEqual({ came: {}, went: {} });
    const school: School = { ...village, attachedClasses: ['送教上门'] };
    expect(told(before, now, { school })).toEqual({ came: { 1: null }, went: { 1: null } });
    const { flows, movements: names } = movements(before, now, { school });
    expect(flows.map(({ came, went, after, open }) => [came, went, after, open])).toEqual([[1, 1, 3, 2]]);
    expect(names.map(({ side, remark }) => [side, remark?.slice(0, 12)])).toEqual([
      ['came', '两年间在普通班与特教班（'],
      ['went', '两年间在普通班与特教班（'],
    ]);
  });

  it('knows the stage of a school that has only one and does not write it', () => {
    const before = [person(1, 6, { stage: '', identity: one })].map(
      ({ id, values: { stage: _, ...values } }) => ({
        id,
        values,
      }),
    );
    expect(told(before, []).went).toEqual({ 1: '毕业' });
    expect(told(before, [], { school: nineYear }).went).toEqual({ 1: null });
  });

  it('tells of one roster alone no more than its column', () => {
    const now = [person(5, 1), person(6, 4, { came: '转入' }), person(7, 4, { came: '留级' })];
    expect(told(null, now)).toEqual({ came: { 6: '转入' }, went: {} });
  });
});

describe('the flow of a grade', () => {
  it('balances by names, with 留级 and 跳级, and counts those without a word', () => {
    const numbers = [one, two, three, '990101201405050017', '990101201405050025', '990101201405050033'];
    const before = numbers.map((identity, index) =>
      person(index + 1, [1, 1, 1, 2, 2, 6][index] ?? 0, { identity }),
    );
    const now = [
      person(11, 2, { identity: one }),
      // 留级, 跳级 and one who is gone.
      person(12, 1, { identity: two }),
      person(13, 3, { identity: three }),
      person(14, 3, { identity: numbers[3] ?? '' }),
      person(15, 1),
      person(16, 3),
    ];
    const { possible, flows, movements: names } = movements(before, now, { moves: said({ 16: '转入' }) });
    expect(possible).toBe(true);
    expect(flows).toEqual([
      { stage: '小学', label: '新进 → 一年级', before: 0, came: 1, went: 0, shifted: 1, after: 2, open: 0 },
      {
        stage: '小学',
        label: '一年级 → 二年级',
        before: 3,
        came: 0,
        went: 0,
        shifted: -2,
        after: 1,
        open: 0,
      },
      { stage: '小学', label: '二年级 → 三年级', before: 2, came: 1, went: 1, shifted: 1, after: 3, open: 1 },
      { stage: '小学', label: '六年级 → 离校', before: 1, came: 0, went: 1, shifted: 0, after: 0, open: 0 },
    ]);
    for (const { before: from, came, went, shifted, after } of flows)
      expect(from + came - went + shifted).toBe(after);
    expect(
      names.map(({ person: { id }, side, before: from, after, suggested, chosen, remark, flows: at }) => [
        ...[id, side, from, after, suggested, chosen, remark, at],
      ]),
    ).toEqual([
      [12, 'stayed', '一年级', '一年级', null, null, '留级', [1, 0]],
      [13, 'stayed', '一年级', '三年级', null, null, '跳级', [1, 2]],
      [15, 'came', null, '一年级', '招生', null, null, [0]],
      [16, 'came', null, '三年级', null, '转入', null, [2]],
      [5, 'went', '二年级', null, null, null, null, [2]],
      [6, 'went', '六年级', null, '毕业', null, null, [3]],
    ]);
  });

  it('names who is of another sex or 民族 than last year: the flows of 女 and 少数民族 do not balance without', () => {
    const before = [
      person(1, 2, { identity: one, sex: '男', ethnicity: '汉族' }),
      person(2, 2, { identity: two, sex: '女', ethnicity: '藏族' }),
      // Another 民族, but 少数民族 as before; and one that only one of the rosters knows.
      person(3, 2, { identity: three, sex: '男', ethnicity: '苗族' }),
      person(4, 2, { register: 'G4', sex: '男', ethnicity: '其他' }),
      person(5, 2, { register: 'G5' }),
    ];
    const now = [
      person(11, 3, { identity: one, sex: '女', ethnicity: '汉族' }),
      person(12, 2, { identity: two, sex: '男', ethnicity: '汉族' }),
      person(13, 3, { identity: three, sex: '男', ethnicity: '藏族' }),
      person(14, 3, { register: 'G4', sex: '男', ethnicity: '汉族' }),
      person(15, 3, { register: 'G5', sex: '女', ethnicity: '苗族' }),
    ];
    const { movements: names } = movements(before, now);
    expect(names.map(({ person: { id }, side, remark }) => [id, side, remark])).toEqual([
      [11, 'stayed', '性别与上年不同'],
      [12, 'stayed', '留级，性别与上年不同，民族与上年不同'],
      [14, 'stayed', '民族与上年不同'],
    ]);
  });

  it('shows numbers masked and says where a number was corrected or the register tells', () => {
    const before = [
      person(1, 2, { identity: one, register: 'G1', name: '甄晓' }),
      person(2, 2, { identity: three }),
    ];
    const now = [
      person(7, 3, { identity: two, register: 'G1', name: '甄晓' }),
      person(8, 3, { identity: three, status: '休学' }),
    ];
    const { movements: names } = movements(before, now);
    expect(names.map(({ person: { values }, side, remark }) => [values.identity, side, remark])).toEqual([
      // The number tells the sex where the roster has no column for it.
      ['990101********0022', 'stayed', '身份证件号与上年不同，性别与上年不同'],
      ['990101********0030', 'went', '今年名册学籍状态：休学'],
    ]);
    expect(JSON.stringify(names)).not.toContain('20150505');
  });

  it('leaves foreigners out, who are reported apart, unless they are said to be counted', () => {
    const before = [person(1, 2, { identity: one }), person(2, 2, { identity: two, overseas: '外国' })];
    const now = [person(7, 3, { identity: one }), person(8, 3, { overseas: '外国' })];
    const shown = ({ flows, movements: names }: ReturnType<typeof movements>) => [
      ...flows.map((flow) => [flow.before, flow.came, flow.went, flow.after]),
      names.map(({ person: { id } }) => id),
    ];
    expect(shown(movements(before, now))).toEqual([[1, 0, 0, 1], []]);
    const counted = { answers: { 'foreign.apart': 'in' } };
    expect(shown(movements(before, now, counted))).toEqual([
      [2, 1, 1, 2],
      [8, 2],
    ]);
  });

  it('is not possible with one roster only', () => {
    const surroundings = around();
    const show = () => {
      throw new Error('nobody is shown');
    };
    expect(movementsOf(rosters(null, [person(1, 1)]), surroundings, show)).toEqual({
      possible: false,
      movements: [],
      flows: [],
    });
    expect(movementsOf(rosters([person(1, 1)], null), surroundings, show).possible).toBe(false);
  });
});
