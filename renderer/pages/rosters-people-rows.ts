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

/** Classes, or posts, with how many stand in each, as the roster has them. */
export function placesOf(
  people: readonly ShownPerson[],
): readonly { readonly place: string; readonly people: number }[] {
  const counts = new Map<string, number>();
  for (const { place } of people) if (place !== '') counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts].map(([place, count]) => ({ place, people: count }));
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
