import path from 'node:path';
import { createCalculation } from '../../shared/calculation';
import { refusal } from '../../shared/error';
import type { SavedFile } from '../../shared/ipc-figures';
import { profilesOf } from '../../shared/target-profile';
import { figuresTableFileName, figuresTablePlan } from '../../shared/workbook-figures-table';
import type { WorkbookPlan } from '../../shared/workbook-sheet';
import { localDate } from '../local-date';
import { recordExport } from '../storage/exports';
import { loadOpen } from '../storage/load';
import { ownTargets } from '../storage/targets';
import type { HandlerContext, Handlers } from './context';

type Input = Parameters<Handlers<'figures'>['figures.exportTable']>[0];

/** The judged table of a submission, of the whole round or of one profile, as a workbook of its own. */
export function figuresTable({
  database,
  definitions,
  desktop,
  jobs,
  now,
}: Pick<HandlerContext, 'database' | 'definitions' | 'desktop' | 'jobs' | 'now'>): (
  input: Input,
) => Promise<SavedFile | null> {
  const names = new Map(definitions.indicators.map(({ id, name }) => [id, name]));

  /** A profile beside those of the round is judged by the readings that it means. */
  function plan({ submissionId, profile: id }: Input): WorkbookPlan {
    const open = loadOpen(database, submissionId);
    const { school, collection } = open;
    const ownProfiles = id === null ? open.ownProfiles : ownTargets(database, [id]);
    const [profile = null] = id === null ? [] : profilesOf([id], definitions.targetProfiles, ownProfiles);
    if (id !== null && profile === null) throw refusal('targets.unknown', { id });
    const judged = profile === null ? collection : { ...collection, targetProfiles: [profile.id] };
    const input = { ...open, collection: judged, ...(ownProfiles !== undefined && { ownProfiles }) };
    const results = createCalculation(definitions, input).indicators();
    return figuresTablePlan({ school, collection, results, profile }, names);
  }

  return async (input) => {
    plan(input);
    const { school } = loadOpen(database, input.submissionId);
    const target = await desktop.chooseSaveTarget(figuresTableFileName(school, localDate(now())));
    if (target === null) return null;
    // The clerk may have gone on working while the dialog was open.
    const { data } = loadOpen(database, input.submissionId);
    const { hash } = await jobs.run('workbook.write', { plan: plan(input), target });
    const place = { folder: path.dirname(target), fileName: path.basename(target) };
    const { id: submissionId, revision, editionVersion } = data.submission;
    recordExport(database, {
      submissionId,
      revision,
      at: now(),
      editionVersion,
      ...place,
      what: 'table',
      version: null,
      hash,
    });
    return place;
  };
}
