import { skipped, supposed } from './assumptions';
import type { Pupil, PupilContext } from './facts-pupils';

/** Puts `gone` and `went`. */
export function departureFacts({
  pupils,
  rosters,
  column,
  assumptions,
  moves,
  surroundings,
}: PupilContext): void {
  const [gone, went] = [column('gone'), column('went')];
  const noPupils = assumptions.doubt('noRoster', '学生名册');
  const unnamed = assumptions.doubt('unanswered', '学生去向没有选定');
  const elsewhere = new Set(moves.same.values());
  // Those who went on to 初中 here have certainly finished 小学.
  const suggested = ({ person, enrolled }: Pupil): boolean =>
    enrolled !== false &&
    moves.went.get(person.id) === '毕业' &&
    surroundings.moves.before.get(person.id) !== '毕业' &&
    !elsewhere.has(person.id);
  const finished = pupils.filter((pupil) => !pupil.now && suggested(pupil));
  const asked =
    finished.length === 0
      ? null
      : assumptions.ask({
          id: 'graduated.finalGrade',
          people: finished.length,
          choices: [{ id: 'graduated', label: `这 ${finished.length} 人都算毕业` }, skipped],
          usual: 'graduated',
          label: '毕业',
        });
  for (const pupil of pupils) {
    const { index, now, person } = pupil;
    const told = moves.went.get(person.id);
    if (now) {
      gone.put(index, null);
      went.put(index, null);
    } else if (rosters.pupils === null) {
      gone.doubt(index, noPupils);
      went.doubt(index, noPupils);
    } else {
      gone.put(index, told !== undefined);
      if (asked !== null && suggested(pupil)) supposed(went, index, asked, '毕业');
      else if (told === null) went.doubt(index, unnamed);
      else went.put(index, told ?? null);
    }
  }
}
