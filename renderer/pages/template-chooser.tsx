import { useMemo, useState } from 'react';
import { cellKey, cellName } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { useSubmission } from '../store/context';
import { areas, chosen, columnChoices, firstChoices, type Choice } from './template-choices';

interface ChooserProps {
  readonly source: Parameters<typeof chosen>[1];
  readonly onChoose: (name: string) => boolean;
}

/** Area, row and column in turn; the last choice sets the source. */
export function Chooser({ source, onChoose }: ChooserProps) {
  const { definitions, collection } = useSubmission();
  const groups = useMemo(() => areas(definitions, collection.edition), [definitions, collection]);
  /** What is chosen so far, until it is a whole name. */
  const [begun, setBegun] = useState<ReturnType<typeof chosen> | null>(null);
  const choice = begun ?? chosen(definitions, source);
  const form = definitions.forms[choice.area];

  function choose(next: typeof choice) {
    const name = nameOf(definitions.forms[next.area], next);
    setBegun(name === null || !onChoose(name) ? next : null);
  }

  return (
    <div className="template-chooser">
      <label>
        从哪里取
        <select
          value={choice.area}
          data-testid="source-area"
          onChange={(event) => choose({ area: event.target.value, first: '', second: '' })}
        >
          <option value="">（没有对照）</option>
          {groups.map(({ title, choices }) => (
            <optgroup key={title} label={title}>
              <Options choices={choices} />
            </optgroup>
          ))}
        </select>
      </label>
      {form !== undefined && (
        <label>
          {{ matrix: '行', fields: '项目', list: '列' }[form.kind]}
          <select
            value={choice.first}
            data-testid="source-row"
            onChange={(event) => choose({ ...choice, first: event.target.value })}
          >
            <option value="">（请选择）</option>
            <Options choices={firstChoices(form)} />
          </select>
        </label>
      )}
      {form?.kind === 'matrix' && choice.first !== '' && (
        <label>
          列
          <select
            value={choice.second}
            data-testid="source-column"
            onChange={(event) => choose({ ...choice, second: event.target.value })}
          >
            <option value="">（请选择）</option>
            <Options choices={columnChoices(form, choice.first)} />
          </select>
        </label>
      )}
    </div>
  );
}

/** The name that three choices make; empty for none, null while one is still to be made. */
function nameOf(form: Form | undefined, { area, first, second }: ReturnType<typeof chosen>): string | null {
  if (form === undefined) return area;
  if (first === '') return null;
  if (form.kind !== 'matrix') return cellName(form.code, first);
  return second === '' ? null : cellName(form.code, cellKey(first, second));
}

function Options({ choices }: { readonly choices: readonly Choice[] }) {
  return choices.map(({ value, label, closed }) => (
    <option key={value} value={value} disabled={closed === true}>
      {label}
      {closed === true && '（不填）'}
    </option>
  ));
}
