import { memo, useState } from 'react';
import type { Form } from '../../shared/form';
import type { CountedCell } from '../../shared/roster/plan';
import { RosterBehind } from '../on-demand';
import type { RosterFill } from '../store/roster-fill';
import { isTicked, type PlannedForm, type Ticks } from '../store/roster-plan-view';
import { placeOf } from './carry-plan';
import { moveInTable } from './rosters-fill-keys';
import { type KeptBecause, keptWords, waitingWords } from './rosters-fill-words';

interface CellsProps {
  readonly planned: PlannedForm;
  readonly fill: RosterFill;
  readonly ticks: Ticks;
  readonly locked: boolean;
  readonly because: KeptBecause;
}

/** Each cell that is not as the rosters count it, with its rule: what she typed by hand first. */
export function PlannedCells({ planned, fill, ticks, locked, because }: CellsProps) {
  const { form, kept, waiting, other } = planned;
  const [behind, setBehind] = useState<CountedCell | null>(null);
  const rows = { form, fill, ticks, locked, onBehind: setBehind };
  return (
    <div className="planned-cells wide-table">
      <table onKeyDown={moveInTable}>
        <thead>
          <tr>
            <th scope="col">
              <span className="for-readers">填入</span>
            </th>
            <th scope="col">指标</th>
            <th scope="col">表里现在</th>
            <th scope="col">按名册</th>
            <th scope="col">怎么数的</th>
          </tr>
        </thead>
        <Rows {...rows} cells={kept} title={keptWords(because)} />
        <Rows {...rows} cells={planned.fill} title={kept.length > 0 ? '将改动' : null} plain />
        <Rows {...rows} cells={waiting} title={waitingWords} />
        <Rows
          {...rows}
          cells={other}
          title="合计、引用等程序算的格：填入后仍与名册不同，多半是分项还没有填全；这里不填"
          fixed
        />
      </table>
      {behind !== null && <RosterBehind form={form} cell={behind.cell} onClose={() => setBehind(null)} />}
    </div>
  );
}

interface RowsProps {
  readonly form: Form;
  readonly fill: RosterFill;
  readonly ticks: Ticks;
  readonly locked: boolean;
  readonly cells: readonly CountedCell[];
  readonly title: string | null;
  /** Nothing about it asks for her attention. */
  readonly plain?: boolean;
  /** Nothing is filled there. */
  readonly fixed?: boolean;
  readonly onBehind: (cell: CountedCell) => void;
}

function Rows(props: RowsProps) {
  const { form, fill, ticks, locked, cells, title, plain, fixed = false, onBehind } = props;
  if (cells.length === 0) return null;
  return (
    <tbody>
      {title !== null && (
        <tr className="planned-group" data-plain={plain}>
          <th scope="rowgroup" colSpan={5}>
            {title}
          </th>
        </tr>
      )}
      {cells.map((cell) => (
        <Row
          key={cell.cell}
          place={placeOf(form, cell.cell)}
          {...{ cell, fill, locked, fixed, onBehind }}
          ticked={!fixed && isTicked(cell, ticks)}
        />
      ))}
    </tbody>
  );
}

interface RowProps extends Pick<RowsProps, 'fill' | 'locked' | 'onBehind'> {
  readonly cell: CountedCell;
  readonly place: string;
  readonly ticked: boolean;
  readonly fixed: boolean;
}

const Row = memo(function Row({ cell, place, ticked, fixed, fill, locked, onBehind }: RowProps) {
  return (
    <tr data-cell-of={`${cell.form}!${cell.cell}`} data-kind={cell.kind}>
      <td>
        {!fixed && (
          <input
            type="checkbox"
            data-stop
            aria-label={`填入 ${place}`}
            checked={ticked}
            disabled={locked}
            onChange={(event) => fill.tick([cell], event.target.checked)}
          />
        )}
      </td>
      <th scope="row">{place}</th>
      <td className="number">{cell.now === '' ? '空白' : cell.now}</td>
      <td className="number">
        <button
          type="button"
          className="link"
          data-stop
          title="看名单"
          aria-label={`按名册 ${cell.counted}，看名单：${place}`}
          onClick={() => onBehind(cell)}
        >
          {cell.counted}
        </button>
      </td>
      <td className="planned-words">{cell.words}</td>
    </tr>
  );
});
