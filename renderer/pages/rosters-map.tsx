import { useEffect, useMemo, useRef, useState } from 'react';
import type { RosterField } from '../../shared/roster/definition';
import type { StagedRoster } from '../../shared/roster/staged';
import type { RosterLoad } from '../store/roster-load-state';
import {
  gradeLabel,
  isUnknown,
  needsLook,
  noneOfUnknown,
  tableGroups,
  tableName,
  type TableGroup,
} from './rosters-map-view';
import { RostersMapColumns } from './rosters-map-columns';
import { RostersMapTables } from './rosters-map-tables';

interface RostersMapProps {
  readonly load: RosterLoad;
  readonly staged: StagedRoster;
  readonly fields: readonly RosterField[];
}

/** 栏目对照: what each column of the files is taken for. Files whose heads are all known need no look at it. */
export function RostersMap({ load, staged, fields }: RostersMapProps) {
  const groups = useMemo(() => tableGroups(staged.tables), [staged.tables]);
  const isNeeded = needsLook(groups) || groups.length === 0;
  // Opened for what is not known, it stays open while she works in it.
  const [open, setOpen] = useState(isNeeded);
  const map = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    // A column that was mapped goes to the others and takes the focus along: the next one is to be looked at.
    if (document.activeElement === document.body)
      map.current?.querySelector<HTMLElement>('select[data-begin]')?.focus();
  }, [groups]);
  return (
    <details
      ref={map}
      className="rosters-map"
      data-testid="rosters-map"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary data-needed={isNeeded || undefined}>
        栏目对照
        <span>{summary(groups, isNeeded)}</span>
      </summary>
      {groups.map((group) => (
        <Group key={group.key} load={load} group={group} fields={fields} several={groups.length > 1} />
      ))}
      <RostersMapTables load={load} staged={staged} />
    </details>
  );
}

/** How far the heads are known, in the line that is always to be seen. */
function summary(groups: readonly TableGroup[], isNeeded: boolean): string {
  const unknown = groups.flatMap(({ columns }) => columns.filter(isUnknown)).length;
  if (isNeeded) return unknown > 0 ? `${unknown} 栏没有认出，请看一下是不是要用的` : '还缺要用的栏目';
  const used = new Set(groups.flatMap(({ columns }) => columns.flatMap(({ field }) => field ?? [])));
  const never = [...new Set(groups.flatMap(({ neverKept }) => neverKept))];
  const aside =
    never.length === 0
      ? ''
      : `；${never.slice(0, 3).join('、')}${never.length > 3 ? `等 ${never.length} 栏` : ''}不读取`;
  return `都已认出，用到 ${used.size} 栏${aside}`;
}

interface GroupProps {
  readonly load: RosterLoad;
  readonly group: TableGroup;
  readonly fields: readonly RosterField[];
  readonly several: boolean;
}

/** Tables with the same heads. */
function Group({ load, group, fields, several }: GroupProps) {
  const { tables, columns, neverKept, lacking } = group;
  const ids = tables.map(({ id }) => id);
  const unknown = columns.filter(isUnknown);
  const others = columns.filter((column) => !isUnknown(column));
  const [first] = tables;
  const [showsOthers, setShowsOthers] = useState(lacking.length > 0);
  if (first === undefined) return null;
  return (
    <section className="rosters-group" aria-label={`${tableName(first)} 的栏目`}>
      {several && (
        <h3>
          {tableName(first)}
          {tables.length > 1 && ` 等 ${tables.length} 张表（表头相同，一起对照）`}
        </h3>
      )}
      {lacking.length > 0 && (
        <p className="card-problem" data-testid="rosters-lacking">
          没有找到{lacking.map((label) => `「${label}」`).join('')}
          栏。表里有的话，在下面指定是哪一栏；表头不在第 {first.headRow} 行的话，在「各张表」里改表头行。
          {lacking.includes(gradeLabel) && '表里本来就没有年级和班级的，在「各张表」里写上这张表是哪个班。'}
        </p>
      )}
      {unknown.length > 0 && (
        <>
          <RostersMapColumns load={load} group={group} fields={fields} columns={unknown} begins />
          <button
            type="button"
            data-testid="rosters-none-of-them"
            onClick={() => void load.map(ids, { columns: noneOfUnknown(group) })}
          >
            {unknown.length === 1 ? '这一栏用不着' : `这 ${unknown.length} 栏都用不着`}
          </button>
        </>
      )}
      {others.length > 0 && (
        <details open={showsOthers} onToggle={(event) => setShowsOthers(event.currentTarget.open)}>
          <summary
            data-testid="rosters-known-columns"
            data-begin={(unknown.length === 0 && lacking.some((label) => label !== gradeLabel)) || undefined}
          >
            已认出的 {others.length} 栏
          </summary>
          <RostersMapColumns load={load} group={group} fields={fields} columns={others} />
        </details>
      )}
      {neverKept.length > 0 && (
        <p className="rosters-quiet" data-testid="rosters-never-kept">
          不读取：{neverKept.join('、')}。报表用不着，这些栏的内容没有读进来。
        </p>
      )}
    </section>
  );
}
