import { writeSync } from 'node:fs';
import type { Edit, SubmissionState, World } from './torture-model';

/** What a driver tells the harness, one JSON text a line, written before it goes on. */
export type Told =
  /** The process to be killed. */
  | { readonly told: 'process'; readonly pid: number }
  /** The start was answered; `world` is what the page would show. Null where the start was refused. */
  | { readonly told: 'opened'; readonly world: World | null; readonly code: string | null }
  | { readonly told: 'try'; readonly edit: Edit }
  /** Only after the door's answer. `copy` is the name of a copy that was made. */
  | { readonly told: 'done'; readonly copy?: string }
  /** `hits`: faults that the call met. */
  | { readonly told: 'refused'; readonly code: string; readonly hits: number }
  /** What the page would show of one submission now. */
  | { readonly told: 'state'; readonly submission: string; readonly state: SubmissionState }
  /** The program was asked to quit and did. */
  | { readonly told: 'closed' }
  | { readonly told: 'broken'; readonly what: string };

const channel = 3;

export function tell(message: Told): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(channel, bytes, written);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

/** Calls `hear` with every whole line. */
export function listen(hear: (message: Told) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      hear(JSON.parse(rest.toString('utf8', 0, end)) as Told);
      rest = rest.subarray(end + 1);
    }
  };
}
