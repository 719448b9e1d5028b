import { describe, expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { generateSchools } from '../../shared/generator';
import type { Grid } from '../../shared/grid';
import { compareImport } from '../../shared/import/compare';
import { workbookPlan } from '../../shared/workbook';
import { parseAddress } from '../../shared/workbook-address';
import {
  definitions,
  gridOfPlan,
  plainHash,
  stage,
  withLineInserted,
  withLineRemoved,
  withLinesSwapped,
} from '../support/import-grid';

/**
 * Rows and columns of our own workbook taken out, put in or exchanged in another program, and no figure changed: a value
 * may get lost, which is told, but none may land in another cell.
 */

function inputOf(type: '初级中学' | '小学', edition: string): CalculationInput {
  const [generated] = generateSchools(definitions, { schools: 1, seed: 7, edition, types: [type] });
  const [year] = [...(generated?.years ?? [])].reverse();
  if (generated === undefined || year === undefined) throw new Error('no school');
  return { school: generated.school, ...year, previous: [] };
}

function gridOf(input: CalculationInput, draft = true): Grid {
  const calculation = createCalculation(definitions, input);
  return gridOfPlan(workbookPlan({ definitions, ...input, calculation, draft, hashText: plainHash }));
}

const changes = { removed: withLineRemoved, inserted: withLineInserted, swapped: withLinesSwapped };

describe.each([
  ['初级中学', 'jiaoji-2021', ['教基3115', '教基4153', '教基1001', '局缺口1']],
  ['小学', 'jichuji-2018-86', ['基础基312', '基础基331', '基础基111']],
] as const)('%s of %s', (type, edition, codes) => {
  const grid = gridOf(inputOf(type, edition));

  test.each(codes)('%s', (code) => {
    const sheet = grid.sheets.find(({ name }) => name.startsWith(definitions.forms[code]?.layout.sheet.replace('{code}', code).replace('_{schoolType}', '') ?? '?')); // prettier-ignore
    if (sheet === undefined) throw new Error(`no sheet of ${code}`);
    const places = [...sheet.cells.keys()].map(parseAddress);
    const wrong: string[] = [];
    for (const line of ['row', 'column'] as const) {
      const last = Math.min(40, Math.max(...places.map((place) => place[line])));
      for (const [name, change] of Object.entries(changes)) {
        for (let at = 1; at <= last; at += 1) {
          // A row of a list is a record: taking it out takes the record out.
          if (definitions.forms[code]?.kind === 'list' && line === 'row') continue;
          const { report } = stage(change(grid, sheet.name, line, at));
          // A column of values that is gone is blank now, which is what the differences say.
          const taken = report.edits.filter(
            ({ fate, found }) => fate === 'taken' && !(name === 'removed' && found === ''),
          );
          if (taken.length > 0)
            wrong.push(`${name} ${line} ${at}: ${taken.length}, ${taken[0]?.cell ?? ''} ${taken[0]?.written ?? ''} → ${taken[0]?.found ?? ''}`); // prettier-ignore
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('whose it is', () => {
  const input = inputOf('小学', 'jiaoji-2021');
  const { submission } = input.data;
  const final = { ...input, data: { ...input.data, submission: { ...submission, state: 'finalised', version: 1 } } } as const; // prettier-ignore

  test('the 定稿 of one school or year never becomes that of another', () => {
    const staged = stage(gridOf(final, false));
    const { school, collection } = input;
    const restores = (place: Partial<typeof input>) =>
      compareImport(definitions, staged, { school, collection, stored: null, previous: [], ...place })
        .comparison.restoresFinal;
    expect(restores({})).toBe(true);
    expect(restores({ school: { ...school, code: '9900000009' } })).toBe(false);
    expect(restores({ collection: { ...collection, schoolYear: collection.schoolYear + 1 } })).toBe(false);
  });

  test('of two sheets of one form the one with the form’s name counts, and the other is told', () => {
    const grid = gridOf(input);
    const [sheet] = grid.sheets.filter(({ name }) => name.startsWith('教基3112'));
    if (sheet === undefined) throw new Error('no sheet');
    const corrected = new Map(sheet.cells);
    const address = [...corrected].find(([, { kind, text }]) => kind === 'number' && Number(text) > 9)?.[0];
    if (address === undefined) throw new Error('no figure');
    corrected.set(address, { kind: 'number', text: '999', formula: null });
    const sheets = [
      ...grid.sheets.map((each) => (each === sheet ? { ...sheet, name: '旧' } : each)),
      { ...sheet, cells: corrected },
    ];
    const { report } = stage({ ...grid, sheets });
    expect(report.edits.map(({ sheet: name, found }) => [name, found])).toContainEqual([sheet.name, '999']);
    expect(report.problems).toContainEqual({
      ...{ severity: 'error', sheet: '旧', address: '' },
      error: { code: 'import.formTwice', params: { form: '教基3112', first: sheet.name } },
    });
  });
});
