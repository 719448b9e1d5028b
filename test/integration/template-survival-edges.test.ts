import { existsSync, linkSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readGrid } from '../../electron/workbook/open';
import { fillTemplateFile } from '../../electron/workbook/patch-file';
import { fillTemplate } from '../../electron/workbook/patch-template';
import { verifyFilled } from '../../electron/workbook/patch-verify';
import {
  changed,
  main,
  number,
  packed,
  plain,
  refusalOf,
  replaced,
  sheetOf,
  value,
} from '../support/template-package';
import type { Edit } from '../support/template-package';
import { temporaryFolder } from './storage-place';

describe('templates that are refused', () => {
  const signature: Edit = (parts) => (parts['_xmlsignatures/sig1.xml'] = strToU8('<Signature/>'));
  const macroType = replaced(
    '[Content_Types].xml',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
    'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
  );
  const macros: Edit = (parts) => (parts['xl/vbaProject.bin'] = strToU8('x'));
  const sheet = 'xl/worksheets/sheet1.xml';
  const content =
    (xml: string): Edit =>
    (parts) =>
      (parts[sheet] = strToU8(xml));
  test.each<[string, Edit, string]>([
    ['signed', signature, 'fill.signed'],
    ['macro-enabled', macroType, 'fill.notPlain'],
    ['with macros under a plain type', macros, 'fill.notPlain'],
    [
      'with entities',
      content(plain.replace('<worksheet', '<!DOCTYPE a [<!ENTITY b "c">]><worksheet')),
      'file.unsafe',
    ],
    ['cut off', content(plain.slice(0, -20)), 'file.damaged'],
    [
      'with rows out of order',
      content(sheetOf('<sheetData><row r="2"/><row r="1"/></sheetData>')),
      'file.damaged',
    ],
    [
      'with a cell twice',
      content(sheetOf('<sheetData><row r="1"><c r="A1"/><c r="A1"/></row></sheetData>')),
      'file.damaged',
    ],
    ['without cells', content(sheetOf('')), 'file.damaged'],
  ])('%s', async (_, edit, code) => {
    const template = changed(packed(plain), edit);
    expect((await refusalOf(fillTemplate(template, 'a.xlsx', [value('B1', '甲')])))?.code).toBe(code);
  });

  test('damage in a part that nobody reads', async () => {
    const bytes = Buffer.from(packed(plain));
    // The signature of the local header, thirty bytes before the part's name.
    bytes[bytes.indexOf('xl/styles.xml') - 30] = 0;
    expect(await refusalOf(fillTemplate(bytes, 'a.xlsx', [value('B1', '甲')]))).toEqual({
      code: 'file.damaged',
      params: { file: 'a.xlsx', part: '' },
    });
  });

  test('heads of a table object stay, for the file lists them once more', async () => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const template = changed(packed(plain), (parts) => {
      parts['xl/worksheets/_rels/sheet1.xml.rels'] = strToU8(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${office}/table" Target="/xl/tables/table1.xml"/></Relationships>`,
      );
      parts['xl/tables/table1.xml'] = strToU8(`<table xmlns="${main}" id="1" ref="A1:B3" displayName="T"/>`);
    });
    const { skipped, filled } = await fillTemplate(template, 'a.xlsx', [
      value('B1', '甲'),
      value('B2', '乙'),
    ]);
    expect(skipped).toEqual([{ sheet: '表', address: 'B1', why: 'tableHead' }]);
    expect(filled).toBe(1);
  });
});

describe('the file', () => {
  function template(): { folder: string; file: string } {
    const folder = temporaryFolder();
    const file = path.join(folder, '空白.xlsx');
    writeFileSync(file, packed(plain));
    return { folder, file };
  }

  test('the template is never the target, by whatever name it is called', async () => {
    const { folder, file } = template();
    const before = readFileSync(file);
    const [link, hard] = [path.join(folder, 'link.xlsx'), path.join(folder, 'hard.xlsx')];
    symlinkSync(file, link);
    linkSync(file, hard);
    for (const target of [file, path.join(folder, '.', '空白.xlsx'), link, hard]) {
      const refused = await refusalOf(
        fillTemplateFile({ template: file, target, values: [number('B1', '7')] }),
      );
      expect(refused).toEqual({ code: 'template.overTemplate', params: { file: '空白.xlsx' } });
    }
    expect(readFileSync(file)).toEqual(before);
  });

  test('a missing template is said to be unreadable, and nothing is written', async () => {
    const { folder } = template();
    const target = path.join(folder, 'out.xlsx');
    const refused = await refusalOf(
      fillTemplateFile({ template: path.join(folder, 'gone.xlsx'), target, values: [] }),
    );
    expect(refused).toEqual({
      code: 'file.unreadable',
      params: { file: 'gone.xlsx', reason: 'ENOENT' },
    });
    expect(existsSync(target)).toBe(false);
  });

  test('an earlier copy is replaced whole, and no other file is left behind', async () => {
    const { folder, file } = template();
    const target = path.join(folder, '填好.xlsx');
    writeFileSync(target, 'earlier');
    const { hash } = await fillTemplateFile({ template: file, target, values: [number('B1', '7')] });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await readGrid(readFileSync(target), 'a')).sheets[0]?.cells.get('B1')?.text).toBe('7');
    expect(readdirSync(folder).sort()).toEqual(['填好.xlsx', '空白.xlsx'].sort());
  });

  test('a part that changed on the way is found', async () => {
    const bytes = packed(plain);
    const filling = await fillTemplate(bytes, 'a.xlsx', [number('B1', '7')]);
    const styles = changed(filling.bytes, replaced('xl/styles.xml', '宋体', '黑体'));
    const sheet = changed(filling.bytes, replaced('xl/worksheets/sheet1.xml', '<v>7</v>', '<v>8</v>'));
    const lost = changed(filling.bytes, (parts) => delete parts['xl/styles.xml']);
    const planned = { ...filling, written: [number('B1', '8')] };
    const refused = async (written: Uint8Array, plan = filling): Promise<unknown> =>
      (await refusalOf(verifyFilled(bytes, written, plan, 'a.xlsx')))?.params;
    expect(await refused(styles)).toEqual({ file: 'a.xlsx', part: 'xl/styles.xml' });
    expect(await refused(sheet)).toEqual({ file: 'a.xlsx', part: 'xl/worksheets/sheet1.xml' });
    expect(await refused(lost)).toEqual({ file: 'a.xlsx', part: 'a.xlsx' });
    expect(await refused(filling.bytes, planned)).toEqual({ file: 'a.xlsx', part: '表!B1' });
    expect(await refused(filling.bytes, { ...filling, written: [] })).toEqual({
      file: 'a.xlsx',
      part: '表!B1',
    });
    expect(await refused(filling.bytes)).toBeUndefined();
  });

  test('a formula that lost its result without need is found', async () => {
    const bytes = packed(
      sheetOf(
        '<sheetData><row r="1"><c r="A1"/><c r="B1" t="str"><f>A1&amp;"人"</f><v>人</v></c></row></sheetData>',
      ),
    );
    const filling = await fillTemplate(bytes, 'a.xlsx', [number('A1', '7')]);
    expect(filling.forgotten).toEqual([{ sheet: '表', address: 'B1', formula: true }]);
    await verifyFilled(bytes, filling.bytes, filling, 'a.xlsx');
    const refused = await refusalOf(
      verifyFilled(bytes, filling.bytes, { ...filling, forgotten: [] }, 'a.xlsx'),
    );
    expect(refused).toEqual({ code: 'fill.changed', params: { file: 'a.xlsx', part: '表!B1' } });
    const cell = (await readGrid(filling.bytes, 'a.xlsx')).sheets[0]?.cells.get('B1');
    expect(cell).toEqual({ kind: 'uncalculated', text: '', formula: 'A1&"人"' });
  });
});
