import { cellsOf, columnPath, rowPath } from './cell';
import type { EventKind } from './audit-events';
import type { Definitions } from './definitions';
import type { Form } from './form';
import type { AuditChange, AuditEvent, LifeStep, LoggedContent } from './ipc-audit';
import type { EditOrigin } from './ipc-fill';

/** What the log says, in the words of the window and of the workbook that is made of it. */

export const originNames: Readonly<Record<EditOrigin, string>> = {
  typed: '填写',
  imported: '导入',
  importedBlank: '导入（空格即 0）',
  carried: '由上年带入',
  roster: '由名册计数填入',
};

/** Where people are registered and none of them was chosen. */
export const nobodyChosen = '未选填报人';

/** Where a change names nobody: nobody was chosen of those who are registered, or nobody is registered. */
export const nobodyOf = (people: boolean): string => (people ? nobodyChosen : '未登记姓名');

/** A cell in the words of its form: `row` is the record of a list. */
export interface CellWords {
  readonly row: string;
  readonly column: string;
  /** 代码 of row and column, as the form prints them. */
  readonly code: string;
}

/** Words of a cell; one that the form does not have any more keeps its key. */
export function cellWords(definitions: Definitions, form: string, cell: string): CellWords {
  const definition = definitions.forms[form];
  if (definition === undefined) return { row: '', column: '', code: cell };
  if (definition.kind === 'list') return listWords(definition, cell);
  const found = placesOf(definition).get(cell);
  return found ?? { row: '', column: '', code: cell };
}

const places = new WeakMap<Form, ReadonlyMap<string, CellWords>>();

/** Of every cell at once: a log names the cells of a form thousands of times. */
function placesOf(form: Form): ReadonlyMap<string, CellWords> {
  const known = places.get(form);
  if (known !== undefined) return known;
  const words = new Map(
    cellsOf(form).map(({ key, row, column, spec }): [string, CellWords] => {
      if (row !== null && column !== null)
        return [key, { row: rowPath(form, row), column: columnPath(column), code: key }];
      return [key, { row: '', column: 'label' in spec ? String(spec.label) : key, code: key }];
    }),
  );
  places.set(form, words);
  return words;
}

function listWords(form: Form, cell: string): CellWords {
  const dot = cell.lastIndexOf('.');
  if (dot < 0) return { row: '一条记录', column: '', code: '' };
  const key = cell.slice(dot + 1);
  const column = form.columns?.find(({ code }) => key === `c${code.padStart(2, '0')}`);
  return column === undefined
    ? { row: '一条记录', column: '', code: key }
    : { row: '一条记录', column: columnPath(column), code: column.code };
}

/** What became of a record of a list; null for a change of a value. */
export function recordWords({ before, after }: Pick<AuditChange, 'before' | 'after'>): string | null {
  if (before?.kind !== 'position' && after?.kind !== 'position') return null;
  if (before === null) return '新增一行';
  return after === null ? '删除一行' : '移动一行';
}

export function valueWords(content: LoggedContent | null): string {
  if (content === null) return '（空白）';
  return content.kind === 'position' ? '' : content.text;
}

/** How a change came about: clearing a cell by hand is no 填写. */
export function changeOrigin({ origin, after }: Pick<AuditChange, 'origin' | 'after'>): string {
  return origin === 'typed' && after === null ? '清空' : originNames[origin];
}

/** What was done in a step, as a heading. */
export function stepTitle(step: LifeStep): string {
  switch (step.kind) {
    case 'created':
      return '建立';
    case 'imported':
      return '导入';
    case 'finalised':
      return `定稿 v${step.version ?? ''}`;
    case 'reopened':
      return '取消定稿';
    case 'exported':
      return exportTitle(step);
    case 'other':
      return step.event === null ? '其他' : eventTitle(step.event);
  }
}

function exportTitle({ what, version }: Pick<LifeStep, 'what' | 'version'>): string {
  if (what === 'list') return '导出台账';
  if (what === 'table') return '导出目标完成情况表';
  return version === null ? '导出草稿' : `导出 v${version}`;
}

const titles: Readonly<Record<EventKind, string>> = {
  explained: '说明',
  exception: '特殊情况说明',
  importBegan: '导入前留底',
  importUndone: '撤销导入',
  reviewed: '标为已核对',
  unreviewed: '取消已核对',
  confirmed: '确认待核',
  unconfirmed: '恢复待核',
  editionFollowed: '表样更新',
  schoolCreated: '建立学校档案',
  schoolChanged: '修改学校档案',
  roundCreated: '新建年报任务',
  roundChanged: '修改年报任务',
  targetsSaved: '保存目标方案',
  targetsRemoved: '删除目标方案',
  rosterLoaded: '读入名册',
  rosterRemoved: '删除名册',
  rosterFilled: '由名册填表',
  rosterSettled: '名册计数与表已一致',
  rosterPersonChanged: '更正名册中一人',
  rosterAnswered: '回答名册的问题',
  rosterMoved: '登记学生去向',
  templateFilled: '填写县里的模板',
  pdfSaved: '另存为 PDF',
  pageSaved: '指标页另存为 PDF',
  printed: '打印',
  pagePrinted: '打印指标页',
  targetsExported: '导出目标方案',
  mappingSaved: '保存模板对应关系',
  historyExported: '导出修改记录',
  backupRestored: '恢复备份',
  passwordSet: '设置密码',
  passwordChanged: '修改密码',
  passwordRemoved: '取消密码',
  personAdded: '登记人员',
  personChanged: '修改人员',
  operatorChosen: '更换操作人',
};

const isKnown = (kind: string): kind is EventKind => Object.hasOwn(titles, kind);

/** A step that a newer program wrote keeps its own name. */
export function eventTitle({ kind, before, after }: AuditEvent): string {
  if (!isKnown(kind)) return kind;
  const title = titles[kind];
  if (kind !== 'explained' && kind !== 'exception') return title;
  return `${before === null ? '填写' : after === null ? '撤回' : '修改'}${title}`;
}

/** The step is one of those that make a submission's life; the rest is shown when it is asked for. */
export function isMainStep({ kind, event }: Pick<LifeStep, 'kind' | 'event'>): boolean {
  return kind !== 'other' || event?.kind === 'backupRestored' || event?.kind === 'rosterFilled';
}
