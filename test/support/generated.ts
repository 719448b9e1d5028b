import { Calculation } from '../../shared/calculation';
import { whatIsAsked } from '../../shared/explanation';
import type { Finding } from '../../shared/finding';
import type { GeneratedSchool } from '../../shared/generator';
import { shippedDefinitions } from './definitions';

export const definitions = shippedDefinitions();

/** One year of a generated school with the years before it; totals stated from outside count in the last year. */
export function calculationOf(
  { school, years, fault }: GeneratedSchool,
  index = years.length - 1,
): Calculation {
  const year = years[index];
  if (year === undefined) throw new Error(`no year ${index}`);
  const stated = index === years.length - 1 && fault?.stated !== undefined ? { stated: fault.stated } : {};
  return new Calculation(definitions, {
    school,
    ...year,
    previous: years.slice(0, index).reverse(),
    ...stated,
  });
}

/** What a school's clerk would still have to correct or to explain, over all years. */
export function openFindings(generated: GeneratedSchool): readonly Finding[] {
  return generated.years.flatMap(({ data }, index) =>
    calculationOf(generated, index)
      .findings()
      .filter((finding) => {
        const explanation = data.explanations.find((candidate) => candidate.finding === finding.key);
        return whatIsAsked(finding, explanation) !== null || finding.status === 'broken';
      }),
  );
}

/** A finding with the school it is in, short enough to read in a failed test. */
export const described = ({ school }: GeneratedSchool, { key, left, op, right }: Finding): string =>
  `${school.type} ${school.system} ${school.attachedClasses.join('+')}: ${key} ${left ?? ''} ${op ?? ''} ${right ?? ''}`;
