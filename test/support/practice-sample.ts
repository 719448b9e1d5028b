import { rosterOfYear } from '../../electron/cli/generate-rosters';
import { packRoster } from '../../electron/cli/generate-roster-file';
import type { Definitions } from '../../shared/definitions';
import { generatedYears } from '../../shared/generator/generate';
import type { SchoolYear } from '../../shared/generator/school-year';
import { type GeneratedYear, submit } from '../../shared/generator/submit';
import { sampleMark, sampleSchoolCode, sampleTasks, sampleYear } from '../../shared/practice';
import type { School } from '../../shared/school';
import type { CellContent, Collection } from '../../shared/submission';
import { documentNumber } from '../../shared/workbook-data';

/**
 * Makes the files of `resources/sample`: an invented village school with 94 pupils, complete for two years and then
 * spoilt for the guide. TIANBAO_WRITE_SAMPLE=1 with test/unit/practice-sample.test.ts writes them.
 */

const drawn = { seed: 8, index: 27 };
const edition = 'jiaoji-2021';
/** 控辍保学 is what every school is asked about first. */
const targetProfiles = ['cn_dropout_control_2017'];

export const sampleFiles = ['last-year.json', 'this-year.json', 'pupils.csv'] as const;
export type SampleFile = (typeof sampleFiles)[number];

export async function makeSample(definitions: Definitions): Promise<Readonly<Record<SampleFile, string>>> {
  const lived = [
    ...generatedYears({ schools: 1, seed: drawn.seed, types: ['小学'], schoolYear: sampleYear }, drawn.index),
  ];
  const made: GeneratedYear[] = [];
  for (const year of lived) made.push(submit(definitions, year, roundOf(year.year), made));
  const [last, now] = made;
  const year = lived.at(-1);
  if (last === undefined || now === undefined || year === undefined) throw new Error('two years are needed');
  const school = schoolOf(year);
  const roster = await packRoster(rosterOfYear('pupils', year, 'export'), 'csv');
  return {
    'last-year.json': documentText(school, last, definitions, 'finalised'),
    'this-year.json': documentText(school, spoilt(now), definitions, 'draft'),
    // Git keeps texts with plain line ends.
    'pupils.csv': Buffer.from(roster).toString('utf8').replaceAll('\r\n', '\n'),
  };
}

const roundOf = (schoolYear: number): Collection => ({
  id: schoolYear,
  title: `${schoolYear}—${schoolYear + 1}学年年报`,
  ...{ schoolYear, edition, targetProfiles },
  dueDate: `${schoolYear}-09-20`,
});

function schoolOf({ character }: SchoolYear): Omit<School, 'id'> {
  const { id: _, ...school } = character.school;
  const place = { county: '清河县', town: '清河镇' };
  return { ...school, ...place, code: sampleSchoolCode, name: `清河镇东庄小学（${sampleMark}）` };
}

/** With everything that the guide leads to still to be done. */
function spoilt({ collection, data }: GeneratedYear): GeneratedYear {
  const { figure, mistake, warning, carried, counted } = sampleTasks;
  const blank = new Set<string>([carried.form, counted.form]);
  const cells = data.cells
    .filter(({ form, cell }) => !blank.has(form) && !(form === figure.form && cell === figure.cell))
    .map((each): typeof each =>
      each.form === mistake.form && each.cell === mistake.cell
        ? { ...each, content: { kind: 'number', text: mistake.wrong } }
        : each,
    );
  const touched = new Set<string>([...blank, figure.form, mistake.form, warning.form]);
  const reviewed = data.reviewed.filter((form) => !touched.has(form));
  return { collection, data: { ...data, cells, reviewed, explanations: [] } };
}

/** An exchange document without the cells that nobody typed: whoever reads it need not sort them out again. */
function documentText(
  school: Omit<School, 'id'>,
  { collection: { id: _, ...collection }, data }: GeneratedYear,
  { editions }: Definitions,
  state: 'draft' | 'finalised',
): string {
  const version = editions.find(({ id }) => id === edition)?.version ?? '';
  const forms: Record<string, Record<string, number | string>> = {};
  for (const { form, cell, content } of data.cells) (forms[form] ??= {})[cell] = valueOf(content);
  const lists = Object.fromEntries(
    Object.entries(data.lists).map(([form, records]) => [
      form,
      records.map(({ id, cells }) => ({
        id,
        ...Object.fromEntries(Object.entries(cells).map(([column, content]) => [column, valueOf(content)])),
      })),
    ]),
  );
  const head = { format: 'tianbao-submission', school, collection, edition: { id: edition, version }, state };
  const rest = {
    version: state === 'finalised' ? 1 : 0,
    explanations: data.explanations,
    reviewed: data.reviewed,
  };
  return [
    `${JSON.stringify({ ...head, ...rest }).slice(0, -1)},`,
    `"forms":{\n${linesOf(forms)}\n},`,
    `"lists":{\n${linesOf(lists)}\n}}`,
    '',
  ].join('\n');
}

const valueOf = ({ kind, text }: CellContent) => (kind === 'number' ? documentNumber(text) : text);

/** One form a line, so that a change is seen where it is. */
const linesOf = (byForm: object) =>
  Object.entries(byForm)
    .map(([form, value]) => `${JSON.stringify(form)}:${JSON.stringify(value)}`)
    .join(',\n');
