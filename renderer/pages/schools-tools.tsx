import { arrangement } from '../store/several-schools';
import { ImportButton } from './import-button';
import { typesOf, type Arrangement, type SchoolRow, type Sorting } from './schools-table';

const sortingNames: Readonly<Record<Sorting, string>> = {
  code: '按学校标识码',
  name: '按校名',
  progress: '完成少的在前',
  errors: '错误多的在前',
};

interface SchoolsToolsProps {
  readonly all: readonly SchoolRow[];
  readonly chosen: Arrangement;
  readonly onCopy: () => void;
}

/** How the table is arranged. */
export function SchoolsTools({ all, chosen, onCopy }: SchoolsToolsProps) {
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
      <ImportButton />
      <span className="schools-hint">点一格打开该校的这张表；方向键移动，回车打开，Ctrl+C 复制</span>
    </>
  );
}
