import { describe, expect, it } from 'vitest';
import type { ListRecord } from '../../shared/submission';
import { shippedDefinitions } from '../support/definitions';
import { figuresOf } from '../support/figures';
import { content } from '../support/school';

const definitions = shippedDefinitions();
const of = (...args: [Parameters<typeof figuresOf>[1], Parameters<typeof figuresOf>[2]?]) =>
  figuresOf(definitions, ...args);

describe('figures of a township', () => {
  const centre = { school: { townshipCentre: true } } as const;
  const cells = {
    '局补充3!29.1': 20, '局补充3!30.1': 8, '局补充3!31.1': 20, '局补充3!32.1': 19, '局补充3!33.1': 11,
    '局补充3!34.1': 366000, '局补充3!35.1': 360000, '局补充3!36.1': 60, '局补充3!37.1': 17.9,
    '局补充2!15.1': 9,
  } as const; // prettier-ignore
  const figure = of({ ...cells, '教基2106!05.2': 12 }, centre);

  it.each([
    ['standard_school_share', '40.00%(8/20)', undefined],
    ['school_network_rate', '95.00%(19/20)', 'met'],
    ['class_network_rate', '55.00%(11/20)', 'met'],
    ['dangerous_building_area', '98.36%(360000/366000)', undefined],
    ['project_progress_rate', '29.83%(17.9/60)', undefined],
  ])('%s is %s', (indicator, display, verdict) => {
    const result = figure(indicator, { stage: '县域' });
    expect(result.display).toBe(display);
    if (verdict !== undefined) expect(result.verdict).toBe(verdict);
  });

  it('has the classes of a school beside the schools of the township', () => {
    expect(figure('class_network_rate', { stage: '小学' })).toMatchObject({
      ...{ display: '75.00%(9/12)', verdict: 'no-target' },
    });
  });

  it('does not ask other schools for them', () => {
    expect(() => of(cells)('standard_school_share')).toThrow('no standard_school_share');
  });
});

describe('办学条件缺口', () => {
  const record = (id: number, cells: Record<string, string>): ListRecord => ({
    ...{ id: String(id), position: id },
    cells: Object.fromEntries(
      Object.entries(cells).map(([key, text]) => [
        key,
        ['c09', 'c10'].includes(key) ? content(text) : { kind: 'text' as const, text },
      ]),
    ),
  });
  const 局缺口1 = [
    record(1, {
      c02: '东庄小学',
      c04: '电子白板',
      c09: '12',
      c10: '30000.05',
      c12: '县级财政',
      c15: '进行中',
    }),
    record(2, { c02: '西庄小学', c04: '电子白板', c09: '2', c10: '30000.05', c12: '未落实', c15: '未开始' }),
    record(3, { c02: '南庄小学', c04: '图书', c09: '800', c10: '10', c15: '未开始' }),
    record(4, { c02: '北庄小学', c04: '图书', c09: '500', c10: '10', c12: '镇级', c15: '已销号' }),
    record(5, { c02: '合计', c04: '电子白板', c09: '14' }),
  ];
  const figure = of({}, { lists: { 局缺口1 } });
  const asked = (method?: string) => figure('equipment_gap', method === undefined ? {} : { method });

  it('adds up what is still open, to the cent, totals left out', () => {
    expect(asked()).toMatchObject({ unit: '元', value: '428000.7', display: '428000.70' });
  });

  it('says the same in 万元 only where it says so', () => {
    expect(asked('amount_wan')).toMatchObject({ unit: '万元', display: '42.80' });
    expect(asked('unfunded').display).toBe('68000.10');
    expect(asked('closed').display).toBe('25.00%(1/4)');
  });

  it('is unknown while nothing was written down, and zero when that was confirmed', () => {
    expect(of({})('equipment_gap')).toMatchObject({ value: null, verdict: 'missing' });
    expect(of({}, { reviewed: ['局缺口1'] })('equipment_gap').display).toBe('0.00');
  });

  it('stands once, for a kindergarten as for a school', () => {
    for (const type of ['幼儿园', '九年一贯制学校'] as const) {
      const figures = of({}, { lists: { 局缺口1 }, school: { type } });
      expect(figures('equipment_gap')).toMatchObject({ stage: '县域', display: '428000.70' });
    }
  });
});
