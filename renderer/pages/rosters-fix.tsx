import { useEffect, useRef, useState } from 'react';
import type { RosterField } from '../../shared/roster/definition';
import { useValue } from '../store/observable';
import { alikeOf } from '../store/roster-load-order';
import type { EditedRow, RosterLoad } from '../store/roster-load-state';
import { fieldsToFix } from './rosters-problems-words';

interface RostersFixProps {
  readonly load: RosterLoad;
  readonly edited: EditedRow;
  readonly fields: readonly RosterField[];
}

/** Corrects a row in place: first the fields that the problem is in, the others on demand. */
export function RostersFix({ load, edited, fields }: RostersFixProps) {
  const typed = useValue(load.typed);
  const { row, code, field, text } = edited;
  const first = fieldsToFix(code, field, fields);
  const [all, setAll] = useState(false);
  const others = alikeOf(useValue(load.state).staged?.problems ?? [], {
    row: row.row,
    code,
    field,
    text,
  }).length;
  const [alike, setAlike] = useState(false);
  const shown = all ? [...first, ...fields.filter((each) => !first.includes(each))] : first;
  const form = useRef<HTMLFormElement>(null);
  // Also when the row stays open because something is still wrong with it: what was pressed may be gone.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), [edited]);
  return (
    <form
      ref={form}
      className="rosters-fix"
      aria-label={`改正第 ${row.line} 行`}
      onSubmit={(event) => {
        event.preventDefault();
        void load.fix(alike && others > 0);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        load.closeRow();
      }}
    >
      {shown.map((each) => (
        <label key={each.id}>
          <span>{each.label}</span>
          <FieldInput
            field={each}
            raw={row.texts[each.id] ?? ''}
            text={typed[each.id] ?? row.texts[each.id] ?? ''}
            onChange={(text) => load.type(each.id, text)}
          />
        </label>
      ))}
      {others > 0 && (
        <label className="choice rosters-alike">
          <input
            type="checkbox"
            data-testid="rosters-alike"
            checked={alike}
            onChange={({ target }) => setAlike(target.checked)}
          />
          其他写着「{text}」的行也这样改
        </label>
      )}
      <div className="card-buttons">
        <button type="submit" className="primary" data-testid="rosters-fix">
          改好了 <kbd>Enter</kbd>
        </button>
        <button type="button" data-testid="rosters-fix-cancel" onClick={() => load.closeRow()}>
          不改 <kbd>Esc</kbd>
        </button>
        {!all && (
          <button type="button" className="link" data-testid="rosters-fix-all" onClick={() => setAll(true)}>
            这一行的其他栏目
          </button>
        )}
      </div>
    </form>
  );
}

interface FieldInputProps {
  readonly field: RosterField;
  /** As it stands in the file. */
  readonly raw: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function FieldInput({ field, raw, text, onChange }: FieldInputProps) {
  const values =
    field.type === 'yesno'
      ? ['是', '否']
      : field.type === 'choice'
        ? (field.values ?? []).map(({ value }) => value)
        : null;
  if (values === null)
    return (
      <input
        name={field.id}
        value={text}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  return (
    <select name={field.id} value={text} onChange={({ target }) => onChange(target.value)}>
      <option value="">（空白）</option>
      {raw !== '' && !values.includes(raw) && <option value={raw}>原文：{raw}</option>}
      {values.map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </select>
  );
}
