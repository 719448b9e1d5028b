import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { convertWithLibreOffice } from '../integration/workbook-readers';
import { writeWithExceljs } from './templates-exceljs';

const run = promisify(execFile);
const script = (producer: string): string => path.resolve(import.meta.dirname, `templates_${producer}.py`);

export const producers = ['xlsxwriter', 'openpyxl', 'exceljs', 'LibreOffice', 'like Excel'] as const;
export type Producer = (typeof producers)[number];

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** A red square of 24 × 24 points. */
export function redPicture(): Buffer {
  const size = 24;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.from([0, ...Array.from({ length: size }, () => [200, 16, 46]).flat()]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: size }, () => line)));
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', pixels), pngChunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

export type Parts = Readonly<Record<string, Uint8Array>>;
export const partsOf = (bytes: Uint8Array): Parts => unzipSync(bytes);
export const textOf = (parts: Parts, name: string): string => strFromU8(parts[name] ?? new Uint8Array());

/**
 * What none of the producers writes but Excel does: printer settings, a link to another workbook, ids of later versions,
 * threaded comments, a picture stored without compression, a part that nobody knows.
 */
function likeExcel(bytes: Uint8Array): Uint8Array {
  const parts = { ...partsOf(bytes) };
  const change = (name: string, from: string | RegExp, to: string): void => {
    const before = textOf(parts, name);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${name} has no ${String(from)}`);
    parts[name] = strToU8(after);
  };
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relation = (id: string, type: string, target: string, mode = ''): string =>
    `<Relationship Id="${id}" Type="${type}" Target="${target}"${mode}/>`;
  parts['xl/printerSettings/printerSettings1.bin'] = Uint8Array.from(
    { length: 300 },
    (_, index) => index % 256,
  );
  change(
    'xl/worksheets/_rels/sheet1.xml.rels',
    '</Relationships>',
    `${relation('rId90', `${office}/printerSettings`, '../printerSettings/printerSettings1.bin')}${relation(
      'rId91',
      'http://schemas.microsoft.com/office/2017/10/relationships/threadedComment',
      '../threadedComments/threadedComment1.xml',
    )}</Relationships>`,
  );
  change('xl/worksheets/sheet1.xml', '<pageSetup ', '<pageSetup r:id="rId90" ');
  const later = 'http://schemas.microsoft.com/office/spreadsheetml';
  change(
    'xl/worksheets/sheet1.xml',
    ' mc:Ignorable="x14ac"',
    ` xmlns:xr="${later}/2014/revision" mc:Ignorable="x14ac xr" xr:uid="{00000000-0001-0000-0000-000000000000}"`,
  );
  parts['xl/threadedComments/threadedComment1.xml'] = strToU8(
    `<ThreadedComments xmlns="${later}/2018/threadedcomments"><threadedComment ref="C4" dT="2026-09-01T00:00:00.00" ` +
      'id="{00000000-0000-0000-0000-000000000001}"><text>请核对</text></threadedComment></ThreadedComments>',
  );
  parts['xl/externalLinks/externalLink1.xml'] = strToU8(
    '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      `<externalBook xmlns:r="${office}" r:id="rId1"><sheetNames><sheetName val="上年"/></sheetNames></externalBook></externalLink>`,
  );
  parts['xl/externalLinks/_rels/externalLink1.xml.rels'] = strToU8(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      `${relation('rId1', `${office}/externalLinkPath`, 'last-year.xlsx', ' TargetMode="External"')}</Relationships>`,
  );
  change(
    'xl/_rels/workbook.xml.rels',
    '</Relationships>',
    `${relation('rId90', `${office}/externalLink`, 'externalLinks/externalLink1.xml')}</Relationships>`,
  );
  change(
    'xl/workbook.xml',
    '</sheets>',
    '</sheets><externalReferences><externalReference r:id="rId90"/></externalReferences>',
  );
  change('xl/workbook.xml', / fullCalcOnLoad="1"/, '');
  parts['custom/unknown.dat'] = strToU8('不认识的部件');
  const types = [
    '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>',
    '<Default Extension="dat" ContentType="application/octet-stream"/>',
    '<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/>',
    '<Override PartName="/xl/threadedComments/threadedComment1.xml" ContentType="application/vnd.ms-excel.threadedcomments+xml"/>',
  ];
  change('[Content_Types].xml', '</Types>', `${types.join('')}</Types>`);
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, content]) => [
        name,
        [content, { level: name.endsWith('.png') ? 0 : 6, mtime: new Date(2026, 8, 1) }] as const,
      ]),
    ),
  );
}

/** Makes one template with each producer; answers their files. LibreOffice saves again what xlsxwriter made. */
export async function makeTemplates(folder: string): Promise<Readonly<Record<Producer, string>>> {
  const picture = path.join(folder, 'picture.png');
  writeFileSync(picture, redPicture());
  const file = (name: string): string => path.join(folder, `${name}.xlsx`);
  await run('/usr/bin/python3', [script('xlsxwriter'), file('xlsxwriter'), picture]);
  await run('/usr/bin/python3', [script('openpyxl'), file('openpyxl'), picture]);
  await writeWithExceljs(file('exceljs'), redPicture());
  const office = path.join(folder, 'office');
  await convertWithLibreOffice([file('xlsxwriter')], 'xlsx', office);
  writeFileSync(file('like-excel'), likeExcel(readFileSync(file('xlsxwriter'))));
  return {
    xlsxwriter: file('xlsxwriter'),
    openpyxl: file('openpyxl'),
    exceljs: file('exceljs'),
    LibreOffice: path.join(office, 'xlsxwriter.xlsx'),
    'like Excel': file('like-excel'),
  };
}
