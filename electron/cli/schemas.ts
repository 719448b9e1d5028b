import { z } from 'zod';
import { analysisSchema } from '../../shared/analysis';
import { indicatorSchema } from '../../shared/indicator-schema';
import { standardSchema } from '../../shared/standard-schema';
import { targetProfileSchema } from '../../shared/target-schema';
import { rosterColumnsSchema, rosterConditionsSchema, rosterCountSchema } from '../../shared/roster/schema';
import { submissionDocumentSchema } from '../../shared/exchange';
import { mappingSchema } from '../../shared/template/mapping';
import { bridgesSchema, editionSchema, formSchema } from '../../shared/form';

const sources = {
  form: { formSchema, title: 'A form of an edition, with its layout and checks' },
  edition: { editionSchema, title: 'The manifest of an edition' },
  bridge: { bridgesSchema, title: 'How the labels of one edition continue in the next' },
  indicator: { indicatorSchema, title: 'An indicator with its methods' },
  target: { targetProfileSchema, title: 'A target profile' },
  standard: { standardSchema, title: 'A national standard over the years' },
  analysis: { analysisSchema, title: 'A table of figures for reading' },
  mapping: { mappingSchema, title: 'Which cells of a bureau’s own workbook take which of our values' },
  'roster-columns': {
    rosterColumnsSchema,
    title: 'Which columns of a roster are kept, and under which heads files have them',
  },
  'roster-conditions': { rosterConditionsSchema, title: 'Named conditions on people of a roster' },
  'roster-count': { rosterCountSchema, title: 'Whom the cells of a form count' },
  submission: { submissionDocumentSchema, title: 'submission.json, the exchange format of one submission' },
} as const;

/** A JSON schema with the file under `resources/schema/` and the name of the zod schema that it is made from. */
export interface DefinitionSchema {
  readonly file: string;
  readonly source: string;
  readonly schema: Record<string, unknown>;
}

/** JSON schemas of all kinds of definitions, in draft 7, which editors know best. */
export function definitionSchemas(): readonly DefinitionSchema[] {
  return Object.entries(sources).flatMap(([name, { title, ...named }]) =>
    Object.entries(named).map(([source, zodSchema]: [string, z.ZodType]) => {
      const { $schema, ...rest } = z.toJSONSchema(zodSchema, { target: 'draft-7', io: 'input' });
      return { file: `${name}.schema.json`, source, schema: { $schema, title, ...rest } };
    }),
  );
}
