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
  const place = placeTypes.find((type) => type === said.get('placeType'));
  take('placeType', place ?? placeTypeIn(definitions, found));
  if (isCentre(definitions, found, facts['type'])) take('townshipCentre', true);
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

/** 城乡类型 by the names of its seven kinds, which the current edition no longer prints. */
const placeTypeOf: Readonly<Record<string, School['placeType']>> = {
  主城区: '城区',
  城乡结合区: '城区',
  镇中心区: '镇区',
  镇乡结合区: '镇区',
  特殊区域: '镇区',
  乡中心区: '乡村',
  村庄: '乡村',
};

function placeTypeIn({ forms }: Definitions, { cells }: FoundContent): School['placeType'] | undefined {
  for (const [name, content] of cells) {
    if (content === null || !Object.hasOwn(placeTypeOf, content.text)) continue;
    const [form = '', id] = name.split('!');
    const field = forms[form]?.fields?.find((candidate) => candidate.id === id);
    if (field?.options?.includes(content.text) === true) return placeTypeOf[content.text];
  }
  return undefined;
}

/** Whoever fills the township's forms is its centre. */
function isCentre({ forms }: Definitions, { cells }: FoundContent, type: unknown): boolean {
  const townships = new Set(
    Object.values(forms).flatMap(({ code, appliesTo }) =>
      appliesTo.some((who) => who === '乡镇中心小学') && !appliesTo.some((who) => who === type) ? [code] : [],
    ),
  );
  return [...cells].some(
    ([name, content]) =>
      content !== null && content.text !== '0' && townships.has(name.slice(0, name.indexOf('!'))),
  );
}

function systemOf(primary: string | undefined, junior: string | undefined): School['system'] | undefined {
  if (primary === '6' || junior === '3') return '六三';
  return primary === '5' || junior === '4' ? '五四' : undefined;
}
