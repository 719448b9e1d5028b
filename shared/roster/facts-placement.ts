import { stagesOf } from '../applicability';
import type { Stage } from '../school-types';
import { skipped, supposed } from './assumptions';
import type { Answer } from './assumptions';
import { readField } from './facts-fields';
import type { Pupil, PupilContext } from './facts-pupils';

/** Ways of attending of a disabled pupil; who has none is taught like everybody else. */
export function placementFacts(context: PupilContext): readonly (boolean | null)[] {
  const { pupils, surroundings, assumptions, column, missing } = context;
  const { school } = surroundings;
  readField(context, { field: 'disability', fact: 'disability', label: '残疾类型' }, (value) =>
    value === '无' ? null : value,
  );
  const special = school.type === '特殊教育学校';
  const stated = ({ values }: Pupil): string | null => {
    if (values.residence === '送教上门') return '送教上门';
    if (!special && values.specialClass === '是') return '附设特教班';
    if (values.inclusive === '是') return '随班就读';
    return special ? '特殊教育学校' : null;
  };
  const isDisabled = ({ values }: Pupil): boolean =>
    values.disability !== undefined && values.disability !== '无';
  const untold = pupils.filter((pupil) => isDisabled(pupil) && stated(pupil) === null);
  const asked =
    untold.length === 0
      ? null
      : assumptions.ask({
          id: 'placement.disabled',
          people: untold.length,
          choices: [
            { id: 'inclusive', label: '都算随班就读' },
            { id: 'none', label: '只算残疾学生，不填特殊教育学生数' },
          ],
          usual: 'inclusive',
          label: '随班就读',
        });
  const unmarked = unmarkedClass(context, stated);
  const countsSpecial = stagesOf(school).has('特教');
  const unregistered = countsSpecial ? null : askUnregistered(context, stated);
  const [placement, countedAs, disability] = [column('placement'), column('countedAs'), column('disability')];
  // Who may turn out to be disabled may turn out to be taught as such.
  for (const id of disability.assumptions) placement.assumptions.add(id);
  const [noStage, noKind] = [missing('学段'), missing('残疾类型')];
  return pupils.map((pupil): boolean | null => {
    const { index, stage, now } = pupil;
    const told = stated(pupil);
    if (told !== null) placement.put(index, told);
    else if (asked !== null && isDisabled(pupil))
      supposed(placement, index, asked, asked.choice === 'inclusive' ? '随班就读' : null);
    else placement.like(disability, index, null);
    // Whoever is taught as a disabled child has a kind of disability, even where the roster does not say which.
    if (told !== null && (pupil.values.disability === '无' || pupil.values.disability === undefined)) {
      disability.forget(index);
      disability.doubt(index, noKind);
    }
    const apart = told !== null && told !== '随班就读';
    // A disabled pupil of whom no column says it may be taught at home or in a special class.
    const open =
      asked !== null && told === null && isDisabled(pupil) ? asked : now ? unmarked.now : unmarked.before;
    if (apart && unregistered !== null) {
      const inClass = unregistered.choice === 'ordinary';
      if (stage === undefined && inClass) countedAs.doubt(index, noStage);
      else supposed(countedAs, index, unregistered, inClass ? (stage ?? null) : null);
      return unregistered.choice === null ? null : inClass;
    }
    if (stage === undefined) countedAs.doubt(index, noStage);
    else if (apart) countedAs.put(index, '特教' satisfies Stage);
    else if (open !== null) supposed(countedAs, index, open, stage);
    else countedAs.put(index, stage);
    return !apart && open?.choice === null ? null : !apart;
  });
}

/** The school is not registered for pupils whom the roster names: no form of it has a row for them. */
function askUnregistered(
  { pupils, assumptions }: PupilContext,
  stated: (pupil: Pupil) => string | null,
): Answer | null {
  const found = pupils.flatMap((pupil) => {
    const told = stated(pupil);
    return told === null || told === '随班就读' || pupil.enrolled === false ? [] : [told];
  });
  if (found.length === 0) return null;
  const kinds = [...new Set(found)].join('、');
  return assumptions.ask({
    id: 'placement.unregistered',
    people: found.length,
    params: { kinds },
    choices: [
      { id: 'leave', label: '不算各年级在校生，只算特殊教育学生' },
      { id: 'ordinary', label: '算在本校各年级里' },
      skipped,
    ],
    // A special class has to be registered; who is taught at home is often the pupil of a special school too.
    usual: kinds === '送教上门' ? 'leave' : null,
    label: kinds,
  });
}

/** The school has special classes or teaches children at home, and a roster names nobody there: asked once for both years. */
function unmarkedClass(
  { pupils, surroundings, assumptions }: PupilContext,
  stated: (pupil: Pupil) => string | null,
): { readonly now: Answer | null; readonly before: Answer | null } {
  const kinds = surroundings.school.attachedClasses.filter(
    (kind) => kind === '附设特教班' || kind === '送教上门',
  );
  const lackingIn = (all: readonly Pupil[]): readonly string[] => {
    const named = new Set(all.map(stated));
    return all.length === 0 ? [] : kinds.filter((kind) => !named.has(kind));
  };
  const [now, before] = [pupils.filter((pupil) => pupil.now), pupils.filter((pupil) => !pupil.now)];
  const [lackingNow, lackingBefore] = [lackingIn(now), lackingIn(before)];
  const lacking = kinds.filter((kind) => lackingNow.includes(kind) || lackingBefore.includes(kind));
  if (lacking.length === 0) return { now: null, before: null };
  const asked = assumptions.ask({
    id: 'placement.nobody',
    people: (lackingNow.length > 0 ? now.length : 0) + (lackingBefore.length > 0 ? before.length : 0),
    params: { kinds: lacking.join('、') },
    choices: [{ id: 'nobody', label: '没有这样的学生，都在普通班级' }, skipped],
    usual: 'nobody',
    label: lacking.join('、'),
  });
  return { now: lackingNow.length > 0 ? asked : null, before: lackingBefore.length > 0 ? asked : null };
}
