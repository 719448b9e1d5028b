import { describe, expect, it } from 'vitest';
import { goalOf } from '../../../renderer/grid/go-to';
import { fieldShape, listShape, matrixShape } from '../../../renderer/grid/shape';
import type { Form } from '../../../shared/form';
import { shippedDefinitions } from '../../support/definitions';

const definitions = shippedDefinitions();
const formOf = (code: string): Form => {
  const form = definitions.forms[code];
  if (form === undefined) throw new Error(`no form ${code}`);
  return form;
};
const here = formOf('教基3112');
const forms = ['教基1001', '教基3112', '教基3113', '教基4155', '局控辍1'].map(formOf);

function shapeOf(form: Form) {
  if (form.kind === 'list') return listShape(form, ['first', 'second']);
  return form.kind === 'fields'
    ? fieldShape(form, () => 'input')
    : matrixShape(form, { stages: new Set(['小学']), years: {} });
}

function goal(typed: string, from = here): string | null {
  const found = goalOf(typed, from, forms, shapeOf);
  return found === null ? null : `${found.form.code}!${found.cell ?? ''}`;
}

describe('goalOf', () => {
  it('reads row and column as they are printed, or a row alone', () => {
    expect(goal('04.15')).toBe('教基3112!04.15');
    expect(goal('4.15')).toBe('教基3112!04.15');
    expect(goal('４．１５')).toBe('教基3112!04.15');
    expect(goal('4-9')).toBe('教基3112!04.9');
    expect(goal('04')).toBe('教基3112!04.1');
  });

  it('reads forms by their code, its figures or a word of one title', () => {
    expect(goal('教基3113')).toBe('教基3113!');
    expect(goal('3113')).toBe('教基3113!');
    expect(goal('3113 02.3')).toBe('教基3113!02.3');
    expect(goal('教基3113!02.3')).toBe('教基3113!02.3');
    expect(goal('办学条件')).toBeNull();
  });

  it('counts the rows of a list', () => {
    expect(goal('2.3', formOf('局控辍1'))).toBe('局控辍1!second.c03');
    expect(goal('3', formOf('局控辍1'))).toBeNull();
  });

  it('leads nowhere for what there is not', () => {
    for (const typed of ['', '99.1', '04.99', '9999', '没有', '04.15.3']) expect(goal(typed)).toBeNull();
  });
});
