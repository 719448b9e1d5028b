import type { Page } from '../store/navigation';

/** The chapter about each page; `welcome` is that of a program without a submission. */
export const chapterOfPage: Readonly<Record<Page['name'] | 'welcome' | 'list', string>> = {
  welcome: 'first',
  home: 'first',
  form: 'fill',
  list: 'lists',
  indicators: 'indicators',
  finish: 'export',
  import: 'import',
  template: 'template',
  targets: 'targets',
  print: 'print',
  schools: 'schools',
  across: 'schools',
  rosters: 'rosters',
  backups: 'backups',
  history: 'history',
  access: 'access',
  about: 'about',
};

/** By what a dialog's title contains, the more particular first. */
const chapterOfDialog: readonly (readonly [title: string, chapter: string])[] = [
  ['从上年带入', 'carry'],
  ['核对', 'carry'],
  ['特殊情况', 'findings'],
  ['说明', 'findings'],
  ['备份', 'backups'],
  ['恢复', 'backups'],
  ['密码', 'access'],
  ['名册', 'rosters'],
  ['名单', 'rosters'],
  ['定稿', 'export'],
  ['导出', 'export'],
  ['学校', 'schools'],
  ['年报任务', 'carry'],
  ['按键', 'fill'],
];

const chapterOfRegion: Readonly<Record<string, string>> = { details: 'details', findings: 'findings' };
/** Parts of 指标 that have a chapter of their own. */
const chapterOfTheme: Readonly<Record<string, string>> = { 均衡: 'balance' };

/** Where she was when she asked. */
export interface Asked {
  readonly page: keyof typeof chapterOfPage | null;
  /** The part of the page that has the focus, as the panels call themselves. */
  readonly region: string | null;
  /** The title of the dialog that is open over it. */
  readonly dialog: string | null;
  /** Which part of 指标 is shown; absent on other pages. */
  readonly theme?: string | null;
}

/** The chapter that answers F1: of the dialog, of the panel with the focus, of the page, or null for the first. */
export function chapterOf({ page, region, dialog, theme }: Asked): string | null {
  if (dialog !== null) {
    const found = chapterOfDialog.find(([title]) => dialog.includes(title));
    if (found !== undefined) return found[1];
  }
  if (page === 'form' || page === 'list') return chapterOfRegion[region ?? ''] ?? chapterOfPage[page];
  if (page === 'indicators') return chapterOfTheme[theme ?? ''] ?? chapterOfPage[page];
  return page === null ? null : chapterOfPage[page];
}
