import type { CalculationInput } from '../../shared/calculation';
import type { School } from '../../shared/school';
import type {
  CellChange,
  CellContent,
  Collection,
  ListRecord,
  SubmissionData,
} from '../../shared/submission';

/** Invented: 99 is no province. */
export const village: School = {
  id: 1,
  code: '9900000001',
  name: '清河镇中心小学',
  type: '小学',
  attachedClasses: [],
  system: '六三',
  entryAge: 6,
  county: '清河县',
  town: '清河镇',
  placeType: '乡村',
  townshipCentre: false,
};

export const round2026: Collection = {
  id: 2,
  title: '2026—2027学年年报',
  schoolYear: 2026,
  edition: 'jiaoji-2021',
  targetProfiles: ['cn_dropout_control_2017', 'baoding_2012'],
  dueDate: '2026-09-20',
};
export const round2025: Collection = { ...round2026, id: 1, title: '2025—2026学年年报', schoolYear: 2025 };
export const round2025old: Collection = { ...round2025, edition: 'jichuji-2018-86' };

/** Twelve digits are a code of a place, a text. */
export function content(text: string): CellContent {
  return /^-?\d{1,11}(\.\d+)?$/.test(text) ? { kind: 'number', text } : { kind: 'text', text };
}

/** `{ '教基3112!01.9': 100 }` → changes; null makes a cell blank. */
export function changes(cells: Readonly<Record<string, number | string | null>>): CellChange[] {
  return Object.entries(cells).map(([name, value]) => {
    const [form = '', cell = ''] = name.split('!');
    return { form, cell, content: value === null ? null : content(String(value)) };
  });
}

export function submissionData(
  cells: Readonly<Record<string, number | string>> = {},
  more: { lists?: Record<string, ListRecord[]>; reviewed?: string[] } = {},
): SubmissionData {
  return {
    submission: {
      id: 1,
      schoolId: 1,
      collectionId: 2,
      state: 'draft',
      revision: 0,
      version: 0,
      editionVersion: '1',
    },
    cells: changes(cells).flatMap(({ form, cell, content: value }) =>
      value === null ? [] : [{ form, cell, content: value }],
    ),
    lists: more.lists ?? {},
    reviewed: more.reviewed ?? [],
    explanations: [],
  };
}

export function calculationInput(
  cells: Readonly<Record<string, number | string>> = {},
  more: Partial<CalculationInput> & { lists?: Record<string, ListRecord[]>; reviewed?: string[] } = {},
): CalculationInput {
  const { lists, reviewed, ...rest } = more;
  const data = submissionData(cells, { ...(lists && { lists }), ...(reviewed && { reviewed }) });
  return { school: village, collection: round2026, data, previous: [], ...rest };
}
