import { stagesOf } from '../applicability';
import type { Stage } from '../school-types';
import { skipped, supposed } from './assumptions';
import type { Answer } from './assumptions';
import type { Doubt, FactColumn } from './facts';
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
  const [placement, countedAs] = [column('placement'), column('countedAs')];
  const [noStage, noKind] = [missing('学段'), missing('残疾类型')];
  return pupils.map((pupil): boolean | null => {
    const { index, stage, now } = pupil;
    const told = stated(pupil);
    if (told !== null) placement.put(index, told);
    else if (asked !== null && isDisabled(pupil))
      supposed(placement, index, asked, asked.choice === 'inclusive' ? '随班就读' : null);
    else placement.put(index, null);
    // Whoever is taught as a disabled child has a kind of disability, even where the roster does not say which.
    if (told !== null && (pupil.values.disability === '无' || pupil.values.disability === undefined))
      unsay(column('disability'), index, noKind);
    const apart = told !== null && told !== '随班就读';
    if (stage === undefined) countedAs.doubt(index, noStage);
    else if (apart) countedAs.put(index, countsSpecial ? ('特教' satisfies Stage) : null);
    else if (unmarked !== null && now) supposed(countedAs, index, unmarked, stage);
    else countedAs.put(index, stage);
    return unmarked !== null && now && !apart && unmarked.choice === null ? null : !apart;
  });
}

function unsay(column: FactColumn, index: number, doubt: Doubt): void {
  for (const bits of [...column.values.values(), ...column.doubts.values()]) bits.remove(index);
  column.doubt(index, doubt);
}

/** The school has special classes or teaches children at home, and the roster names nobody there. */
function unmarkedClass(
  { pupils, surroundings, assumptions }: PupilContext,
  stated: (pupil: Pupil) => string | null,
): Answer | null {
  const kinds = surroundings.school.attachedClasses.filter(
    (kind) => kind === '附设特教班' || kind === '送教上门',
  );
  const named = new Set(pupils.filter(({ now }) => now).map(stated));
  const without = kinds.filter((kind) => !named.has(kind));
  const now = pupils.filter((pupil) => pupil.now).length;
  if (without.length === 0 || now === 0) return null;
  return assumptions.ask({
    id: 'placement.nobody',
    people: now,
    params: { kinds: without.join('、') },
    choices: [{ id: 'nobody', label: '今年没有这样的学生，都在普通班级' }, skipped],
    usual: 'nobody',
    label: without.join('、'),
  });
}
