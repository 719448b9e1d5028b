import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { columnKey, specOf } from '../../shared/cell';
import type { Finding } from '../../shared/finding';
import type { CellContent } from '../../shared/submission';
import type { CellSpec } from '../../shared/value';
import { shippedDefinitions } from '../support/definitions';
import { mutated } from '../support/mutation';
import type { Mutation } from '../support/mutation';
import { NaiveYear } from '../support/naive';
import { Dependents } from '../support/naive-dependents';
import { naiveFindings } from '../support/naive-findings';
import type { Found } from '../support/naive-findings';
import { relationsOf } from '../support/naive-relations';
import { otherContents } from '../support/other-contents';
import { Subject, submissions, withEveryTarget } from '../support/proof-schools';

const definitions = withEveryTarget(shippedDefinitions());
const targetProfiles = definitions.targetProfiles.map(({ id }) => id);

/** The edition of 2018, the change to the next, that one; 九年一贯制学校 with 附设幼儿班 and 附设特教班. */
const inputs = [
  { schools: 2, seed: 29, schoolYear: 2020, types: ['九年一贯制学校', '幼儿园'] as const },
  { schools: 2, seed: 8, schoolYear: 2021, types: ['小学', '初级中学'] as const },
  { schools: 3, seed: 42, types: ['小学', '特殊教育学校', '九年一贯制学校'] as const },
]
  .flatMap((options) => [...submissions(definitions, { ...options, targetProfiles })])
  // A clerk still at work has marked nothing 已核对, so that a blank is no zero yet.
  .map((input: CalculationInput, index) =>
    index % 3 === 1 ? { ...input, data: { ...input.data, reviewed: [] } } : input,
  );

/** A consistent school as the program sees it and as the plain evaluation does. */
function prepare(input: CalculationInput) {
  const year = new NaiveYear(definitions, input);
  const relations = relationsOf(year);
  const dependents = new Dependents(year, relations);
  const seen = [...year.cells].filter(([name]) => year.isSeen(name));
  return {
    input,
    subject: new Subject(definitions, input),
    relations,
    dependents,
    before: naiveFindings(year, relations),
    forms: year.forms.map(({ code }) => code),
    entered: seen.flatMap(([, cell]) => (cell.kind === 'computed' ? [] : cell)),
    totals: seen.flatMap(([name, cell]) => (cell.kind === 'computed' ? [{ name, cell }] : [])),
    ledgers: year.forms.flatMap((form) =>
      year
        .records(form.code)
        .flatMap((record) =>
          (form.columns ?? []).flatMap((column) =>
            column.computed === undefined ? [{ form, record, column }] : [],
          ),
        ),
    ),
    /** Cells of last year that something of this year reads. */
    lastYear: (input.previous[0]?.data.cells ?? []).flatMap(({ form, cell, content }) => {
      const spec = year.earlier(1)?.cells.get(`${form}!${cell}`)?.spec;
      const reached = dependents.of({ kind: 'earlier', back: 1, change: { form, cell, content } });
      return spec === undefined || reached.size === 0 ? [] : [{ form, cell, content, spec }];
    }),
  };
}

const schools = inputs.map(prepare);
type Prepared = (typeof schools)[number];

/** A cell, or all cells of a form at once: then nothing of it is begun. */
type Kind = Mutation['kind'] | 'form';

/** Draws: in which school what is changed, which one of its kind, to what. */
interface Draw {
  readonly school: number;
  readonly kind: Kind;
  readonly place: number;
  readonly choice: number;
  readonly number: number;
}

const drawOf = (kind: Kind): fc.Arbitrary<Draw> =>
  fc.record({
    school: fc.nat(schools.length - 1),
    kind: fc.constant(kind),
    place: fc.nat(),
    choice: fc.nat(),
    number: fc.nat(3000),
  });

function pick<T>(all: readonly T[], place: number): T | undefined {
  return all[place % Math.max(all.length, 1)];
}

/** Another content for a cell: one that is apt to break something, any number, or a text that it cannot hold. */
function contentFor(text: string, spec: CellSpec, { choice, number }: Draw): CellContent | null {
  const isNumber = spec.type === 'integer' || spec.type === 'decimal';
  const free: readonly CellContent[] = isNumber
    ? [
        { kind: 'number', text: String(number) },
        { kind: 'raw', text: `${number}人` },
      ]
    : [];
  return pick([...otherContents(text, spec), ...free], choice) ?? null;
}

/** Null where the school has nothing of the kind: no ledger kept, no year before. */
function mutationOf(school: Prepared, draw: Draw): Mutation | null {
  const { subject, entered, totals, ledgers, lastYear } = school;
  switch (draw.kind) {
    case 'cells': {
      const found = pick(entered, draw.place);
      if (found === undefined) return null;
      const [form, cell] = [found.form.code, found.key];
      const content = contentFor(subject.text(form, cell), found.spec, draw);
      return { kind: 'cells', changes: [{ form, cell, content }] };
    }
    case 'form': {
      const form = pick(school.forms, draw.place);
      const cells = school.input.data.cells.filter((cell) => cell.form === form);
      const changes = cells.map(({ cell }) => ({ form: form ?? '', cell, content: null }));
      return changes.length === 0 ? null : { kind: 'cells', changes };
    }
    case 'record': {
      const found = pick(ledgers, draw.place);
      if (found === undefined) return null;
      const key = columnKey(found.column.code);
      const content = contentFor(found.record.cells[key]?.text ?? '', specOf(found.column), draw);
      // A text that a column cannot hold is tested with the cells.
      const cells = { [key]: content?.kind === 'raw' ? null : content };
      return { kind: 'record', change: { form: found.form.code, id: found.record.id, cells } };
    }
    case 'stated': {
      const found = pick(totals, draw.place);
      return found === undefined ? null : { kind: 'stated', name: found.name, text: String(draw.number) };
    }
    case 'earlier': {
      const found = pick(lastYear, draw.place);
      if (found === undefined) return null;
      const { form, cell, spec } = found;
      const content = contentFor(found.content.text, spec, draw);
      return { kind: 'earlier', back: 1, change: { form, cell, content } };
    }
  }
}

const found = ({ key, severity, cells, left, right, op }: Finding): Found => ({
  key,
  severity,
  cells: cells.map(({ form, cell }) => `${form}!${cell}`).sort(),
  left,
  right,
  op,
});
const byKey = (findings: readonly Found[]): readonly Found[] =>
  [...findings].sort((a, b) => (a.key < b.key ? -1 : 1));

/** Findings that are there only before or only after, or that say something else. */
function changedBetween(before: readonly Found[], after: readonly Found[]): readonly Found[] {
  const said = (findings: readonly Found[]) => new Set(findings.map((finding) => JSON.stringify(finding)));
  const [then, now] = [said(before), said(after)];
  return [...before, ...after].filter(
    (finding) => then.has(JSON.stringify(finding)) !== now.has(JSON.stringify(finding)),
  );
}

describe('a consistent school', () => {
  it.each(schools)(
    '$input.school.type, $input.collection.edition: is judged as the plain evaluation judges it',
    (school) => {
      const findings = new Calculation(definitions, school.input).findings();
      expect(byKey(findings.map(found))).toEqual(byKey(school.before));
    },
  );
});

describe('one thing made different', () => {
  const tally = new Map<Kind, number>();

  it.each([
    ['a cell', 'cells', 60],
    ['all cells of a form', 'form', 20],
    ['a column of a record', 'record', 30],
    ['a total stated from outside', 'stated', 20],
    ['a cell of last year', 'earlier', 20],
  ] as const)('%s: exactly what depends on it and fails is found', (_, kind, numRuns) => {
    fc.assert(
      fc.property(drawOf(kind), (draw) => {
        const school = schools[draw.school] as Prepared;
        const mutation = mutationOf(school, draw);
        fc.pre(mutation !== null);
        if (mutation === null) return;
        const after = mutated(school.input, mutation);
        const what = `${school.input.school.type}: ${JSON.stringify(mutation)}`;
        const findings = school.subject.findingsWith(mutation);
        expect(findings, what).toEqual(new Calculation(definitions, after).findings());

        const expected = naiveFindings(new NaiveYear(definitions, after), school.relations);
        expect(byKey(findings.map(found)), what).toEqual(byKey(expected));

        const reached = school.dependents.of(mutation);
        const changes = changedBetween(school.before, expected);
        const about = new Set(changes.flatMap(({ cells }) => cells));
        for (const finding of changes) {
          // Whether a number typed over its source is asked about depends on what else is said of its cell.
          const isBuiltIn = /^(PULLED|STATED|CELL)@/.test(finding.key);
          const may = school.dependents.mayChange(
            finding,
            isBuiltIn ? new Set([...reached, ...about]) : reached,
          );
          expect(may, `${what}: ${finding.key}`).toBe(true);
        }
        tally.set(kind, (tally.get(kind) ?? 0) + changes.length);
      }),
      { seed: 20260901, numRuns },
    );
    // The draws reach something: a test that changes nothing proves nothing.
    expect(tally.get(kind) ?? 0).toBeGreaterThan(numRuns / 4);
  });
});
