import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calculation } from '../../shared/calculation';
import { carryChanges, carryPlan, type CarryYear } from '../../shared/carry';
import { cellName, cellsOf } from '../../shared/cell';
import type { School } from '../../shared/school';
import type { CellChange, CellContent, Collection } from '../../shared/submission';
import { contentFits, readCell } from '../../shared/value';
import { shippedDefinitions } from '../support/definitions';
import { round2025, round2025old, round2026, submissionData, village } from '../support/school';

const definitions = shippedDefinitions();

type Figures = Readonly<Record<string, CellContent>>;

function yearOf(
  collection: Collection,
  figures: Figures,
  more: { school?: School; reviewed?: string[] } = {},
): CarryYear {
  const school = more.school ?? village;
  const cells = Object.entries(figures).map(([name, content]) => {
    const [form = '', cell = ''] = name.split('!');
    return { form, cell, content };
  });
  const data = { ...submissionData({}, { reviewed: more.reviewed ?? [] }), cells };
  const calculation = new Calculation(definitions, { school, collection, data, previous: [] });
  return { calculation, edition: collection.edition, schoolYear: collection.schoolYear, school };
}

const number = (text: string): CellContent => ({ kind: 'number', text });
const text = (value: string): CellContent => ({ kind: 'text', text: value });

function planned(now: CarryYear, last: CarryYear) {
  return carryPlan(definitions, now.calculation.forms, now, last);
}

/** What the plan would put where, by `form!cell`. */
const taken = (changes: readonly CellChange[]) =>
  Object.fromEntries(changes.map(({ form, cell, content }) => [cellName(form, cell), content?.text]));

describe('what is carried', () => {
  it('takes the exact content of the same cell, and leaves blanks, counts and computed cells alone', () => {
    const last = yearOf(round2025, {
      '教基5176!01.1': number('7861.7'),
      '教基5176!05.1': number('0'),
      '教基5176!08.1': number('123456'),
      '教基1001!postcode': text('050000'),
      '教基1001!principalSign': text('章'),
      '教基3112!01.9': number('99'),
      '教基4153!02.1': number('12'),
    });
    const changes = carryChanges(planned(yearOf(round2026, {}), last));
    expect(taken(changes)).toEqual({
      '教基5176!01.1': '7861.7',
      '教基5176!05.1': '0',
      '教基5176!08.1': '123456',
      '教基1001!postcode': '050000',
    });
    expect(changes.find(({ cell }) => cell === 'postcode')?.content).toEqual(text('050000'));
  });

  it('never touches what stands there, be it the same, a zero or unreadable', () => {
    const last = yearOf(round2025, {
      '教基5176!01.1': number('7861.7'),
      '教基5176!02.1': number('906'),
      '教基5176!03.1': number('4426'),
    });
    const now = yearOf(round2026, {
      '教基5176!01.1': number('0'),
      '教基5176!02.1': { kind: 'raw', text: '约九百' },
      '教基5176!03.1': number('4426'),
    });
    const plan = planned(now, last);
    expect(carryChanges(plan)).toEqual([]);
    expect(plan.map(({ form, skipped }) => [form.code, skipped])).toEqual([
      ['教基5176', ['01.1', '02.1', '03.1'].map((cell) => ({ cell, reason: 'filled' }))],
    ]);
  });

  it('leaves a form that is 已核对 alone: its blanks were meant', () => {
    const last = yearOf(round2025, { '教基5176!01.1': number('7861.7') });
    const [form] = planned(yearOf(round2026, {}, { reviewed: ['教基5176'] }), last);
    expect(form?.cells).toEqual([]);
    expect(form?.skipped).toEqual([{ cell: '01.1', reason: 'reviewed' }]);
  });

  it('says what could not be read last year, and what this year cannot hold', () => {
    const last = yearOf(round2025, {
      '教基5176!01.1': { kind: 'raw', text: '七千' },
      '教基5176!08.1': number('12.5'),
      '教基1001!electricity': text('有时'),
    });
    const skipped = planned(yearOf(round2026, {}), last).flatMap((each) => each.skipped);
    expect(skipped).toEqual([
      { cell: 'electricity', reason: 'unfit' },
      { cell: '01.1', reason: 'unreadable' },
      { cell: '08.1', reason: 'unfit' },
    ]);
  });

  it('leaves the forms out that she took out', () => {
    const last = yearOf(round2025, {
      '教基5176!01.1': number('7861.7'),
      '教基1001!postcode': text('050000'),
    });
    const plan = planned(yearOf(round2026, {}), last);
    expect(taken(carryChanges(plan, new Set(['教基1001'])))).toEqual({ '教基5176!01.1': '7861.7' });
  });
});

describe('across the change of edition', () => {
  const last = yearOf(round2025old, {
    '基础基522!01.1': number('10200.5'),
    '基础基522!01.8': number('12'),
    '基础基522!01.10': number('4'),
    '基础基531!01.1': number('10000'),
    '基础基522!01.4': number('65'),
  });
  const plan = planned(yearOf(round2026, {}), last);

  it('finds cells by their labels and takes a computed one with its value', () => {
    expect(taken(carryChanges(plan))).toEqual({
      '教基5176!01.1': '10200.5',
      '教基5176!08.1': '10000',
      '教基5176!12.1': '16',
    });
    const cells = plan.flatMap((each) => each.cells);
    expect(cells.find(({ cell }) => cell === '12.1')?.from).toEqual({ form: '基础基522', cell: '01.7' });
  });

  it('says which cells have no counterpart', () => {
    const missing = plan.find(({ form }) => form.code === '教基5176')?.skipped ?? [];
    expect(missing).toContainEqual({ cell: '09.1', reason: 'noCounterpart' });
    expect(missing.every(({ reason }) => reason === 'noCounterpart')).toBe(true);
  });
});

const carriedCells = Object.values(definitions.forms)
  .filter(({ code }) => ['jiaoji-2021', 'local'].includes(definitions.editionOf[code] ?? ''))
  .flatMap(cellsOf)
  .filter(({ carried }) => carried);

/** Any figures of carried cells; texts that cannot be read become raw, as they do when they are typed. */
const anyFigures = fc
  .array(
    fc.tuple(
      fc.constantFrom(...carriedCells),
      fc.oneof(
        fc.nat(99999).map(String),
        fc.tuple(fc.nat(9999), fc.nat(99)).map(([whole, part]) => `${whole}.${part}`),
        fc.constantFrom('有', '是', '否', '约九十', '050000', '1-2'),
      ),
    ),
    { maxLength: 40 },
  )
  .map((entries) =>
    Object.fromEntries(
      entries.flatMap(([{ form, key, spec }, typed]) => {
        const { content } = readCell(typed, spec);
        return content === null ? [] : [[cellName(form.code, key), content]];
      }),
    ),
  );

describe('whatever stood there', () => {
  it('is never overwritten, fits its cell, is exact, and is carried once only', () => {
    const specs = new Map(carriedCells.map(({ form, key, spec }) => [cellName(form.code, key), spec]));
    fc.assert(
      fc.property(
        anyFigures,
        anyFigures,
        fc.subarray(['教基5176', '教基1001']),
        (before, present, reviewed) => {
          const last = yearOf(round2025, before);
          const changes = carryChanges(planned(yearOf(round2026, present, { reviewed }), last));
          const after: Record<string, CellContent> = { ...present };
          for (const { form, cell, content } of changes) {
            const name = cellName(form, cell);
            const spec = specs.get(name);
            expect(present[name]).toBeUndefined();
            expect(reviewed).not.toContain(form);
            expect(content).toEqual(before[name]);
            expect(content !== null && spec !== undefined && contentFits(content, spec)).toBe(true);
            if (content !== null) after[name] = content;
          }
          const again = carryChanges(planned(yearOf(round2026, after, { reviewed }), last));
          expect(again).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the shipped definitions', () => {
  const forms = Object.values(definitions.forms);

  it('carry no count of pupils or teachers', () => {
    const people = /学生|幼儿|教师数|教职工|人数|班数|毕业|招生/;
    const wrong = forms
      .flatMap(cellsOf)
      .filter(
        ({ carried, row, column }) =>
          carried && people.test(`${row?.label ?? ''} ${column?.label.join('') ?? ''}`),
      )
      // Rooms and machines are called after those who use them.
      .filter(
        ({ row, column, spec }) =>
          spec.type === 'integer' && !/终端|宿舍/.test(`${row?.label} ${column?.label.join('')}`),
      );
    expect(wrong.map(({ form, key }) => cellName(form.code, key))).toEqual([]);
    const none = forms.filter(({ code }) => /^(教基|基础基)[234]/.test(code));
    expect(none.flatMap(cellsOf).filter(({ carried }) => carried)).toEqual([]);
  });

  it('carry typed cells only', () => {
    const kinds = new Set(
      forms
        .flatMap(cellsOf)
        .filter(({ carried }) => carried)
        .map(({ kind }) => kind),
    );
    expect([...kinds]).toEqual(['input']);
  });
});
