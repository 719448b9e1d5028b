import { describe, expect, test } from 'vitest';
import {
  doneSteps,
  isGone,
  nextStep,
  type Seen,
  stepNames,
  type StepName,
  steps,
} from '../../../renderer/panels/practice-steps';
import { sampleTasks } from '../../../shared/practice';

const { figure, mistake, warning, carried, counted } = sampleTasks;

/** As the sample is when it is opened for the first time. */
function fresh(more: Partial<Seen> = {}, texts: Readonly<Record<string, string>> = {}): Seen {
  const shown: Readonly<Record<string, string>> = {
    [`${mistake.form}!${mistake.cell}`]: mistake.wrong,
    ...texts,
  };
  return {
    form: null,
    read: new Set(),
    found: new Set([mistake.finding, warning.finding]),
    text: (form, cell) => shown[`${form}!${cell}`] ?? '',
    errors: new Set([mistake.finding]),
    explained: new Set(),
    filled: () => 0,
    counted: 0,
    unreviewed: 4,
    finalised: false,
    exported: false,
    ...more,
  };
}

const doneIn = (seen: Seen): StepName[] => [...doneSteps(new Set(), seen)];
const typed = { [`${figure.form}!${figure.cell}`]: '7' };
const right = { [`${mistake.form}!${mistake.cell}`]: mistake.right };

describe('a step is done by what happened', () => {
  test('nothing is at the beginning, also before the findings are known', () => {
    expect(doneIn(fresh())).toEqual([]);
    expect(doneIn(fresh({ errors: new Set() }))).toEqual([]);
  });

  const filledIn = (form: string, cells: number) => (code: string) => (code === form ? cells : 0);
  const cases: readonly (readonly [StepName, Seen])[] = [
    ['open', fresh({ form: figure.form })],
    ['figure', fresh({}, typed)],
    ['total', fresh({ read: new Set<StepName>(['total']) })],
    ['mistake', fresh({ errors: new Set() }, right)],
    ['warning', fresh({ explained: new Set([warning.finding]) })],
    ['carry', fresh({ filled: filledIn(carried.form, 26) })],
    ['roster', fresh({ counted: 300, filled: filledIn(counted.form, 7) })],
    ['review', fresh({ unreviewed: 0 })],
    ['finalise', fresh({ finalised: true })],
    ['export', fresh({ exported: true })],
  ];
  test.each(cases)('%s', (name, seen) => expect(doneIn(seen)).toEqual([name]));

  test('the total waits until she says that she has seen it', () => {
    expect(doneIn(fresh({ form: figure.form }, typed))).toEqual(['open', 'figure']);
  });

  test('a reason cannot be written for a warning that is gone', () => {
    expect(stepNames.filter((name) => isGone(name, fresh()))).toEqual([]);
    const without = fresh({ found: new Set([mistake.finding]) });
    expect(stepNames.filter((name) => isGone(name, without))).toEqual(['warning']);
    expect(steps.find(({ name }) => name === 'warning')?.gone).toContain('恢复引用');
  });

  test('an emptied cell is no correction, a field typed by hand no carrying over', () => {
    const emptied = { [`${mistake.form}!${mistake.cell}`]: '' };
    expect(doneIn(fresh({ errors: new Set() }, emptied))).toEqual([]);
    expect(doneIn(fresh({ filled: filledIn(carried.form, 1) }))).toEqual([]);
    expect(doneIn(fresh({ counted: 300 }))).toEqual([]);
  });
});

test('what was done stays done, and the first that is not is next', () => {
  const before = doneSteps(new Set(), fresh({}, typed));
  expect(doneSteps(before, fresh())).toBe(before);
  expect(nextStep(before)?.name).toBe('open');
  expect(nextStep(new Set(stepNames))).toBeNull();
  expect(steps.map(({ name }) => name)).toEqual([...stepNames]);
});
