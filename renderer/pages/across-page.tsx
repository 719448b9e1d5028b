import { useCallback, useMemo, useRef } from 'react';
import { columnPath, plainLabel } from '../../shared/cell';
import type { Form } from '../../shared/form';
import type { SchoolFigures } from '../../shared/ipc-fill';
import { formOrder } from '../../shared/program';
import type { Call } from '../api';
import { Mark } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import { formGroups } from '../store/form-groups';
import { useValue } from '../store/observable';
import { acrossChoice } from '../store/several-schools';
import { goToSchool } from '../store/switching';
import { acrossView, sliceIn, slicesOf, type AcrossCell, type AcrossHead, type Slice } from './across-view';
import { useAllSchools } from './schools-data';
import { SchoolsFrame } from './schools-frame';
import { copyAndTell } from './schools-page';
import { SchoolsSheet, type Sheet, type SheetActions, type SheetCell, type SheetHead } from './schools-sheet';

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
  const sheet = useMemo(() => (view === null ? null : sheetOf(form, view)), [form, view]);
  const fills = schools?.filter((school) => school.fills).length ?? 0;
  const begun = schools?.filter((school) => school.fills && school.state !== null).length ?? 0;

  function open(row: string, column: string | null) {
    const at = view?.rows.find(({ key }) => key === row);
    if (column === null) {
      const school = at?.school;
      if (school !== undefined) void goToSchool(app, school.schoolId, school.fills ? { form: code } : null);
      return;
    }
    const index = view?.columns.findIndex(({ key }) => key === column) ?? -1;
    const place = at?.cells[index]?.place;
    if (place !== undefined && place !== null) void goToSchool(app, place.schoolId, { form: code, cell: place.cell });
  }

  return (
    <SchoolsFrame
      page="across"
      asked={asked}
      lead={
        schools !== null && (
          <p className="schools-lead">
            {form.code} {form.title}：{fills} 所学校填报{fills > begun && `，${fills - begun} 所未开始`}
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
          <span className="schools-hint">单位：{form.unit}；点一格到该校的这一格</span>
        </>
      }
    >
      {sheet !== null && <SchoolsSheet sheet={sheet} actions={actions} testId="across-sheet" onOpen={open} />}
    </SchoolsFrame>
  );
}

function FormChoice({ form, groups }: AcrossProps) {
  const { navigation } = useApp();
  return (
    <label>
      表{' '}
      <select
        data-testid="across-form"
        value={form.code}
        onChange={(event) => {
          acrossChoice.set({ form: event.target.value, slice: null });
          navigation.go({ name: 'across', form: event.target.value });
        }}
      >
        {groups.map((group) => (
          <optgroup key={`${group.local}/${group.title}`} label={group.title}>
            {group.forms.map(({ code, title }) => (
              <option key={code} value={code}>
                {code} {title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

function SliceChoice({ form, slice }: { readonly form: Form; readonly slice: Slice }) {
  const { rows, columns } = slicesOf(form);
  const choose = (next: Slice) => acrossChoice.set({ form: form.code, slice: next });
  return (
    <>
      <label>
        <input
          type="radio"
          name="across-by"
          data-testid="across-by-column"
          checked={slice.by === 'column'}
          onChange={() => choose({ by: 'column', column: columns[0]?.code ?? '' })}
        />{' '}
        一列看各校
      </label>
      <label>
        <input
          type="radio"
          name="across-by"
          data-testid="across-by-row"
          checked={slice.by === 'row'}
          onChange={() => choose({ by: 'row', row: rows[0]?.code ?? '' })}
        />{' '}
        一行看各校
      </label>
      {slice.by === 'column' ? (
        <select
          aria-label="看哪一列"
          data-testid="across-column"
          value={slice.column}
          onChange={(event) => choose({ by: 'column', column: event.target.value })}
        >
          {columns.map((column) => (
            <option key={column.code} value={column.code}>
              {column.code} {columnPath(column)}
            </option>
          ))}
        </select>
      ) : (
        <select
          aria-label="看哪一行"
          data-testid="across-row"
          value={slice.row}
          onChange={(event) => choose({ by: 'row', row: event.target.value })}
        >
          {rows.map((row) => (
            <option key={row.code} value={row.code}>
              {row.code} {plainLabel(row.label)}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

function schoolNote({ fills, state }: SchoolFigures): string {
  if (!fills) return '不填';
  if (state === null) return '未开始';
  return state === 'finalised' ? '已定稿' : '';
}

function headOf({ key, name, code, indent, school }: AcrossHead): SheetHead {
  const note = school === undefined ? '' : schoolNote(school);
  return {
    key,
    text: code === undefined ? name : `${code} ${name}`,
    title: school === undefined ? name : `${name}（${school.code}）${note}`,
    opens: school !== undefined,
    ...(indent === undefined ? {} : { indent }),
    paint: (
      <span className="across-head">
        {code !== undefined && <span className="across-code">{code}</span>}
        {name}
        {note !== '' && <span className="across-note">{note}</span>}
      </span>
    ),
  };
}

const stateTexts: Readonly<Record<AcrossCell['state'], string>> = {
  figure: '',
  closed: '—',
  notFilled: '不填',
  notBegun: '',
  total: '',
};

const stateTitles: Readonly<Partial<Record<AcrossCell['state'], string>>> = {
  closed: '该校不填这一格',
  notFilled: '该校不填这张表',
  notBegun: '该校还没有开始填报',
};

function cellOf(cell: AcrossCell): SheetCell {
  const text = cell.state === 'figure' || cell.state === 'total' ? cell.text : stateTexts[cell.state];
  const problem = cell.error ? '有错误' : cell.warning ? '需说明' : undefined;
  const title = problem ?? cell.hint ?? stateTitles[cell.state];
  const kind = cell.error ? 'error' : cell.warning ? 'warning' : cell.state;
  return {
    paint: (
      <>
        {cell.error && <Mark shape="cross" />}
        {!cell.error && cell.warning && <Mark shape="triangle" />}
        {text}
        {problem !== undefined && <span className="for-readers">{problem}</span>}
      </>
    ),
    ...{ text, kind, numeric: cell.numeric, opens: cell.place !== null },
    ...(title === undefined ? {} : { title }),
  };
}

function sheetOf(
  form: Form,
  { corner, columns, rows, total }: NonNullable<ReturnType<typeof acrossView>>,
): Sheet {
  const painted = rows.map((row) => ({ ...headOf(row), cells: row.cells.map(cellOf) }));
  const foot = total === null ? [] : [{ ...headOf(total), isTotal: true, cells: total.cells.map(cellOf) }];
  return {
    label: `${form.code} ${form.title} 各校对照`,
    corner,
    columns: columns.map(headOf),
    rows: [...painted, ...foot],
  };
}
