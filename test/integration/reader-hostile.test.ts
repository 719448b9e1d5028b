import { describe, expect, test } from 'vitest';
import { readGrid } from '../../electron/workbook/open';
import { Refusal } from '../../shared/error';
import type { AppError } from '../../shared/error';
import type { Grid } from '../../shared/grid';
import { errorSentence } from '../../shared/messages';
import { hostileFiles } from '../support/hostile';
import { oneSheet, packageBytes } from '../support/hostile-package';

const file = '上报.xlsx';

async function refusalOf(bytes: Uint8Array): Promise<AppError | Grid> {
  try {
    return await readGrid(bytes, file);
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
}

/** Everything a refusal says is short enough to be read, names the file and tells what to do. */
function expectSentence(error: AppError, names = ''): void {
  const sentence = errorSentence(error);
  expect(sentence).toContain(file);
  expect(sentence).toContain(names);
  expect(sentence).toContain('没有读取');
  expect(sentence).toContain('请');
  expect(sentence.length).toBeLessThan(400);
}

describe('hostile files', () => {
  for (const hostile of hostileFiles) {
    test(hostile.name, { timeout: 60_000 }, async () => {
      const result = await refusalOf(hostile.bytes());
      if (hostile.code === null) {
        expect(result).toMatchObject({ format: 'xlsx', notices: [] });
        const [sheet] = (result as Grid).sheets;
        expect([...(sheet?.cells ?? [])]).toEqual([['A1', { kind: 'number', text: '7', formula: null }]]);
      } else {
        expect('code' in result ? result.code : 'read').toBe(hostile.code);
        expectSentence(result as AppError, hostile.names);
      }
    });
  }
});

describe('what is in no cell', () => {
  test('macros are named and not looked at', async () => {
    const parts = { 'xl/vbaProject.bin': Buffer.from('Attribute VB_Name') };
    const grid = await readGrid(packageBytes({ parts }), '报表.xlsm');
    expect(grid.notices).toEqual([{ code: 'file.macros', params: { file: '报表.xlsm' } }]);
    expect(grid.sheets[0]?.cells.get('A1')?.text).toBe('7');
  });

  test('links to other files are named', async () => {
    const grid = await readGrid(
      packageBytes({ relations: [['externalLink', 'externalLinks/e1.xml']] }),
      file,
    );
    expect(grid.notices).toEqual([{ code: 'file.externalLinks', params: { file } }]);
  });

  test('a sheet without cells is named and left out', async () => {
    const parts = {
      'xl/_rels/workbook.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
        '<Relationship Id="rId1" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>',
    };
    const grid = await readGrid(packageBytes({ parts }), file);
    expect(grid.sheets).toEqual([]);
    expect(grid.notices).toEqual([{ code: 'file.notCells', params: { sheet: '表一' } }]);
  });

  test('what a merge covers is named where it held something', async () => {
    const rows =
      '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1" s="0"/><c r="D1"><v>4</v></c></row>';
    const after = '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>';
    const grid = await readGrid(oneSheet(rows, { after }), file);
    expect([...(grid.sheets[0]?.cells.keys() ?? [])]).toEqual(['A1', 'D1']);
    expect(grid.notices).toEqual([
      { code: 'file.coveredCells', params: { sheet: '表一', address: 'B1', count: 1 } },
    ]);
  });
});

describe('formulas', () => {
  test('are never worked out', async () => {
    const rows =
      '<row r="1"><c r="A1"><f>WEBSERVICE("http://example.invalid")</f></c><c r="B1"><f>1+1</f><v>3</v></c></row>';
    const grid = await readGrid(oneSheet(rows), file);
    expect([...(grid.sheets[0]?.cells.values() ?? [])]).toEqual([
      { kind: 'uncalculated', text: '', formula: 'WEBSERVICE("http://example.invalid")' },
      { kind: 'number', text: '3', formula: '1+1' },
    ]);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', "=cmd|' /C calc'!A0"])(
    'the text %s stays a text',
    async (text) => {
      const grid = await readGrid(oneSheet(`<row><c t="str"><v>${text}</v></c></row>`), file);
      expect(grid.sheets[0]?.cells.get('A1')).toEqual({ kind: 'text', text, formula: null });
    },
  );
});
