import { expect, test } from 'vitest';
import { hasFormulas, withFullCalculation } from '../../electron/workbook/patch-calculation';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const book = (content: string): string => `<workbook xmlns="${main}">${content}</workbook>`;
const prefixed = (content: string): string => `<x:workbook xmlns:x="${main}">${content}</x:workbook>`;

test.each([
  [
    'there is no calcPr: after the names, where the schema wants it',
    book(
      '<sheets/><definedNames><definedName name="a">b!$A$1</definedName></definedNames><oleSize ref="A1"/>',
    ),
    book(
      '<sheets/><definedNames><definedName name="a">b!$A$1</definedName></definedNames><calcPr fullCalcOnLoad="1"/><oleSize ref="A1"/>',
    ),
  ],
  [
    'there is one',
    book('<sheets/><calcPr calcId="1"/>'),
    book('<sheets/><calcPr fullCalcOnLoad="1" calcId="1"/>'),
  ],
  [
    'it says no',
    book("<sheets/><calcPr fullCalcOnLoad='0' />"),
    book("<sheets/><calcPr fullCalcOnLoad='1' />"),
  ],
  ['it says so already', book('<calcPr fullCalcOnLoad="1"/>'), book('<calcPr fullCalcOnLoad="1"/>')],
  ['with a prefix', prefixed('<x:sheets/>'), prefixed('<x:sheets/><x:calcPr fullCalcOnLoad="1"/>')],
])('a full calculation is asked for: %s', (_, before, after) => {
  expect(withFullCalculation(before)).toBe(after);
});

test('rules and validations are no formulas of cells', () => {
  expect(hasFormulas('<cfRule><formula>A1</formula></cfRule><formula1>1</formula1>')).toBe(false);
  for (const formula of ['<f>1</f>', '<x:f t="shared" si="0"/>', '<f/>'])
    expect(hasFormulas(formula)).toBe(true);
});
