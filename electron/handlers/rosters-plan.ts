import { cellName } from '../../shared/cell';
import { refusal } from '../../shared/error';
import { aboutOf } from '../../shared/roster/answers';
import { contentOf } from '../../shared/roster/fill';
import { setCells } from '../storage/cells';
import { recordEvent } from '../storage/events';
import { allOrNothing } from '../storage/imports';
import { setReviewed } from '../storage/review';
import { loadCounted, setAnswer, setCounted } from '../storage/rosters-words';
import { acceptCellChanges } from './cell-changes';
import type { HandlerContext, Handlers } from './context';
import { countingDesk } from './rosters-counted';
import { toRemember } from './rosters-remember';

type Methods = 'rosters.plan' | 'rosters.answer' | 'rosters.apply' | 'rosters.settle';
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
      const count = { after: String(chosen.length) };
      recordEvent(database, { at, submissionId, kind: 'rosterFilled', ...count });
      const stored = loadCounted(database, submissionId);
      setCounted(database, submissionId, toRemember(stored, plan.cells, rules, rosters));
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
    'rosters.settle': ({ submissionId, revision }) =>
      allOrNothing(database, () => {
        const settled = desk.settled(submissionId);
        if (settled === null) return { revision };
        const at = now();
        const after = setCells(database, { submissionId, revision, at }, []);
        setCounted(database, submissionId, settled);
        recordEvent(database, { at, submissionId, kind: 'rosterSettled' });
        return { revision: after };
      }),
  };
}
