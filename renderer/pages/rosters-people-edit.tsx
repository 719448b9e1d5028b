import { useState, type SyntheticEvent } from 'react';
import type { AppError } from '../../shared/error';
import { errorSentence } from '../../shared/messages';
import type { RosterField } from '../../shared/roster/definition';
import type { ShownPerson } from '../../shared/roster/plan';
import { Dialog } from '../components/dialog';
import { Field } from '../components/field';
import { useSubmission } from '../store/context';
import { writtenValue } from './rosters-people-words';

interface RosterPersonDialogProps {
  readonly person: ShownPerson;
  readonly fields: readonly RosterField[];
  /** The columns that were changed; gives why they were refused. */
  readonly change: (texts: Readonly<Record<string, string>>) => Promise<AppError | null>;
  readonly onClose: () => void;
}

const formats: Readonly<Partial<Record<RosterField['type'], string>>> = {
  date: '如 2016-08-09',
  month: '如 2022-09',
  grade: '如 三年级、中班',
  area: '六位行政区划代码',
};

/** Corrects one person of a stored roster. A masked number stays as it is unless another is typed. */
export function RosterPersonDialog({ person, fields, change, onClose }: RosterPersonDialogProps) {
  const { school } = useSubmission();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [refused, setRefused] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const changed = Object.entries(texts).filter(([id, text]) => {
    const field = fields.find((each) => each.id === id);
    return field !== undefined && text !== writtenValue(field, person, school);
  });
  const bad = refused?.code === 'roster.badValue' ? refused.params.label : null;

  async function save(event: SyntheticEvent) {
    event.preventDefault();
    if (changed.length === 0) return onClose();
    setBusy(true);
    const problem = await change(Object.fromEntries(changed));
    setBusy(false);
    setRefused(problem);
  }

  return (
    <Dialog title={`改正：${person.values['name'] ?? ''} ${person.place}`} onClose={onClose} wide>
      <form className="person-form" onSubmit={(event) => void save(event)}>
        <div className="person-fields">
          {fields.map((field) => (
            <PersonField
              key={field.id}
              field={field}
              value={texts[field.id] ?? writtenValue(field, person, school)}
              known={person.values[field.id] ?? ''}
              problem={bad === field.label && refused !== null ? errorSentence(refused) : undefined}
              onChange={(text) => setTexts({ ...texts, [field.id]: text })}
            />
          ))}
        </div>
        {refused !== null && (bad === null || !fields.some(({ label }) => label === bad)) && (
          <p className="card-problem" role="alert">
            {errorSentence(refused)}
          </p>
        )}
        <footer>
          <button type="button" onClick={onClose}>
            不改了
          </button>
          <button
            type="submit"
            className="primary"
            data-testid="save-person"
            disabled={busy || changed.length === 0}
          >
            保存，重新计数
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

interface PersonFieldProps {
  readonly field: RosterField;
  readonly value: string;
  /** What is stored, masked where it is. */
  readonly known: string;
  readonly problem: string | undefined;
  readonly onChange: (text: string) => void;
}

function PersonField({ field, value, known, problem, onChange }: PersonFieldProps) {
  const { id, label, type, values, masked } = field;
  const options =
    type === 'yesno' ? ['是', '否'] : type === 'choice' ? values?.map((each) => each.value) : null;
  if (options !== null && options !== undefined) {
    const all = options.includes(value) || value === '' ? options : [value, ...options];
    return (
      <Field label={label} problem={problem}>
        <select name={id} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">（空白）</option>
          {all.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      </Field>
    );
  }
  const hint = masked === true && known !== '' ? `现在是 ${known}，不改就留空` : formats[type];
  return (
    <Field label={label} problem={problem} hint={hint}>
      <input name={id} value={value} maxLength={200} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
