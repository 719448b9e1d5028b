import { useCallback, useMemo, useRef } from 'react';
import type { Form } from '../../shared/form';
import { formOrder } from '../../shared/program';
import type { Call } from '../api';
import { Counts, FormStateMark, formStateNames, Mark } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import { formGroups } from '../store/form-groups';
import { useValue } from '../store/observable';
import { arrangement } from '../store/several-schools';
import { goToSchool } from '../store/switching';
import { dueSentence } from './due-date';
import { useAllSchools } from './schools-data';
import { SchoolsFrame } from './schools-frame';
import { SchoolsSheet, type Sheet, type SheetActions, type SheetCell, type SheetRow } from './schools-sheet';
import {
  arranged,
  formsOf,
  formTotal,
  roundTotal,
  schoolRow,
  typesOf,
  type Arrangement,
  type SchoolRow,
  type SchoolState,
  type Sorting,
} from './schools-table';

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
  const sheet = useMemo(() => sheetOf(rows, forms), [rows, forms]);
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
            <span className="schools-due">{dueSentence(app.session.start.today, dueDate)}</span>
          </p>
        )
      }
      tools={<Tools all={all} chosen={chosen} onCopy={() => copyAndTell(app, actions.current)} />}
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
      {asked.value !== null && rows.length === 0 && <p className="schools-none">没有符合条件的学校。</p>}
    </SchoolsFrame>
  );
}

export function copyAndTell(
  { notices }: Pick<ReturnType<typeof useApp>, 'notices'>,
  sheet: SheetActions | null,
) {
  if (sheet?.copy() === true) notices.tell('已复制整张表，可以粘贴到 Excel 或 WPS。');
  else notices.tell('没有复制成功，请点表格里任意一格，再按 Ctrl+C。', 'problem');
}

const sortingNames: Readonly<Record<Sorting, string>> = {
  code: '按学校标识码',
  name: '按校名',
  progress: '完成少的在前',
  errors: '错误多的在前',
};

interface ToolsProps {
  readonly all: readonly SchoolRow[];
  readonly chosen: Arrangement;
  readonly onCopy: () => void;
}

function Tools({ all, chosen, onCopy }: ToolsProps) {
  const types = typesOf(all);
  const choose = (part: Partial<Arrangement>) => arrangement.set({ ...chosen, ...part });
  return (
    <>
      <label>
        排序{' '}
        <select
          data-testid="schools-sorting"
          value={chosen.sorting}
          onChange={(event) => choose({ sorting: event.target.value as Sorting })}
        >
          {Object.entries(sortingNames).map(([sorting, name]) => (
            <option key={sorting} value={sorting}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        办学类型{' '}
        <select
          data-testid="schools-type"
          value={chosen.type ?? ''}
          onChange={(event) => choose({ type: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">全部</option>
          {types.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          data-testid="schools-unfinished"
          checked={chosen.unfinishedOnly}
          onChange={(event) => choose({ unfinishedOnly: event.target.checked })}
        />{' '}
        只看未定稿的学校
      </label>
      <button type="button" data-testid="schools-copy" onClick={onCopy}>
        复制表格
      </button>
      <span className="schools-hint">点一格打开该校的这张表；方向键移动，回车打开，Ctrl+C 复制</span>
    </>
  );
}

const stateWords: Readonly<Record<SchoolState, string>> = {
  notBegun: '未开始',
  draft: '填报中',
  finalised: '已定稿',
};

function stateText({ state, standing }: SchoolRow): string {
  if (state === 'finalised') return `已定稿 v${standing.version}`;
  // A number that was given out once is missed when the school files again.
  return standing.version > 0 ? `修改中（曾定稿 v${standing.version}）` : stateWords[state];
}

function countCell(count: number, shape: 'cross' | 'triangle', kind: string): SheetCell {
  return {
    paint:
      count === 0 ? (
        '0'
      ) : (
        <>
          <Mark shape={shape} /> {count}
        </>
      ),
    ...{ text: String(count), numeric: true, kind: count === 0 ? 'none' : kind, opens: true },
  };
}

function rowOf(row: SchoolRow, forms: readonly Form[]): SheetRow {
  const { standing, done, errors, warnings, state } = row;
  const of = standing.forms.length;
  return {
    key: String(standing.schoolId),
    paint: standing.name,
    text: standing.name,
    title: `${standing.name}（${standing.code}）${standing.type}`,
    opens: true,
    cells: [
      {
        paint: <SchoolStateMark row={row} />,
        text: stateText(row),
        numeric: false,
        kind: state,
        opens: true,
      },
      {
        paint: `${done}/${of}`,
        ...{ text: `${done}/${of}`, numeric: false, kind: 'count', opens: true },
        title: `已核对且没有问题 ${done} 张，共 ${of} 张`,
      },
      countCell(errors, 'cross', 'error'),
      countCell(warnings, 'triangle', 'warning'),
      ...forms.map((form) => formCell(row, form)),
    ],
  };
}

const schoolShapes = { notBegun: 'ring', draft: 'half', finalised: 'lock' } as const;

function SchoolStateMark({ row }: { readonly row: SchoolRow }) {
  return (
    <span className="schools-state">
      <Mark shape={schoolShapes[row.state]} /> {stateText(row)}
    </span>
  );
}

function formCell(row: SchoolRow, { code, title }: Form): SheetCell {
  const form = row.forms.get(code);
  if (form === undefined)
    return {
      paint: '',
      text: '不填',
      numeric: false,
      kind: 'closed',
      title: `${code} 该校不填`,
      opens: false,
    };
  const { state, errors, warnings, filled } = form;
  const problems = [errors > 0 ? `错误 ${errors}` : '', warnings > 0 ? `需说明 ${warnings}` : ''].filter(
    (part) => part !== '',
  );
  const words = [formStateNames[state], ...problems].join(' ');
  const counted = errors + warnings > 0;
  return {
    paint: counted ? <Counts errors={errors} warnings={warnings} /> : <FormStateMark state={state} short />,
    text: words,
    ...{ numeric: false, kind: state, opens: true },
    title: `${row.standing.name} ${code} ${title}：${words}，已填 ${filled} 项`,
  };
}

const summary = ['状态', '完成', '错误', '需说明'];

function sheetOf(rows: readonly SchoolRow[], forms: readonly Form[]): Sheet {
  const { finalised, errors, warnings, schools } = roundTotal(rows);
  const done = rows.reduce((sum, row) => sum + row.done, 0);
  const of = rows.reduce((sum, row) => sum + row.standing.forms.length, 0);
  const text = (words: string): SheetCell => ({
    ...{ paint: words, text: words, numeric: false, kind: 'count', opens: false },
  });
  const total: SheetRow = {
    ...{ key: 'total', paint: `合计 ${schools} 所`, text: `合计 ${schools} 所`, isTotal: true },
    cells: [
      text(`已定稿 ${finalised}`),
      text(`${done}/${of}`),
      { ...countCell(errors, 'cross', 'error'), opens: false },
      { ...countCell(warnings, 'triangle', 'warning'), opens: false },
      ...forms.map(({ code }) => {
        const each = formTotal(rows, code);
        const left = each.errors + each.warnings;
        return {
          ...text(`${each.done}/${each.fills}`),
          title: `${code} 完成 ${each.done} 所，共 ${each.fills} 所填报${left > 0 ? `；错误 ${each.errors}，需说明 ${each.warnings}` : ''}`,
        };
      }),
    ],
  };
  return {
    label: '各校进度',
    corner: '学校',
    columns: [
      ...summary.map((name) => ({ key: name, paint: name, text: name })),
      ...forms.map(({ code, title }) => ({
        ...{ key: code, text: code, title: `${code} ${title}` },
        paint: <span className="schools-code">{code}</span>,
      })),
    ],
    rows: rows.length === 0 ? [] : [...rows.map((row) => rowOf(row, forms)), total],
  };
}
