import { isPersonalForm, type Leaving, stepDetails, withheld } from './audit-details';
import { isFileEvent } from './audit-events';
import { cellWords, changeOrigin, nobodyOf, recordWords, stepTitle, valueWords } from './audit-words';
import type { Definitions } from './definitions';
import type { AuditChange, LifeStep, LoggedContent } from './ipc-audit';
import type { School } from './school';
import type { Collection } from './submission';
import { fileNamePart } from './workbook';
import { SheetDraft } from './workbook-draft';
import type { ListPlan, ListSheet } from './workbook-list';
import { blank, heightOf, linesIn, numberValue, type PlannedValue, textValue } from './workbook-sheet';
import type { OwnStyle } from './workbook-styles';

interface History {
  readonly definitions: Definitions;
  readonly school: Pick<School, 'name'>;
  readonly collection: Pick<Collection, 'title'>;
  /** Oldest first, both. */
  readonly life: readonly LifeStep[];
  readonly changes: readonly AuditChange[];
  /** When the file is made. */
  readonly at: Date;
  readonly leaving: Leaving;
  /** Somebody is registered: who is not named was then not chosen. */
  readonly people: boolean;
}

/** A sheet has 1,048,576 rows. */
const rowsOfSheet = 1_048_000;

interface Column {
  readonly head: string;
  readonly width: number;
  readonly style: OwnStyle;
}

const lifeColumns: readonly Column[] = [
  { head: '时间', width: 19, style: 'centre' },
  { head: '操作人', width: 11, style: 'centre' },
  { head: '事项', width: 19, style: 'words' },
  { head: '内容', width: 60, style: 'words' },
  { head: '文件', width: 44, style: 'words' },
  { head: 'SHA-256 校验码', width: 68, style: 'words' },
];

const changeColumns: readonly Column[] = [
  { head: '时间', width: 19, style: 'centre' },
  { head: '操作人', width: 11, style: 'centre' },
  { head: '来源', width: 15, style: 'centre' },
  { head: '表号', width: 11, style: 'centre' },
  { head: '行', width: 28, style: 'words' },
  { head: '栏', width: 28, style: 'words' },
  { head: '代码', width: 9, style: 'centre' },
  { head: '原值', width: 16, style: 'figure' },
  { head: '新值', width: 16, style: 'figure' },
];

/** `修改记录_<校名>_<日期>.xlsx`; the day as `2026-09-10`. */
export function historyFileName({ name }: Pick<School, 'name'>, day: string): string {
  return `修改记录_${fileNamePart(name)}_${day}.xlsx`;
}

/**
 * A workbook of two lists: what happened to the submission, and every change of a value; the second goes on over as many
 * sheets as it needs, of `rows` rows each.
 */
export function historyPlan(history: History, rows = rowsOfSheet): ListPlan {
  const { definitions, school, collection, life, changes, at, leaving } = history;
  const nobody = nobodyOf(history.people);
  const place = `${school.name}　${collection.title}`;
  const made = `导出时间 ${clock(at.toISOString())}`;
  const begun = life.some(({ kind }) => kind === 'created') ? '' : '建立时间没有记录。';
  const texts =
    leaving === 'withTexts' ? '含取消定稿的原因和说明的文字。' : '取消定稿的原因和说明的文字没有导出。';
  const parts = Array.from({ length: Math.max(1, Math.ceil(changes.length / rows)) }, (_, index) => index);
  return {
    title: `${school.name} 修改记录`,
    author: school.name,
    sheets: [
      sheet(
        { name: '报表经历', title: '报表经历', remark: `${place}　${made}。${begun}${texts}` },
        lifeColumns,
        life.map((step) => lifeRow(definitions, step, leaving, nobody)),
      ),
      ...parts.map((part) =>
        sheet(
          {
            name: part === 0 ? '修改明细' : `修改明细${part + 1}`,
            title: '修改明细',
            remark: `${place}　共 ${changes.length} 处修改，从早到晚${parts.length > 1 ? `，分 ${parts.length} 张工作表，这是第 ${part + 1} 张` : ''}。含个人信息的台账只列修改时间，不列内容。`,
          },
          changeColumns,
          changes
            .slice(part * rows, (part + 1) * rows)
            .map((change) => changeRow(definitions, change, nobody)),
        ),
      ),
    ],
  };
}

function sheet(
  { name, title, remark }: { readonly name: string; readonly title: string; readonly remark: string },
  columns: readonly Column[],
  rows: readonly (readonly PlannedValue[])[],
): ListSheet {
  const draft = new SheetDraft(name);
  const across = (row: number) => ({ from: { column: 1, row }, to: { column: columns.length, row } });
  const at = (column: number, row: number) => ({ from: { column, row }, to: { column, row } });
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  draft.fixed(across(1), title, 'title');
  draft.height(1, 27);
  draft.fixed(across(2), remark, 'remark');
  draft.height(2, heightOf(linesIn(remark, total)));
  columns.forEach(({ head }, index) => draft.fixed(at(index + 1, 3), head, 'head'));
  draft.height(3, 18);
  const sizes = columns.map(({ width }, index) => {
    return { from: index + 1, to: index + 1, size: width, hidden: false };
  });
  const { template } = draft.finish({
    ...{ columns: sizes, titleRows: [3, 3] },
    page: { orientation: 'landscape' },
  });
  return {
    ...{ template, first: { column: 1, row: 4 }, styles: columns.map(({ style }) => style), rows },
    foot: rows.length === 0 ? { text: '没有记录', style: 'remark', height: 15 } : null,
  };
}

function lifeRow(
  definitions: Definitions,
  step: LifeStep,
  leaving: Leaving,
  nobody: string,
): readonly PlannedValue[] {
  return [
    clock(step.at),
    step.operator ?? nobody,
    stepTitle(step),
    stepDetails(definitions, step, leaving),
    step.fileName ?? '',
    step.hash ?? hashOf(step) ?? '',
  ].map(textValue);
}

const hashOf = ({ event }: LifeStep): string | null =>
  event !== null && isFileEvent(event.kind) ? event.after : null;

function changeRow(definitions: Definitions, change: AuditChange, nobody: string): readonly PlannedValue[] {
  const { row, column, code } = cellWords(definitions, change.form, change.cell);
  const record = recordWords(change);
  const isHidden = record === null && isPersonalForm(definitions, change.form);
  const value = (content: LoggedContent | null) => (isHidden ? hidden(content) : printed(content));
  return [
    ...[clock(change.at), change.operator ?? nobody, record ?? changeOrigin(change)].map(textValue),
    ...[change.form, row, column, code].map(textValue),
    ...[value(change.before), value(change.after)],
  ];
}

/** A blank tells of nobody. */
const hidden = (content: LoggedContent | null): PlannedValue =>
  content === null ? printed(null) : textValue(withheld);

function printed(content: LoggedContent | null): PlannedValue {
  if (content === null) return blank;
  return content.kind === 'number' ? numberValue(content.text) : textValue(valueWords(content));
}

/** `2026-09-10 12:00:00` by the clock of this computer. */
function clock(iso: string): string {
  const at = new Date(iso);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}
