import { birthDate, isIdentityNumber, sexOf } from '../identity';
import type { RosterField, RosterPerson } from './definition';
import { masked } from './mask';
import { type ReadRow, RowReader, type RowSetting } from './rows';

/** A field that cannot be what was typed. `text` is masked where the field is. */
export interface RefusedText {
  readonly field: Pick<RosterField, 'id' | 'label'>;
  readonly text: string;
}

type Texts = Readonly<Record<string, string>>;

/**
 * A stored person with some fields corrected, read as a row of a file is; '' makes a field blank. What was not typed
 * stays, but sex and birth date follow a corrected number that told them, and the stage follows the grade. A masked
 * number that comes back as it was shown was not touched. Doubts (an unusual age, 女 against the number) are taken:
 * whoever corrects one person has looked at it.
 */
export function correctedPerson(
  setting: RowSetting,
  person: RosterPerson,
  texts: Texts,
): RosterPerson | RefusedText {
  const { fields } = setting.columns;
  const typed = touched(fields, person, texts);
  for (const id of Object.keys(typed)) {
    const known = fields.some((field) => field.id === id);
    if (!known) return { field: { id, label: id }, text: typed[id] ?? '' };
  }
  const lacking = new Set(
    fields.flatMap(({ id }) => (person.values[id] === undefined && !(id in typed) ? [id] : [])),
  );
  const reader = new RowReader(setting);
  const read = (texts: Texts): ReadRow => reader.read(texts, { ofClass: null, lacking });
  const whole = { ...withoutTold(person.values, typed), ...typed };
  let row = read(whole);
  if (isRefused(row, 'grade') && 'grade' in typed && !('stage' in typed)) {
    const { stage: _before, ...others } = whole;
    row = read(others);
  }
  const refused = fields.find(
    ({ id, required }) =>
      id in typed && (isRefused(row, id) || (row.values[id] === undefined && (required ?? typed[id] !== ''))),
  );
  if (refused === undefined) return { id: person.id, values: row.values };
  const text = typed[refused.id] ?? '';
  return { field: refused, text: refused.masked === true ? masked(text) : text };
}

function touched(fields: readonly RosterField[], { values }: RosterPerson, texts: Texts): Texts {
  const hidden = new Set(fields.flatMap((field) => (field.masked === true ? [field.id] : [])));
  return Object.fromEntries(
    Object.entries(texts)
      .map(([id, text]) => [id, text.trim()] as const)
      .filter(([id, text]) => text !== values[id] && !(hidden.has(id) && text === masked(values[id] ?? ''))),
  );
}

/** Without what only the old number told, where another is typed. */
function withoutTold(values: RosterPerson['values'], typed: Texts): Texts {
  const { identity = '' } = values;
  if (!('identity' in typed) || !isIdentityNumber(identity)) return values;
  const told: Texts = { sex: sexOf(identity), birth: birthDate(identity) };
  return Object.fromEntries(Object.entries(values).filter(([id, text]) => told[id] !== text));
}

/**
 * A number that is no number would never be put right later, and a text that cannot be read would vanish without a word
 * where the identity number tells the same field.
 */
function isRefused({ problems }: ReadRow, id: string): boolean {
  const isUnread = (code: string) => code.startsWith('identity') || code.startsWith('un');
  return problems.some(
    ({ field, severity, code }) => field === id && (severity === 'error' || isUnread(code)),
  );
}
