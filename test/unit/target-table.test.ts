import { describe, expect, it } from 'vitest';
import type { CalculationInput } from '../../shared/calculation';
import { cellName } from '../../shared/cell';
import type { School } from '../../shared/school';
import type { TargetProfile } from '../../shared/target-profile';
import { keysOf, open, texts } from '../support/opened';
import { changes, round2025old, round2026, village } from '../support/school';

/** 14319 of 286400 is 4.99965 %. */
const funds = { '局经费2!02.1': 272081, '局经费2!06.1': 14319 };
type More = Partial<CalculationInput>;
const judgedBy = (...targetProfiles: string[]) => ({ collection: { ...round2026, targetProfiles } });
const publicFunds = judgedBy('cn_public_funds_2023');
const row = (code: string): readonly string[] => ['1', '2', '3', '4'].map((column) => `${code}.${column}`);

/** 612 pupils, 1 left; the supplement adds 1 and 2. */
const dropouts = {
  ...{ '教基3040!04.1': 612, '教基3040!04.12': 1, '教基3040!04.14': 19 },
  ...{ '局补充1!01.1': 1, '局补充1!01.2': 2, '局补充1!01.3': 0 },
};
const inWords = '口径：台账口径；4/612；2025—2026学年';

describe('局目标1 comes from the indicators', () => {
  it('fills target, figure, verdict and what the figure was computed from', () => {
    const calculation = open(dropouts);
    expect(texts(calculation, '局目标1', row('02'))).toEqual(['0.60', '0.65', '未达标', inWords]);
    calculation.setCells(changes({ '教基3040!04.12': 0, '局补充1!01.2': 0 }));
    expect(texts(calculation, '局目标1', row('02'))).toEqual([
      ...['0.60', '0.16', '达标', '口径：台账口径；1/612；2025—2026学年'],
    ]);
  });

  it('judges 5.00 against 5 as missed, because it is less', () => {
    const calculation = open(funds, publicFunds);
    expect(texts(calculation, '局目标1', row('12'))).toEqual([
      ...['5.00', '5.00', '未达标', '口径：按预算；14319/286400；2026年'],
    ]);
    expect(keysOf(calculation, 'LMB1-0').filter((key) => key !== 'LMB1-04@12')).toEqual([]);
    calculation.setCells(changes({ '局经费2!02.1': 272080, '局经费2!06.1': 14320 }));
    expect(texts(calculation, '局目标1', ['12.2', '12.3'])).toEqual(['5.00', '达标']);
  });

  it('compares what is printed where another figure was typed', () => {
    const calculation = open({ ...funds, '局目标1!12.2': '5.01' }, publicFunds);
    expect(texts(calculation, '局目标1', ['12.2', '12.3'])).toEqual(['5.01', '达标']);
    expect(keysOf(calculation, 'PULLED@局目标1')).toEqual(['PULLED@局目标1!12.2']);
    calculation.setCells(changes({ '局目标1!12.2': '5.00' }));
    expect(texts(calculation, '局目标1', ['12.3'])).toEqual(['未达标']);
    expect(keysOf(calculation, 'PULLED@局目标1')).toEqual([]);
  });

  it('judges by a target that was typed, unrounded still', () => {
    const calculation = open({ ...funds, '局目标1!12.1': '5' }, judgedBy());
    expect(texts(calculation, '局目标1', ['12.1', '12.2', '12.3'])).toEqual(['5.00', '5.00', '未达标']);
    calculation.setCells(changes({ '局目标1!12.1': '4.99' }));
    expect(texts(calculation, '局目标1', ['12.3'])).toEqual(['达标']);
  });

  it('takes a figure by another reading of the sources, but no figure that none of them says', () => {
    const spent = { ...funds, '局经费2!02.2': 180, '局经费2!06.2': 20, '局目标1!12.2': '10' };
    const calculation = open(spent, publicFunds);
    expect(texts(calculation, '局目标1', ['12.2', '12.3'])).toEqual(['10.00', '达标']);
    expect(keysOf(calculation, 'LMB1-01')).toEqual([]);
    calculation.setCells(changes({ '局目标1!12.2': '11' }));
    expect(keysOf(calculation, 'LMB1-01')).toEqual(['LMB1-01#12']);
  });

  it('follows the method that the round judges by', () => {
    const byNetflow = { ...round2026, methods: { primary_dropout_rate: 'strict331' } };
    const calculation = open(dropouts, { collection: byNetflow });
    expect(texts(calculation, '局目标1', row('02'))).toEqual([
      ...['0.60', '0.16', '达标', '口径：仅退学；1/612；2025—2026学年'],
    ]);
  });

  it('does the same in the edition of 2018', () => {
    const cells = { '基础基331!04.1': 612, '基础基331!04.11': 1, '局补充1!01.1': 1, '局补充1!01.2': 2 };
    const collection = { ...round2025old, schoolYear: 2020 };
    const calculation = open(cells, { collection });
    expect(texts(calculation, '局目标1', row('02'))).toEqual([
      ...['0.60', '0.65', '未达标', '口径：台账口径；4/612；2019—2020学年'],
    ]);
  });

  it('leaves blank what is not known, and judges nothing then', () => {
    const calculation = open({});
    expect(texts(calculation, '局目标1', row('02'))).toEqual(['0.60', '', '', '']);
    expect(keysOf(calculation, 'LMB1')).toEqual([]);
  });

  it('says 不适用 and why where there is nobody to count', () => {
    const none = Object.fromEntries(['2', '3', '4', '7', '8', '9'].map((col) => [`局特教1!01.${col}`, 0]));
    const calculation = open({ ...none, '局目标1!05.1': '95' });
    const reason = '无适龄三残儿童少年，不判达标，也不判未达标';
    expect(texts(calculation, '局目标1', row('05'))).toEqual(['95.00', '', '不适用', reason]);
    expect(keysOf(calculation, 'LMB1')).toEqual([]);
    calculation.setCells(changes({ '局目标1!05.1': '' }));
    expect(texts(calculation, '局目标1', row('05'))).toEqual(['', '', '不适用', reason]);
    calculation.setCells(changes({ '局特教1!01.2': 19, '局特教1!01.7': 1, '局目标1!05.1': '96' }));
    expect(texts(calculation, '局目标1', ['05.2', '05.3'])).toEqual(['95.00', '未达标']);
    const pupils = open({ '教基3040!04.1': 0, '教基3040!04.12': 0 });
    expect(texts(pupils, '局目标1', row('02'))).toEqual(['0.60', '', '不适用', '上学年初无在校生']);
  });

  it('judges what she typed where the program has nobody to count', () => {
    const calculation = open({ '教基3040!04.1': 0, '教基3040!04.12': 0, '局目标1!02.2': '0.50' });
    expect(texts(calculation, '局目标1', ['02.1', '02.2', '02.3'])).toEqual(['0.60', '0.50', '达标']);
  });
});

describe('the operator', () => {
  const kindergarten = (children: number) => ({ '局普及1!01.1': 1000, '局普及1!01.2': children });
  const centre = { school: { ...village, townshipCentre: true }, ...judgedBy('cn_145_2025') };

  it('is the one of the threshold: just 90 is not above 90', () => {
    const calculation = open(kindergarten(900), centre);
    expect(texts(calculation, '局目标1', ['06.1', '06.2', '06.3'])).toEqual(['90.00', '90.00', '未达标']);
    expect(keysOf(calculation, 'LMB1-02')).toEqual([]);
    calculation.setCells(changes({ '局普及1!01.2': 901 }));
    expect(texts(calculation, '局目标1', ['06.2', '06.3'])).toEqual(['90.10', '达标']);
  });

  it('is that of the row for a target that she typed', () => {
    const calculation = open({ ...kindergarten(900), '局目标1!06.1': '89' }, centre);
    expect(texts(calculation, '局目标1', ['06.3'])).toEqual(['达标']);
    calculation.setCells(changes({ '局目标1!06.1': '90' }));
    expect(texts(calculation, '局目标1', ['06.3'])).toEqual(['未达标']);
    const own = open({ ...kindergarten(900), '局目标1!06.1': '90' }, { ...centre, ...judgedBy() });
    expect(texts(own, '局目标1', ['06.3'])).toEqual(['达标']);
  });

  it('may want just the target, and an impossible figure has no verdict', () => {
    const enrolled = (children: number) => ({ '局入学1!02.1': 3000, '局入学1!02.4': children });
    const at = (children: number) =>
      texts(open(enrolled(children), judgedBy('baoding_2012')), '局目标1', ['01.1', '01.3']);
    expect(at(3000)).toEqual(['100.00', '达标']);
    expect(at(2999)).toEqual(['100.00', '未达标']);
    expect(at(3009)).toEqual(['100.00', '']);
    const typed = open({ ...enrolled(3000), '局目标1!01.2': '100.3' }, judgedBy('baoding_2012'));
    expect(texts(typed, '局目标1', ['01.2', '01.3'])).toEqual(['100.30', '未达标']);
  });

  it('is that of a stated verdict too', () => {
    const stated = new Map([['局目标1!06.3', '达标']]);
    const calculation = open(kindergarten(900), { ...centre, stated });
    expect(keysOf(calculation, 'STATED@局目标1')).toEqual(['STATED@局目标1!06.3']);
  });
});

describe('a figure of 义务教育', () => {
  const share = { indicator: 'per_pupil_public_funds_delivery_rate', op: '>=', unit: '%' } as const;
  const training = { indicator: 'training_fund_share', op: '>=', unit: '%' } as const;
  const profile = (...thresholds: TargetProfile['thresholds']): More => ({
    ownProfiles: [{ id: 'own-x@1', version: '1', name: '清河县', source: '清教〔2026〕1号', thresholds }],
    ...judgedBy('own-x@1'),
  });
  const byStage = profile(
    { ...share, stage: '小学', value: 100 },
    { ...share, stage: '初中', value: 90 },
    { ...training, stage: '小学', value: 5 },
    { ...training, stage: '初中', value: 3 },
  );
  /** 95 % of what is due was paid, by row of 局经费1. */
  const paid = (line: string) => ({
    [`局经费1!${line}.1`]: 100,
    [`局经费1!${line}.2`]: 10,
    [`局经费1!${line}.5`]: 950,
  });
  /** 4 % of the public funds for training. */
  const trained = { '局经费2!02.1': 960, '局经费2!06.1': 40, '局经费2!02.2': 960, '局经费2!06.2': 40 };
  const at = (type: School['type'], line: string, more: More) => {
    const calculation = open({ ...paid(line), ...trained }, { ...more, school: { ...village, type } });
    return [
      texts(calculation, '局目标1', ['13.1', '13.2', '13.3']),
      texts(calculation, '局目标1', ['12.1', '12.3']),
      keysOf(calculation, 'LJF2-03').concat(keysOf(calculation, 'LJF2-04')),
    ];
  };

  it('is held to the target of the stage that the school teaches', () => {
    expect(at('小学', '01', byStage)).toEqual([
      ...[
        ['100.00', '95.00', '未达标'],
        ['5.00', '未达标'],
        ['LJF2-03', 'LJF2-04'],
      ],
    ]);
    expect(at('初级中学', '02', byStage)).toEqual([['90.00', '95.00', '达标'], ['3.00', '达标'], []]);
  });

  it('is held to the stricter one by a school with both stages', () => {
    expect(at('九年一贯制学校', '02', byStage)[0]).toEqual(['100.00', '95.00', '未达标']);
    const most = profile(
      { ...share, op: '<=', stage: '小学', value: 96 },
      { ...share, op: '<=', stage: '初中', value: 90 },
    );
    expect(at('九年一贯制学校', '02', most)[0]).toEqual(['90.00', '95.00', '未达标']);
    const above = profile(
      { ...share, stage: '小学', value: 95 },
      { ...share, op: '>', stage: '初中', value: 95 },
    );
    expect(at('九年一贯制学校', '02', above)[0]).toEqual(['95.00', '95.00', '未达标']);
  });

  it('is judged so on the indicators page too, with the other target beside it', () => {
    const seen = (type: School['type'], line: string) => {
      const cells = { ...paid(line), ...trained };
      const figures = open(cells, { ...byStage, school: { ...village, type } }).indicators();
      const own = figures.find((each) => each.indicator === training.indicator && each.isDefaultMethod);
      return [own?.verdict, own?.targets.map(({ stage, value, binding }) => `${stage}${value} ${binding}`)];
    };
    expect(seen('小学', '01')).toEqual(['missed', ['小学5 true', '初中3 false']]);
    expect(seen('初级中学', '02')).toEqual(['met', ['初中3 true', '小学5 false']]);
    expect(seen('九年一贯制学校', '02')).toEqual(['missed', ['小学5 true', '初中3 false']]);
  });

  it('is held to what the profile says of 义务教育 before it looks at the stages', () => {
    const whole = profile({ ...share, stage: '初中', value: 99 }, { ...share, stage: '义务教育', value: 94 });
    expect(at('初级中学', '02', whole)[0]).toEqual(['94.00', '95.00', '达标']);
    expect(at('小学', '01', profile({ ...share, stage: '初中', value: 90 }))[0]).toEqual(['', '95.00', '']);
  });
});

describe('说明', () => {
  it('needs her reason where the target is missed: what the program wrote is none', () => {
    const calculation = open(dropouts);
    expect(keysOf(calculation, 'LMB1-04')).toEqual(['LMB1-04@02']);
    calculation.setCells(changes({ '局目标1!02.4': `${inWords}；2 名随父母外出，正在劝返` }));
    expect(keysOf(calculation, 'LMB1-04')).toEqual([]);
    expect(keysOf(calculation, 'PULLED@局目标1')).toEqual([]);
  });

  it('waits for no form that need not be filled', () => {
    const calculation = open({ '教基3040!04.1': 100, '教基3040!04.12': 3 }, { reviewed: ['局目标1'] });
    const found = calculation.findings().find(({ key }) => key === 'LMB1-04@02');
    expect(found?.waitsFor).toBeNull();
    expect(found?.cells.map(({ form, cell }) => cellName(form, cell)).sort()).toEqual([
      '局目标1!02.3',
      '局目标1!02.4',
    ]);
  });

  it('is looked at again when the figures it states have changed, and not when it states none', () => {
    const calculation = open({ ...dropouts, '局目标1!02.4': `${inWords}；正在劝返` });
    expect(keysOf(calculation, 'PULLED@局目标1')).toEqual([]);
    calculation.setCells(changes({ '局补充1!01.2': 3 }));
    expect(keysOf(calculation, 'PULLED@局目标1')).toEqual(['PULLED@局目标1!02.4']);
    calculation.setCells(changes({ '局目标1!02.4': '正在劝返' }));
    expect(keysOf(calculation, 'PULLED@局目标1')).toEqual([]);
  });
});
