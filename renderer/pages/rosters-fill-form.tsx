import { memo, useEffect, useRef, useState } from 'react';
import type { RosterFill } from '../store/roster-fill';
import type { PlannedForm, Ticks } from '../store/roster-plan-view';
import { PlannedCells } from './rosters-fill-cells';
import { countWords, notCountedWords, tickedOf } from './rosters-fill-words';

interface RosterFillFormProps {
  readonly planned: PlannedForm;
  readonly fill: RosterFill;
  readonly ticks: Ticks;
  readonly locked: boolean;
  /** The form is 已核对. */
  readonly reviewed: boolean;
  /** Its columns are a balance of which some could not be counted. */
  readonly partial: boolean;
  /** Few cells are shown at once; many when she asks for them. */
  readonly opensAtFirst: boolean;
}

/** One form: how many of its cells the rosters would change, and on demand each of them with its rule. */
export const RosterFillForm = memo(function RosterFillForm(props: RosterFillFormProps) {
  const { planned, fill, ticks, locked, reviewed, partial, opensAtFirst } = props;
  const because = { reviewed, partial };
  const { form, kept, waiting, other, notCounted } = planned;
  const [open, setOpen] = useState(opensAtFirst);
  const all = [...planned.fill, ...kept, ...waiting];
  const shown = all.length + other.length;
  const ticked = tickedOf(planned, ticks);
  return (
    <section className="planned-form" data-form={form.code} data-testid={`planned-${form.code}`}>
      <header>
        <label className="choice">
          <Ticked
            ticked={ticked}
            of={all.length}
            disabled={locked}
            onTick={(on) => fill.tick(on ? planned.fill : all, on)}
          />
          <strong>{form.code}</strong> {form.title}
        </label>
        <span className="planned-counts">{countWords(planned, because)}</span>
        {shown > 0 && (
          <button
            type="button"
            aria-expanded={open}
            data-testid={`show-${form.code}`}
            onClick={() => setOpen(!open)}
          >
            {open ? '收起' : `看这 ${shown} 格`}
          </button>
        )}
      </header>
      {notCounted.length > 0 && (
        <ul className="planned-notes">
          {notCountedWords(form, notCounted).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      {open && shown > 0 && <PlannedCells {...{ planned, fill, ticks, locked, because }} />}
    </section>
  );
});

interface TickedProps {
  readonly ticked: number;
  readonly of: number;
  readonly disabled: boolean;
  readonly onTick: (ticked: boolean) => void;
}

/** All of a form, some of it, or none. */
function Ticked({ ticked, of, disabled, onTick }: TickedProps) {
  const box = useRef<HTMLInputElement>(null);
  const some = ticked > 0 && ticked < of;
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = some;
  }, [some]);
  return (
    <input
      ref={box}
      type="checkbox"
      checked={ticked > 0}
      disabled={disabled || of === 0}
      onChange={() => onTick(ticked === 0)}
    />
  );
}
