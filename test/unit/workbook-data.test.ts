import { describe, expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { Form } from '../../shared/form';
import type { Explanation, ListRecord } from '../../shared/submission';
import { formSheet } from '../../shared/workbook-form';
import { documentText, splitText, submissionDocument } from '../../shared/workbook-data';
import type { CalculatedSubmission, SubmissionDocument } from '../../shared/workbook-data';
import { printableText } from '../../shared/workbook-sheet';
import { calculationInput, round2026, village } from '../support/school';
import { definitions, documentIn, edition, grades, planOf, valueAt } from './workbook-plans';

describe('list forms', () => {
  const list = {
    ...definitions.forms['局控辍1'],
    code: '局缺口1',
    title: '办学条件缺口台账',
    columns: [
      { code: '1', label: ['设备名称'], type: 'text' },
      { code: '2', label: ['缺口数量'], type: 'integer' },
    ],
    checks: [],
  } as unknown as Form;
  const records: ListRecord[] = [
    {
      id: 'record-01',
      position: 1,
      cells: { c01: { kind: 'text', text: '计算机' }, c02: { kind: 'number', text: '110' } },
    },
    { id: 'record-02', position: 2, cells: { c01: { kind: 'text', text: '=1+1' } } },
  ];
  const calculation = { forms: [list], records: () => records } as unknown as CalculatedSubmission;
  const submission = { school: village, collection: round2026 };

  test('print one row for each record', () => {
    const { template, cells } = formSheet(edition('local'), list, { ...submission, calculation });
    expect(cells.map((cell) => [cell.address, cell.value.kind, cell.value.text])).toEqual([
      ['A4', 'text', '计算机'],
      ['B4', 'number', '110'],
      ['A5', 'text', '=1+1'],
      ['B5', 'blank', ''],
    ]);
    expect(template.page.fit).toBe('width');
  });

  test('print a row to write on when they are empty', () => {
    const empty = { ...calculation, records: () => [] } as typeof calculation;
    const { cells } = formSheet(edition('local'), list, { ...submission, calculation: empty });
    expect(cells.map((cell) => cell.address)).toEqual(['A4', 'B4']);
  });

  test('of named people leave nothing in the workbook: no sheet, no record, no value, no explanation', () => {
    const secret = '张小明';
    const person: ListRecord = {
      id: 'record-01',
      position: 1,
      cells: { c02: { kind: 'text', text: secret } },
    };
    const input = calculationInput(grades, { lists: { 局控辍1: [person] } });
    const check = definitions.forms['局控辍1']?.checks[0]?.id ?? '';
    const explanations: Explanation[] = [
      { finding: `${check}@record-01`, text: secret, values: { '局控辍1!record-01.c02': secret } },
      {
        finding: 'J3112-08#2',
        text: '转出多',
        values: { '教基3112!01.9': '1', '局控辍1!record-01.c02': secret },
      },
    ];
    const plan = planOf({ ...input, data: { ...input.data, explanations, reviewed: ['局控辍1'] } }, true);
    expect(JSON.stringify(plan)).not.toContain(secret);
    const document = documentIn(plan);
    expect(Object.keys(document.lists)).not.toContain('局控辍1');
    expect(document.reviewed).toEqual([]);
    expect(document.explanations).toEqual([
      { finding: 'J3112-08#2', text: '转出多', values: { '教基3112!01.9': '1' } },
    ]);
  });
});

describe('the data sheet', () => {
  test('carries the submission with computed cells, its school and the versions it was filled with', () => {
    const document = documentIn(planOf(calculationInput(grades, { reviewed: ['教基3112'] })));
    expect(document.school).toEqual({ ...village, id: undefined });
    expect(document.collection).toMatchObject({ schoolYear: 2026, edition: 'jiaoji-2021' });
    expect(document.edition).toEqual({ id: 'jiaoji-2021', version: edition('jiaoji-2021').version });
    expect(document.forms['教基3112']).toMatchObject({ '01.9': 100, '01.7': 303 });
    expect(document.forms['教基3112']).not.toHaveProperty('02.8');
    expect(document.reviewed).toEqual(['教基3112']);
  });

  test('names its parts and the hash of the whole', () => {
    const plan = planOf(calculationInput(grades));
    const input = calculationInput(grades);
    const text = documentText(
      submissionDocument({
        ...input,
        edition: edition('jiaoji-2021'),
        editions: definitions.editions,
        calculation: createCalculation(definitions, input),
        draft: false,
      }),
    );
    expect(valueAt(plan, '_data', 'B4')?.text).toBe(`hash of ${text.length}`);
    expect(valueAt(plan, '_data', 'B5')?.text).toBe(String(splitText(text).length));
  });

  test('long texts are cut where no character is split', () => {
    const text = `a${'𠀀'.repeat(40_000)}`;
    const parts = splitText(text);
    expect(parts.join('')).toBe(text);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(30_000);
    expect(parts.some((part) => /\p{Cs}/u.test(part))).toBe(false);
    expect(splitText('')).toEqual([]);
  });

  test('characters that XML cannot carry are escaped as JSON', () => {
    const document = { explanations: [{ text: 'a\u0001\uFFFE\uD800b' }] } as unknown as SubmissionDocument;
    const text = documentText(document);
    expect(text).toBe(printableText(text));
    expect(JSON.parse(text)).toEqual(document);
  });
});
