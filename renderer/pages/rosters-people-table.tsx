import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { RosterField } from '../../shared/roster/definition';
import type { ShownPerson } from '../../shared/roster/plan';
import { keyOf, useRevealed } from './rosters-people-revealed';
import { furtherWords, rowsInSight } from './rosters-people-rows';

interface PeopleTableProps {
  readonly people: readonly ShownPerson[];
  readonly fields: readonly RosterField[];
  readonly label: string;
  readonly locked: boolean;
  /** Opens a person to be corrected; in a list that is only read there is nothing to open. */
  readonly onOpen?: (person: ShownPerson) => void;
}

/** As `.people-table tr` says. */
const rowHeight = 30;

/**
 * Names with masked numbers; only the rows in sight are painted. One number at a time is shown whole, and none any more
 * once the list is left.
 */
export function PeopleTable({ people, fields, label, locked, onOpen }: PeopleTableProps) {
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  const [active, setActive] = useState(0);
  const scroll = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(null);
  const revealed = useRevealed();
  const { from, to } = rowsInSight(top, height, rowHeight, people.length);
  // A filter may have taken away the row that had the keys.
  const reached =
    active >= from && active < to ? active : Math.min(Math.ceil(top / rowHeight), people.length - 1);

  useEffect(() => {
    const element = scroll.current;
    if (element === null) return;
    const watcher = new ResizeObserver(() => setHeight(element.clientHeight));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);

  useEffect(() => {
    if (wanted.current === null) return;
    const row = scroll.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (row === null || row === undefined) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  function goTo(index: number) {
    const next = Math.max(0, Math.min(people.length - 1, index));
    wanted.current = next;
    setActive(next);
    const element = scroll.current;
    if (element === null) return;
    const head = rowHeight;
    if (next * rowHeight < element.scrollTop) element.scrollTop = next * rowHeight;
    else if ((next + 1) * rowHeight + head > element.scrollTop + element.clientHeight)
      element.scrollTop = (next + 1) * rowHeight + head - element.clientHeight;
    setTop(element.scrollTop);
  }

  function onKeyDown(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor(height / rowHeight) - 2);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: reached + 1,
      ArrowUp: reached - 1,
      PageDown: reached + page,
      PageUp: reached - page,
      Home: 0,
      End: people.length - 1,
    };
    const target = targets[event.key];
    const person = people[reached];
    if (target !== undefined) goTo(target);
    else if (event.key === 'Enter' && event.target instanceof HTMLTableRowElement && person && onOpen)
      onOpen(person);
    else return;
    event.preventDefault();
  }

  return (
    <div
      className="people-scroll wide-table"
      ref={scroll}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <table className="people-table" role="grid" aria-label={label} aria-rowcount={people.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="people-name">
              姓名
            </th>
            <th scope="col" className="people-place">
              {people[0]?.kind === 'staff' ? '岗位' : '班级'}
            </th>
            <th scope="col" className="people-sex">
              性别
            </th>
            <th scope="col" className="people-birth">
              出生日期
            </th>
            <th scope="col" className="people-age" title="9月1日的周岁">
              年龄
            </th>
            <th scope="col" className="people-number">
              身份证件号
            </th>
            <th scope="col">其他</th>
            {onOpen !== undefined && (
              <th scope="col" className="people-act">
                <span className="for-readers">改正</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {from > 0 && <Gap rows={from} />}
          {people.slice(from, to).map((person, offset) => {
            const index = from + offset;
            const stop = index === reached ? 0 : -1;
            const shown = revealed.text(person);
            return (
              <tr
                key={keyOf(person)}
                data-index={index}
                aria-rowindex={index + 2}
                tabIndex={stop}
                onFocus={() => setActive(index)}
              >
                <td>{person.values['name']}</td>
                <td>{person.place}</td>
                <td>{person.values['sex']}</td>
                <td className="number">{person.values['birth']}</td>
                <td className="number">{person.age}</td>
                <td className="people-number">
                  <span className="number">{shown ?? person.values['identity']}</span>
                  {person.values['identity'] !== undefined && (
                    <button
                      type="button"
                      className="link"
                      tabIndex={stop}
                      aria-label={`${shown === null ? '显示' : '隐藏'}${person.values['name'] ?? ''}的身份证件号`}
                      onClick={() => revealed.turn(person)}
                    >
                      {shown === null ? '显示' : '隐藏'}
                    </button>
                  )}
                </td>
                <td className="people-further" title={furtherWords(person, fields)}>
                  {furtherWords(person, fields)}
                </td>
                {onOpen !== undefined && (
                  <td>
                    <button
                      type="button"
                      className="link"
                      tabIndex={stop}
                      disabled={locked}
                      aria-label={`改正${person.values['name'] ?? ''}`}
                      onClick={() => onOpen(person)}
                    >
                      改正
                    </button>
                  </td>
                )}
              </tr>
            );
          })}
          {to < people.length && <Gap rows={people.length - to} />}
        </tbody>
      </table>
    </div>
  );
}

function Gap({ rows }: { readonly rows: number }) {
  return (
    <tr aria-hidden className="people-gap">
      <td style={{ height: rows * rowHeight }} />
    </tr>
  );
}
