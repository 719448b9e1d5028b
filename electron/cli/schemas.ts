import { z } from 'zod';
import { indicatorSchema, targetProfileSchema } from '../../shared/definitions';
import { submissionDocumentSchema } from '../../shared/exchange';
import { bridgeSchema, editionSchema, formSchema } from '../../shared/form';

/** What each kind of definition is made from; `bridge` is one file with all of them. */
const sources = {
  form: { schema: formSchema, title: 'A form of an edition, with its layout and checks' },
  edition: { schema: editionSchema, title: 'The manifest of an edition' },
  bridge: { schema: z.array(bridgeSchema), title: 'How labels of one edition continue in the next' },
  indicator: { schema: indicatorSchema, title: 'An indicator with its methods' },
  target: { schema: targetProfileSchema, title: 'A target profile' },
  submission: {
    schema: submissionDocumentSchema,
    title: 'submission.json, the exchange format of one submission',
  },
} as const;

/** JSON schemas (draft 7, which editors know best) of the definitions, by file name without `.schema.json`. */
export function definitionSchemas(): Readonly<Record<keyof typeof sources, object>> {
  const entries = Object.entries(sources).map(([name, { schema, title }]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
    return [name, { $schema, title, ...rest }];
  });
  return Object.fromEntries(entries) as Record<keyof typeof sources, object>;
}
