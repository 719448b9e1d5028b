import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { parseExpression, walk } from '../../shared/expression';
import { coefficientsOf } from '../../shared/indicator-schools-kinds';
import type { SchoolType } from '../../shared/school-types';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, round2025old, round2026, village } from '../support/school';

const definitions = shippedDefinitions();

function listed(type: SchoolType, collection = round2026): ReadonlySet<string> {
  const school = { ...village, type };
  const calculation = createCalculation(definitions, calculationInput({}, { school, collection }));
  return new Set(calculation.indicators().map(({ indicator, stage }) => `${indicator} ${stage}`));
}

describe('the figures of a school', () => {
  it('are not those that need a form which it does not fill', () => {
    for (const collection of [round2026, round2025old]) {
      const special = listed('特殊教育学校', collection);
      for (const id of ['student_teacher_ratio', 'teacher_class_ratio', 'per_student_land_area'])
        expect([id, special.has(`${id} 小学`)]).toEqual([id, false]);
      // The pupils of its own tables are enough for these.
      expect(special).toContain('primary_dropout_rate 小学');
    }
    expect(listed('小学')).not.toContain('primary_to_junior_promotion_rate 小学');
    expect(listed('九年一贯制学校')).toContain('primary_to_junior_promotion_rate 小学');
    expect(listed('职业初中', round2025old)).not.toContain('student_teacher_ratio 初中');
  });

  it('stay where the forms are only not filled yet', () => {
    const own = listed('小学');
    for (const id of ['student_teacher_ratio', 'per_student_land_area', 'books_per_student', 'q_sports_area'])
      expect(own).toContain(`${id} 小学`);
    // All of a school with both stages, none of whose forms has a single cell.
    expect(listed('九年一贯制学校').size).toBeGreaterThanOrEqual(105);
  });

  it('still count over the schools: one that cannot have it is told as lacking', () => {
    const input = calculationInput({}, { school: village });
    const compiled = createCalculation(definitions, input).indicatorsOfKind.all();
    expect(compiled.map(({ definition }) => definition.id)).toContain('primary_to_junior_promotion_rate');
  });
});

it('only plain ratios are added up over schools', () => {
  const coefficients = new Set(coefficientsOf(definitions).map(({ definition }) => definition.id));
  const bent = definitions.indicators
    .filter(({ id, methods }) => {
      const sides = methods.flatMap(({ numerator, denominator }) =>
        denominator === undefined ? [] : [numerator, denominator],
      );
      return !coefficients.has(id) && sides.some(callsFunction);
    })
    .filter(({ id, notSummed }) => notSummed !== true && id !== 'comprehensive_cv');
  expect(bent.map(({ id }) => id)).toEqual([]);
  const alone = definitions.indicators.filter(({ notSummed }) => notSummed === true).map(({ id }) => id);
  expect(alone.toSorted()).toEqual([
    'daily_exercise_hours',
    'lead_title_rural_service',
    'primary_to_junior_promotion_rate',
    'q_art_room',
    'q_music_room',
    'school_tracks',
    'teacher_training_hours',
  ]);
});

function callsFunction(text: string): boolean {
  let found = false;
  walk(parseExpression(text), (node) => {
    found ||= node.type === 'call';
  });
  return found;
}
