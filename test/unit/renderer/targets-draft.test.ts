import { describe, expect, it } from 'vitest';
import {
  doubtOfRow,
  draftOf,
  newDraft,
  problemsOf,
  profileOf,
  withAsked,
  withHead,
  withMethod,
  withNew,
  withoutRow,
  withQuote,
  withRow,
  type Draft,
} from '../../../renderer/pages/targets-draft';
import { originText } from '../../../renderer/pages/targets-words';
import { shippedDefinitions } from '../../support/definitions';
import { countyProfile } from '../../support/own-profile';

const { indicators, targetProfiles } = shippedDefinitions();

function indicator(id: string) {
  const found = indicators.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no indicator ${id}`);
  return found;
}

function profile(id: string) {
  const found = targetProfiles.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no profile ${id}`);
  return found;
}

function row(draft: Draft, index: number) {
  const found = draft.rows[index];
  if (found === undefined) throw new Error('no row');
  return found;
}

const typed = (draft: Draft, key: number, text: string) =>
  withRow(draft, key, (now) => ({ ...now, typed: text }));

describe('a draft', () => {
  it('that nothing was changed in is saved with the same thresholds, under the next version', () => {
    const { id: _id, version: _version, ...said } = countyProfile;
    expect(profileOf(draftOf(countyProfile), 'own-qinghexx', 2)).toEqual({
      ...said,
      id: 'own-qinghexx@2',
      version: '2',
    });
  });

  it.each(targetProfiles)('of $id keeps every threshold as it is', (from) => {
    const draft = withHead(newDraft(from, '清河县'), { name: '本县目标' });
    const made = profileOf(draft, 'own-abcdefgh', 1);
    expect(made?.thresholds).toEqual(from.thresholds);
    expect(made).toMatchObject({ name: '本县目标', source: '', basedOn: from.id, jurisdiction: '清河县' });
    expect(made).not.toHaveProperty('rules');
    expect(made).not.toHaveProperty('reportedValues');
  });

  it('keeps no words of another document beside a value that it does not ask', () => {
    const draft = newDraft(profile('cn_dropout_control_2017'), '清河县');
    const at = draft.rows.findIndex(({ threshold }) => threshold.value === 0.6);
    const first = row(draft, at).threshold;
    expect(first).toMatchObject({ op: '<=', value: 0.6, source: '凭一般资料整理，未见原文，待核对' });
    const plain = { indicator: first.indicator, stage: first.stage, op: '<=', value: 0.6, unit: '%' };
    const changed = withAsked(draft, at, { typed: '0.5' });
    expect(row(changed, at).threshold).toEqual(plain);
    expect(originText(row(changed, at).threshold, true)).toBe('本单位');
    expect(originText(first, false)).toBe('待核对');
    // The same value again is the document's again.
    expect(row(withAsked(changed, at, { typed: '0.60' }), at).threshold).toEqual(first);
    expect(row(withAsked(draft, at, { op: '>=' }), at).threshold).toEqual({ ...plain, op: '>=' });
    const quoted = withAsked(withQuote(changed, at, '本县定为 0.4%'), at, { typed: '0.4' });
    expect(row(quoted, at).threshold).toEqual({ ...plain, quote: '本县定为 0.4%' });
  });

  it('of a new profile is not saved without a name', () => {
    const draft = newDraft(profile('baoding_2012'), '');
    expect(problemsOf(draft).head).toEqual({ name: '请填写名称' });
    expect(profileOf(draft, 'own-abcdefgh', 1)).toBeNull();
  });

  it('takes a value as it is typed in Excel, and says what is wrong with others', () => {
    const draft = draftOf(countyProfile);
    const value = (text: string) => profileOf(typed(draft, 0, text), 'own-a', 2)?.thresholds[0]?.value;
    expect(value('９８．５')).toBe(98.5);
    expect(value('1,250')).toBe(1250);
    expect(value('98.50')).toBe(98.5);
    const problem = (text: string) => problemsOf(typed(draft, 0, text)).rows.get(0);
    expect(problem('')).toBe('请填写目标值');
    expect(problem('-1')).toBe('这里不能填负数');
    expect([value('98.5%'), value('９８．５％')]).toEqual([98.5, 98.5]);
    const yuan = withRow(draft, 0, (now) => ({ ...now, threshold: { ...now.threshold, unit: '元' } }));
    expect(problemsOf(typed(yuan, 0, '98.5%')).rows.get(0)).toBe('这里应填数字，不能有文字或符号');
    expect(problemsOf(withHead(draft, { targetYear: '26' })).head).toHaveProperty('targetYear');
  });

  it('doubts a value that the figure can never have, without refusing it', () => {
    const draft = typed(draftOf(countyProfile), 1, '985');
    const dropout = indicator('primary_dropout_rate');
    expect(doubtOfRow(row(draft, 1), draft, dropout)).toBe('这个指标在 0—100 之间，请核对');
    expect(doubtOfRow(row(typed(draft, 1, '0.6'), 1), draft, dropout)).toBeNull();
    expect(profileOf(draft, 'own-a', 2)?.thresholds[1]?.value).toBe(985);
  });

  it('gets a threshold more, asked as its indicator is meant, and loses one', () => {
    const lower = withNew(draftOf(countyProfile), indicator('junior_dropout_rate'), '初中');
    expect(row(lower, 2)).toEqual({
      key: 2,
      typed: '',
      threshold: { indicator: 'junior_dropout_rate', stage: '初中', op: '<=', value: 0, unit: '%' },
    });
    expect(profileOf(lower, 'own-a', 2)).toBeNull();
    const without = withoutRow(lower, 0);
    expect(without.rows.map(({ key }) => key)).toEqual([1, 2]);
    // The reading of an indicator that is no longer there goes with it.
    expect(profileOf(typed(without, 2, '1.8'), 'own-a', 2)).not.toHaveProperty('methods');
  });
});

describe('a reading', () => {
  it('is chosen for the indicator in the profile, and taken back', () => {
    const dropout = indicator('primary_dropout_rate');
    const chosen = withMethod(draftOf(countyProfile), 1, dropout, 'netflow');
    expect(chosen.methods).toEqual({ primary_annual_retention_rate: 'raw', primary_dropout_rate: 'netflow' });
    expect(row(chosen, 1).threshold).not.toHaveProperty('method');
    const back = withMethod(chosen, 1, dropout, undefined);
    expect(back.methods).toEqual(countyProfile.methods);
    expect(row(back, 1).threshold).toEqual(countyProfile.thresholds[1]);
  });

  it('with a unit of its own is named by the threshold, which has that unit then', () => {
    const subsidy = indicator('boarder_living_subsidy');
    const draft = draftOf(profile('cn_public_funds_2023'));
    const index = draft.rows.findIndex(({ threshold }) => threshold.indicator === subsidy.id);
    expect(row(draft, index).threshold).toMatchObject({ method: 'standard', unit: '元/生·年' });
    const usual = withMethod(draft, index, subsidy, undefined);
    expect(row(usual, index).threshold.unit).toBe('元');
    expect(row(usual, index).threshold).not.toHaveProperty('method');
    const again = withMethod(usual, index, subsidy, 'standard');
    expect(row(again, index).threshold).toMatchObject({ method: 'standard', unit: '元/生·年' });
  });
});
