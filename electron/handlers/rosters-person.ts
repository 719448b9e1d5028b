import { refusal } from '../../shared/error';
import type { RosterField, RosterPerson } from '../../shared/roster/definition';
import { masked } from '../../shared/roster/mask';

/**
 * A person with some fields corrected, '' makes one blank. A masked number that comes back as it was shown was not
 * touched. Refused with `roster.badValue`, which carries no number.
 */
export function correctedPerson(
  fields: readonly RosterField[],
  { id, values }: RosterPerson,
  texts: Readonly<Record<string, string>>,
): RosterPerson {
  const corrected: Record<string, string> = { ...values };
  for (const [name, typed] of Object.entries(texts)) {
    const field = fields.find((each) => each.id === name);
    if (field === undefined) throw refusal('roster.badValue', { label: name, text: typed });
    const text = typed.trim();
    if (field.masked === true && text === masked(values[name] ?? '')) continue;
    if (text !== '') corrected[name] = text;
    else if (field.required === true) throw refusal('roster.badValue', { label: field.label, text });
    else delete corrected[name];
  }
  return { id, values: corrected };
}
