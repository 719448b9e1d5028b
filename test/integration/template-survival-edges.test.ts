import { existsSync, linkSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { TemplateValue } from '../../electron/jobs/table';
import { readGrid } from '../../electron/workbook/open';
import { fillTemplateFile } from '../../electron/workbook/patch-file';
import { fillTemplate } from '../../electron/workbook/patch-template';
import { verifyFilled } from '../../electron/workbook/patch-verify';
import { Refusal } from '../../shared/error';
import type { AppError } from '../../shared/error';
import { packed } from '../support/random-sheet';
import { temporaryFolder } from './storage-place';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const sheetOf = (data: string, rest = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}">${data}${rest}</worksheet>`;
const plain = sheetOf('<sheetData><row r="1"><c r="A1" t="str"><v>𠀀填报</v></c></row></sheetData>');

const value = (address: string, text: string, kind: TemplateValue['kind'] = 'text'): TemplateValue => ({
  sheet: '表',
  address,
  kind,
  text,
});
const number = (address: string, text: string): TemplateValue => value(address, text, 'number');

/** The error with which the work is refused; undefined where it is done. */
async function refusalOf(work: Promise<unknown>): Promise<AppError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
}

type Edit = (parts: Record<string, Uint8Array>) => void;

/** The package with some of its parts changed. */
function changed(bytes: Uint8Array, edit: Edit): Uint8Array {
  const parts = unzipSync(bytes);
  edit(parts);
  return zipSync(parts);
}

const replaced =
  (name: string, from: string, to: string): Edit =>
  (parts) => {
    const before = strFromU8(parts[name] ?? new Uint8Array());
    if (!before.includes(from)) throw new Error(`${name} has no ${from}`);
    parts[name] = strToU8(before.replaceAll(from, to));
  };

/** Fills, checks as the program does and reads one cell. */
async function filledCell(template: Uint8Array, wanted: TemplateValue) {
  const filling = await fillTemplate(template, 'a.xlsx', [wanted]);
  await verifyFilled(template, filling.bytes, filling, 'a.xlsx');
  const grid = await readGrid(filling.bytes, 'a.xlsx');
  return grid.sheets.find(({ name }) => name === wanted.sheet)?.cells.get(wanted.address);
}

describe('other ways to write a workbook', () => {
  const utf16 = (bigEndian: boolean): Uint8Array => {
    const bytes = Buffer.from(`\uFEFF${plain.replace('UTF-8', 'UTF-16')}`, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };
  const strict = plain.replace(main, 'http://purl.oclc.org/ooxml/spreadsheetml/main');
  const prefixed = plain.replace(/<(\/?)(\w)/g, '<$1x:$2').replace('xmlns=', 'xmlns:x=');
  test.each([
    ['UTF-8 with a mark', strToU8(`\uFEFF${plain}`)],
    ['UTF-16, little end first', utf16(false)],
    ['UTF-16, big end first', utf16(true)],
    ['the strict namespace', strToU8(strict)],
    ['a prefix', strToU8(prefixed)],
  ])('%s: the rest of the sheet stays byte for byte', async (_, bytes) => {
    const template = changed(packed(''), (parts) => (parts['xl/worksheets/sheet1.xml'] = bytes));
    expect(await filledCell(template, value('B1', '甲𠀀'))).toEqual({
      kind: 'text',
      text: '甲𠀀',
      formula: null,
    });
    const filled = await fillTemplate(template, 'a.xlsx', [value('B1', '')]);
    expect(filled.parts.size).toBe(0);
    const written = await fillTemplate(template, 'a.xlsx', [number('B1', '7')]);
    const after = Buffer.from(written.parts.get('xl/worksheets/sheet1.xml') ?? []);
    const start = after.indexOf(Buffer.from(bytes).subarray(0, bytes.length / 2));
    expect(start).toBe(0);
    expect(after.subarray(-20)).toEqual(Buffer.from(bytes).subarray(-20));
  });

  test('another encoding is refused: its other texts could not be kept', async () => {
    const template = packed(plain.replace('UTF-8', 'GB18030'));
    expect(await refusalOf(fillTemplate(template, 'a.xlsx', [value('B1', '甲')]))).toEqual({
      code: 'file.damaged',
      params: { file: 'a.xlsx', part: 'xl/worksheets/sheet1.xml' },
    });
  });

  test('parts with Chinese names and references in other letters are found', async () => {
    const template = changed(packed(plain), (parts) => {
      parts['xl/worksheets/表一.xml'] = parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array();
      delete parts['xl/worksheets/sheet1.xml'];
      replaced(
        'xl/_rels/workbook.xml.rels',
        'worksheets/sheet1.xml',
        'Worksheets/%E8%A1%A8%E4%B8%80.xml',
      )(parts);
    });
    const filling = await fillTemplate(template, 'a.xlsx', [number('B1', '7')]);
    expect([...filling.parts.keys()]).toEqual(['xl/worksheets/表一.xml']);
    expect(strFromU8(unzipSync(filling.bytes)['xl/worksheets/表一.xml'] ?? new Uint8Array())).toContain(
      '<v>7</v>',
    );
  });

  test('a package with sizes behind the content, extra fields, times and a comment keeps all of it', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'a.xlsx');
    writeFileSync(file, packed(plain));
    const script = [
      'import io, sys, zipfile',
      'source = zipfile.ZipFile(sys.argv[1])',
      'class Pipe(io.RawIOBase):',
      '    def __init__(self): self.data = bytearray()',
      '    def writable(self): return True',
      '    def write(self, b): self.data += bytes(b); return len(b)',
      'pipe = Pipe()',
      'with zipfile.ZipFile(pipe, "w") as target:',
      '    for index, name in enumerate(source.namelist()):',
      '        info = zipfile.ZipInfo(name, (2025, 9, 1, 8, index, 0))',
      '        info.compress_type = zipfile.ZIP_STORED if index % 2 else zipfile.ZIP_DEFLATED',
      '        info.external_attr = 0o600 << 16',
      '        info.extra = b"\\xca\\xfe\\x02\\x00ok"',
      '        info.comment = "第一".encode()',
      '        with target.open(info, "w", force_zip64=True) as part: part.write(source.read(name))',
      '    target.comment = "下发".encode()',
      'open(sys.argv[2], "wb").write(pipe.data)',
    ];
    const template = path.join(folder, 'b.xlsx');
    execFileSync('/usr/bin/python3', ['-c', script.join('\n'), file, template]);
    const target = path.join(folder, 'c.xlsx');
    await fillTemplateFile({ template, target, values: [number('B1', '7'), value('C3', '甲')] });
    const list = [
      'import json, sys, zipfile',
      'z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None',
      'print(json.dumps([z.comment.decode()] + [[i.filename, i.date_time, i.compress_type, i.external_attr, i.comment.decode(), b"\\xca\\xfe\\x02\\x00ok" in i.extra] for i in z.infolist()]))',
    ];
    const entries = (name: string): unknown =>
      JSON.parse(execFileSync('/usr/bin/python3', ['-c', list.join('\n'), name], { encoding: 'utf8' }));
    expect(entries(target)).toEqual(entries(template));
  });
});

describe('what is put into a cell', () => {
  test('a number that office programs would round goes out as text', async () => {
    expect(await filledCell(packed(plain), number('B1', '999999202609010019'))).toEqual({
      kind: 'text',
      text: '999999202609010019',
      formula: null,
    });
    expect((await filledCell(packed(plain), number('B1', '123456789012345')))?.kind).toBe('number');
    expect((await filledCell(packed(plain), number('B1', '1e5')))?.kind).toBe('text');
  });

  test.each(['=1+1', '+86', '-甲', '@SUM(A1)', '{=A1}', '<b>&amp;', '_x0041_', '\t头', '甲\r\n乙\u0007'])(
    '%j stays text',
    async (text) => {
      const expected = text.replace('\r\n', '\n').replace('\u0007', '\uFFFD');
      expect(await filledCell(packed(plain), value('A1', text))).toEqual({
        kind: 'text',
        text: expected,
        formula: null,
      });
    },
  );

  test('a blank empties a mark and keeps its style', async () => {
    const template = packed(
      sheetOf('<sheetData><row r="1"><c r="A1" s="2" t="str"><v>{{x}}</v></c></row></sheetData>'),
    );
    const { bytes, filled } = await fillTemplate(template, 'a.xlsx', [value('A1', '', 'blank')]);
    expect(filled).toBe(1);
    expect(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain(
      '<c r="A1" s="2"/>',
    );
  });

  test('a text that no cell can hold is refused with its place', async () => {
    const long = fillTemplate(packed(plain), 'a.xlsx', [value('B1', '长'.repeat(32_768))]);
    expect(await refusalOf(long)).toEqual({
      code: 'fill.tooLong',
      params: { file: 'a.xlsx', sheet: '表', address: 'B1', limit: 32_767 },
    });
    expect((await filledCell(packed(plain), value('B1', '长'.repeat(32_767))))?.text.length).toBe(32_767);
  });
});

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

  test('a table of a template must not name its own list: heads stay', async () => {
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
    expect(refused).toEqual({ code: 'file.unreadable', params: { reason: 'ENOENT' } });
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
});
