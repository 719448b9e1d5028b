import type { ReactNode } from 'react';
import '../styles/fields.css';

interface FieldProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly problem?: string | undefined;
  readonly hint?: string | undefined;
}

/** A labelled control in a dialog, with what is wrong with it beneath. */
export function Field({ label, children, problem, hint }: FieldProps) {
  return (
    <div className="field" data-invalid={problem === undefined ? undefined : true}>
      <label>
        <span className="field-name">{label}</span>
        {children}
      </label>
      {problem !== undefined && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {problem === undefined && hint !== undefined && <p className="field-hint">{hint}</p>}
    </div>
  );
}

interface SelectProps<T extends string> {
  readonly value: T;
  readonly options: readonly T[];
  readonly onChange: (value: T) => void;
  readonly name: string;
  readonly labels?: Readonly<Partial<Record<T, string>>>;
}

export function Select<T extends string>({ value, options, onChange, name, labels }: SelectProps<T>) {
  return (
    <select
      name={name}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => option === event.target.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {labels?.[option] ?? option}
        </option>
      ))}
    </select>
  );
}
