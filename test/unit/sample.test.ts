import { expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { Calculation } from '../../shared/calculation';
import type { ListRecord } from '../../shared/submission';
import { shippedDefinitions } from '../support/definitions';
import { cellsOfSample, disabledPupils, dropouts, lastYear, thisYear } from '../support/sample';
import { calculationInput, changes, content, round2025old, submissionData } from '../support/school';

const definitions = shippedDefinitions();

function records(
  rows: readonly Readonly<Record<string, string>>[],
  numeric: readonly string[],
): ListRecord[] {
  return rows.map((row, index) => ({
    id: `record-${String(index + 1).padStart(2, '0')}`,
    position: index + 1,
    cells: Object.fromEntries(
      Object.entries(row).map(([key, text]) => [
        key,
        numeric.includes(key) ? content(text) : { kind: 'text' as const, text },
      ]),
    ),
  }));
}

function consistentSchool(): Calculation {
  const previous = [{ collection: round2025old, data: submissionData(cellsOfSample(lastYear)) }];
  const lists = {
    局控辍1: records(dropouts, ['c01', 'c18']),
    局特教2: records(disabledPupils, ['c01', 'c12']),
  };
  const calculation = createCalculation(
    definitions,
    calculationInput(cellsOfSample(thisYear), { previous, lists }),
  );
  calculation.setCells(changes({ '教基1001!sponsor': '县级教育部门' }));
  for (const form of calculation.forms) calculation.setReviewed(form.code, true);
  return calculation;
}

it('a consistent school has no error, only what must be explained', () => {
  const findings = consistentSchool().findings();
  expect(
    findings.filter(({ severity }) => severity === 'error').map(({ key, left, right }) => [key, left, right]),
  ).toEqual([]);
  expect(findings.map(({ key }) => key).sort()).toEqual(['J3040-W1#1', 'LKC2-12']);
});

it('so does its last year, in the edition before', () => {
  const collection = round2025old;
  const calculation = createCalculation(
    definitions,
    calculationInput(cellsOfSample(lastYear), { collection }),
  );
  for (const form of calculation.forms) calculation.setReviewed(form.code, true);
  expect(calculation.findings().map(({ key }) => key)).toEqual([]);
  expect(calculation.cell('基础基331', '04.15').text).toBe('612');
});

it('reaches some targets and misses one, with the figures', () => {
  const decided = new Set(['met', 'missed', 'borderline']);
  const judged = consistentSchool()
    .indicators()
    .filter(({ isDefaultMethod, verdict }) => isDefaultMethod && decided.has(verdict))
    .map(({ indicator, display, verdict }) => [indicator, display, verdict]);
  expect(judged).toEqual([
    ['per_pupil_public_funds_standard', '720.00(440640/612)', 'met'],
    ['primary_annual_retention_rate', '99.02%(604/610)', 'met'],
    ['primary_dropout_rate', '0.65%(4/612)', 'missed'],
    ['three_disability_enrollment_rate', '100.00%(3/3)', 'met'],
  ]);
});

it('one wrong number shows in exactly the relations that read it', () => {
  const calculation = consistentSchool();
  const before = new Set(calculation.findings().map(({ key }) => key));
  calculation.setCells(changes({ '教基3112!02.9': 147 }));
  const caused = calculation.findings().map(({ key }) => key).filter((key) => !before.has(key)); // prettier-ignore
  expect(caused.sort()).toEqual(['J3040-10#4', 'J3112-05@c9#1', 'J3112-08#3'].sort());
});
