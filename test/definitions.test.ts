import type { Indicator } from '../shared/indicator-definition';
import { describe, expect, it } from 'vitest';
import { decimal } from '../shared/decimal';
import { bindingFor } from '../shared/indicator-definition';
import { evaluateInputs } from '../shared/indicator-inputs';
import { cellsOf, expandCodes, rowCodes, columnCodes } from '../shared/cell';
import { verifyDefinitions } from '../shared/verify';
import { readReference, shippedDefinitions } from './support/definitions';
import { reworded } from './support/reworded';

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

interface ReferenceIndicator {
  readonly id: string;
  readonly category: string;
  readonly stage: readonly string[];
  readonly decimals: number;
  readonly direction: 'higher_is_better' | 'lower_is_better' | 'must_equal' | 'informational';
  readonly validRange: { readonly min: number | null; readonly max: number | null };
  readonly inputs?: Readonly<Record<string, string>>;
  readonly expr?: string;
  readonly methods?: readonly { id: string; expr: string; default: boolean; max?: number }[];
}

const definitions = shippedDefinitions();
const reference = readReference('forms.json') as readonly ReferenceForm[];

const indicators = readReference('indicators.json') as readonly ReferenceIndicator[];
const directions = {
  higher_is_better: 'higher',
  lower_is_better: 'lower',
  must_equal: 'equal',
  informational: 'none',
} as const;

const pairs = indicators.flatMap((official) => {
  const indicator = definitions.indicators.find(({ id }) => id === official.id);
  return indicator === undefined ? [] : [{ id: official.id, official, indicator }];
});

/** Stages that differ from the reference, each for a reason. */
const restaged: Readonly<Record<string, readonly string[]>> = {
  // The bureau's forms of money are filled for the whole school, and so are the targets: 义务教育.
  per_pupil_public_funds_delivery_rate: ['义务教育', '小学', '初中'],
  training_fund_share: ['义务教育'],
  training_fund_per_teacher: ['义务教育'],
  // Schools are counted, which a township does; a school counts its classes.
  school_network_rate: ['县域'],
  class_network_rate: ['县域', '小学', '初中'],
  // One ledger for the school: the same gap must not stand there for each stage.
  equipment_gap: ['县域'],
};

/** Of the three increases the reference states the plain growth, here a reading of its own, in per cent. */
const plainGrowth: ReadonlySet<string> = new Set([
  'growth1_edu_appropriation',
  'growth2_per_pupil_expenditure',
  'growth3_salary_and_public_funds',
]);

const defaultOf = ({ methods }: Indicator) => methods.find((method) => method.default === true)?.id;

/** Formulas of the reference that are plain arithmetic on its inputs; those over lists are tested with worked figures. */
const formulasOf = ({ id, expr, methods }: ReferenceIndicator) =>
  [
    ...(expr === undefined
      ? []
      : plainGrowth.has(id)
        ? [{ method: 'growth', expr: '100*(cur-prev)/prev' }]
        : [{ method: undefined, expr }]),
    ...(methods ?? []).map((method) => ({ method: method.id, expr: method.expr })),
  ].filter(({ expr }) => !/_[ik]|mean|STDEV|sqrt/u.test(expr));

/** The formula itself as a figure without denominator. */
function asStated(indicator: Indicator, names: readonly string[], expr: string): Indicator {
  const numerator = expr.replace(/[a-z_]\w*(?!\w*\()/giu, (name) =>
    names.includes(name) ? `[${name}]` : name,
  );
  return {
    ...indicator,
    inputs: Object.fromEntries(names.map((name) => [name, { label: name }])),
    methods: [{ id: 'stated', name: 'stated', numerator, factor: 1, default: true }],
  };
}

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
  expect(personal.map(({ code }) => code).sort()).toEqual(['局控辍1', '局控辍3', '局控辍4', '局特教2']);
  expect(personal.every(({ kind }) => kind === 'list')).toBe(true);
});

it('has every indicator of the reference and no other', () => {
  expect(indicators).toHaveLength(103);
  expect(definitions.indicators.map(({ id }) => id).sort()).toEqual(indicators.map(({ id }) => id).sort());
});

describe.each(pairs)('$id', ({ official, indicator }) => {
  it('is the figure of the reference', () => {
    const { stages, category, decimals, direction, validRange } = indicator;
    expect({ stages, category, decimals, direction, validRange }).toEqual({
      stages: restaged[official.id] ?? official.stage,
      category: official.category,
      decimals: official.decimals,
      direction: directions[official.direction],
      validRange: [official.validRange.min, official.validRange.max],
    });
  });

  it('takes every input of the reference by its name', () => {
    const names = Object.entries(indicator.inputs).flatMap(([id, { aliases = [] }]) => [id, ...aliases]);
    expect(Object.keys(official.inputs ?? {}).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('binds every input to cells, lists or other figures in each edition', () => {
    const unbound = Object.entries(indicator.inputs).flatMap(([id, { from }]) =>
      ['jiaoji-2021', 'jichuji-2018-86']
        .filter((edition) => indicator.stages.every((stage) => !bindingFor(from, stage, edition)))
        .map((edition) => `${id} ${edition}`),
    );
    expect(unbound).toEqual([]);
  });

  it('has the readings of the reference, each with its own limit', () => {
    for (const { id, max, default: usual } of official.methods ?? []) {
      const method = indicator.methods.find((each) => each.id === id);
      expect(method, id).toBeDefined();
      expect(method?.default ?? false, id).toBe(usual);
      if (max !== undefined) expect((method?.range ?? indicator.validRange)[1], id).toBe(max);
    }
  });

  const formulas = formulasOf(official);
  it.runIf(formulas.length > 0)('computes what the reference computes', () => {
    const names = Object.keys(official.inputs ?? {});
    // Square numbers from 400 down: none is the sum or the double of others by chance, and no rate is above its base.
    const given = new Map(names.map((name, index) => [name, decimal(String((20 - index) ** 2))]));
    for (const { method, expr } of formulas) {
      const own = evaluateInputs(definitions, indicator, given).results.find(
        (result) => result.method === (method ?? defaultOf(indicator)),
      );
      const stated = evaluateInputs(definitions, asStated(indicator, names, expr), given).results[0];
      expect(own?.value, expr).not.toBeNull();
      expect(own?.value, expr).toBe(stated?.value);
    }
  });
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
  const judged = new Map<string, Indicator>(
    definitions.indicators.flatMap((indicator) =>
      indicator.stages.map((stage) => [`${indicator.id} ${stage}`, indicator] as const),
    ),
  );
  for (const profile of definitions.targetProfiles) {
    for (const threshold of profile.thresholds) {
      const indicator = judged.get(`${threshold.indicator} ${threshold.stage}`);
      if (indicator === undefined) continue;
      const { unit } = indicator.methods.find(({ id }) => id === threshold.method) ?? {};
      // Documents add to a unit whom or what they mean: 班(>45人).
      expect(threshold.unit.replace(/\(.*\)$| .*$/u, ''), threshold.indicator).toBe(unit ?? indicator.unit);
    }
  }
});
