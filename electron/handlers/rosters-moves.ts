import { refusal } from '../../shared/error';
import { formsFor } from '../../shared/program';
import type { RosterSurroundings, Rosters } from '../../shared/roster/facts';
import { ledgerProposals } from '../../shared/roster/ledgers';
import { shownPerson } from '../../shared/roster/mask';
import { movementsOf } from '../../shared/roster/movements';
import type { Show } from '../../shared/roster/movements';
import { movesOf } from '../../shared/roster/moves';
import type { LedgerProposal, Movements } from '../../shared/roster/plan';
import { rosterDefinitions } from '../roster-definitions';
import { findCollection } from '../storage/collections';
import { schoolOf } from '../storage/load';
import { loadLists } from '../storage/records';
import { setMoves } from '../storage/roster-moves';
import { loadRosters, rosterPlaces } from '../storage/rosters';
import { loadAnswers, loadMoves } from '../storage/rosters-words';
import { findSubmission } from '../storage/submissions';
import type { HandlerContext, Handlers } from './context';

type Methods = 'rosters.movements' | 'rosters.classify' | 'rosters.ledgers';

const ledgerForms: readonly LedgerProposal['form'][] = ['局控辍1', '局特教2'];

/** Who came and went between two rosters, what the clerk says of them, and what that proposes for the ledgers. */
export function rosterMoveHandlers({
  database,
  definitions,
  resources,
  now,
}: Pick<HandlerContext, 'database' | 'definitions' | 'resources' | 'now'>): Pick<
  Handlers<'rosters'>,
  Methods
> {
  function read(submissionId: number) {
    const submission = findSubmission(database, submissionId);
    const school = schoolOf(database, submission);
    const { schoolYear, edition } = findCollection(database, submission.collectionId);
    const rosters: Rosters = loadRosters(database, submissionId);
    const places = rosterPlaces(database, submissionId);
    const surroundings: RosterSurroundings = {
      ...{ school, schoolYear, ...loadAnswers(database, submissionId, places) },
      moves: loadMoves(database, submissionId, places),
    };
    const { fields } = rosterDefinitions(resources).pupils;
    const show: Show = (kind, person) => shownPerson(person, kind, { fields, school, schoolYear });
    return { school, edition, rosters, surroundings, show };
  }

  function movements(submissionId: number): Movements {
    const { rosters, surroundings, show } = read(submissionId);
    return movementsOf(rosters, surroundings, show);
  }

  return {
    'rosters.movements': ({ submissionId }) => movements(submissionId),
    'rosters.classify': ({ submissionId, people, move }) => {
      if (!setMoves(database, submissionId, people, move, now())) throw refusal('roster.unknownPerson', {});
      return movements(submissionId);
    },
    'rosters.ledgers': ({ submissionId }) => {
      const { school, edition, rosters, surroundings, show } = read(submissionId);
      const kept = new Set(formsFor(definitions, edition, school).map(({ code }) => code));
      const lists = loadLists(database, submissionId);
      return ledgerProposals(
        {
          pupils: rosters.pupils ?? [],
          pupilsBefore: rosters.pupilsBefore ?? [],
          went: movesOf(rosters, surroundings).went,
          school,
          lists: new Map(
            ledgerForms.filter((form) => kept.has(form)).map((form) => [form, lists[form] ?? []]),
          ),
        },
        show,
      );
    },
  };
}
