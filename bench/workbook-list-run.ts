import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packList } from '../electron/workbook/list-writer';
import type { ListPlan, ListSheet } from '../shared/workbook-list';
import { ownPage } from '../shared/workbook-draft';
import type { PlannedValue } from '../shared/workbook-sheet';
import { ownStyles } from '../shared/workbook-styles';
import { columnLetters } from '../shared/workbook-address';

/**
 * Runs inside Electron as Node: a county's list of 8 sheets, 2,000 rows and 60 columns, once, so that the process's peak
 * is that of one list. `content` names a file to which the list is written as JSON, for other programs to write the same.
 */

const shape = { sheets: 8, rows: 2000, columns: 60 };

/** Every third column is a text that differs from row to row, every sixth an identity-like code, the rest figures. */
function value(sheet: number, row: number, column: number): PlannedValue {
  if (column % 6 === 0)
    return { kind: 'text', text: `99${sheet}${String(row * 60 + column).padStart(8, '0')}` };
  if (column % 3 === 0) return { kind: 'text', text: `清河镇第${(row * 7 + column) % 500}小学` };
  return { kind: 'number', text: String((row * 31 + column * 17 + sheet) % 10_000) };
}

function* rowsOf(sheet: number): Generator<readonly PlannedValue[]> {
  for (let row = 0; row < shape.rows; row += 1)
    yield Array.from({ length: shape.columns }, (_, column) => value(sheet, row, column));
}

function sheetOf(index: number): ListSheet {
  const heads = Array.from({ length: shape.columns }, (_, column) => ({
    address: `${columnLetters(column + 1)}1`,
    text: `栏${column + 1}`,
    style: 'head',
  }));
  return {
    template: {
      ...{ sheet: `台账${index + 1}`, visibility: 'visible', styles: ownStyles, texts: heads, data: [] },
      ...{ merges: [], rows: [], page: ownPage, titleRows: [1, 1], printArea: null },
      columns: [{ from: 1, to: shape.columns, size: 12, hidden: false }],
    },
    first: { column: 1, row: 2 },
    styles: Array.from({ length: shape.columns }, (_, column) => (column % 3 === 0 ? 'words' : 'figure')),
    rows: rowsOf(index),
    foot: null,
  };
}

const plan = (): ListPlan => ({
  title: '台账',
  author: '清河县教育局',
  sheets: Array.from({ length: shape.sheets }, (_, index) => sheetOf(index)),
});

/** Largest resident size so far, in MB; the operating system's other figure counts what the parent had when it forked. */
function peakMemory(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

async function main(): Promise<void> {
  const content = process.env['TIANBAO_BENCH_CONTENT'];
  if (content !== undefined) {
    const sheets = plan().sheets.map(({ template, rows }) => ({
      name: template.sheet,
      heads: template.texts.map(({ text }) => text),
      rows: [...rows].map((row) => row.map(({ kind, text }) => (kind === 'number' ? Number(text) : text))),
    }));
    writeFileSync(content, JSON.stringify({ sheets }));
    process.stdout.write('{}');
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-bench-'));
  const file = path.join(folder, '台账.xlsx');
  const before = process.cpuUsage();
  const started = performance.now();
  writeFileSync(file, await packList(plan()));
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  const result = {
    milliseconds,
    processor: (user + system) / 1000,
    peak: peakMemory(),
    size: statSync(file).size,
  };
  if (process.env['TIANBAO_BENCH_KEEP'] === undefined) rmSync(folder, { recursive: true, force: true });
  else process.stderr.write(`${file}\n`);
  process.stdout.write(JSON.stringify(result));
}

void main();
