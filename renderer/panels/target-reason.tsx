import { cellName } from '../../shared/cell';
import { useSubmission } from '../store/context';
import type { FindingView } from '../store/finding-views';
import { useValue } from '../store/observable';
import { reasonsGiven, withReason } from './target-reasons';

/** Of an error that asks why a target is missed: what she wrote about it under another form's warning, to be taken over. */
export function TargetReason({ view: { finding } }: { readonly view: FindingView }) {
  const store = useSubmission();
  const locked = useValue(store.locked);
  const views = useValue(store.findings);
  const asked = reasonsGiven(store.definitions, finding, views);
  if (asked === null || asked.reasons.length === 0 || locked) return null;
  const { cell, reasons } = asked;
  const form = store.definitions.forms[cell.form];
  return (
    <div className="explanation-buttons" onMouseDown={(event) => event.preventDefault()}>
      {reasons.map(({ form: from, text }) => (
        <button
          key={text}
          type="button"
          className="suggestion"
          data-testid={`reason-${finding.key}`}
          title={`${from} 里写的说明，填入后可再修改：${text}`}
          onClick={() => {
            if (form === undefined) return;
            const { source } = store.cells.get(cellName(cell.form, cell.cell)).view;
            store.enter(form, [{ cell: cell.cell, text: withReason(source, text) }]);
          }}
        >
          填入 {from} 的说明：{text}
        </button>
      ))}
    </div>
  );
}
