import { useCallback, useMemo, useRef } from 'react';
import type { Form } from '../../shared/form';
import { formOrder } from '../../shared/program';
import type { Call } from '../api';
import { useApp, useSubmission } from '../store/context';
import { formGroups } from '../store/form-groups';
import { useValue } from '../store/observable';
import { acrossChoice } from '../store/several-schools';
import { goToSchool } from '../store/switching';
import { FormChoice, SliceChoice } from './across-choice';
import { acrossSheet } from './across-sheet';
import { acrossView, isUnfilled, sliceIn } from './across-view';
import { useAllSchools } from './schools-data';
import { SchoolsFrame } from './schools-frame';
import { copyAndTell, SchoolsSheet, type SheetActions } from './schools-sheet';

interface AcrossPageProps {
  /** The form that was open; null to go on with the one compared last. */
  readonly form: string | null;
}

/** 各校对照: one form of all schools side by side, one column or one row at a time. */
export function AcrossPage({ form: asked }: AcrossPageProps) {
  const { definitions, collection, forms: own } = useSubmission();
  const chosen = useValue(acrossChoice);
  const { edition } = collection;
  const groups = useMemo(
    () => formGroups(definitions, edition, formOrder(definitions, edition)),
    [definitions, edition],
  );
  const all = groups.flatMap((group) => group.forms);
  const wanted = asked ?? chosen.form;
  const form = all.find(({ code }) => code === wanted) ?? own[0] ?? all[0];
  return form === undefined ? null : <Across key={form.code} form={form} groups={groups} />;
}

interface AcrossProps {
  readonly form: Form;
  readonly groups: ReturnType<typeof formGroups>;
}

function Across({ form, groups }: AcrossProps) {
  const app = useApp();
  const { collection } = useSubmission();
  const { id } = collection;
  const { code } = form;
  const actions = useRef<SheetActions>(null);
  const asked = useAllSchools(
    useCallback((call: Call) => call('collection.formAcross', { collectionId: id, form: code }), [id, code]),
  );
  const chosen = useValue(acrossChoice);
  const slice = useMemo(
    () => sliceIn(form, chosen.form === code ? chosen.slice : null),
    [form, code, chosen],
  );
  const schools = asked.value;
  const view = useMemo(
    () => (schools === null ? null : acrossView(form, schools, slice)),
    [form, schools, slice],
  );
  const sheet = useMemo(() => (view === null ? null : acrossSheet(form, view)), [form, view]);
  const fills = schools?.filter((school) => school.fills).length ?? 0;
  const blank = schools?.filter((school) => isUnfilled(form, school)).length ?? 0;

  function open(row: string, column: string | null) {
    const at = view?.rows.find(({ key }) => key === row);
    if (column === null) {
      const school = at?.school;
      if (school !== undefined) void goToSchool(app, school.schoolId, school.fills ? { form: code } : null);
      return;
    }
    const index = view?.columns.findIndex(({ key }) => key === column) ?? -1;
    const place = at?.cells[index]?.place;
    if (place !== undefined && place !== null)
      void goToSchool(app, place.schoolId, { form: code, cell: place.cell });
  }

  return (
    <SchoolsFrame
      page="across"
      asked={asked}
      lead={
        schools !== null && (
          <p className="schools-lead">
            {form.code} {form.title}：{fills} 所学校填报{blank > 0 && `，${blank} 所未填`}
          </p>
        )
      }
      tools={
        <>
          <FormChoice form={form} groups={groups} />
          {form.kind === 'matrix' && <SliceChoice form={form} slice={slice} />}
          <button type="button" data-testid="across-copy" onClick={() => copyAndTell(app, actions.current)}>
            复制表格
          </button>
          <span className="schools-hint">
            {form.unit !== '' && `单位：${form.unit}；`}点一格到该校的这一格
          </span>
        </>
      }
    >
      {sheet !== null && <SchoolsSheet sheet={sheet} actions={actions} testId="across-sheet" onOpen={open} />}
    </SchoolsFrame>
  );
}
