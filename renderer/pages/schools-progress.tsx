import type { Form } from '../../shared/form';
import { Counts, FormStateMark, formStateNames, Mark } from '../components/marks';
import type { Sheet, SheetCell, SheetRow } from './schools-sheet';
import { formTotal, roundTotal, type SchoolRow, type SchoolState } from './schools-table';

const stateWords: Readonly<Record<SchoolState, string>> = {
  noForms: '没有要填的表',
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

const schoolShapes = { noForms: 'dash', notBegun: 'ring', draft: 'half', finalised: 'lock' } as const;

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

/** What the drawings in the cells stand for. */
export function ProgressLegend() {
  return (
    <p className="schools-hint schools-legend" data-testid="schools-legend">
      <FormStateMark state="empty" />
      <FormStateMark state="filling" />
      <span>
        <Mark shape="cross" /> 错误几处
      </span>
      <span>
        <Mark shape="triangle" /> 需说明几处
      </span>
      <FormStateMark state="reviewed" />
      <FormStateMark state="finalised" />
      <span>
        <span className="legend-closed" /> 灰格：该校不填这张表
      </span>
    </p>
  );
}

/** The table as it is painted and copied. */
export function progressSheet(rows: readonly SchoolRow[], forms: readonly Form[]): Sheet {
  const { finalised, errors, warnings, schools, without } = roundTotal(rows);
  const name = `合计 ${schools} 所${without > 0 ? `，另 ${without} 所不填` : ''}`;
  const done = rows.reduce((sum, row) => sum + row.done, 0);
  const of = rows.reduce((sum, row) => sum + row.standing.forms.length, 0);
  const text = (words: string): SheetCell => ({
    ...{ paint: words, text: words, numeric: false, kind: 'count', opens: false },
  });
  const total: SheetRow = {
    ...{ key: 'total', paint: name, text: name, isTotal: true },
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
