import { useCallback, useMemo, useRef } from 'react';
import { formOrder } from '../../shared/program';
import type { Call } from '../api';
import { useApp, useSubmission } from '../store/context';
import { formGroups } from '../store/form-groups';
import { useValue } from '../store/observable';
import { arrangement } from '../store/several-schools';
import { goToSchool } from '../store/switching';
import { dueSentence } from './due-date';
import { useAllSchools } from './schools-data';
import { SchoolsFrame } from './schools-frame';
import { ProgressLegend, progressSheet } from './schools-progress';
import { copyAndTell, SchoolsSheet, type SheetActions } from './schools-sheet';
import { arranged, formsOf, roundTotal, schoolRow } from './schools-table';
import { SchoolsTools } from './schools-tools';

/** 各校进度: every school on this computer × every form, with what is left to do. */
export function SchoolsPage() {
  const app = useApp();
  const { collection, definitions } = useSubmission();
  const { id, edition, dueDate } = collection;
  const chosen = useValue(arrangement);
  const actions = useRef<SheetActions>(null);
  const asked = useAllSchools(
    useCallback((call: Call) => call('collection.overview', { collectionId: id }), [id]),
  );
  const all = useMemo(() => (asked.value ?? []).map(schoolRow), [asked.value]);
  const rows = useMemo(() => arranged(all, chosen), [all, chosen]);
  const forms = useMemo(() => {
    const groups = formGroups(definitions, edition, formOrder(definitions, edition));
    return formsOf(
      all,
      groups.flatMap((group) => group.forms),
    );
  }, [all, definitions, edition]);
  const sheet = useMemo(() => progressSheet(rows, forms), [rows, forms]);
  const codes = useMemo(() => new Set(forms.map(({ code }) => code)), [forms]);

  const total = roundTotal(all);
  return (
    <SchoolsFrame
      page="schools"
      asked={asked}
      lead={
        asked.value !== null && (
          <p className="schools-lead" data-testid="schools-lead">
            已定稿 <strong>{total.finalised}</strong> / {total.schools} 所
            {total.notBegun > 0 && `，未开始 ${total.notBegun} 所`}
            {total.without > 0 && `，另 ${total.without} 所没有要填的表`}
            <span className="schools-due">{dueSentence(app.session.today(), dueDate)}</span>
          </p>
        )
      }
      tools={<SchoolsTools all={all} chosen={chosen} onCopy={() => copyAndTell(app, actions.current)} />}
    >
      {asked.value !== null && (
        <SchoolsSheet
          sheet={sheet}
          actions={actions}
          testId="schools-sheet"
          onOpen={(row, column) => {
            const form = column !== null && codes.has(column) ? { form: column } : null;
            void goToSchool(app, Number(row), form);
          }}
        />
      )}
      {rows.length > 0 && <ProgressLegend />}
      {asked.value !== null && rows.length === 0 && <p className="schools-none">没有符合条件的学校。</p>}
    </SchoolsFrame>
  );
}
