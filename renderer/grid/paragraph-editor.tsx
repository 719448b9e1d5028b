import type { EditorMode, KeyStroke } from './keyboard';
import { useCellEditor, type CellEditorProps } from './use-cell-editor';

/** While a text is being written Enter begins a paragraph; Ctrl+Enter and Tab take it over. */
function onStroke(stroke: KeyStroke, mode: EditorMode): boolean | 'field' {
  return stroke.key === 'Enter' && !stroke.control && mode !== 'ready' ? 'field' : false;
}

/** The editor of a text of several paragraphs. */
export function ParagraphEditor(props: CellEditorProps) {
  const { field, fieldProps } = useCellEditor({ ...props, onStroke, paragraphs: true });
  return (
    <textarea
      ref={field}
      className="cell-editor"
      data-mode="ready"
      defaultValue={props.text}
      readOnly={props.locked}
      aria-label={props.label}
      spellCheck={false}
      {...fieldProps}
    />
  );
}
