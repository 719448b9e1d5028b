import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { type DocumentContent, readDocument } from '../../shared/exchange';
import type { Finding } from '../../shared/finding';
import { isSampleSchool, sampleMark, sampleTasks } from '../../shared/practice';
import { shippedDefinitions } from '../support/definitions';
import { makeSample, sampleFiles } from '../support/practice-sample';

const folder = path.resolve(import.meta.dirname, '../../resources/sample');
const definitions = shippedDefinitions();
const { figure, mistake, warning, carried, counted } = sampleTasks;

beforeAll(async () => {
  if (process.env['TIANBAO_WRITE_SAMPLE'] === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(await makeSample(definitions)))
    writeFileSync(path.join(folder, name), text);
});

const shipped = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const documentOf = (name: string) => readDocument(definitions, JSON.parse(shipped(name)));
const calculationOf = (now: DocumentContent, last?: DocumentContent) =>
  createCalculation(definitions, { ...now, previous: last === undefined ? [] : [last] });
const failing = (findings: readonly Finding[]) => findings.filter(({ waitsFor }) => waitsFor === null);

test('the files are what the generator makes of the current definitions', async () => {
  const made = await makeSample(definitions);
  for (const name of sampleFiles) expect(shipped(name) === made[name], `${name} is out of date`).toBe(true);
});

describe('the sample school', () => {
  test('names itself a sample wherever its name goes', () => {
    for (const name of ['last-year.json', 'this-year.json']) {
      const { school, problems } = documentOf(name);
      expect(school.name).toContain(sampleMark);
      expect(isSampleSchool(school)).toBe(true);
      expect(problems).toEqual([]);
    }
    expect(isSampleSchool({ code: '9900000001', name: '清河镇中心小学' })).toBe(false);
  });

  test('has a last year that can be finalised as it is', () => {
    const last = documentOf('last-year.json');
    const calculation = calculationOf(last);
    const explained = new Set(last.data.explanations.map(({ finding }) => finding));
    expect(failing(calculation.findings()).filter(({ key }) => !explained.has(key))).toEqual([]);
    const asked = calculation.forms.filter(({ optional }) => optional !== true);
    expect(asked.map(({ code }) => code).filter((code) => !last.data.reviewed.includes(code))).toEqual([]);
  });

  test('has one error and one warning this year, and nothing else but what the guide leads to', () => {
    const [now, last] = [documentOf('this-year.json'), documentOf('last-year.json')];
    const calculation = calculationOf(now, last);
    const found = failing(calculation.findings()).map(({ key, severity }) => `${severity} ${key}`);
    expect(found.sort()).toEqual([`error ${mistake.finding}`, `warning ${warning.finding}`]);
    const isBlank = (code: string) => now.data.cells.every(({ form }) => form !== code);
    expect(isBlank(carried.form)).toBe(true);
    expect(isBlank(counted.form)).toBe(true);
    const touched = new Set<string>([figure.form, mistake.form, carried.form, counted.form]);
    const left = calculation.forms.filter(
      ({ code, optional }) => optional !== true && !now.data.reviewed.includes(code),
    );
    expect(new Set(left.map(({ code }) => code))).toEqual(touched);
  });

  test('shows what the guide says: the total grows, the corrected number is right', () => {
    const [now, last] = [documentOf('this-year.json'), documentOf('last-year.json')];
    const calculation = calculationOf(now, last);
    const text = (form: string, cell: string) => calculation.cell(form, cell).text;
    expect(text(figure.form, figure.cell)).toBe('');
    expect(text(figure.form, figure.total)).toBe(figure.before);
    expect(text(mistake.form, mistake.cell)).toBe(mistake.wrong);
    const number = (value: string) => ({ kind: 'number' as const, text: value });
    calculation.setCells([
      { form: figure.form, cell: figure.cell, content: number(figure.typed) },
      { form: mistake.form, cell: mistake.cell, content: number(mistake.right) },
    ]);
    expect(text(figure.form, figure.total)).toBe(figure.after);
    expect(failing(calculation.findings()).map(({ key }) => key)).toEqual([warning.finding]);
  });
});
