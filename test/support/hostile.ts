import { deflateRawSync } from 'node:zlib';
import type { ErrorCode } from '../../shared/error';
import { main, oneSheet, packageBytes, packageParts, sheetXml } from './hostile-package';
import type { PackageSpec } from './hostile-package';
import { writeZip } from './hostile-zip';
import type { ZipEntry } from './hostile-zip';

/** A file that someone made to harm, confuse or exhaust a program that reads workbooks. */
export interface HostileFile {
  readonly name: string;
  /** How it must be refused; null where it is read and the harm is in what is left aside. */
  readonly code: ErrorCode | null;
  /** What the sentence must name besides the file. */
  readonly names?: string;
  readonly bytes: () => Uint8Array;
}

const megabyte = 1024 * 1024;
const sheetPart = 'xl/worksheets/sheet1.xml';

/** Rows that a packer makes 100 times smaller but not 1,000 times: what a real, very large sheet would look like. */
function rowsOf(megabytes: number, seed: number): Buffer {
  let state = seed;
  const block = Buffer.alloc(3000);
  for (let index = 0; index < block.length; index += 1) {
    state = (state * 1103515245 + 12345) % 2147483648;
    block[index] = 97 + (state % 23);
  }
  block.write('<!--', 0);
  block.write('-->', block.length - 3);
  const start = Buffer.from(`<worksheet xmlns="${main}">`);
  const blocks = Math.floor((megabytes * megabyte) / block.length);
  return Buffer.concat([start, Buffer.alloc(blocks * block.length, block), Buffer.from('</worksheet>')]);
}

function bomb(name: string, megabytes: number): ZipEntry {
  const content = Buffer.alloc(megabytes * megabyte, 0x20);
  return { name, content, deflated: deflateRawSync(content, { level: 9 }) };
}

/** A deflated bomb whose entry says that it is small. */
function lyingBomb(): Uint8Array {
  return packageBytes({}, [{ ...bomb(sheetPart, 50), declaredSize: 1000 }]);
}

function overlappingBomb(): Uint8Array {
  const kernel: ZipEntry = { name: sheetPart, content: rowsOf(2, 1) };
  const others = Array.from({ length: 200 }, (_, index): ZipEntry => {
    return { ...kernel, name: `xl/worksheets/sheet${index + 2}.xml`, sameAs: 0 };
  });
  const rest = [...packageParts({ sheets: [] })].map(([name, content]): ZipEntry => ({ name, content }));
  return writeZip([kernel, ...others, ...rest]);
}

function manySheets(count: number, megabytes: number): Uint8Array {
  const sheets = Array.from({ length: count }, (_, index) => ({ name: `表${index + 1}` }));
  const large = sheets.map((_, index): ZipEntry => {
    return { name: `xl/worksheets/sheet${index + 1}.xml`, content: rowsOf(megabytes, index + 1) };
  });
  return packageBytes({ sheets }, large);
}

const laughs = [
  '<!DOCTYPE sst [<!ENTITY l0 "哈">',
  ...Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`),
  ']>',
].join('');

const cell = (address: string, content: string, type = 'str'): string =>
  `<row><c r="${address}" t="${type}">${content}</c></row>`;

const longText = '长'.repeat(megabyte);

/** A workbook whose named part is not packed: monotonous content that is not refused for being packed too well. */
function unpacked(spec: PackageSpec, name = sheetPart): Uint8Array {
  return packageBytes(spec, [
    { name, content: packageParts(spec).get(name) ?? Buffer.alloc(0), stored: true },
  ]);
}

const unpackedSheet = (rows: string, after = ''): Uint8Array =>
  unpacked({ sheets: [{ name: '表一', rows, after }] });

const zipFiles: readonly HostileFile[] = [
  {
    name: 'zip bomb: 50 MB of blanks in a sheet',
    code: 'file.unsafe',
    names: sheetPart,
    bytes: () => packageBytes({}, [bomb(sheetPart, 50)]),
  },
  { name: 'zip bomb: an entry that says it has 1,000 bytes', code: 'file.unsafe', bytes: lyingBomb },
  { name: 'zip bomb: 201 sheets in the same bytes', code: 'file.unsafe', bytes: overlappingBomb },
  { name: 'a sheet of 70 MB', code: 'file.tooMuch', names: sheetPart, bytes: () => manySheets(1, 70) },
  { name: '4 sheets of 50 MB', code: 'file.tooMuch', names: 'sheet3', bytes: () => manySheets(4, 50) },
  {
    name: 'a bomb that nobody asks for, in a zip in the zip',
    code: null,
    bytes: () => {
      const inner = writeZip([bomb('more.zip', 50)]);
      return packageBytes({}, [
        bomb('xl/media/image1.png', 50),
        { name: 'xl/embeddings/a.zip', content: inner },
      ]);
    },
  },
  {
    name: 'an entry that is one byte longer than it says',
    code: 'file.damaged',
    names: sheetPart,
    bytes: () => {
      const content = packageParts().get(sheetPart) ?? Buffer.alloc(0);
      return packageBytes({}, [{ name: sheetPart, content, declaredSize: content.length - 1 }]);
    },
  },
  {
    name: 'a wrong checksum',
    code: 'file.damaged',
    names: sheetPart,
    bytes: () => packageBytes({}, [{ name: sheetPart, content: Buffer.from('x'), declaredChecksum: 1 }]),
  },
  {
    name: 'a header that names another part than the directory',
    code: 'file.damaged',
    names: sheetPart,
    bytes: () =>
      packageBytes({}, [{ name: sheetPart, localName: 'x', content: Buffer.from(sheetXml({ name: '' })) }]),
  },
  ...[
    '../../evil.xml',
    '/xl/evil.xml',
    'xl\\evil.xml',
    'C:/evil.xml',
    'xl/./evil.xml',
    'xl/\u0000evil.xml',
  ].map((name): HostileFile => ({
    name: `an entry named ${JSON.stringify(name)}`,
    code: 'file.unsafe',
    names: 'evil.xml',
    bytes: () => packageBytes({}, [{ name, content: Buffer.from('x') }]),
  })),
  {
    name: 'a name that is there twice',
    code: 'file.unsafe',
    names: 'xl/Worksheets/sheet1.XML',
    bytes: () => packageBytes({}, [{ name: 'xl/Worksheets/sheet1.XML', content: Buffer.from('x') }]),
  },
  {
    name: 'an encrypted entry',
    code: 'file.encrypted',
    bytes: () => packageBytes({}, [{ name: sheetPart, content: Buffer.from('x'), flags: 1 }]),
  },
  {
    name: '5,000 entries',
    code: 'file.tooMuch',
    bytes: () =>
      packageBytes(
        {},
        Array.from({ length: 5000 }, (_, index) => ({ name: `a/${index}`, content: Buffer.from('x') })),
      ),
  },
  {
    name: 'a directory that counts more entries than it has',
    code: 'file.damaged',
    bytes: () => writeZip([{ name: 'a', content: Buffer.from('x') }], { entryCount: 3000 }),
  },
  {
    name: '51 MB',
    code: 'file.tooLarge',
    bytes: () => Buffer.concat([oneSheet(''), Buffer.alloc(51 * megabyte)]),
  },
];

const xmlFiles: readonly HostileFile[] = [
  {
    name: 'entities within entities (billion laughs)',
    code: 'file.unsafe',
    names: 'xl/sharedStrings.xml',
    bytes: () => packageBytes({ sharedStrings: `${laughs}<sst xmlns="${main}"><si><t>&l9;</t></si></sst>` }),
  },
  {
    name: 'an entity from another file',
    code: 'file.unsafe',
    names: sheetPart,
    bytes: () =>
      packageBytes({
        parts: {
          [sheetPart]: `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheetXml({ name: '', rows: cell('A1', '<v>&e;</v>') })}`,
        },
      }),
  },
  {
    name: 'a document type in the relations',
    code: 'file.unsafe',
    names: '_rels/.rels',
    bytes: () =>
      packageBytes({ parts: { '_rels/.rels': '<!DOCTYPE r SYSTEM "http://example.invalid/r.dtd"><r/>' } }),
  },
  {
    name: 'an entity that nobody declared',
    code: 'file.damaged',
    names: sheetPart,
    bytes: () => oneSheet(cell('A1', '<v>&constructor;</v>')),
  },
  {
    name: 'a million elements within each other',
    code: 'file.unsafe',
    names: sheetPart,
    bytes: () => oneSheet('<a>'.repeat(1_000_000) + '</a>'.repeat(1_000_000)),
  },
  {
    name: 'two million attributes',
    code: 'file.unsafe',
    names: sheetPart,
    bytes: () =>
      oneSheet(`<row ${Array.from({ length: 2_000_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`),
  },
  {
    name: 'an attribute of 20 MB as address',
    code: 'file.unsafe',
    names: sheetPart,
    bytes: () => unpackedSheet(cell('A'.repeat(20 * megabyte), '<v>1</v>')),
  },
  {
    name: 'an element that is not closed',
    code: 'file.damaged',
    names: sheetPart,
    bytes: () => oneSheet('<row><c>'),
  },
  {
    name: 'bytes that are no UTF-8',
    code: 'file.damaged',
    names: sheetPart,
    bytes: () => packageBytes({ parts: { [sheetPart]: Buffer.from([0x3c, 0x61, 0xff, 0xfe, 0x3e]) } }),
  },
];

const contentFiles: readonly HostileFile[] = [
  {
    name: 'a dimension of the whole sheet for one cell',
    code: null,
    bytes: () =>
      oneSheet('<row r="1"><c r="A1"><v>7</v></c></row>', { before: '<dimension ref="A1:XFD1048576"/>' }),
  },
  {
    name: 'a cell beyond the last column',
    code: 'file.damaged',
    names: 'XFE1',
    bytes: () => oneSheet(cell('XFE1', '<v>1</v>')),
  },
  {
    name: 'a cell below the last row',
    code: 'file.damaged',
    names: 'A1048577',
    bytes: () => oneSheet(cell('A1048577', '<v>1</v>')),
  },
  {
    name: 'a row number of 20 digits',
    code: 'file.damaged',
    bytes: () => oneSheet('<row r="99999999999999999999"><c><v>1</v></c></row>'),
  },
  {
    name: 'a merge of the whole sheet',
    code: null,
    bytes: () =>
      oneSheet('<row r="1"><c r="A1"><v>7</v></c></row>', {
        after: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
      }),
  },
  {
    name: '5,000 merges of the whole sheet beside 50,000 cells',
    code: 'file.tooMuch',
    names: '合并单元格',
    bytes: () =>
      unpackedSheet(
        '<row><c><v>1</v></c></row>'.repeat(50_000),
        `<mergeCells>${'<mergeCell ref="B1:XFD1048576"/>'.repeat(5000)}</mergeCells>`,
      ),
  },
  {
    name: '300,000 merges',
    code: 'file.tooMuch',
    names: '合并单元格',
    bytes: () => unpackedSheet('', `<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(300_000)}</mergeCells>`),
  },
  {
    name: '1,100,000 cells',
    code: 'file.tooMuch',
    names: '表一',
    bytes: () => unpackedSheet(`<row>${'<c><v>1</v></c>'.repeat(100)}</row>`.repeat(11_000)),
  },
  {
    name: 'a text of 1 MB in a cell',
    code: 'file.textTooLong',
    names: 'B7',
    bytes: () => oneSheet(cell('B7', `<is><t>${longText}</t></is>`, 'inlineStr')),
  },
  {
    name: 'a shared text of 1 MB',
    code: 'file.textTooLong',
    names: 'B7',
    bytes: () =>
      packageBytes({
        sheets: [{ name: '表一', rows: cell('B7', '<v>0</v>', 's') }],
        sharedStrings: `<sst xmlns="${main}"><si><t>${longText}</t></si></sst>`,
      }),
  },
  {
    name: 'a formula of 1 MB',
    code: 'file.textTooLong',
    names: 'B7',
    bytes: () => oneSheet(cell('B7', `<f>${'1+'.repeat(megabyte / 2)}1</f><v>1</v>`)),
  },
  {
    name: '4,294,967,295 shared texts announced',
    code: null,
    bytes: () =>
      packageBytes({ sharedStrings: `<sst xmlns="${main}" count="4294967295" uniqueCount="4294967295"/>` }),
  },
  {
    name: '1,100,000 shared texts',
    code: 'file.tooMuch',
    names: 'xl/sharedStrings.xml',
    bytes: () =>
      unpacked(
        { sharedStrings: `<sst xmlns="${main}">${'<si><t>a</t></si>'.repeat(1_100_000)}</sst>` },
        'xl/sharedStrings.xml',
      ),
  },
  {
    name: 'a cell that refers to a text that is not there',
    code: 'file.damaged',
    names: 'C3',
    bytes: () => oneSheet(cell('C3', '<v>5</v>', 's')),
  },
  {
    name: 'a cell that is there twice',
    code: 'file.damaged',
    names: 'C3',
    bytes: () => oneSheet(cell('C3', '<v>5</v>').repeat(2)),
  },
  {
    name: 'two sheets of the same part',
    code: 'file.unsafe',
    names: '表二',
    bytes: () =>
      packageBytes({ sheets: [{ name: '表一' }, { name: '表二', target: 'worksheets/SHEET1.xml' }] }),
  },
  {
    name: 'two sheets of the same name',
    code: 'file.unsafe',
    names: '表一',
    bytes: () => packageBytes({ sheets: [{ name: '表一' }, { name: '表一' }] }),
  },
  {
    name: 'a sheet outside of the package',
    code: 'file.unsafe',
    names: 'passwd',
    bytes: () => packageBytes({ sheets: [{ name: '表一', target: '../../../etc/passwd' }] }),
  },
  {
    name: '2,000 sheets',
    code: 'file.tooMuch',
    bytes: () =>
      packageBytes({ sheets: Array.from({ length: 2000 }, (_, index) => ({ name: `表${index}` })) }),
  },
  {
    name: 'a sheet name of 1 MB',
    code: 'file.damaged',
    bytes: () => packageBytes({ sheets: [{ name: longText }] }),
  },
];

export const hostileFiles: readonly HostileFile[] = [...zipFiles, ...xmlFiles, ...contentFiles];
