import { columnPath, plainLabel } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { useApp } from '../store/context';
import type { FormGroup } from '../store/form-groups';
import { acrossChoice } from '../store/several-schools';
import { slicesOf, type Slice } from './across-view';

interface FormChoiceProps {
  readonly form: Form;
  readonly groups: readonly FormGroup[];
}

export function FormChoice({ form, groups }: FormChoiceProps) {
  const { navigation } = useApp();
  return (
    <label>
      表{' '}
      <select
        data-testid="across-form"
        value={form.code}
        onChange={(event) => {
          acrossChoice.set({ form: event.target.value, slice: null });
          navigation.go({ name: 'across', form: event.target.value });
        }}
      >
        {groups.map((group) => (
          <optgroup key={`${group.local}/${group.title}`} label={group.title}>
            {group.forms.map(({ code, title }) => (
              <option key={code} value={code}>
                {code} {title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

interface SliceChoiceProps {
  readonly form: Form;
  readonly slice: Slice;
}

/** Which column, or which row, of the form is compared. */
export function SliceChoice({ form, slice }: SliceChoiceProps) {
  const { rows, columns } = slicesOf(form);
  const choose = (next: Slice) => acrossChoice.set({ form: form.code, slice: next });
  return (
    <>
      <label>
        <input
          type="radio"
          name="across-by"
          data-testid="across-by-column"
          checked={slice.by === 'column'}
          onChange={() => choose({ by: 'column', column: columns[0]?.code ?? '' })}
        />{' '}
        一列看各校
      </label>
      <label>
        <input
          type="radio"
          name="across-by"
          data-testid="across-by-row"
          checked={slice.by === 'row'}
          onChange={() => choose({ by: 'row', row: rows[0]?.code ?? '' })}
        />{' '}
        一行看各校
      </label>
      {slice.by === 'column' ? (
        <select
          aria-label="看哪一列"
          data-testid="across-column"
          value={slice.column}
          onChange={(event) => choose({ by: 'column', column: event.target.value })}
        >
          {columns.map((column) => (
            <option key={column.code} value={column.code}>
              {column.code} {columnPath(column)}
            </option>
          ))}
        </select>
      ) : (
        <select
          aria-label="看哪一行"
          data-testid="across-row"
          value={slice.row}
          onChange={(event) => choose({ by: 'row', row: event.target.value })}
        >
          {rows.map((row) => (
            <option key={row.code} value={row.code}>
              {row.code} {plainLabel(row.label)}
            </option>
          ))}
        </select>
      )}
    </>
  );
}
