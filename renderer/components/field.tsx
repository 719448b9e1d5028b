import { cloneElement, useId, type ReactElement } from 'react';
import '../styles/fields.css';

interface ControlProps {
  readonly 'aria-invalid'?: true | undefined;
  readonly 'aria-describedby'?: string | undefined;
}

interface FieldProps {
  readonly label: string;
  /** One control; it is told which text says what is wrong with it or what goes into it. */
  readonly children: ReactElement<ControlProps>;
  readonly problem?: string | undefined;
  readonly hint?: string | undefined;
}

/** A labelled control in a dialog, with what is wrong with it beneath. */
export function Field({ label, children, problem, hint }: FieldProps) {
  const text = useId();
  const told = problem !== undefined || hint !== undefined;
  return (
    <div className="field" data-invalid={problem === undefined ? undefined : true}>
      <label>
        <span className="field-name">{label}</span>
        {cloneElement(children, {
          'aria-invalid': problem === undefined ? undefined : true,
          'aria-describedby': told ? text : undefined,
        })}
      </label>
      {problem !== undefined && (
        <p id={text} className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {problem === undefined && hint !== undefined && (
        <p id={text} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

interface SelectProps<T extends string> extends ControlProps {
  readonly value: T;
  readonly options: readonly T[];
  readonly onChange: (value: T) => void;
  readonly name: string;
  readonly labels?: Readonly<Partial<Record<T, string>>>;
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { value, options, onChange, labels, ...control } = props;
  return (
    <select
      {...control}
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

interface ChoicesProps<T extends string> {
  readonly legend: string;
  readonly options: readonly T[];
  readonly chosen: readonly T[];
  /** Those chosen now, in the order of the options. */
  readonly onChange: (chosen: readonly T[]) => void;
  readonly labels?: Readonly<Partial<Record<T, string>>>;
}

/** Any number of a few options. */
export function Choices<T extends string>({ legend, options, chosen, onChange, labels }: ChoicesProps<T>) {
  const turn = (option: T, wanted: boolean) =>
    onChange(options.filter((each) => (each === option ? wanted : chosen.includes(each))));
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option} className="choice">
          <input
            type="checkbox"
            name={option}
            checked={chosen.includes(option)}
            onChange={(event) => turn(option, event.target.checked)}
          />
          {labels?.[option] ?? option}
        </label>
      ))}
    </fieldset>
  );
}
