import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TemplateValue } from '../../electron/jobs/table';
import { fillTemplateFile } from '../../electron/workbook/patch-file';
import { readWorkbook } from '../../electron/workbook/read';
import { fates } from '../support/template-features';
import { cellXml, withoutBareRows, withoutCells, withoutResults } from '../support/template-skeleton';
import { makeTemplates, partsOf, producers, textOf } from '../support/templates';
import type { Parts, Producer } from '../support/templates';
import { convertWithLibreOffice, readWithOpenpyxl, sharedFolder } from './workbook-readers';

const run = promisify(execFile);
const folder = sharedFolder();
const script = path.resolve(import.meta.dirname, '../support/read_template.py');

function value(address: string, content: string | number, sheet = '班数'): TemplateValue {
  const kind = typeof content === 'number' ? 'number' : 'text';
  return { sheet, address, kind, text: String(content) };
}

const formulaText = '=1+1 <&> 𠀀"\'';
/** Styled blanks, a commented and validated cell, the first cell of a merge, new cells in old and new rows, texts. */
const filled: readonly TemplateValue[] = [
  value('C4', 12),
  value('D4', -3.5),
  value('E4', formulaText),
  value('C5', '@SUM(1)'),
  value('D5', '+86 -1\n第二行'),
  value('C11', 7),
  value('A2', ' 填报单位：青山镇中心小学 '),
  value('F12', 5),
  value('AA12', '远处'),
  value('K30', 1),
  value('B33', 0),
  value('C2', '五年级', '名 册'),
  value('C20', 4, '空表'),
  value('A1', 3, '空表'),
];
const left: readonly TemplateValue[] = [
  value('B4', 99),
  value('D11', 1),
  value('A1', '改名', '名 册'),
  value('A1', 1, '没有的表'),
  { ...value('A1', 1), address: 'ZZZ1' },
];
/** Formulas that read a filled cell; B6 to B9 read none. D10 shows a part of what C10 calculates. */
const stale = ['B4', 'B5', 'B10', 'C10', 'D10'];
const filledSheets = ['班数', '名 册', '空表'] as const;

interface Case {
  readonly file: string;
  readonly target: string;
  readonly before: Parts;
  readonly after: Parts;
  readonly result: Awaited<ReturnType<typeof fillTemplateFile>>;
}

const none = new Uint8Array();
const cases = new Map<Producer, Case>();

beforeAll(async () => {
  const templates = await makeTemplates(folder);
  for (const producer of producers) {
    const file = templates[producer];
    const target = path.join(folder, `filled ${producer}.xlsx`);
    const bytes = readFileSync(file);
    const result = await fillTemplateFile({ template: file, target, values: [...filled, ...left] });
    expect(readFileSync(file)).toEqual(bytes);
    cases.set(producer, {
      file,
      target,
      before: partsOf(bytes),
      after: partsOf(readFileSync(target)),
      result,
    });
  }
}, 120_000);

function caseOf(producer: Producer): Case {
  const found = cases.get(producer);
  if (found === undefined) throw new Error(`nothing made with ${producer}`);
  return found;
}

/** Part of a sheet by its name, through the relations. */
function partOf(parts: Parts, sheet: string): string {
  const escapedName = sheet.replaceAll(' ', '\\s');
  const tag =
    new RegExp(`<sheet [^>]*name="${escapedName}"[^>]*>`).exec(textOf(parts, 'xl/workbook.xml'))?.[0] ?? '';
  const id = /r:id="([^"]*)"/.exec(tag)?.[1] ?? '';
  const relations = textOf(parts, 'xl/_rels/workbook.xml.rels').match(/<Relationship [^>]*>/g) ?? [];
  const relation = relations.find((text) => text.includes(`Id="${id}"`)) ?? '';
  const target = /Target="([^"]*)"/.exec(relation)?.[1] ?? '';
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

describe.each(producers)('a template made with %s', (producer) => {
  test('fills what may be filled and says what was left alone', () => {
    const { result } = caseOf(producer);
    expect(result.filled).toBe(filled.length);
    expect(result.formulas).toBe(true);
    expect(result.skipped.map(({ sheet, address, why }) => `${sheet}!${address} ${why}`).sort()).toEqual([
      '名 册!A1 tableHead',
      '没有的表!A1 noSheet',
      '班数!B4 formula',
      '班数!D11 covered',
      '班数!ZZZ1 outside',
    ]);
  });

  test('every part but the filled sheets is the same, byte by byte', () => {
    const { before, after } = caseOf(producer);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const changed = Object.keys(before).filter(
      (name) => Buffer.compare(before[name] ?? none, after[name] ?? none) !== 0,
    );
    const sheets = filledSheets.map((sheet) => partOf(before, sheet));
    const flagged = textOf(before, 'xl/workbook.xml').includes('fullCalcOnLoad="1"');
    expect(changed.sort()).toEqual([...sheets, ...(flagged ? [] : ['xl/workbook.xml'])].sort());
    const workbook = textOf(after, 'xl/workbook.xml');
    expect(workbook).toContain(' fullCalcOnLoad="1"');
    const stripped = workbook.replace(' fullCalcOnLoad="1"', '').replace('<calcPr/>', '');
    if (!flagged) expect(stripped).toBe(textOf(before, 'xl/workbook.xml').replace('<calcPr/>', ''));
  });

  test('within the filled sheets nothing but the filled cells differs', () => {
    const { before, after } = caseOf(producer);
    for (const sheet of filledSheets) {
      const part = partOf(before, sheet);
      const addresses = filled.filter((cell) => cell.sheet === sheet).map(({ address }) => address);
      const [was, is] = [textOf(before, part), textOf(after, part)].map((text) =>
        withoutBareRows(withoutResults(withoutCells(text, addresses), sheet === '班数' ? stale : [])),
      );
      expect(is).toBe(was);
      expect(textOf(after, part)).not.toBe(textOf(before, part));
      for (const address of addresses) expect(cellXml(textOf(after, part), address)).not.toBeNull();
    }
  });

  test('a formula that reads a filled cell loses the result of the blank, others keep theirs', () => {
    const { before, after } = caseOf(producer);
    const part = partOf(before, '班数');
    for (const address of stale) {
      expect(cellXml(textOf(after, part), address) ?? '').not.toMatch(/<v>[^<]/);
    }
    for (const address of ['B6', 'B7', 'B8', 'B9']) {
      expect(cellXml(textOf(after, part), address)).toBe(cellXml(textOf(before, part), address));
    }
  });

  test('keeps every feature that the template has', () => {
    const { before, after } = caseOf(producer);
    const found = fates(before, after);
    expect([...found].filter(([, fate]) => fate !== 'kept' && fate !== '—')).toEqual([]);
    expect([...found].filter(([, fate]) => fate === 'kept').map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'merges',
        'data validations',
        'conditional formats',
        'pictures',
        'comments',
        'defined names',
      ]),
    );
  });

  test('openpyxl reads the values in their places and everything else as before', async () => {
    const { file, target } = caseOf(producer);
    const [was, is] = await Promise.all([file, target].map(readTemplate));
    for (const { sheet, address, kind, text } of filled) {
      expect([address, is?.sheets[sheet]?.values[address]]).toEqual([
        address,
        kind === 'number' ? Number(text) : text,
      ]);
    }
    for (const { sheet, address } of filled) {
      for (const read of [was, is]) delete read?.sheets[sheet]?.values[address];
      // A cell that was not there has the style of its row or column now.
      if (was?.sheets[sheet]?.styles[address] === undefined) delete is?.sheets[sheet]?.styles[address];
    }
    // The second cell of an array formula: its value was the formula's result.
    delete was?.sheets['班数']?.values['D10'];
    expect(is).toEqual(was);
  });
});

// exceljs cannot open the template of openpyxl, filled or not; that of LibreOffice it can open but not save.
test.each(producers.filter((producer) => producer !== 'openpyxl'))(
  'exceljs reads the values in a template made with %s',
  async (producer) => {
    const sheets = await readWorkbook(readFileSync(caseOf(producer).target));
    for (const { sheet, address, kind, text } of filled) {
      const cells = sheets.find(({ name }) => name === sheet)?.cells;
      expect([address, cells?.get(address)]).toEqual([address, { kind, text }]);
    }
  },
);

interface ReadTemplate {
  readonly sheets: Record<
    string,
    { readonly values: Record<string, unknown>; readonly styles: Record<string, string> } | undefined
  >;
}

async function readTemplate(file: string): Promise<ReadTemplate> {
  const { stdout } = await run('/usr/bin/python3', [script, file], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as ReadTemplate;
}

test('LibreOffice opens every filled template, finds the values, calculates the totals and prints as many pages as before', async () => {
  const copies = producers.map((producer) => {
    const before = path.join(folder, `blank ${producer}.xlsx`);
    writeFileSync(before, readFileSync(caseOf(producer).file));
    return { producer, before, after: caseOf(producer).target };
  });
  const out = path.join(folder, 'libreoffice');
  await convertWithLibreOffice(
    copies.map(({ after }) => after),
    'xlsx',
    out,
  );
  await convertWithLibreOffice(
    copies.flatMap(({ before, after }) => [before, after]),
    'pdf',
    out,
  );
  for (const { producer, after } of copies) {
    const sheets = await readWithOpenpyxl(path.join(out, path.basename(after)));
    for (const { sheet, address, kind, text } of filled) {
      const read = sheets.get(sheet)?.cells[address]?.value;
      expect([producer, sheet, address, read]).toEqual([
        producer,
        sheet,
        address,
        kind === 'number' ? Number(text) : text,
      ]);
    }
    const part = textOf(
      partsOf(readFileSync(path.join(out, path.basename(after)))),
      'xl/worksheets/sheet1.xml',
    );
    expect([producer, /<v>([^<]*)/.exec(cellXml(part, 'B4') ?? '')?.[1]]).toEqual([producer, '8.5']);
    const pages = [`filled ${producer}.pdf`, `blank ${producer}.pdf`].map(
      (name) => readFileSync(path.join(out, name), 'latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0,
    );
    expect(pages[0]).toBeGreaterThan(0);
    expect(pages[0]).toBeGreaterThanOrEqual(pages[1] ?? 0);
  }
}, 180_000);
