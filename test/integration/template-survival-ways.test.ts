import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { fillTemplateFile } from '../../electron/workbook/patch-file';
import { fillTemplate } from '../../electron/workbook/patch-template';
import {
  changed,
  filledCell,
  main,
  number,
  packed,
  plain,
  refusalOf,
  replaced,
  sheetOf,
  value,
} from '../support/template-package';
import { temporaryFolder } from './storage-place';

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
