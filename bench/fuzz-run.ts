import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packWorkbook } from '../electron/workbook/package';
import type { WorkbookPlan } from '../shared/workbook-sheet';
import { takeWholeWay } from './fuzz-import';
import { mutated, seedOf } from './fuzz-mutate';
import { samplePlans } from './fuzz-plans';

/**
 * Runs inside Electron as Node; scripts/fuzz.mjs starts it and watches it.
 * `corpus <folder>` writes our own exports; `run <folder> <first> <last>` takes mutated files the whole way.
 */

/** As a county or another program hands it over: without our data sheet, and at most `most` sheets from `first` on. */
function official(plan: WorkbookPlan, first = 0, most = 100): WorkbookPlan {
  const sheets = plan.sheets.filter(({ sheet }) => sheet !== '_data').slice(first, first + most);
  const kept = new Set(sheets.map(({ sheet }) => sheet));
  return { ...plan, sheets, cells: plan.cells.filter(({ sheet }) => kept.has(sheet)) };
}

function writeCorpus(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, plan] of Object.entries(samplePlans())) {
    const write = (kind: string, content: WorkbookPlan): void =>
      writeFileSync(path.join(folder, `${kind}-${name}.xlsx`), packWorkbook(content));
    write('own', plan);
    write('official', official(plan));
    write('front', official(plan, 0, 5));
    write('some', official(plan, 4, 4));
  }
}

const tell = (message: object): Promise<void> =>
  new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));

async function runAll(folder: string, first: number, last: number): Promise<void> {
  const names = readdirSync(folder).sort();
  const seeds = names.map((name) => seedOf(name, readFileSync(path.join(folder, name))));
  // Before anything is changed, every seed must go the whole way.
  for (const { name, bytes } of first === 0 ? seeds : []) {
    await tell({ seed: name, outcome: await takeWholeWay(bytes, name) });
  }
  for (let number = first; number < last; number += 1) {
    const { name, bytes } = mutated(seeds, number);
    await tell({ start: number, name });
    const started = performance.now();
    const outcome = await takeWholeWay(bytes, name);
    const milliseconds = performance.now() - started;
    if (outcome.fault !== null) {
      const file = path.join(folder, '..', `${number}-${name}`);
      writeFileSync(file, bytes);
      writeFileSync(`${file}.txt`, `${outcome.kind}\n${outcome.fault}\n`);
    }
    await tell({ end: number, outcome, milliseconds, memory: process.resourceUsage().maxRSS });
  }
}

function saveOne(folder: string, number: number): void {
  const seeds = readdirSync(folder)
    .sort()
    .map((name) => seedOf(name, readFileSync(path.join(folder, name))));
  const { name, bytes } = mutated(seeds, number);
  writeFileSync(path.join(folder, '..', `${number}-${name}`), bytes);
}

const [command, folder = '', first = '0', last = '0'] = process.argv.slice(2);
if (command === 'corpus') writeCorpus(folder);
else if (command === 'save') saveOne(folder, Number(first));
else void runAll(folder, Number(first), Number(last)).then(() => process.disconnect?.());
