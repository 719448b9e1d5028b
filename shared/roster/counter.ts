import { cellApplies, teachingOf } from '../applicability';
import { cellKey, cellName, cellsOf } from '../cell';
import type { Form } from '../form';
import { Assumptions } from './assumptions';
import { classFacts } from './facts-classes';
import type { ClassFacts } from './facts-classes';
import { both, Conditions } from './condition';
import type { RosterCount, RosterDefinitions, RosterKind } from './definition';
import { type FactTable } from './facts';
import type { Doubt, RosterSurroundings, Rosters } from './facts';
import { pupilFacts } from './facts-pupils';
import type { Pupil, PupilFacts } from './facts-pupils';
import { staffFacts } from './facts-staff';
import { movesOf } from './moves';
import type { NotCounted, RosterAssumption } from './plan';

/** A person of one of the rosters. */
export interface PersonRef {
  readonly kind: RosterKind;
  readonly id: number;
}

export interface RosterCounts {
  /** By `form!cell`; only cells of forms that the school fills. A cell that an unanswered assumption decides is not in it. */
  readonly cells: ReadonlyMap<string, number>;
  /** Cells, by `form!cell`, that are not counted because a question is still open. */
  readonly open: ReadonlySet<string>;
  readonly assumptions: readonly RosterAssumption[];
  readonly notCounted: readonly NotCounted[];
  /** Who, or which classes, a cell counts, in the order of the roster. */
  behind(
    form: string,
    cell: string,
  ): { readonly people: readonly PersonRef[]; readonly classes: readonly { name: string; pupils: number }[] };
  /** 「小学 · 三年级 · 女」; empty where no rule counts the cell. */
  words(form: string, cell: string): string;
}

/** Counts the rosters for all forms in one pass. `forms` are those that the school fills in this round. */
export function countRosters(
  definitions: RosterDefinitions,
  forms: readonly Form[],
  rosters: Rosters,
  surroundings: RosterSurroundings,
): RosterCounts {
  const assumptions = new Assumptions(surroundings.answers, surroundings.given);
  const tables = tablesOf(rosters, surroundings, assumptions);
  const conditions = {
    pupils: new Conditions(definitions.conditions, 'pupils', tables.pupils.table),
    classes: new Conditions(definitions.conditions, 'classes', tables.classes.table),
    staff: new Conditions(definitions.conditions, 'staff', tables.staff),
  };
  const counting = new Counting(rosters, surroundings, assumptions, conditions);
  for (const form of forms)
    for (const rule of definitions.counts) if (rule.form === form.code) counting.count(form, rule);
  return {
    cells: counting.cells,
    open: counting.open,
    assumptions: assumptions.all((id) => counting.formsOf(id)),
    notCounted: counting.notCounted(),
    behind: (form, cell) => {
      const found = counting.cellOf(form, cell);
      if (found === null || !counting.cells.has(cellName(form, cell))) return { people: [], classes: [] };
      const { of } = found.rule;
      const places = conditions[of].together(found.names).sure.places();
      if (of === 'staff') return { people: places.map((place) => staffRef(rosters, place)), classes: [] };
      if (of === 'pupils')
        return {
          people: places.flatMap((place) => tables.pupils.pupils[place] ?? []).map(pupilRef),
          classes: [],
        };
      const classes = places.flatMap((place) => tables.classes.classes[place] ?? []);
      return {
        people: classes.flatMap(({ pupils }) => pupils.map(pupilRef)),
        classes: classes.map(({ name, pupils }) => ({ name, pupils: pupils.length })),
      };
    },
    words: (form, cell) => {
      const found = counting.cellOf(form, cell);
      return found === null ? '' : conditions[found.rule.of].words(found.names);
    },
  };
}

interface Tables {
  readonly pupils: PupilFacts;
  readonly classes: ClassFacts;
  readonly staff: FactTable;
}

function tablesOf(rosters: Rosters, surroundings: RosterSurroundings, assumptions: Assumptions): Tables {
  const pupils = pupilFacts(rosters, surroundings, movesOf(rosters, surroundings), assumptions);
  return {
    pupils,
    classes: classFacts(pupils, surroundings, assumptions),
    staff: staffFacts(rosters.staff, surroundings, assumptions),
  };
}

const staffRef = ({ staff }: Rosters, place: number): PersonRef => ({
  kind: 'staff',
  id: staff?.[place]?.id ?? 0,
});

const pupilRef = ({ now, person }: Pupil): PersonRef => ({
  kind: now ? 'pupils' : 'pupilsBefore',
  id: person.id,
});

interface CountedBy {
  readonly rule: RosterCount;
  /** Names of all conditions of the cell. */
  readonly names: readonly string[];
}

/** Goes through the rules of the forms; what is counted and what is not, and why. */
class Counting {
  readonly cells = new Map<string, number>();
  readonly open = new Set<string>();
  readonly #rules = new Map<string, RosterCount[]>();
  readonly #not = new Map<string, { form: string; doubt: Doubt; rows: Set<string>; columns: Set<string> }>();
  readonly #formsOf = new Map<string, Set<string>>();

  constructor(
    readonly rosters: Rosters,
    readonly surroundings: RosterSurroundings,
    readonly assumptions: Assumptions,
    readonly conditions: Readonly<Record<RosterCount['of'], Conditions>>,
  ) {}

  count(form: Form, rule: RosterCount): void {
    this.#rules.set(form.code, [...(this.#rules.get(form.code) ?? []), rule]);
    const conditions = this.conditions[rule.of];
    const where = conditions.together(rule.where);
    const decide = (names: readonly string[]) => ({
      names,
      missing: this.#missing(rule, names),
      ...conditions.together(names),
    });
    const rows = byCode(rule.rows, (names) => {
      const decided = decide(names);
      return { ...decided, ...both(where, decided) };
    });
    const columns = byCode(rule.columns, decide);
    const teaching = teachingOf(this.surroundings.school);
    const except = new Set(rule.except);
    const used = new Set<string>();
    for (const cell of cellsOf(form)) {
      const row = rows.get(cell.row?.code ?? '');
      const column = columns.get(cell.column?.code ?? '');
      if (row === undefined || column === undefined || cell.kind === 'notApplicable') continue;
      if (except.has(cell.key) || !cellApplies(cell, teaching)) continue;
      for (const name of [...row.names, ...column.names]) used.add(name);
      const missing = row.missing ?? column.missing;
      const sure = row.sure.countWith(column.sure);
      const certain = row.possible === row.sure && column.possible === column.sure;
      if (missing === null && (certain || row.possible.countWith(column.possible) === sure))
        this.cells.set(cellName(form.code, cell.key), sure);
      else if (missing !== null) this.#leave(form.code, cell.key, missing);
      else {
        const open = both(row, column);
        const names = [...rule.where, ...row.names, ...column.names];
        for (const doubt of conditions.doubtsAbout(open.possible.without(open.sure), names))
          this.#leave(form.code, cell.key, doubt);
      }
    }
    if (used.size > 0) this.#dependsOn(form.code, rule, [...rule.where, ...used]);
  }

  /** The roster that a rule or one of its conditions looks at is not loaded. */
  #missing({ of, where }: RosterCount, names: readonly string[]): Doubt | null {
    const { pupils, pupilsBefore, staff } = this.rosters;
    if (of === 'staff') return staff === null ? this.assumptions.doubt('noRoster', '教职工名册') : null;
    if (of === 'classes' && pupils === null) return this.assumptions.doubt('noRoster', '学生名册');
    if (of === 'classes') return null;
    const all = [...where, ...names];
    const years = all.flatMap((name) => this.conditions[of].yearsOf(name));
    if (pupils === null && years.includes('本年')) return this.assumptions.doubt('noRoster', '学生名册');
    return pupilsBefore === null && years.includes('上年')
      ? this.assumptions.doubt('noLastYear', '上年学生名册')
      : null;
  }

  #leave(form: string, cell: string, doubt: Doubt): void {
    if (doubt.reason === 'unanswered') this.open.add(cellName(form, cell));
    const key = `${form} ${doubt.reason} ${doubt.label}`;
    const known = this.#not.get(key) ?? { form, doubt, rows: new Set(), columns: new Set() };
    this.#not.set(key, known);
    const [row = '', column = ''] = cell.split('.');
    known.rows.add(row);
    known.columns.add(column);
  }

  #dependsOn(form: string, { of }: RosterCount, names: readonly string[]): void {
    for (const name of names)
      for (const id of this.conditions[of].assumptionsOf(name))
        this.#formsOf.set(id, (this.#formsOf.get(id) ?? new Set()).add(form));
  }

  formsOf(assumption: string): readonly string[] {
    return [...(this.#formsOf.get(assumption) ?? [])];
  }

  notCounted(): readonly NotCounted[] {
    const number = (one: string, two: string): number => Number(one) - Number(two);
    return [...this.#not.values()].map(({ form, doubt, rows, columns }) => ({
      form,
      rows: [...rows].sort(number),
      columns: [...columns].sort(number),
      ...doubt,
    }));
  }

  cellOf(form: string, cell: string): CountedBy | null {
    const [row = '', column = ''] = cell.split('.');
    for (const rule of this.#rules.get(form) ?? []) {
      const [ofRow, ofColumn] = [rule.rows[row], rule.columns[column]];
      if (
        ofRow === undefined ||
        ofColumn === undefined ||
        rule.except?.includes(cellKey(row, column)) === true
      )
        continue;
      return { rule, names: [...rule.where, ...ofRow, ...ofColumn] };
    }
    return null;
  }
}

const byCode = <T>(
  names: Readonly<Record<string, readonly string[]>>,
  decide: (names: readonly string[]) => T,
): ReadonlyMap<string, T> => new Map(Object.entries(names).map(([code, each]) => [code, decide(each)]));
