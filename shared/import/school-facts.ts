import type { Definitions } from '../definitions';
import { attachedClasses, placeTypes, schoolTypes } from '../school-types';
import type { School } from '../school';
import { plainText } from './cell-text';
import type { Recognition } from './recognition';
import type { FoundContent } from './staged';

/** What a workbook says about its school: only what it says, nothing assumed. */
export type SchoolFacts = Partial<Omit<School, 'id'>>;

/** Fields that print an attribute of the school say what the attribute was. */
const printed = /^(?:if\(school\.typeCode in \([\d, ]+\), )?school\.(\w+)(?:, -1\))?$/;

/** The school as the recognised parts and the fields of the forms describe it. */
export function schoolFacts(
  definitions: Definitions,
  { school, placements }: Recognition,
  found: FoundContent,
): SchoolFacts {
  const said = new Map<string, string>();
  for (const { form: code } of placements) {
    for (const { id, pulledFrom } of definitions.forms[code]?.fields ?? []) {
      const attribute = printed.exec(pulledFrom ?? '')?.[1];
      const text = plainText(found.cells.get(`${code}!${id}`)?.text ?? '');
      if (attribute !== undefined && text !== '' && !said.has(attribute)) said.set(attribute, text);
    }
  }
  const facts: Record<string, unknown> = {};
  const take = (name: keyof SchoolFacts, value: unknown): void => {
    if (value !== undefined && value !== null) facts[name] = value;
  };
  const code = school.code ?? said.get('code');
  take('code', /^\d{10}$/.test(code ?? '') ? code : undefined);
  take('name', school.name ?? said.get('name'));
  take('type', school.type ?? schoolTypes.find((type) => type === said.get('type')));
  take(
    'placeType',
    placeTypes.find((type) => type === said.get('placeType')),
  );
  take('county', said.get('county'));
  take('town', said.get('town'));
  take('system', systemOf(said.get('yearsPrimary'), said.get('yearsJunior')));
  take(
    'entryAge',
    [6, 7].find((age) => String(age) === said.get('entryAge')),
  );
  const attached = said.get('attachedClasses');
  if (attached !== undefined)
    take(
      'attachedClasses',
      attachedClasses.filter((name) => attached.split(/[、,;\s]+/).includes(name)),
    );
  return facts;
}

function systemOf(primary: string | undefined, junior: string | undefined): School['system'] | undefined {
  if (primary === '6' || junior === '3') return '六三';
  return primary === '5' || junior === '4' ? '五四' : undefined;
}
