import { describe, expect, it } from 'vitest';
import { formGroups } from '../../../renderer/store/form-groups';
import { formsFor } from '../../../shared/program';
import { shippedDefinitions } from '../../support/definitions';
import { village } from '../../support/school';

const definitions = shippedDefinitions();

describe('formGroups', () => {
  it.each(['jiaoji-2021', 'jichuji-2018-86'])('puts every form of a school of %s in one group', (edition) => {
    const forms = formsFor(definitions, edition, { ...village, type: '九年一贯制学校' });
    const groups = formGroups(definitions, edition, forms);
    const grouped = groups.flatMap((group) => group.forms.map(({ code }) => code));
    expect([...grouped].sort()).toEqual(forms.map(({ code }) => code).sort());
    expect(groups.filter((group) => group.local).map(({ title }) => title)).toContain('经费');
    expect(groups.map((group) => group.local)).toEqual(groups.map((group) => group.local).sort());
  });

  it('leaves out the groups of which the school fills nothing', () => {
    const forms = formsFor(definitions, 'jiaoji-2021', { ...village, type: '幼儿园' });
    const titles = formGroups(definitions, 'jiaoji-2021', forms).map(({ title }) => title);
    expect(titles).not.toContain('班级');
    expect(titles).toContain('学生');
  });
});
