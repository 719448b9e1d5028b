import type { RosterField } from '../../shared/roster/definition';
import type { ShownPerson } from '../../shared/roster/plan';

/** Shown in columns of their own, or told by the place. */
const inColumns: ReadonlySet<string> = new Set([
  ...['name', 'identity', 'register', 'sex', 'birth'],
  ...['stage', 'grade', 'class', 'post'],
]);

export interface PeopleFilter {
  /** Part of the name or of the class, or letters of the name's pinyin. */
  readonly text: string;
  /** A class, or all where it is empty. */
  readonly place: string;
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** Those that the filter lets through, in their order. `spelt` knows pinyin; null until its dictionary is there. */
export function peopleShown(
  people: readonly ShownPerson[],
  { text, place }: PeopleFilter,
  spelt: ((name: string, letters: string) => boolean) | null,
): readonly ShownPerson[] {
  const wanted = plain(text);
  const letters = /^[a-z]+$/.test(wanted) ? wanted : null;
  return people.filter((person) => {
    if (place !== '' && person.place !== place) return false;
    if (wanted === '') return true;
    const name = person.values['name'] ?? '';
    if (plain(name).includes(wanted) || plain(person.place).includes(wanted)) return true;
    return letters !== null && spelt?.(name, letters) === true;
  });
}

const stages = ['学前', '小学', '初中', '高中'];

/** Classes by stage, grade and number; classes with other names after those with numbers. Posts are all alike. */
function byGrade({ values: a }: ShownPerson, { values: b }: ShownPerson): number {
  const stage = (text = '') => stages.indexOf(text);
  const number = (text = '') => (/^\d+$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER);
  return (
    stage(a['stage']) - stage(b['stage']) ||
    number(a['grade']) - number(b['grade']) ||
    number(a['class']) - number(b['class'])
  );
}

/** Classes in the order of grades, or posts as the roster has them, with how many stand in each. */
export function placesOf(
  people: readonly ShownPerson[],
): readonly { readonly place: string; readonly people: number }[] {
  const places = new Map<string, { readonly first: ShownPerson; count: number }>();
  for (const person of people) {
    if (person.place === '') continue;
    const known = places.get(person.place);
    if (known === undefined) places.set(person.place, { first: person, count: 1 });
    else known.count += 1;
  }
  const inOrder = [...places].sort(([, a], [, b]) =>
    a.first.kind === 'staff' ? 0 : byGrade(a.first, b.first),
  );
  return inOrder.map(([place, { count }]) => ({ place, people: count }));
}

/** 「汉族 · 住校 · 农村留守儿童」: what else is known, in the words of the roster; a 否 or 无 says nothing. */
export function furtherWords(person: ShownPerson, fields: readonly RosterField[]): string {
  return fields
    .flatMap(({ id, label, type, masked }) => {
      const value = person.values[id];
      if (value === undefined || value === '' || masked === true || inColumns.has(id)) return [];
      const name = label.replace(/^是否/, '');
      if (value === '是') return [name];
      if (value === '否' || value === '无') return [];
      return type === 'area' || type === 'month' || /^\d+$/.test(value) ? [`${name} ${value}`] : [value];
    })
    .join(' · ');
}

/** A table for Excel: never with identity or register numbers. */
export function peopleTable(people: readonly ShownPerson[]): readonly (readonly string[])[] {
  const head = ['姓名', '班级（岗位）', '性别', '出生日期', '9月1日年龄'];
  return [
    head,
    ...people.map(({ values, place, age }) => [
      values['name'] ?? '',
      place,
      values['sex'] ?? '',
      values['birth'] ?? '',
      age === null ? '' : String(age),
    ]),
  ];
}

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Rows that are painted of a long table: those in sight and a few more. */
export function rowsInSight(top: number, height: number, row: number, count: number, more = 12): Window {
  const from = Math.max(0, Math.min(Math.floor(top / row) - more, count - 1));
  const to = Math.min(count, Math.ceil((top + height) / row) + more);
  return { from: count === 0 ? 0 : from, to: Math.max(to, 0) };
}
