import type { Definitions } from '../../shared/definitions';
import type { Answer } from './terminal';

/** What the program knows: editions with their forms, indicators and target profiles. */
export function listDefinitions({ editions, forms, indicators, targetProfiles }: Definitions): Answer {
  return {
    output: {
      editions: editions.map((edition) => ({
        ...{ id: edition.id, version: edition.version, title: edition.title },
        forms: edition.forms.flatMap((code) => {
          const form = forms[code];
          if (form === undefined) return [];
          const { title, kind, provenance, checks } = form;
          return [{ code, title, kind, provenance: provenance.class, checks: checks.length }];
        }),
      })),
      indicators: indicators.map(({ id }) => id),
      targetProfiles: targetProfiles.map(({ id }) => id),
    },
    exitCode: 0,
  };
}
