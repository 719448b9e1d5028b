import { describe, expect, it } from 'vitest';
import { cellName, cellsOf } from '../../../shared/cell';
import { generateSchools } from '../../../shared/generator';
import type { OpenSubmission } from '../../../shared/ipc';
import type { CellChange, SubmissionData } from '../../../shared/submission';
import type { Call } from '../../../renderer/api';
import type { CellSnapshot } from '../../../renderer/store/cell-snapshot';
import { createSubmission } from '../../../renderer/store/submission';
import type { SubmissionStore } from '../../../renderer/store/submission-store';
import { definitions } from '../../support/generated';

const call = (() => Promise.resolve({ revision: 1 })) as unknown as Call;

/** A fixed sequence, so that a failure can be seen again. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function openedOf(type: '九年一贯制学校' | '小学', seed: number): OpenSubmission {
  const [generated] = generateSchools(definitions, { schools: 1, seed, types: [type], years: 2 });
  const [before, year] = generated?.years ?? [];
  if (generated === undefined || before === undefined || year === undefined) throw new Error('no school');
  return { school: generated.school, ...year, previous: [{ school: generated.school, ...before }] };
}

const storeOf = (open: OpenSubmission): SubmissionStore => createSubmission({ definitions, open, call });

/** Every cell of the school's matrix and field forms. */
function namesOf(store: SubmissionStore): readonly string[] {
  return store.forms.flatMap((form) =>
    form.kind === 'list' ? [] : cellsOf(form).map(({ key }) => cellName(form.code, key)),
  );
}

/** What a cell shows of the figures and what is found; how far it is saved and the cursor are not part of them. */
type Shown = Pick<CellSnapshot, 'view' | 'findings'>;

function shownOf(store: SubmissionStore, names: readonly string[]): ReadonlyMap<string, Shown> {
  return new Map(
    names.map((name) => {
      const { view, findings } = store.cells.get(name);
      return [name, { view, findings }];
    }),
  );
}

function differing(a: ReadonlyMap<string, Shown>, b: ReadonlyMap<string, Shown>): ReadonlySet<string> {
  return new Set([...a].filter(([name, shown]) => !same(shown, b.get(name))).map(([name]) => name));
}

function same(a: Shown, b: Shown | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function laidOver(data: SubmissionData, changes: readonly CellChange[]): SubmissionData {
  const cells = new Map(data.cells.map((cell) => [cellName(cell.form, cell.cell), cell]));
  for (const { form, cell, content } of changes) {
    if (content === null) cells.delete(cellName(form, cell));
    else cells.set(cellName(form, cell), { form, cell, content });
  }
  return { ...data, cells: [...cells.values()] };
}

/** Values that clerks type: figures, blanks, zeros, slips of the finger. */
const typed = ['0', '1', '7', '12', '250', '', '约九十'];

describe.each([
  ['九年一贯制学校', 11],
  ['小学', 5],
] as const)('after an edit in a %s', (type, seed) => {
  it('those cells are told that show something else, the one that was entered, and no others', () => {
    const random = randomOf(seed);
    let open = openedOf(type, seed);
    const store = storeOf(open);
    const names = namesOf(store);
    const told = new Set<string>();
    for (const name of names) {
      store.cells.get(name);
      store.cells.subscribe(name, () => told.add(name));
    }
    const forms = store.forms.filter(({ kind }) => kind === 'matrix');
    let before = shownOf(storeOf(open), names);
    let moved = 0;
    for (let edit = 0; edit < 25; edit += 1) {
      const form = forms[random(forms.length)];
      if (form === undefined) continue;
      const inputs = cellsOf(form).filter(
        ({ key, kind, spec }) =>
          (kind === 'input' || kind === 'pulled') &&
          spec.type === 'integer' &&
          store.cells.get(cellName(form.code, key)).view.kind === kind,
      );
      if (inputs.length === 0) continue;
      const entries = Array.from({ length: edit % 5 === 4 ? 6 : 1 }, () => ({
        cell: inputs[random(inputs.length)]?.key ?? '',
        text: typed[random(typed.length)] ?? '',
      }));
      told.clear();
      store.enter(form, entries);
      const entered = new Set(entries.map(({ cell }) => cellName(form.code, cell)));
      const changes = entries.flatMap(({ cell }) => {
        const { content } = store.cells.get(cellName(form.code, cell)).view;
        return [{ form: form.code, cell, content }];
      });
      open = { ...open, data: laidOver(open.data, changes) };
      // Nothing of the store is used for it: a submission opened anew with the same figures.
      const after = shownOf(storeOf(open), names);
      const changed = differing(before, after);
      expect(
        [...differing(shownOf(store, names), after)],
        'what the store shows is what stands there',
      ).toEqual([]);
      expect(
        [...changed].filter((name) => !told.has(name)),
        'told of what changed',
      ).toEqual([]);
      expect(
        [...told].filter((name) => !changed.has(name) && !entered.has(name)),
        'told of nothing else',
      ).toEqual([]);
      moved += changed.size;
      before = after;
    }
    expect(moved).toBeGreaterThan(100);
  });
});

describe('the cursor', () => {
  it('is heard of by the cell that it leaves and the cell that it comes to', () => {
    const open = openedOf('九年一贯制学校', 3);
    const store = storeOf(open);
    const form = definitions.forms['教基4155'];
    if (form === undefined) throw new Error('no form');
    const told: string[] = [];
    for (const name of namesOf(store)) store.cells.subscribe(name, () => told.push(name));
    const shape = store.shape(form);
    store.selection.select(shape, { row: 2, column: 3 });
    told.length = 0;
    store.selection.select(shape, { row: 3, column: 3 });
    const at = (row: number) => cellName(form.code, shape.cellAt({ row, column: 3 }));
    expect(new Set(told)).toEqual(new Set([at(2), at(3)]));
  });
});
