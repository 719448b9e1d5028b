import { cellName } from '../../shared/cell';
import { refusal } from '../../shared/error';
import type { RosterDefinitions } from '../../shared/roster/definition';
import { aboutOf } from '../../shared/roster/answers';
import { contentOf } from '../../shared/roster/fill';
import type { Rosters } from '../../shared/roster/facts';
import type { SubmissionData } from '../../shared/submission';
import { setCells } from '../storage/cells';
import { allOrNothing } from '../storage/imports';
import { setReviewed } from '../storage/review';
import { loadCounted, setAnswer, setCounted } from '../storage/rosters-words';
import { acceptCellChanges } from './cell-changes';
import type { HandlerContext, Handlers } from './context';
import { countingDesk } from './rosters-counted';

type Methods = 'rosters.plan' | 'rosters.answer' | 'rosters.apply';
type Apply = Handlers<'rosters'>['rosters.apply'];

export function rosterPlanHandlers(context: HandlerContext): Pick<Handlers<'rosters'>, Methods> {
  const { database, definitions, now } = context;
  const desk = countingDesk(context);

  const apply: Apply = ({ submissionId, revision, digest, cells }) =>
    allOrNothing(database, () => {
      const plan = desk.plan(submissionId);
      const { collection, definitions: rules, rosters } = desk.counted(submissionId);
      if (Object.values(rosters).every((people) => people === null)) throw refusal('roster.none', {});
      const fillable = new Map(
        plan.cells
          .filter(({ kind }) => kind === 'fill' || kind === 'kept')
          .map((each) => [cellName(each.form, each.cell), each]),
      );
      const chosen = cells.flatMap(({ form, cell }) => fillable.get(cellName(form, cell)) ?? []);
      if (plan.digest !== digest || chosen.length < cells.length) throw refusal('roster.planChanged', {});
      const changes = acceptCellChanges(definitions, collection.edition, chosen.map(contentOf));
      const at = now();
      const filled = setCells(database, { submissionId, revision, at }, changes, 'roster');
      // The clerk has looked at these numbers in the plan, but not at the form with them.
      const looked = plan.reviewed?.filter((code) => chosen.some(({ form }) => form === code)) ?? [];
      const after =
        looked.length === 0
          ? filled
          : setReviewed(database, { submissionId, revision: filled, at }, looked, false);
      const kept = stillCounted(loadCounted(database, submissionId), rules, rosters);
      const counted = plan.cells.map(({ form, cell, counted: text }) => ({ form, cell, counted: text }));
      const names = new Set(counted.map(({ form, cell }) => cellName(form, cell)));
      setCounted(database, submissionId, [
        ...counted,
        ...kept.filter(({ form, cell }) => !names.has(cellName(form, cell))),
      ]);
      return { revision: after, filled: chosen.length };
    });

  return {
    'rosters.plan': ({ submissionId }) => desk.plan(submissionId),
    'rosters.answer': ({ submissionId, assumption, answer }) => {
      const { counts, surroundings } = desk.counted(submissionId);
      const asked = counts.assumptions.find(({ id }) => id === assumption);
      const about = asked === undefined ? '' : aboutOf(asked, surroundings.given?.rosters ?? '');
      setAnswer(database, submissionId, { assumption, answer, about, at: now() });
      return desk.plan(submissionId);
    },
    'rosters.apply': apply,
  };
}

/**
 * What was counted of forms whose roster is gone: filling from a roster of pupils does not forget what a deleted
 * roster of staff once counted.
 */
function stillCounted(
  counted: NonNullable<SubmissionData['counted']>,
  { counts }: RosterDefinitions,
  rosters: Rosters,
): typeof counted {
  const isThere = {
    pupils: rosters.pupils !== null,
    classes: rosters.pupils !== null,
    staff: rosters.staff !== null,
  };
  const recounted = new Set(counts.flatMap(({ form, of }) => (isThere[of] ? [form] : [])));
  return counted.filter(({ form }) => !recounted.has(form));
}
