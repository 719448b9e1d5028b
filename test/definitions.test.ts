import { describe, expect, it } from 'vitest';
import { cellsOf, expandCodes, rowCodes, columnCodes } from '../shared/cell';
import { verifyDefinitions } from '../shared/verify';
import { readReference, shippedDefinitions } from './support/definitions';

interface ReferenceForm {
  readonly code: string;
  readonly edition: string;
  readonly title: string;
  readonly unit: string;
  readonly appliesTo: readonly string[];
  readonly columns?: readonly {
    code: string;
    label: string[];
    type: string;
    options?: string[];
    sensitive?: boolean;
  }[];
  readonly rows?: readonly { code: string; label: string; indent: number; parent?: string }[];
  readonly fields?: readonly { id: string; label: string; type: string; options?: string[] }[];
  readonly notApplicable: readonly ({ row: string; col: string } | { cell: string })[];
  readonly checks: readonly {
    id: string;
    severity: string;
    text: string;
    expr: string;
    rows?: string[];
    cols?: string[];
    when?: string;
  }[];
}

const definitions = shippedDefinitions();
const reference = readReference('forms.json') as readonly ReferenceForm[];

/** Relations whose wording differs from the reference, each for a reason. */
const reworded: Record<string, string> = {
  // A verdict comes from the indicator, unrounded, never from the rounded cell.
  'LKC2-12': 'indicator("primary_dropout_rate", "小学") <= target("primary_dropout_rate", "小学")',
  'LKC2-13': 'indicator("junior_dropout_rate", "初中") <= target("junior_dropout_rate", "初中")',
  'LTJ1-08':
    'indicator("three_disability_enrollment_rate", "特教") >= target("three_disability_enrollment_rate", "特教")',
  // One relation over both stages is skipped by every school that fills the pupils of only one of them.
  'J512-09': 'if(基础基312!r06c04 > 0, r16c01 > 0, true) and if(基础基313!r05c03 > 0, r16c01 > 0, true)',
  // Its text names a limit for 初中 as well.
  'J531-01': 'r01c01 >= 基础基312!r01c04 * 15 and r01c01 >= 基础基313!r01c03 * 25',
};

it('has every form, compiled without a broken reference', () => {
  expect(reference).toHaveLength(62);
  expect(reference.map(({ code }) => code).filter((code) => definitions.forms[code] === undefined)).toEqual(
    [],
  );
  expect(verifyDefinitions(definitions)).toBeNull();
});

describe.each(reference)('$code', (official) => {
  const form = definitions.forms[official.code];
  if (form === undefined) throw new Error(`no form ${official.code}`);

  it('belongs to its edition and its school types', () => {
    expect(definitions.editionOf[form.code]).toBe(official.edition);
    expect(form.title).toBe(official.title);
    expect(form.appliesTo).toEqual(official.appliesTo);
  });

  it('has the official rows and columns', () => {
    expect(
      (form.rows ?? []).map(({ code, label, indent = 0, parent }) => ({ code, label, indent, parent })),
    ).toEqual(
      (official.rows ?? []).map(({ code, label, indent, parent }) => ({ code, label, indent, parent })),
    );
    expect(
      (form.columns ?? []).map(({ code, label, type, decimals }) => [
        code,
        label,
        decimals === undefined ? type : `${type}(${decimals})`,
      ]),
    ).toEqual(
      (official.columns ?? []).map(({ code, label, type }) => [
        code,
        label,
        type.startsWith('mixed') ? 'byRow' : type,
      ]),
    );
    expect((form.columns ?? []).map(({ sensitive }) => sensitive)).toEqual(
      (official.columns ?? []).map(({ sensitive }) => sensitive),
    );
    expect(
      (form.fields ?? []).map(({ id, label, type, decimals }) => [
        id,
        label,
        decimals === undefined ? type : `${type}(${decimals})`,
      ]),
    ).toEqual(
      (official.fields ?? []).map(({ id, label, type }) => [id, label, type === 'longtext' ? 'text' : type]),
    );
  });

  it('closes the official cells', () => {
    const closed = cellsOf(form).filter(({ kind }) => kind === 'notApplicable').map(({ key }) => key); // prettier-ignore
    const fieldAt = new Map((form.fields ?? []).map(({ id, cell }) => [cell, id]));
    const expected = official.notApplicable.map((where) =>
      'cell' in where ? fieldAt.get(where.cell) : `${where.row}.${where.col}`,
    );
    expect(closed.sort()).toEqual(expected.sort());
  });

  it('has every official check, word for word', () => {
    expect(form.checks.map(({ id, severity, text }) => ({ id, severity, text }))).toEqual(
      official.checks.map(({ id, severity, text }) => ({ id, severity, text })),
    );
    expect(form.checks.map(({ expr }) => expr)).toEqual(
      official.checks.map(({ id, expr }) => reworded[id] ?? expr),
    );
    expect(form.checks.map(({ when }) => when)).toEqual(official.checks.map(({ when }) => when));
    for (const [index, check] of form.checks.entries()) {
      const { rows, cols } = official.checks[index] ?? {};
      if (rows !== undefined) expect(expandCodes(check.rows, rowCodes(form))).toEqual(rows);
      if (cols !== undefined) expect(expandCodes(check.cols, columnCodes(form))).toEqual(cols);
    }
  });

  it('tells the clerk what to do, and offers explanations for warnings', () => {
    expect(form.checks.filter(({ instruction }) => instruction === undefined).map(({ id }) => id)).toEqual(
      [],
    );
    const warnings = form.checks.filter(({ severity }) => severity === 'warning');
    expect(warnings.filter(({ suggestions = [] }) => suggestions.length < 2).map(({ id }) => id)).toEqual([]);
  });
});

it('has personal data only in lists, which never enter a workbook of figures', () => {
  const personal = Object.values(definitions.forms).filter(({ columns = [], fields = [] }) =>
    [...columns, ...fields].some(({ sensitive }) => sensitive === true),
  );
  expect(personal.map(({ code }) => code).sort()).toEqual(['局控辍1', '局特教2']);
  expect(personal.every(({ kind }) => kind === 'list')).toBe(true);
});

it('judges every indicator by one default method', () => {
  for (const indicator of definitions.indicators) {
    expect(
      indicator.methods.filter((method) => method.default === true),
      indicator.id,
    ).toHaveLength(1);
  }
});

it('has only thresholds that name a known unit and stage', () => {
  const judged = new Map(
    definitions.indicators.map((indicator) => [`${indicator.id} ${indicator.stage}`, indicator]),
  );
  for (const profile of definitions.targetProfiles) {
    for (const threshold of profile.thresholds) {
      const indicator = judged.get(`${threshold.indicator} ${threshold.stage}`);
      if (indicator !== undefined) expect(threshold.unit, threshold.indicator).toBe(indicator.unit);
    }
  }
});
