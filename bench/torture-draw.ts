import { cellsOf, columnKey, specOf } from '../shared/cell';
import type { Form } from '../shared/form';
import type { Random } from '../shared/generator/random';
import type { Input } from '../shared/ipc';
import type { CellChange, CellContent, RecordChange } from '../shared/submission';
import { contentFits } from '../shared/value';
import type { SubmissionState } from './torture-model';
import { personalMark } from './torture-seal';

/** What the clerk types, drawn at random: only what its cells can hold, so that it is stored as it was asked for. */

const most = 20_000;

export function someCells(random: Random, all: readonly Form[], count: number): CellChange[] {
  const forms = all.filter(({ kind }) => kind !== 'list');
  const chosen: CellChange[] = [];
  for (let tries = 0; chosen.length < count && tries < most; tries++) {
    const form = random.pick(forms);
    const cells = cellsOf(form).filter(({ kind }) => kind === 'input' || kind === 'pulled');
    if (cells.length === 0) continue;
    const from = random.int(0, cells.length - 1);
    for (const { key, spec } of cells.slice(from, from + count - chosen.length)) {
      const text = String(random.int(0, 999));
      const content: CellContent | null = random.chance(0.1)
        ? null
        : random.pick([
            { kind: 'number', text },
            { kind: 'text', text: `字${text}` },
          ] as const);
      if (content === null || contentFits(content, spec))
        chosen.push({ form: form.code, cell: key, content });
    }
  }
  return chosen;
}

/** `names` gives ids that no record has yet. */
export function someRecords(
  random: Random,
  forms: readonly Form[],
  state: SubmissionState,
  names: () => string,
): RecordChange[] {
  const form = random.pick(forms.filter(({ kind, columns }) => kind === 'list' && columns));
  const known = Object.keys(state.records).filter((name) => name.startsWith(`${form.code}!`));
  return Array.from({ length: random.pick([1, 1, 3, 40]) }, () => {
    const old = known.length > 0 && random.chance(0.5) ? random.pick(known).split('!')[1] : undefined;
    const name = old ?? names();
    const cells = (form.columns ?? []).flatMap((column) => {
      const content = { kind: 'text', text: `${personalMark}${random.int(1, 99)}` } as const;
      const isOpen = column.computed === undefined && contentFits(content, specOf(column));
      return isOpen && random.chance(0.7)
        ? [[columnKey(column.code), random.chance(0.1) ? null : content] as const]
        : [];
    });
    const position = random.chance(0.3) ? { position: random.int(1, 500) } : {};
    return old !== undefined && random.chance(0.2)
      ? { form: form.code, id: name, cells: null }
      : { form: form.code, id: name, ...position, cells: Object.fromEntries(cells) };
  });
}

/** Of a database that holds nothing yet. */
export const newSchool: Input<'school.create'> = {
  ...{ code: '9900000077', name: '柳河镇小学', type: '小学', attachedClasses: [], system: '六三' },
  ...{ entryAge: 6, county: '清河县', town: '柳河镇', placeType: '镇区', townshipCentre: false },
};
export const newCollection: Input<'collection.create'> = {
  ...{ title: '2026—2027学年年报', schoolYear: 2026, edition: 'jiaoji-2021' },
  ...{ targetProfiles: [], dueDate: null },
};
