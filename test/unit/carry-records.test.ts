import { describe, expect, it } from 'vitest';
import { Calculation } from '../../shared/calculation';
import { carryPlan, type CarryYear } from '../../shared/carry';
import { carryRecordChanges } from '../../shared/carry-records';
import { columnKey, specOf } from '../../shared/cell';
import type { School } from '../../shared/school';
import type { Collection, ListRecord } from '../../shared/submission';
import { readCell } from '../../shared/value';
import { shippedDefinitions } from '../support/definitions';
import { completed } from '../support/identity';
import { round2025, round2025old, round2026, submissionData, village } from '../support/school';

const definitions = shippedDefinitions();

type Typed = Readonly<Record<string, string>>;

function listOf(code: string, records: readonly Typed[]): ListRecord[] {
  const columns = definitions.forms[code]?.columns ?? [];
  return records.map(({ id = '', ...texts }, index) => ({
    id: id === '' ? `r${index + 1}` : id,
    position: index + 1,
    cells: Object.fromEntries(
      Object.entries(texts).flatMap(([column, typed]) => {
        const spec = columns.find((each) => each.code === column);
        const content = spec && readCell(typed, specOf(spec)).content;
        return content === undefined || content === null ? [] : [[columnKey(column), content]];
      }),
    ),
  }));
}

function yearOf(
  collection: Collection,
  lists: Readonly<Record<string, readonly Typed[]>>,
  more: { school?: School; reviewed?: string[] } = {},
): CarryYear {
  const school = more.school ?? village;
  const entries = Object.entries(lists).map(([code, records]) => [code, listOf(code, records)] as const);
  const data = submissionData({}, { lists: Object.fromEntries(entries), reviewed: more.reviewed ?? [] });
  const calculation = new Calculation(definitions, { school, collection, data, previous: [] });
  return { calculation, edition: collection.edition, schoolYear: collection.schoolYear, school };
}

/** What of last year's list goes on, by the columns named, and why the others do not. */
function carried(code: string, last: readonly Typed[], columns: readonly string[], more: Setting = {}) {
  const { now = [], school = village, reviewed = [], round = round2025 } = more;
  const this_ = yearOf(round2026, { [code]: now }, { school, reviewed });
  const plan = carryPlan(
    definitions,
    this_.calculation.forms,
    this_,
    yearOf(round, { [code]: last }, { school }),
  );
  const form = plan.find((each) => each.form.code === code);
  return {
    records: (form?.records ?? []).map(({ cells }) =>
      columns.map((column) => cells[columnKey(column)]?.text),
    ),
    skipped: (form?.skippedRecords ?? []).map(({ id, reason }) => [id, reason]),
  };
}

interface Setting {
  readonly now?: readonly Typed[];
  readonly school?: School;
  readonly reviewed?: string[];
  readonly round?: Collection;
}

const pupil = { 2: '甄晓', 4: '990101201711240011', 6: '小学', 7: '三年级', 15: '2024-11-04', 21: '劝返中' };
const nine: School = { ...village, type: '九年一贯制学校' };

describe('cases of dropping out', () => {
  it('go on while they are open, one grade higher, whatever the edition was', () => {
    const expected = { records: [['甄晓', '小学', '四年级', '劝返中']], skipped: [] };
    expect(carried('局控辍1', [pupil], ['2', '6', '7', '21'])).toEqual(expected);
    expect(carried('局控辍1', [pupil], ['2', '6', '7', '21'], { round: round2025old })).toEqual(expected);
  });

  it('end with their state; one who came back after the count date belongs to this year', () => {
    const last = [
      { ...pupil, 21: '已复学', 22: '2025-03-10' },
      { ...pupil, 2: '车小禾', 21: '已复学', 22: '2025-10-10' },
      { ...pupil, 2: '丛苗', 21: '转学(已核实)' },
      { ...pupil, 2: '安雨禾', 21: '' },
    ];
    expect(carried('局控辍1', last, ['2', '22'])).toEqual({
      records: [
        ['车小禾', '2025-10-10'],
        ['安雨禾', undefined],
      ],
      skipped: [
        ['r1', 'ended'],
        ['r3', 'ended'],
      ],
    });
  });

  it('follow the pupil into the next stage where the school teaches it, by its 学制', () => {
    const sixth = { ...pupil, 7: '六年级' };
    const [fifth, ninth] = [
      { ...pupil, 7: '五年级' },
      { ...pupil, 6: '初中', 7: '九年级' },
    ];
    expect(carried('局控辍1', [sixth], ['6', '7'])).toEqual({ records: [], skipped: [['r1', 'left']] });
    expect(carried('局控辍1', [sixth, fifth, ninth], ['6', '7'], { school: nine })).toEqual({
      records: [
        ['初中', '七年级'],
        ['小学', '六年级'],
      ],
      skipped: [['r3', 'left']],
    });
    const fiveFour: School = { ...nine, system: '五四' };
    expect(carried('局控辍1', [fifth], ['6', '7'], { school: fiveFour }).records).toEqual([
      ['初中', '六年级'],
    ]);
  });

  it('are left alone where the same is there, or the list was looked at as a whole', () => {
    const again = { now: [{ id: 'other', 2: '甄晓' }] };
    expect(carried('局控辍1', [pupil], ['2'], again).skipped).toEqual([['r1', 'present']]);
    const namesake = { now: [{ id: 'other', 2: '甄晓', 4: '99010120180422001X' }] };
    expect(carried('局控辍1', [pupil], ['2'], namesake).records).toEqual([['甄晓']]);
    expect(carried('局控辍1', [pupil], ['2'], { now: [{ id: 'r1', 2: '改名' }] }).skipped).toEqual([
      ['r1', 'present'],
    ]);
    expect(carried('局控辍1', [pupil], ['2'], { reviewed: ['局控辍1'] }).skipped).toEqual([
      ['r1', 'reviewed'],
    ]);
  });
});

describe('other lists', () => {
  it('a child that is too old this year is not registered again; what was checked last year is', () => {
    const child = (born: string, name: string) => ({
      2: name,
      3: completed(`990101${born}001`),
      9: '本校',
      16: '2025-08-30',
    });
    // 14 on the count date of last year: 15 now.
    const last = [child('20110304', '甲'), child('20120304', '乙'), { 2: '丙', 9: '县外' }];
    expect(carried('局控辍3', last, ['2', '9', '16'])).toEqual({
      records: [
        ['乙', '本校', undefined],
        ['丙', '县外', undefined],
      ],
      skipped: [['r1', 'ended']],
    });
  });

  it('grades that are written as words go on by their words, others stay as they are', () => {
    const last: readonly Typed[] = [
      { 2: '甲', 8: '学前', 9: '大班', 12: '9' },
      { 2: '乙', 8: '小学', 9: '四' },
      { 2: '丙', 8: '初中', 9: '初二' },
      { 2: '丁', 8: '初中', 9: '初三' },
    ];
    expect(carried('局特教2', last, ['2', '8', '9', '12'], { school: nine })).toEqual({
      records: [
        ['甲', '小学', '一年级', undefined],
        ['乙', '小学', '四', undefined],
        ['丙', '初中', '初三', undefined],
      ],
      skipped: [['r4', 'left']],
    });
  });

  it('gaps that are not closed go on; totals and computed columns do not; an unreadable text stays unreadable', () => {
    const last: readonly Typed[] = [
      { 2: '清河小学', 4: '计算机', 7: '30', 8: '约二十', 9: '10', 10: '5000', 15: '进行中' },
      { 2: '清河小学', 4: '书架', 15: '已销号' },
      { 2: '合计', 4: '计算机', 9: '10' },
    ];
    const now = yearOf(round2026, {});
    const plan = carryPlan(definitions, now.calculation.forms, now, yearOf(round2025, { 局缺口1: last }));
    const [gaps] = plan.filter((each) => each.form.code === '局缺口1');
    expect(gaps?.skippedRecords).toEqual([
      { id: 'r2', reason: 'ended' },
      { id: 'r3', reason: 'total' },
    ]);
    const present = listOf('局缺口1', [{ id: 'x', 1: '7', 2: '北村小学' }]);
    expect(carryRecordChanges(plan, () => present)).toEqual([
      {
        form: '局缺口1',
        id: 'r1',
        position: 2,
        cells: {
          c01: { kind: 'number', text: '8' },
          c02: { kind: 'text', text: '清河小学' },
          c04: { kind: 'text', text: '计算机' },
          c07: { kind: 'number', text: '30' },
          c08: { kind: 'raw', text: '约二十' },
          c09: { kind: 'number', text: '10' },
          c10: { kind: 'number', text: '5000' },
          c15: { kind: 'text', text: '进行中' },
        },
      },
    ]);
    expect(carryRecordChanges(plan, () => present, new Set(['局缺口1']))).toEqual([]);
  });
});
