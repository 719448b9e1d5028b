import { randomUUID } from 'node:crypto';
import { refusal } from '../../shared/error';
import type { DocumentContent } from '../../shared/exchange';
import type { Compared } from '../../shared/import/compare';
import type { ImportDifference, ImportProblem, ImportReport } from '../../shared/import/report';
import type { StagedImport } from '../../shared/import/staged';
import type { ImportTarget } from '../../shared/ipc-import';
import type { OpenSubmission } from '../../shared/ipc';
import { isSampleSchool } from '../../shared/practice';
import { sha256 } from '../atomic-write';
import { lastImport, undoImport } from '../storage/import-undo';
import { loadPrevious } from '../storage/load';
import { listSchools } from '../storage/schools';
import type { HandlerContext, Handlers } from './context';

/** The one file that is being imported, and what the clerk was last shown about it. */
interface Stage {
  readonly importId: string;
  readonly staged: StagedImport;
  readonly hash: string;
  compared: { readonly target: string; readonly shown: readonly ImportDifference[] } | null;
}

/** Read, compare, apply: nothing is stored before the last, which is one transaction. */
export function importHandlers(context: HandlerContext): Handlers<'import'> {
  const { database, definitions, desktop, jobs, resources, workplace } = context;
  let stage: Stage | null = null;

  async function read(): Promise<ImportReport | null> {
    const file = await desktop.chooseOpenFile('workbook');
    if (file === null) return null;
    stage = null;
    const { fileName, hash, grid, recognition } = await jobs.run('workbook.read', { file, resources });
    const { readImport } = await import('../../shared/import/read');
    const hashText = (text: string): string => sha256(Buffer.from(text));
    const staged = readImport({ definitions, fileName, grid, recognition, hashText, previousOf });
    const importId = randomUUID();
    stage = { importId, staged, hash, compared: null };
    const { report } = staged;
    return { importId, ...report, problems: [...sampleNotice(report), ...report.problems] };
  }

  /** What was made while practising is taken like any other file, but not without a word. */
  function sampleNotice({ school }: StagedImport['report']): readonly ImportProblem[] {
    if (workplace.practice || !isSampleSchool(school)) return [];
    const name = school.name ?? school.code ?? '';
    return [
      {
        ...{ severity: 'notice' as const, sheet: '', address: '' },
        error: { code: 'import.sampleSchool', params: { school: name } },
      },
    ];
  }

  /** Years before that of our own workbook, where the school is known here. */
  function previousOf({ school, collection }: DocumentContent): OpenSubmission['previous'] {
    const known = listSchools(database).find(({ code }) => code === school.code);
    return known === undefined ? [] : loadPrevious(database, { schoolId: known.id, ...collection });
  }

  function current(importId: string): Stage {
    if (stage?.importId !== importId) throw refusal('import.gone', {});
    return stage;
  }

  /** What the clerk was shown counts only for the target that she was shown it for. */
  const nameOf = ({ school, schoolYear, edition }: ImportTarget): string =>
    JSON.stringify([school, schoolYear, edition]);

  return {
    'import.read': read,
    'import.compare': async (target) => {
      const own = current(target.importId);
      const [{ compareImport }, { findPlace }] = await Promise.all([
        import('../../shared/import/compare'),
        import('./import-place'),
      ]);
      const { place, creates, brought } = findPlace(database, definitions, own.staged, target);
      const { tellBrought } = await import('./import-targets');
      const { comparison } = compareImport(definitions, own.staged, place);
      own.compared = { target: nameOf(target), shown: comparison.differences };
      const told = tellBrought(brought, place.collection.targetProfiles);
      return { ...comparison, problems: [...comparison.problems, ...told], creates };
    },
    'import.apply': async ({ refused, ...target }) => {
      const { compared, hash, staged } = current(target.importId);
      const [{ compareImport }, { applyImport }] = await Promise.all([
        import('../../shared/import/compare'),
        import('./import-apply'),
      ]);
      if (compared?.target !== nameOf(target)) throw refusal('import.notCompared', {});
      const compare = ({ place }: { place: Parameters<typeof compareImport>[2] }): Compared =>
        compareImport(definitions, staged, place);
      const applied = applyImport(context, {
        ...{ staged, hash, target, shown: compared.shown, compare },
        refused: new Set(refused),
      });
      stage = null;
      return applied;
    },
    'import.discard': () => {
      stage = null;
      return null;
    },
    'import.last': ({ submissionId }) => lastImport(database, submissionId),
    'import.undo': (head) => undoImport(database, definitions, { ...head, at: context.now() }),
  };
}
