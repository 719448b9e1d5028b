import { useEffect, useRef, useState } from 'react';
import type { StagedRoster, StagedTable } from '../../shared/roster/staged';
import type { RosterLoad } from '../store/roster-load-state';
import { gradeLabel, tableName } from './rosters-map-view';

interface RostersMapTablesProps {
  readonly load: RosterLoad;
  readonly staged: StagedRoster;
}

/** 各张表: which are used, where their heads are and, of pupils, whose class each one is. */
export function RostersMapTables({ load, staged }: RostersMapTablesProps) {
  const isPupils = staged.kind !== 'staff';
  const [open, setOpen] = useState(
    staged.tables.every(({ used }) => !used) ||
      staged.tables.some(({ lacking }) => lacking.includes(gradeLabel)),
  );
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary data-testid="rosters-tables">
        各张表（{staged.tables.length} 张）：表头行{isPupils && '、班级'}、要不要用
      </summary>
      <table className="rosters-columns rosters-tables">
        <thead>
          <tr>
            <th scope="col">用</th>
            <th scope="col">文件和工作表</th>
            <th scope="col" className="number">
              行数
            </th>
            <th scope="col">表头在第几行</th>
            {isPupils && <th scope="col">没写年级班级的行算作</th>}
          </tr>
        </thead>
        <tbody>
          {staged.tables.map((table) => (
            <TableRow key={table.id} load={load} table={table} isPupils={isPupils} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface TableRowProps {
  readonly load: RosterLoad;
  readonly table: StagedTable;
  readonly isPupils: boolean;
}

function TableRow({ load, table, isPupils }: TableRowProps) {
  const name = tableName(table);
  return (
    <tr data-unused={!table.used || undefined}>
      <td>
        <input
          type="checkbox"
          aria-label={`使用「${name}」`}
          data-testid={`rosters-use-${table.id}`}
          checked={table.used}
          onChange={({ target }) => void load.map([table.id], { used: target.checked })}
        />
      </td>
      <th scope="row">{name}</th>
      <td className="number">{table.rows}</td>
      <td>
        <Typed
          label={`「${name}」的表头在第几行`}
          testId={`rosters-head-row-${table.id}`}
          value={String(table.headRow)}
          narrow
          onTyped={(text) => {
            const headRow = Number(text);
            const isRow = Number.isInteger(headRow) && headRow >= 1 && headRow <= 100;
            if (isRow) void load.map([table.id], { headRow });
            return isRow;
          }}
        />
      </td>
      {isPupils && (
        <td>
          <Typed
            label={`「${name}」的班级`}
            testId={`rosters-class-${table.id}`}
            value={table.ofClass ?? ''}
            placeholder="如 三年级2班"
            begins={table.used && table.lacking.includes(gradeLabel)}
            onTyped={(text) => {
              void load.map([table.id], { ofClass: text });
              return true;
            }}
          />
        </td>
      )}
    </tr>
  );
}

interface TypedProps {
  readonly label: string;
  readonly testId: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly narrow?: boolean;
  /** Work begins here. */
  readonly begins?: boolean;
  /** False when it cannot be taken; then what stood there comes back. */
  readonly onTyped: (text: string) => boolean;
}

/** A text that counts once it is left or Enter is pressed; Escape takes back what was typed. */
function Typed({ label, testId, value, placeholder, narrow, begins = false, onTyped }: TypedProps) {
  const [text, setText] = useState(value);
  const [before, setBefore] = useState(value);
  // Enter sends it, and leaving the field soon after must not send it again.
  const sent = useRef(value);
  if (before !== value) {
    setBefore(value);
    setText(value);
  }
  useEffect(() => {
    sent.current = value;
  }, [value]);
  const finish = () => {
    const typed = text.trim();
    if (typed === value || typed === sent.current) return;
    sent.current = typed;
    if (!onTyped(typed)) setText(value);
  };
  return (
    <input
      aria-label={label}
      data-testid={testId}
      data-narrow={narrow}
      data-begin={begins || undefined}
      inputMode={narrow === true ? 'numeric' : undefined}
      maxLength={40}
      placeholder={placeholder}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') finish();
        if (event.key === 'Escape') setText(value);
      }}
    />
  );
}
