import { skipped, supposed } from './assumptions';
import type { Answer } from './assumptions';
import { askBlank } from './facts-fields';
import type { Pupil, PupilContext } from './facts-pupils';

/** 复式班. The national system has no column for it: where the roster has none, it is asked once for the school. */
export function mixedFacts(context: PupilContext): readonly (boolean | null)[] {
  const { pupils, has, assumptions, column } = context;
  const target = column('mixedClass');
  const suits = ({ stage }: Pupil): boolean => stage === '小学' || stage === '初中';
  const blank = pupils.filter(
    (pupil) => suits(pupil) && has('mixed', pupil.now) && pupil.values.mixed === undefined,
  );
  const answer = askBlank(assumptions, 'mixed', '复式班', blank.length);
  const shared = classesOfTwoGrades(pupils.filter((pupil) => suits(pupil) && !has('mixed', pupil.now)));
  const two =
    shared.size === 0
      ? null
      : assumptions.ask({
          id: 'mixed.twoGrades',
          people: pupils.filter((pupil) => shared.has(classKey(pupil))).length,
          params: { classes: [...new Set([...shared].map((key) => key.split(' ')[2] ?? ''))].join('、') },
          choices: [
            { id: 'mixed', label: '是复式班' },
            { id: 'apart', label: '不是，每个年级各有一个同名的班' },
          ],
          usual: 'mixed',
          label: '复式班',
        });
  const untold = pupils.filter(
    (pupil) =>
      suits(pupil) && !has('mixed', pupil.now) && (shared.size === 0 || !shared.has(classKey(pupil))),
  );
  const none =
    untold.length === 0
      ? null
      : assumptions.ask({
          id: 'mixed.none',
          people: untold.length,
          choices: [{ id: 'none', label: '没有复式班' }, skipped],
          usual: 'none',
          label: '复式班',
        });
  return pupils.map((pupil): boolean | null => {
    const { index, values } = pupil;
    const [asked, value]: [Answer | null, boolean] =
      values.mixed !== undefined || !suits(pupil)
        ? [null, values.mixed === '是']
        : has('mixed', pupil.now)
          ? [answer, answer?.choice === '是']
          : shared.size > 0 && shared.has(classKey(pupil))
            ? [two, two?.choice === 'mixed']
            : [none, false];
    if (asked === null) target.put(index, value);
    else supposed(target, index, asked, value);
    return asked !== null && asked.choice === null ? null : value;
  });
}

const classKey = ({ now, stage, values }: Pupil): string =>
  `${now ? '本年' : '上年'} ${stage ?? ''} ${values.class ?? ''}`;

/** Classes that are named and not just numbered, with pupils of more than one grade: 1班 is in every grade. */
function classesOfTwoGrades(pupils: readonly Pupil[]): ReadonlySet<string> {
  const grades = new Map<string, Set<number>>();
  for (const pupil of pupils) {
    if (pupil.values.class === undefined || /^\d+$/.test(pupil.values.class)) continue;
    const known = grades.get(classKey(pupil)) ?? new Set();
    grades.set(classKey(pupil), known.add(pupil.grade ?? 0));
  }
  return new Set([...grades].filter(([, all]) => all.size > 1).map(([key]) => key));
}
