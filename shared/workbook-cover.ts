import type { Edition } from './form';
import type { School } from './school';
import type { Collection } from './submission';
import { across, at, SheetDraft } from './workbook-draft';
import type { SheetPlan } from './workbook-draft';
import { textValue } from './workbook-sheet';

/** Version of the final workbook; null for a draft. */
export type WorkbookVersion = number | null;

const columns = [2, 2.625, 10, 52.125, 12.75, 23.5, 22.5, 28.625].map((size, index) => ({
  from: index + 1,
  to: index + 1,
  size,
  hidden: index === 0,
}));

export function schoolYearText(schoolYear: number): string {
  return `${schoolYear}—${schoolYear + 1}学年`;
}

/** 封面, with name and code where the official cover has them. `signatures` is the line that is signed. */
export function coverSheet(
  edition: Edition,
  school: School,
  collection: Collection,
  version: WorkbookVersion,
  signatures: string,
): SheetPlan {
  const draft = new SheetDraft('封面');
  const year = collection.schoolYear;
  draft.height(1, 13.5, true);
  draft.value(across(3, 8, 3), textValue(edition.coverTitle ?? edition.title), 'coverTitle');
  draft.height(3, 36);
  draft.value(across(3, 8, 4), textValue(`（${year} /${year + 1} 学年初）`), 'coverYear');
  draft.height(4, 27);
  edition.letterhead.slice(0, 3).forEach((line, index) => {
    draft.value(across(7, 8, 6 + index), textValue(line), 'letterhead');
    draft.height(6 + index, 18);
  });

  draft.fixed(at(3, 10), '', 'coverHead');
  draft.fixed(at(4, 10), '学校（机构）', 'coverHead');
  draft.fixed(at(5, 10), '', 'coverHead');
  draft.fixed(at(6, 10), '单位负责人', 'coverHead');
  draft.fixed(at(7, 10), '填 表 人', 'coverHead');
  draft.fixed(at(8, 10), '单位盖章', 'coverHead');
  draft.fixed(at(3, 11), '名 称', 'coverHead');
  draft.value(at(4, 11), textValue(school.name), 'coverName');
  draft.fixed(at(5, 11), '姓  名\n（签字）', 'coverHead');
  draft.fixed(at(3, 12), '代 码', 'coverHead');
  draft.value(at(4, 12), textValue(school.code), 'coverName');
  draft.fixed(at(5, 12), '办公电话', 'coverHead');
  for (const column of [6, 7]) for (const row of [11, 12]) draft.fixed(at(column, row), '', 'coverHead');
  draft.fixed({ from: { column: 8, row: 11 }, to: { column: 8, row: 12 } }, '', 'coverHead');
  draft.height(10, 33.75);
  draft.height(11, 73.5);
  draft.height(12, 73.5);

  draft.value(across(3, 8, 14), textValue(signatures), 'signatures');
  draft.height(14, 27);
  const state = version === null ? '草稿（未定稿，仅供核对，不作上报）' : `定稿　版本 ${version}`;
  draft.value(across(3, 8, 16), textValue(state), 'state');
  draft.height(16, 27);
  return draft.finish({ columns, page: { fit: 'page' } });
}

export interface ContentsEntry {
  readonly code: string;
  readonly title: string;
  readonly sheet: string;
}

/** 目录, its lines in the columns of the official contents page. */
export function contentsSheet(entries: readonly ContentsEntry[]): SheetPlan {
  const draft = new SheetDraft('目录');
  draft.height(1, 13.5, true);
  draft.fixed(across(3, 6, 4), '目录', 'title');
  draft.height(4, 27);
  ['序号', '表号', '表名', '工作表'].forEach((head, index) => draft.fixed(at(3 + index, 5), head, 'head'));
  entries.forEach((entry, index) => {
    const row = 6 + index;
    draft.value(at(3, row), textValue(String(index + 1)), 'centre');
    draft.value(at(4, row), textValue(entry.code), 'words');
    draft.value(at(5, row), textValue(entry.title), 'words');
    draft.value(at(6, row), textValue(entry.sheet), 'words');
    draft.height(row, 15);
  });
  const sizes = [0.5, 9.5, 8.875, 24.375, 52, 44];
  return draft.finish({
    columns: sizes.map((size, index) => ({ from: index + 1, to: index + 1, size, hidden: index === 0 })),
    titleRows: [5, 5],
  });
}
