import { describe, expect, it } from 'vitest';
import { offeredTexts } from '../../../renderer/panels/explanation-offers';
import { ownReason, reasonCells, reasonsGiven, withReason } from '../../../renderer/panels/target-reasons';
import { findingViews } from '../../../renderer/store/finding-views';
import { definitions } from '../../support/generated';
import { open } from '../../support/opened';
import { changes, round2026 } from '../../support/school';

const cells = {
  ...{ '教基3040!04.1': 612, '教基3040!04.12': 1, '教基3040!04.14': 19 },
  ...{ '局补充1!01.1': 1, '局补充1!01.2': 2, '局补充1!01.3': 0 },
  ...{ '局经费2!02.1': 272081, '局经费2!06.1': 14319, '局经费2!01.1': 286400 },
};
const targetProfiles = ['cn_dropout_control_2017', 'cn_public_funds_2023'];
const calculation = open(cells, { collection: { ...round2026, targetProfiles } });
const found = (key: string) => {
  const finding = calculation.findings().find((each) => each.key === key);
  if (finding === undefined) throw new Error(`no ${key}`);
  return finding;
};
const explained = (texts: Readonly<Record<string, string>>) =>
  findingViews(
    calculation.findings(),
    new Map(
      Object.entries(texts).map(([key, text]) => [key, { finding: key, text, values: found(key).values }]),
    ),
    Object.keys(definitions.forms),
    [],
  );

describe('the reason of a missed target', () => {
  it('is written once: what she gave under the warning is offered to the table of targets', () => {
    const views = explained({ 'LKC2-12': '2 名随父母外出，正在劝返' });
    expect(reasonsGiven(definitions, found('LMB1-04@02'), views)).toEqual({
      cell: { form: '局目标1', cell: '02.4' },
      reasons: [{ form: '局控辍2', text: '2 名随父母外出，正在劝返' }],
    });
    expect(reasonsGiven(definitions, found('LMB1-04@12'), views)?.reasons).toEqual([]);
    expect(reasonsGiven(definitions, found('LKC2-12'), views)).toBeNull();
  });

  it('goes behind what the program says, and that is enough', () => {
    const { source } = calculation.cell('局目标1', '02.4');
    const text = withReason(source, '2 名随父母外出，正在劝返');
    expect(text).toBe('口径：台账口径；4/612；2025—2026学年；2 名随父母外出，正在劝返');
    const filled = open({ ...cells, '局目标1!02.4': text });
    expect(filled.findings().filter(({ key }) => key === 'LMB1-04@02')).toEqual([]);
    expect(withReason(null, '正在劝返')).toBe('正在劝返');
  });

  it('is offered the other way too', () => {
    expect(reasonCells(definitions, found('LKC2-12'))).toEqual([{ form: '局目标1', cell: '02.4' }]);
    expect(reasonCells(definitions, found('LMB1-04@02'))).toEqual([]);
    const filled = open({ ...cells, '局目标1!02.4': '口径：台账口径；4/612；2025—2026学年；正在劝返' });
    expect(ownReason(filled.cell('局目标1', '02.4'))).toBe('正在劝返');
    filled.setCells(changes({ '局补充1!01.2': 3 }));
    expect(ownReason(filled.cell('局目标1', '02.4'))).toBe('正在劝返');
    filled.setCells(changes({ '局目标1!02.4': '' }));
    expect(ownReason(filled.cell('局目标1', '02.4'))).toBe('');
    const asked = { key: 'LKC2-12', suggestions: ['转学'] };
    expect(offeredTexts(asked, () => null, ['正在劝返', ''])).toEqual([
      { text: '正在劝返', isLastYears: false },
      { text: '转学', isLastYears: false },
    ]);
  });
});
