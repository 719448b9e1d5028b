import type { StagedRoster } from '../../shared/roster/staged';
import { gradeLabel, tableName } from './rosters-map-view';

/** What keeps a staged roster from being stored, and where it is put right. */
export interface Hindrance {
  readonly sentence: string;
  readonly in: 'map' | 'problems';
}

/** Null when it can be stored. Missing columns come first: with them most other problems go away. */
export function hindrance({ ready, tables, open }: StagedRoster): Hindrance | null {
  if (ready) return null;
  const used = tables.filter((table) => table.used);
  if (used.length === 0) return { sentence: '所有的表都排除了，没有可以保存的人。', in: 'map' };
  const lacking = used.find((table) => table.lacking.length > 0);
  if (lacking !== undefined) {
    const labels = lacking.lacking.map((label) => `「${label}」`).join('');
    const orClass = lacking.lacking.includes(gradeLabel) ? '，或写上这张表是哪个班' : '';
    return {
      sentence: `「${tableName(lacking)}」还没有找到${labels}栏，请在「栏目对照」里指定${orClass}。`,
      in: 'map',
    };
  }
  const beside = used.find(({ secondNames = [] }) => secondNames.length > 0);
  if (beside !== undefined)
    return {
      sentence:
        `「${tableName(beside)}」的「${(beside.secondNames ?? []).join('」「')}」栏里是另外的人，他们没有读进来。` +
        '请在表格里改成一行一个人，再重新选择文件；确实不要这些人的，在「栏目对照」里给这一栏选「不用」。',
      in: 'map',
    };
  const count = Object.values(open).reduce((sum, each) => sum + each, 0);
  return { sentence: `还有 ${count} 处问题没有处理：改正、排除或确认后才能保存。`, in: 'problems' };
}
