import { describe, expect, it } from 'vitest';
import {
  askedOf,
  mayBeEmpty,
  nextStep,
  progressOf,
  type AfterFinal,
  type FormProgress,
} from '../../../renderer/store/progress';
import type { FindingView } from '../../../renderer/store/finding-views';
import type { Finding } from '../../../shared/finding';
import type { Form } from '../../../shared/form';
import { shippedDefinitions } from '../../support/definitions';
import { round2026 } from '../../support/school';

const { forms } = shippedDefinitions();
const form = (code: string) => forms[code] as Form;

function progress(code: string, more: Partial<FormProgress> = {}): FormProgress {
  return {
    form: form(code),
    state: 'filling',
    filled: 5,
    reviewed: false,
    errors: 0,
    warnings: 0,
    ...more,
  };
}

function view(severity: Finding['severity'], more: Partial<FindingView> = {}): FindingView {
  const finding: Finding = {
    key: severity, check: severity, severity, status: 'fail', form: '教基3112', cells: [], left: '1', right: '2', op: '=',
    difference: '-1', text: '', instruction: null, suggestions: [], values: {}, waitsFor: null,
  }; // prettier-ignore
  return {
    ...{ finding, explanation: '', written: null, stale: false },
    ...{ open: true, waitsFor: null, excepted: false },
    ...more,
  };
}

describe('mayBeEmpty', () => {
  it('is true of ledgers and of what few schools have, never of pupils, classes and staff', () => {
    const empty = Object.values(forms)
      .filter((each) => mayBeEmpty(each, '小学'))
      .map(({ code }) => code);
    expect(empty).toEqual(
      expect.arrayContaining(['教基3041', '教基3045', '教基3120', '局控辍1', '局特教1', '局特教2']),
    );
    for (const core of ['教基1001', '教基2106', '教基3040', '教基3112', '教基3113', '教基4149', '教基5170'])
      expect(empty).not.toContain(core);
    expect(mayBeEmpty(form('教基3120'), '特殊教育学校')).toBe(false);
  });
});

describe('nextStep', () => {
  const filled = [progress('教基2106'), progress('教基3112')];
  const reviewed = filled.map((each) => ({ ...each, reviewed: true }));

  it('fills every form first, in their order', () => {
    const some = [
      progress('教基2106'),
      progress('教基3112', { filled: 0 }),
      progress('教基3113', { filled: 0 }),
    ];
    expect(nextStep(some, [view('error')], 'draft')).toEqual({ do: 'fill', form: form('教基3112') });
  });

  it('takes a form without figures for done once it is 已核对', () => {
    const some = [progress('教基3112', { filled: 0, reviewed: true })];
    expect(nextStep(some, [], 'draft')).toEqual({ do: 'finalise' });
  });

  it('then corrects errors, explains warnings, and marks forms', () => {
    expect(nextStep(filled, [view('error'), view('warning')], 'draft')).toMatchObject({
      do: 'correct',
      left: 1,
    });
    expect(nextStep(filled, [view('warning')], 'draft')).toMatchObject({ do: 'explain', left: 1 });
    const explained = view('warning', { open: false, explanation: '已劝返' });
    expect(nextStep(filled, [explained], 'draft')).toMatchObject({ do: 'review', left: 2 });
  });

  it('ends with 定稿 and the export', () => {
    expect(nextStep(reviewed, [], 'draft')).toEqual({ do: 'finalise' });
    expect(nextStep(reviewed, [], 'finalised')).toEqual({ do: 'export' });
  });

  it('after the export goes on with what is to be reported, or with this year', () => {
    const after = (part: Partial<AfterFinal>) =>
      nextStep(reviewed, [view('warning')], 'finalised', {
        ...{ schoolYear: 2026, isFiled: true, thisYear: 2026, rounds: [round2026] },
        ...part,
      });
    expect(after({})).toEqual({ do: 'report' });
    expect(after({ isFiled: false, schoolYear: 2025 })).toEqual({ do: 'export' });
    expect(after({ schoolYear: 2025 })).toEqual({ do: 'goOn', round: round2026 });
    expect(after({ schoolYear: 2025, rounds: [] })).toEqual({ do: 'begin' });
  });
});

describe('a form that may be left alone', () => {
  const of = (filled: number, reviewed: boolean) =>
    progressOf(
      {
        forms: [form('教基3112'), form('局补充2')],
        filled: (code) => (code === '局补充2' ? filled : 5),
        isReviewed: (code) => code !== '局补充2' || reviewed,
        findings: [],
        state: 'draft',
      },
      [],
    );

  it('is asked for nowhere while nothing stands in it', () => {
    const untouched = of(0, false);
    expect(untouched.map(({ state }) => state)).toEqual(['reviewed', 'optional']);
    expect(askedOf(untouched).map((each) => each.form.code)).toEqual(['教基3112']);
    expect(nextStep(untouched, [], 'draft')).toEqual({ do: 'finalise' });
  });

  it('is a form like every other once anything was entered or it is 已核对', () => {
    const begun = of(1, false);
    expect(begun[1]?.state).toBe('filling');
    expect(nextStep(begun, [], 'draft')).toEqual({ do: 'review', form: form('局补充2'), left: 1 });
    expect(of(0, true)[1]?.state).toBe('reviewed');
    expect(askedOf(of(0, true))).toHaveLength(2);
  });
});
