import type { Definitions } from './definitions';
import { nobodyChosen } from './audit-words';
import { copyWords } from './backup-words';
import type { AuditEvent, LifeStep } from './ipc-audit';

const rosterNames: Readonly<Record<string, string>> = {
  pupils: '本学年学生名册',
  pupilsBefore: '上学年学生名册',
  staff: '教职工名册',
};

/** What had become of the file that a copy was put in the place of. */
const insteadWords: Readonly<Record<string, string>> = {
  damaged: '，因数据文件损坏',
  missing: '，因数据文件不见了',
};

const fieldNames: Readonly<Record<string, string>> = {
  code: '学校标识码',
  name: '学校名称',
  type: '办学类型',
  attachedClasses: '附设班',
  system: '学制',
  entryAge: '小学入学年龄',
  county: '县（市、区、旗）',
  town: '乡（镇、街道）',
  placeType: '驻地城乡类型',
  townshipCentre: '乡镇中心校',
  title: '任务名称',
  schoolYear: '学年',
  edition: '报表版本',
  targetProfiles: '目标方案',
  methods: '指标口径',
  dueDate: '上报截止日期',
};

/** What personal texts are replaced by where a file leaves the computer. */
export const withheld = '个人信息，不导出';

/** What the clerk wrote in her own words may name somebody: it leaves the computer only when she says so. */
export const leftOut = '文字不导出';

/** Where the details leave the computer; texts about name lists never do. */
export type Leaving = 'withTexts' | 'withoutTexts';

/** Details of a step in one line; empty where the title says all. `leaving` is null on the screen. */
export function stepDetails(
  definitions: Definitions,
  step: LifeStep,
  leaving: Leaving | null = null,
): string {
  switch (step.kind) {
    case 'created':
    case 'finalised':
      return '';
    case 'imported': {
      const { accepted = 0, refused = 0 } = step.counts ?? {};
      return `采用 ${accepted} 处${refused > 0 ? `，不采用 ${refused} 处` : ''}`;
    }
    case 'reopened':
      return step.reason === null ? '' : `原因：${leaving === 'withoutTexts' ? leftOut : step.reason}`;
    case 'exported':
      return '';
    case 'other':
      return step.event === null ? '' : eventDetails(definitions, step.event, leaving);
  }
}

function eventDetails(definitions: Definitions, event: AuditEvent, leaving: Leaving | null): string {
  const { kind, about, before, after } = event;
  const change = before === null ? (after ?? '') : after === null ? before : `${before} → ${after}`;
  switch (kind) {
    case 'explained':
    case 'exception': {
      const isHidden = leaving !== null && !isPublicFinding(definitions, about ?? '');
      const text = leaving === 'withoutTexts' ? leftOut : change;
      return `${about ?? ''}：${isHidden ? withheld : text}`;
    }
    case 'reviewed':
    case 'unreviewed':
      return formWords(definitions, about);
    case 'confirmed':
    case 'unconfirmed':
      return `${formWords(definitions, about)}，${(after ?? '').split(' ').length} 格`;
    case 'schoolCreated':
    case 'schoolChanged':
    case 'roundCreated':
    case 'roundChanged':
      return recordChanges(definitions, before, after);
    case 'rosterLoaded':
      return `${rosterNames[about ?? ''] ?? ''}，${after ?? '0'} 人${before === null ? '' : `（原来 ${before} 人）`}`;
    case 'rosterRemoved':
      return `${rosterNames[about ?? ''] ?? ''}，${before ?? '0'} 人`;
    case 'rosterFilled':
      return `${after ?? '0'} 格`;
    case 'rosterPersonChanged':
      return rosterNames[about ?? ''] ?? '';
    case 'rosterMoved':
      return about === null ? `收回 ${before ?? '0'} 人的去向` : `${about}，${after ?? '0'} 人`;
    case 'rosterAnswered':
      return change;
    case 'personAdded':
    case 'personChanged':
      return [about ?? '', personChanges(before, after)].filter((text) => text !== '').join('：');
    case 'operatorChosen':
      return `${before ?? nobodyChosen} → ${after ?? nobodyChosen}`;
    case 'passwordSet':
    case 'passwordChanged':
      return after === 'sealed' ? '同时给个人信息加密' : '';
    case 'passwordRemoved':
      return '';
    case 'backupRestored':
      return `恢复到 ${copyWords(about ?? '')}${insteadWords[after ?? ''] ?? ''}`;
    case 'printed':
      return `${about ?? '全部表'}，${after === null ? '草稿' : `定稿 v${after}`}`;
    case 'importBegan':
      return '';
    case 'importUndone':
    case 'templateFilled':
    case 'pagePrinted':
    case 'pdfSaved':
    case 'pageSaved':
    case 'targetsExported':
    case 'mappingSaved':
    case 'historyExported':
      return about ?? '';
    default:
      return [about ?? '', change].filter((text) => text !== '').join('：');
  }
}

function formWords(definitions: Definitions, code: string | null): string {
  const form = definitions.forms[code ?? ''];
  return form === undefined ? (code ?? '') : `${form.code} ${form.title}`;
}

/** `学校名称：甲 → 乙；学制：六三 → 五四` */
function recordChanges(definitions: Definitions, before: string | null, after: string | null): string {
  const [old, now] = [fieldsIn(before), fieldsIn(after)];
  return Object.entries(now)
    .map(([field, value]) => {
      const words = (each: unknown) => fieldWords(definitions, field, each);
      const name = fieldNames[field] ?? field;
      return before === null ? `${name}：${words(value)}` : `${name}：${words(old[field])} → ${words(value)}`;
    })
    .filter((text) => before !== null || !text.endsWith('：（无）'))
    .join('；');
}

const dutyNames: Readonly<Record<string, string>> = {
  clerk: '填表人',
  lead: '统计负责人',
  head: '单位负责人',
};

/** `姓名 甲 → 乙，统计负责人，已离岗` */
function personChanges(before: string | null, after: string | null): string {
  const [old, now] = [fieldsIn(before), fieldsIn(after)];
  const { name, duty, retired } = now;
  return [
    ...(name === undefined ? [] : [`姓名 ${textOf(old['name'])} → ${textOf(name)}`]),
    ...(duty === undefined ? [] : [dutyNames[textOf(duty)] ?? textOf(duty)]),
    ...(retired === undefined ? [] : [retired === true ? '已离岗' : '重新在岗']),
  ].join('，');
}

function fieldsIn(text: string | null): Readonly<Record<string, unknown>> {
  if (text === null) return {};
  try {
    const fields: unknown = JSON.parse(text);
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function fieldWords(definitions: Definitions, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '（无）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field === 'schoolYear') return `${Number(value)}—${Number(value) + 1}学年`;
  if (field === 'edition') return definitions.editions.find(({ id }) => id === value)?.title ?? textOf(value);
  if (field === 'targetProfiles' && Array.isArray(value))
    return listed(
      value.map((id) => definitions.targetProfiles.find((each) => each.id === id)?.name ?? textOf(id)),
    );
  if (Array.isArray(value)) return listed(value.map(textOf));
  if (typeof value === 'object')
    return listed(
      Object.entries(value).map(([key, method]) => methodWords(definitions, key, textOf(method))),
    );
  return textOf(value);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const listed = (texts: readonly string[]): string => (texts.length === 0 ? '（无）' : texts.join('、'));

function methodWords(definitions: Definitions, indicator: string, method: string): string {
  const found = definitions.indicators.find(({ id }) => id === indicator);
  const name = found?.methods.find(({ id }) => id === method)?.name;
  return `${found?.name ?? indicator} ${name ?? method}`;
}

/** A list of named people leaves the program only by itself. */
export function isPersonalForm(definitions: Definitions, code: string): boolean {
  const form = definitions.forms[code];
  // Of a form that is not known any more nothing says whom it names.
  if (form === undefined) return true;
  return form.kind === 'list' && (form.columns ?? []).some(({ sensitive }) => sensitive === true);
}

/** The form that a finding (`J3112-08#2`, `CELL@教基3112!01.1`) is about may be told of outside. */
function isPublicFinding(definitions: Definitions, finding: string): boolean {
  const check = finding.split(/[@#]/)[0] ?? '';
  const forms = Object.values(definitions.forms);
  const form =
    forms.find(({ checks }) => checks.some(({ id }) => id === check)) ??
    forms.find(({ code }) => finding.includes(`@${code}!`));
  return form !== undefined && !isPersonalForm(definitions, form.code);
}
