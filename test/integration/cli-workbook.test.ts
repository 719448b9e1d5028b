import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { shippedDefinitions } from '../support/definitions';
import type { OutsideEdit } from '../../shared/import/report';
import { formatAddress } from '../../shared/workbook-address';
import { placedCells } from '../../shared/workbook-cells';
import type { SubmissionDocument } from '../../shared/workbook-data';
import { isPersonal } from '../../shared/workbook-findings';
import { tianbao } from './cli-run';
import { temporaryFolder } from './storage-place';
import { convertWithLibreOffice } from './workbook-readers';

const definitions = shippedDefinitions();
const run = promisify(execFile);

interface ImportAnswer {
  readonly submission: SubmissionDocument;
  readonly recognised: readonly string[];
  readonly unrecognised: readonly string[];
  readonly problems: readonly { code: string; sheet: string; address: string; message: string }[];
  readonly edits: readonly OutsideEdit[];
}

/** Name lists are in no workbook, nor what was written about them. */
function withoutNameLists(document: SubmissionDocument): SubmissionDocument {
  const personal = new Set(
    Object.values(definitions.forms).flatMap((form) => (isPersonal(form) ? [form.code] : [])),
  );
  const isPublic = (name: string) => !personal.has(name.split('!')[0] ?? '');
  const about = (check: string) =>
    Object.values(definitions.forms).find(({ checks }) => checks.some(({ id }) => id === check))?.code ?? '';
  return {
    ...document,
    lists: Object.fromEntries(Object.entries(document.lists).filter(([code]) => isPublic(code))),
    reviewed: document.reviewed.filter(isPublic),
    explanations: document.explanations
      .filter(({ finding }) => isPublic(about(/^[^@#]*/.exec(finding)?.[0] ?? '')))
      .map((item) => ({
        ...item,
        values: Object.fromEntries(Object.entries(item.values).filter(([name]) => isPublic(name))),
      })),
  };
}

function documentIn(folder: string, name: string): SubmissionDocument {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as SubmissionDocument;
}

/** The same submission as it would be after its third 定稿. */
function finalised(folder: string, name: string): SubmissionDocument {
  const document: SubmissionDocument = { ...documentIn(folder, name), state: 'finalised', version: 3 };
  writeFileSync(path.join(folder, 'final.json'), JSON.stringify(document));
  return document;
}

/** Schools of several types with this and last year. */
async function generated(edition: string, schools: number): Promise<{ folder: string; codes: string[] }> {
  const folder = temporaryFolder();
  const options = ['--schools', String(schools), '--seed', '11', '--years', '2', '--edition', edition];
  const { json } = await tianbao(folder, 'generate', ...options, '--out', '.');
  const answer = json as { schools: { code: string; type: string }[] };
  expect(new Set(answer.schools.map(({ type }) => type)).size).toBeGreaterThan(2);
  return { folder, codes: answer.schools.map(({ code }) => code) };
}

async function exported(folder: string, code: string): Promise<string> {
  const [last = ''] = readdirSync(folder).filter((name) => name.startsWith(`${code}-`));
  const file = `${code}.xlsx`;
  const { exitCode, said } = await tianbao(
    folder,
    'export',
    `${code}.json`,
    '--out',
    file,
    '--previous',
    last,
  );
  expect([exitCode, said]).toEqual([0, []]);
  return file;
}

async function imported(folder: string, file: string): Promise<ImportAnswer> {
  const { exitCode, json, said } = await tianbao(folder, 'import', file);
  expect([file, exitCode, said]).toEqual([file, 0, []]);
  return json as ImportAnswer;
}

describe.each(['jiaoji-2021', 'jichuji-2018-86'])('edition %s', (edition) => {
  test('generate, export and import give the same submission, also after LibreOffice saved it', async () => {
    const { folder, codes } = await generated(edition, 10);
    for (const code of codes) await exported(folder, code);
    const files = codes.map((code) => path.join(folder, `${code}.xlsx`));
    const resaved = path.join(folder, 'resaved');
    await convertWithLibreOffice(files, 'xlsx', resaved);
    for (const code of codes) {
      const [last = ''] = readdirSync(folder).filter((name) => name.startsWith(`${code}-`));
      const finalYear = finalised(folder, last);
      const args = ['export', 'final.json', '--final', '--out', 'final.xlsx', '--force'];
      const before = await tianbao(folder, ...args);
      expect([before.exitCode, before.said]).toEqual([0, []]);
      const final = await imported(folder, 'final.xlsx');
      expect(final.submission).toMatchObject({ state: 'finalised', version: 3 });
      expect(final.submission).toEqual(withoutNameLists(finalYear));
      const original = withoutNameLists(documentIn(folder, `${code}.json`));
      for (const place of [folder, resaved]) {
        const answer = await imported(place, `${code}.xlsx`);
        expect(answer.edits).toEqual([]);
        expect(answer.unrecognised).toEqual([]);
        expect(answer.submission).toEqual(original);
      }
    }
  }, 300_000);
});

/** As the official system exports it: the program's own sheets taken out, in another program. */
async function asOfficial(file: string, target: string): Promise<void> {
  const script = [
    'import sys, openpyxl',
    'book = openpyxl.load_workbook(sys.argv[1])',
    "for name in ('_data', '指标', '数据核查结果说明'):",
    '    if name in book.sheetnames: del book[name]',
    'book.save(sys.argv[2])',
  ].join('\n');
  await run('/usr/bin/python3', ['-c', script, file, target]);
}

/** A nine-year school with last year in the older edition, and the workbook that the official system gave out then. */
async function withOfficialYear(): Promise<{ folder: string; code: string; last: string; official: string }> {
  const folder = temporaryFolder();
  const options = ['--schools', '1', '--seed', '5', '--years', '2', '--edition', 'jichuji-2018-86'];
  await tianbao(folder, 'generate', ...options, '--type', '九年一贯制学校', '--out', '.');
  const [last = ''] = readdirSync(folder).filter((name) => /-\d{4}\.json$/.test(name));
  const code = last.slice(0, 10);
  expect((await tianbao(folder, 'export', last, '--out', 'last.xlsx')).exitCode).toBe(0);
  await asOfficial(path.join(folder, 'last.xlsx'), path.join(folder, 'official.xlsx'));
  return { folder, code, last, official: 'official.xlsx' };
}

describe('an official workbook', () => {
  test('is a submission again, and serves as last year like the submission itself', async () => {
    const { folder, code, last, official } = await withOfficialYear();
    const { submission, unrecognised } = (await tianbao(folder, 'import', official)).json as ImportAnswer;
    expect(unrecognised).toEqual([]);
    const original = documentIn(folder, last);
    expect(submission.school).toMatchObject({ code, type: '九年一贯制学校', name: original.school.name });
    expect(submission).toMatchObject({ state: 'draft', version: 0, reviewed: [] });
    expect(submission.collection.schoolYear).toBe(original.collection.schoolYear);
    let figures = 0;
    for (const [form, cells] of Object.entries(original.forms)) {
      for (const [key, value] of Object.entries(cells)) {
        if (value === -1) continue;
        expect([form, key, submission.forms[form]?.[key]]).toEqual([form, key, value]);
        figures += 1;
      }
    }
    expect(figures).toBeGreaterThan(500);
    const checked = async (previous: string) => {
      const answer = await tianbao(folder, 'check', `${code}.json`, '--previous', previous);
      const { findings, counts } = answer.json as {
        findings: { key: string; values: object }[];
        counts: object;
      };
      return {
        findings: findings.map(({ key, values }) => [key, values]),
        counts,
        exitCode: answer.exitCode,
      };
    };
    expect(await checked(official)).toEqual(await checked(last));
  }, 60_000);

  test('in .xls form says the same', async () => {
    const { folder, official } = await withOfficialYear();
    await convertWithLibreOffice([path.join(folder, official)], 'xls', path.join(folder, 'old'));
    const xlsx = (await tianbao(folder, 'import', official)).json as ImportAnswer;
    const xls = (await tianbao(folder, 'import', 'old/official.xls')).json as ImportAnswer;
    expect(xls.submission).toEqual(xlsx.submission);
  }, 60_000);

  test('may leave unsaid what the command line says', async () => {
    const { folder, official } = await withOfficialYear();
    const script = [
      'import sys, openpyxl',
      'book = openpyxl.load_workbook(sys.argv[1])',
      "for name in list(book.sheetnames):",
      "    if '312' not in str(book[name]['B3'].value) and '312' not in name: del book[name]",
      'for name in book.sheetnames: print(name)',
      'book.save(sys.argv[2])',
    ].join('\n');
    const { stdout } = await run('/usr/bin/python3', ['-c', script, path.join(folder, official), path.join(folder, 'one.xlsx')]);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const { exitCode, said } = await tianbao(folder, 'import', 'one.xlsx');
    expect([exitCode, said[0]]).toEqual([2, expect.stringContaining('one.xlsx：文件里没有写学校标识码，请用 --school')]);
    const hints = ['--school', '9900000009', '--type', '九年一贯制学校', '--school-year', '2019'];
    const answer = await tianbao(folder, 'import', 'one.xlsx', ...hints);
    const { submission, recognised } = answer.json as ImportAnswer;
    expect(recognised).toHaveLength(1);
    expect(submission).toMatchObject({ school: { code: '9900000009' }, collection: { schoolYear: 2019 } });
    const bad = await tianbao(folder, 'import', 'one.xlsx', ...hints, '--type', '大学');
    expect([bad.exitCode, bad.said[0]]).toEqual([2, expect.stringContaining('--type 不能是“大学”')]);
  }, 60_000); // prettier-ignore
});

describe('export', () => {
  test('writes a draft of what is not finalised, refuses --final and an existing file', async () => {
    const { folder, code } = await withOfficialYear();
    const document = { ...documentIn(folder, `${code}.json`), state: 'draft' };
    writeFileSync(path.join(folder, 'draft.json'), JSON.stringify(document));
    const draft = await tianbao(folder, 'export', 'draft.json', '--out', 'a.xlsx');
    expect(draft.json).toMatchObject({ draft: true, version: null, file: path.join(folder, 'a.xlsx') });
    const twice = await tianbao(folder, 'export', 'draft.json', '--out', 'a.xlsx');
    expect([twice.exitCode, twice.json, twice.said]).toEqual([
      2,
      undefined,
      ['a.xlsx 已经存在，没有写入。请换一个文件名，或加上 --force。'],
    ]);
    expect((await tianbao(folder, 'export', 'draft.json', '--out', 'a.xlsx', '--force')).exitCode).toBe(0);
    const final = await tianbao(folder, 'export', 'draft.json', '--out', 'b.xlsx', '--final');
    expect([final.exitCode, final.said[0]]).toEqual([2, expect.stringContaining('正式文件只能在定稿后导出')]);
    expect(readdirSync(folder)).not.toContain('b.xlsx');
    const { submission } = (await tianbao(folder, 'import', 'a.xlsx')).json as ImportAnswer;
    expect(submission.state).toBe('draft');
  }, 60_000);

  test('what is marked final and lacks something becomes a draft, and that is said', async () => {
    const { folder, last } = await withOfficialYear();
    const document = finalised(folder, last);
    const short = { ...document, reviewed: document.reviewed.slice(1) };
    writeFileSync(path.join(folder, 'short.json'), JSON.stringify(short));
    const { json, said, exitCode } = await tianbao(folder, 'export', 'short.json', '--out', 'a.xlsx');
    expect([exitCode, json]).toEqual([0, expect.objectContaining({ draft: true, version: null })]);
    expect(said.at(-1)).toContain('1 张表没有核对，写出的是草稿');
    const refused = await tianbao(folder, 'export', 'short.json', '--out', 'b.xlsx', '--final');
    expect([refused.exitCode, refused.said.at(-1)]).toEqual([2, expect.stringContaining('1 张表没有核对')]);
  }, 60_000);

  test('totals as formulas say the same when they come back', async () => {
    const { folder, last } = await withOfficialYear();
    const document = finalised(folder, last);
    const args = ['export', 'final.json', '--final', '--out', 'a.xlsx'];
    const { json } = await tianbao(folder, ...args, '--totals', 'formulas');
    expect(json).toMatchObject({ draft: false, version: 3 });
    const answer = await imported(folder, 'a.xlsx');
    expect(answer.edits).toEqual([]);
    expect(answer.submission).toEqual(withoutNameLists(document));
  }, 60_000);

  test.each([
    ['no file', [], '正确的写法：export'],
    ['no workbook as target', ['a.json', '--out', 'a.pdf'], '--out 不能是“a.pdf”'],
    ['unknown totals', ['a.json', '--out', 'a.xlsx', '--totals', 'x'], '--totals 不能是“x”'],
    ['a submission that is not there', ['a.json', '--out', 'a.xlsx'], '找不到 a.json'],
  ])('%s is bad input', async (_name, args, sentence) => {
    const { exitCode, json, said } = await tianbao(temporaryFolder(), 'export', ...args);
    expect([exitCode, json, said[0]]).toEqual([2, undefined, expect.stringContaining(sentence)]);
  });
});

describe('our own workbook, changed in another program', () => {
  test('import tells each change and gives a draft; check finds the total that no longer fits', async () => {
    const { folder, last } = await withOfficialYear();
    finalised(folder, last);
    const args = ['export', 'final.json', '--out', 'a.xlsx'];
    expect((await tianbao(folder, ...args)).json).toMatchObject({ draft: false });
    const { submission: before } = await imported(folder, 'a.xlsx');
    const form = definitions.forms['基础基312'];
    const cells = placedCells(form as never, null);
    const total = cells.find(({ kind }) => kind === 'computed');
    const input = cells.find(({ kind, key }) => kind === 'input' && Number(before.forms['基础基312']?.[key]) > 0);
    if (total === undefined || input === undefined) throw new Error('nothing to change');
    const script = [
      'import sys, openpyxl',
      'book = openpyxl.load_workbook(sys.argv[1])',
      'sheet = next(s for s in book if "312" in str(s["B3"].value))',
      'sheet[sys.argv[2]] = 9999',
      'sheet[sys.argv[3]] = " １２３ "',
      'book.save(sys.argv[4])',
    ].join('\n');
    const places = [total, input].map(({ position }) => formatAddress(position));
    await run('/usr/bin/python3', ['-c', script, path.join(folder, 'a.xlsx'), ...places, path.join(folder, 'b.xlsx')]);
    const answer = await tianbao(folder, 'import', 'b.xlsx');
    const { submission, edits } = answer.json as ImportAnswer;
    const told = edits.map(({ cell, found, fate }) => [cell, found, fate]).sort();
    expect(told).toEqual([[input.key, ' １２３ ', 'taken'], [total.key, '9999', 'computed']].sort());
    expect(submission.state).toBe('draft');
    expect(submission.forms['基础基312']?.[input.key]).toBe(123);
    expect(submission.forms['基础基312']?.[total.key]).toBe(9999);
    const check = await tianbao(folder, 'check', 'b.xlsx');
    expect(check.exitCode).toBe(1);
    const { findings } = check.json as { findings: { severity: string; cells: string[] }[] };
    expect(findings.some(({ severity, cells: read }) => severity === 'error' && read.includes(total.key))).toBe(true);
  }, 60_000); // prettier-ignore
});

test.each([
  ['a text file', 'a.xlsx', 'hello', '不是 Excel 工作簿'],
  ['a truncated package', 'b.xlsx', 'PK\u0003\u0004abc', 'b.xlsx 已损坏或不完整'],
])('%s is refused with a sentence and 2', async (_name, name, text, sentence) => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, name), text);
  for (const command of ['import', 'check']) {
    const { exitCode, json, said } = await tianbao(folder, command, name);
    expect([command, exitCode, json, said[0]]).toEqual([
      command,
      2,
      undefined,
      expect.stringContaining(sentence),
    ]);
  }
});
