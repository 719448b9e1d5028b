import { expect, it } from 'vitest';
import { stagesOf } from '../../shared/applicability';
import { compileProgram, formsFor } from '../../shared/program';
import { attachedClasses, schoolTypes } from '../../shared/school-types';
import { shippedDefinitions } from '../support/definitions';

const definitions = shippedDefinitions();

it.each(['jiaoji-2021', 'jichuji-2018-86'])('%s opens for every type of school', (edition) => {
  const schools = [
    ...schoolTypes.map((type) => ({ type, attachedClasses: [], townshipCentre: false })),
    ...attachedClasses.map((attached) => ({
      type: '高级中学' as const,
      attachedClasses: [attached],
      townshipCentre: false,
    })),
  ];
  // A 高级中学 sees neither block of 教基4155: its 总计 has nothing to add up, which is no mistake.
  for (const school of schools) {
    const compile = () =>
      compileProgram(definitions, edition, formsFor(definitions, edition, school), stagesOf(school));
    expect(compile, [school.type, ...school.attachedClasses].join(' ')).not.toThrow();
  }
});
