import { writeSync } from 'node:fs';
import type { Edit, SubmissionState, World } from './torture-model';
import type { PageOffice } from './torture-office';

/** What a driver tells the harness, one JSON text a line, written before it goes on. */
export type Told =
  /** The process to be killed. */
  | { readonly told: 'process'; readonly pid: number }
  /** The start was answered; `world` is what the page would show. Null where the start was refused. */
  | { readonly told: 'opened'; readonly world: World | null; readonly code: string | null }
  | { readonly told: 'try'; readonly edit: Edit }
  | ({ readonly told: 'done' } & Answer)
  /** `hits`: faults that the call met. */
  | { readonly told: 'refused'; readonly code: string; readonly hits: number }
  /** What the page would show of one submission now. */
  | { readonly told: 'state'; readonly submission: string; readonly state: SubmissionState }
  | { readonly told: 'office'; readonly office: PageOffice }
  /** The password was asked for, and this one was taken. */
  | { readonly told: 'unlocked'; readonly password: string }
  /** The program was asked to quit and did. */
  | { readonly told: 'closed' }
  | { readonly told: 'broken'; readonly what: string };

/** Told only after the door's answer. */
export interface Answer {
  /** Of a copy: its name. */
  readonly copy?: string;
  /** Of an export: SHA-256 that the program told, and that of the file. */
  readonly hash?: string;
  readonly fileHash?: string;
  /** Of a 定稿: its number. */
  readonly version?: number;
  /** Of a password: copies that kept the old one, as she was told; whether nothing is left to be done. */
  readonly unchanged?: readonly string[];
  readonly finished?: boolean;
  /** Of a password: faults that the call met. */
  readonly hits?: number;
}

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
