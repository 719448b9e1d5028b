import { memo } from 'react';
import type { Form, FormField } from '../../shared/form';
import { useSubmission } from '../store/context';
import { closedMarkOf } from './cell-marks';
import type { GridController } from './controller';
import { GridCell } from './grid-cell';
import { GridScroll } from './grid-scroll';
import { useGrid } from './use-grid';

interface FieldGridProps {
  readonly form: Form;
}

interface FieldGroup {
  readonly name: string;
  readonly fields: readonly FormField[];
}

/** Neighbouring fields of one group together. */
function groupsOf(fields: readonly FormField[]): readonly FieldGroup[] {
  const groups: { name: string; fields: FormField[] }[] = [];
  for (const field of fields) {
    const last = groups.at(-1);
    if (last?.name === field.group) last.fields.push(field);
    else groups.push({ name: field.group, fields: [field] });
  }
  return groups;
}

/** A form of labelled values, one row each. */
export function FieldGrid({ form }: FieldGridProps) {
  const { grid, handlers } = useGrid(form);
  const closedMark = closedMarkOf(useSubmission().definitions, form);
  return (
    <GridScroll handlers={handlers}>
      <table
        className="sheet fields"
        role="grid"
        aria-label={`${form.code} ${form.title}`}
        data-form={form.code}
      >
        <thead>
          <tr>
            <th scope="col" className="head">
              分组
            </th>
            <th scope="col" className="head">
              指标名称
            </th>
            <th scope="col" className="head">
              内容
            </th>
          </tr>
        </thead>
        <tbody>
          {groupsOf(form.fields ?? []).map((group, index) =>
            group.fields.map((field, inGroup) => (
              <FieldRow
                key={field.id}
                grid={grid}
                field={field}
                group={inGroup === 0 ? group : null}
                odd={index % 2 === 1}
                closedMark={closedMark}
              />
            )),
          )}
        </tbody>
      </table>
    </GridScroll>
  );
}

interface FieldRowProps {
  readonly grid: GridController;
  readonly field: FormField;
  /** Set on the first row of a group. */
  readonly group: FieldGroup | null;
  readonly odd: boolean;
  readonly closedMark: string;
}

const FieldRow = memo(function FieldRow({ grid, field, group, odd, closedMark }: FieldRowProps) {
  return (
    <tr data-odd={odd || undefined}>
      {group !== null && (
        <th scope="rowgroup" className="field-group" rowSpan={group.fields.length}>
          <span className="field-group-name">{group.name}</span>
        </th>
      )}
      <th scope="row" className="field-label">
        {field.label}
      </th>
      <GridCell grid={grid} cell={field.id} spec={field} place={field.label} closedMark={closedMark} />
    </tr>
  );
});
