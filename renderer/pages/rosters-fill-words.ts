import { columnPath } from '../../shared/cell';
import type { Form } from '../../shared/form';
import type { RosterDoubt } from '../../shared/roster/doubt';
import type { NotCounted, RosterPlan } from '../../shared/roster/plan';
import { isBlank, tickedCount, type PlannedForm, type Ticks } from '../store/roster-plan-view';

/** 「168 格将改动 · 12 格已一致 · 2 格您手填的不同」; what there is none of is not said. */
export function countWords(
  { fill, kept, waiting, other, same, blank }: PlannedForm,
  { reviewed, partial }: KeptBecause,
): string {
  const parts: readonly (readonly [number, string])[] = [
    [fill.length, '格将改动'],
    [
      kept.length,
      reviewed ? '格不同（本表已核对）' : partial ? '格先不填（来和去没有数全）' : '格您手填的不同',
    ],
    [waiting.length, '格先不填（合计还数不全）'],
    [other.length, '格合计等不同'],
    [same, '格已一致'],
    [blank, '格数出 0，留空'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(' · ');
}

/** What stands above the forms: how much there is to do. */
export function leadWords(plan: RosterPlan): string {
  const of = (kind: string) => plan.cells.filter((cell) => cell.kind === kind).length;
  const [fill, kept] = [of('fill'), of('kept')];
  if (plan.cells.length === 0) return '现在还没有能由名册算出的格。';
  const standing = plan.cells.filter((cell) => !isBlank(cell)).length;
  if (standing === 0) return '名册数出的都是 0，表里留空，不用再填。';
  const all = `名册算出 ${standing} 格：`;
  if (fill + kept === 0) return `${all}都已经和表里一致，不用再填。`;
  const parts = [...(fill > 0 ? [`${fill} 格可以填入`] : []), ...(kept > 0 ? [keptLead(plan, kept)] : [])];
  return `${all}${parts.join('，')}。`;
}

function keptLead({ cells, partial = [] }: RosterPlan, kept: number): string {
  const waiting = cells.filter((cell) => cell.waiting === true).length;
  const half = cells.filter(
    ({ form, kind, waiting: waits }) => kind === 'kept' && waits !== true && partial.includes(form),
  ).length;
  const typed = kept - half - waiting;
  return [
    ...(typed > 0 ? [`${typed} 格是您手填的、和名册不同，不勾选就不动`] : []),
    ...(half > 0 ? [`${half} 格先不填（来和去没有数全）`] : []),
    ...(waiting > 0 ? [`${waiting} 格先不填（合计还数不全）`] : []),
  ].join('，');
}

/** Why cells of a form are not filled unasked; else they were typed by hand. */
export interface KeptBecause {
  /** The form is 已核对. */
  readonly reviewed: boolean;
  /** Its columns are a balance of which some could not be counted. */
  readonly partial: boolean;
}

/** Above the cells that she has to tick herself. */
export function keptWords({ reviewed, partial }: KeptBecause): string {
  if (reviewed) return '本表已核对：不勾选就不动，填入后要重新核对';
  return partial
    ? '本表的来和去没有数全（原因见上）：不勾选就不动；只填一半，本表和其他表对不上'
    : '您手填的，与名册不同：不勾选就不动，不同的要写说明';
}

/** Above cells that wait for an answer. */
export const waitingWords =
  '同一个合计里还有数不出来的格（原因见上）：不勾选就不动；只填一部分，合计会少，和别的表对不上';

/** On the button: what pressing it does. */
export function applyWords(ticked: number, toRemember: number): string {
  if (ticked > 0) return `填入 ${ticked} 格`;
  return toRemember > 0 ? '记下名册的数（不改表）' : '填入 0 格';
}

export function applyNote(ticked: number, toRemember: number): string {
  if (ticked > 0)
    return '只写入勾选的格，别的格不动；名册的数同时记下，和表里不同的在校验结果里请您写说明。填入后可以整体撤销。';
  return toRemember > 0
    ? '表里的数一格也不动，只记下名册数出的数：和表里不同的，在校验结果里请您写说明。'
    : '没有勾选的格；名册的数已经记下。';
}

/** Why two rosters can hardly be of one school a year apart, and what comes of it. */
export function doubtWords({ code, people }: RosterDoubt): string {
  return code === 'sameYear'
    ? `本年和上年的名册里有 ${people} 人是同一些人、年级也没有变，多半把同一年的文件载入了两次。照这样填，招生、毕业、转入转出都会数错。`
    : `本年和上年的名册只对得上 ${people} 人，上年的名册可能选错了学校或年份，或者没有身份证件号、学籍号。照这样填，招生、毕业、转入转出都会数错。`;
}

/** Why columns of a form, or the whole form, are not counted: one sentence for each kind of reason. */
export function notCountedWords(form: Form, notCounted: readonly NotCounted[]): readonly string[] {
  const of = (reason: NotCounted['reason']) => notCounted.filter((each) => each.reason === reason);
  const labels = (which: readonly NotCounted[]) =>
    [...new Set(which.map(({ label }) => label))].map((label) => `「${label}」`).join('');
  const rosters = [...of('noLastYear'), ...of('noRoster')];
  const fields = of('noField');
  const unanswered = of('unanswered').filter((each) => !isOfMoves(each));
  const skipped = of('skipped');
  const moves = [
    ...new Set(
      of('unanswered')
        .filter(isOfMoves)
        .map(({ label }) => label),
    ),
  ];
  return [
    ...[...new Set(rosters.map(({ label }) => label))].map((label) => {
      const columns = rosters.filter((each) => each.label === label).flatMap((each) => each.columns);
      return `没有载入${label}，${columnWords(form, columns)}不填。`;
    }),
    ...(fields.length > 0 ? [`名册里没有${labels(fields)}一栏，与它有关的格不填。`] : []),
    ...moves.map((label) => `${label}，与它有关的格不填。`),
    ...(unanswered.length > 0 ? [`${labels(unanswered)}没有定下怎么算，与它有关的格不填。`] : []),
    ...(skipped.length > 0 ? [`${labels(skipped)}您选了自己填，与它有关的格不填。`] : []),
  ];
}

/** What waits for a word on the page 变动 instead of an assumption: 「学生去向没有选定」. */
export function isOfMoves({ reason, label }: NotCounted): boolean {
  return reason === 'unanswered' && label.endsWith('没有选定');
}

const mostColumns = 3;

/** 「毕业生数」「招生数」等 5 列; nothing where it is the whole form. */
function columnWords({ columns = [] }: Form, codes: readonly string[]): string {
  const named = columns.filter(({ code }) => codes.includes(code));
  if (named.length === 0 || named.length === columns.length) return '';
  const words = named.slice(0, mostColumns).map((column) => `「${columnPath(column)}」`);
  return `${words.join('')}${named.length > mostColumns ? `等 ${named.length} 列` : ''}`;
}

/** Forms that nothing is filled in, with the reason: 「没有载入教职工名册，不填：教基4149、教基4067」. */
export function notPlannedWords(planned: readonly PlannedForm[]): readonly string[] {
  const byWords = new Map<string, string[]>();
  for (const { form, notCounted } of planned)
    for (const words of notCountedWords(form, notCounted))
      byWords.set(words, [...(byWords.get(words) ?? []), form.code]);
  return [...byWords].map(([words, forms]) => `${forms.join('、')}：${words}`);
}

/** Of the form's cells as many would be written. */
export function tickedOf({ fill, kept, waiting }: PlannedForm, ticks: Ticks): number {
  return tickedCount([...fill, ...kept, ...waiting], ticks);
}
