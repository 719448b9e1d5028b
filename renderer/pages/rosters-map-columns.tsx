import type { RosterField } from '../../shared/roster/definition';
import type { RosterLoad } from '../store/roster-load-state';
import {
  columnsFor,
  fieldOption,
  headOf,
  isUnknown,
  originOf,
  type GroupColumn,
  type TableGroup,
} from './rosters-map-view';

interface RostersMapColumnsProps {
  readonly load: RosterLoad;
  readonly group: TableGroup;
  readonly fields: readonly RosterField[];
  readonly columns: readonly GroupColumn[];
  /** Work begins with its first control. */
  readonly begins?: boolean;
}

/** Columns with some of their texts, and what each is taken for. */
export function RostersMapColumns({ load, group, fields, columns, begins = false }: RostersMapColumnsProps) {
  const ids = group.tables.map(({ id }) => id);
  return (
    <table className="rosters-columns">
      <thead>
        <tr>
          <th scope="col">文件里的表头</th>
          <th scope="col">内容举例</th>
          <th scope="col">当作</th>
          <th scope="col">怎样认出</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column, at) => (
          <tr key={column.index} data-by={column.by ?? 'none'}>
            <th scope="row">{headOf(column)}</th>
            <td className="rosters-samples">
              {column.samples.length === 0 ? (
                <span className="rosters-quiet">（空）</span>
              ) : (
                column.samples.join('、')
              )}
            </td>
            <td>
              <select
                aria-label={`「${headOf(column)}」当作`}
                data-testid={`rosters-column-${column.index}`}
                data-begin={(begins && at === 0) || undefined}
                title={fields.find(({ id }) => id === column.field)?.note}
                value={column.field ?? (isUnknown(column) ? '?' : '')}
                onChange={({ target }) =>
                  void load.map(ids, {
                    columns: columnsFor(group, column.index, target.value === '' ? null : target.value),
                  })
                }
              >
                {isUnknown(column) && (
                  <option value="?" disabled>
                    请选择（现在不用）
                  </option>
                )}
                <option value="">不用</option>
                {fields.map((field) => (
                  <option key={field.id} value={field.id}>
                    {fieldOption(group, column.index, field)}
                  </option>
                ))}
              </select>
            </td>
            <td className="rosters-quiet">{originOf(column)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
