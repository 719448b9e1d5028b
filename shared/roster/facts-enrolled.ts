import { supposed } from './assumptions';
import type { Assumptions } from './assumptions';
import type { RosterPerson } from './definition';
import type { FactTable } from './facts';
import { askBlank } from './facts-fields';

/** Who only keeps his register here, and foreigners, who are reported apart, are not counted as pupils. */
export function enrolment(
  people: readonly { readonly person: RosterPerson; readonly now: boolean }[],
  has: (field: string, now: boolean) => boolean,
  table: FactTable,
  assumptions: Assumptions,
): readonly (boolean | null)[] {
  const column = table.column('enrolled');
  const isAway = ({ person: { values } }: (typeof people)[number]): boolean =>
    values.status !== undefined && values.status !== '在读';
  const isBlank = ({ person: { values }, now }: (typeof people)[number]): boolean =>
    values.status === undefined && has('status', now);
  const away = people.filter(isAway).length;
  const foreign = people.filter(({ person }) => person.values.overseas === '外国').length;
  const blank = askBlank(assumptions, 'status', '学籍状态', people.filter(isBlank).length);
  const out =
    away === 0
      ? null
      : assumptions.ask({
          id: 'status.left',
          people: away,
          choices: [{ id: 'out', label: '不算在校生' }],
          usual: 'out',
          label: '学籍状态',
        });
  const apart =
    foreign === 0
      ? null
      : assumptions.ask({
          id: 'foreign.apart',
          people: foreign,
          choices: [
            { id: 'apart', label: '不算在校生，另行统计' },
            { id: 'in', label: '算在校生' },
          ],
          usual: 'apart',
          label: '外国籍学生',
        });
  return people.map((each, index) => {
    const [asked, staying] = isAway(each)
      ? [out, false]
      : each.person.values.overseas === '外国'
        ? [apart, apart?.choice === 'in']
        : isBlank(each)
          ? [blank, true]
          : [null, true];
    if (asked === null) column.put(index, true);
    else supposed(column, index, asked, staying);
    return asked !== null && asked.choice === null ? null : staying;
  });
}
