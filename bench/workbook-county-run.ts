import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sha256 } from '../electron/atomic-write';
import { writeWorkbook } from '../electron/workbook/write';
import { createCalculation } from '../shared/calculation';
import { generateSchools } from '../shared/generator';
import { workbookPlan } from '../shared/workbook';
import { shippedDefinitions } from '../test/support/definitions';

/** Runs inside Electron as Node: 200 schools planned, written and verified one after the other. */

const schools = 200;
const definitions = shippedDefinitions();

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-bench-'));
  const memory: number[] = [];
  let milliseconds = 0;
  let cells = 0;
  const before = process.cpuUsage();
  let generating = 0;
  // One at a time, as they come: nothing of the last one is kept.
  const county = generateSchools(definitions, { schools, seed: 7, largest: 1500 });
  for (let done = 1; done <= schools; done += 1) {
    const drawn = process.cpuUsage();
    const next = county.next();
    const { user, system } = process.cpuUsage(drawn);
    generating += user + system;
    if (next.done === true) throw new Error('too few schools');
    const { school, years } = next.value;
    const [year, ...earlier] = [...years].reverse();
    if (year === undefined) throw new Error('a school without years');
    const started = performance.now();
    const input = { school, ...year, previous: earlier };
    const calculation = createCalculation(definitions, input);
    const hashText = (text: string): string => sha256(Buffer.from(text));
    const plan = workbookPlan({ definitions, ...input, calculation, draft: true, hashText });
    cells += plan.cells.length;
    await writeWorkbook(plan, path.join(folder, `${school.code}.xlsx`));
    milliseconds += performance.now() - started;
    if (done % 50 === 0) memory.push(process.memoryUsage.rss() / 1024 / 1024);
  }
  rmSync(folder, { recursive: true, force: true });
  const { user, system } = process.cpuUsage(before);
  const processor = (user + system - generating) / 1000;
  process.stdout.write(JSON.stringify({ schools, milliseconds, processor, memory, cells }));
}

void main();
