import { useCellEditor, type CellEditorProps } from './use-cell-editor';

interface TextEditorProps extends CellEditorProps {
  readonly numeric: boolean;
  readonly today: (() => string) | null;
}

/** The editor of a cell that takes a number, a text or a date. */
export function CellEditor({ numeric, today, ...props }: TextEditorProps) {
  const { field, fieldProps } = useCellEditor({ ...props, today });
  return (
    <input
      ref={field}
      className="cell-editor"
      data-mode="ready"
      data-numeric={numeric || undefined}
      defaultValue={props.text}
      readOnly={props.locked}
      aria-label={props.label}
      autoComplete="off"
      spellCheck={false}
      {...fieldProps}
    />
  );
}
