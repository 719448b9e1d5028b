import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cutPower, type Disk, diskOf, replay } from '../../bench/torture-disk';
import { Random } from '../../shared/generator/random';
import { temporaryFolder } from './storage-place';

/** The journal as scripts/fault-shim.c writes it. */
const kinds = { open: 1, write: 2, truncate: 3, sync: 4, syncFailed: 5, rename: 6, unlink: 7, syncFolder: 8 };
interface Call {
  readonly kind: keyof typeof kinds;
  readonly inode?: number;
  readonly offset?: number;
  readonly name?: string;
  readonly other?: string;
  readonly data?: string;
}

const folder = '/data';

function journal(...calls: readonly Call[]): Buffer {
  return Buffer.concat(
    calls.map(({ kind, inode = 7, offset = 0, name, other, data = '' }) => {
      const texts = [name, other].map((text) => Buffer.from(text === undefined ? '' : `${folder}/${text}`));
      const head = Buffer.alloc(32);
      [kinds[kind], texts[0]?.length ?? 0, texts[1]?.length ?? 0, data.length].forEach((word, index) =>
        head.writeUInt32LE(word, index * 4),
      );
      head.writeBigUInt64LE(BigInt(inode), 16);
      head.writeBigUInt64LE(BigInt(offset), 24);
      return Buffer.concat([head, ...texts, Buffer.from(data)]);
    }),
  );
}

const empty = (): Disk => ({ files: new Map(), names: new Map(), pending: [], seen: new Map() });

/** What the folder may hold after the calls and a loss of power, over many draws. */
function outcomes(calls: readonly Call[], draws = 60): Set<string> {
  const seen = new Set<string>();
  const place = temporaryFolder();
  for (let seed = 0; seed < draws; seed++) {
    const disk = empty();
    const random = new Random(seed);
    replay(disk, folder, journal(...calls), random);
    const left = path.join(place, String(seed));
    mkdirSync(left);
    cutPower(disk, left, random);
    const files = readdirSync(left).sort();
    seen.add(files.map((name) => `${name}=${readFileSync(path.join(left, name), 'utf8')}`).join(' '));
  }
  return seen;
}

const made: Call = { kind: 'open', name: 'a' };
const flushed: readonly Call[] = [made, { kind: 'write', data: 'one' }, { kind: 'sync' }];

test('what was flushed is there, name and all, whatever happens', () => {
  expect(outcomes(flushed)).toEqual(new Set(['a=one']));
});

test('what was written after the flush is there or not', () => {
  expect(outcomes([...flushed, { kind: 'write', offset: 3, data: 'two' }])).toEqual(
    new Set(['a=one', 'a=onetwo']),
  );
  expect(outcomes([...flushed, { kind: 'truncate', offset: 1 }])).toEqual(new Set(['a=one', 'a=o']));
});

test('a write may be torn, at the ends of sectors', () => {
  const whole = 'x'.repeat(1536);
  const left = outcomes([
    ...[made, { kind: 'write', data: '-'.repeat(1536) } as const, { kind: 'sync' } as const],
    { kind: 'write', data: whole },
  ]);
  expect(left.size).toBeGreaterThan(3);
  for (const file of left) expect(file).toMatch(/^a=(-{512}|x{512}){3}$/);
});

test('of two later writes the second may be there alone', () => {
  const left = outcomes([
    ...[made, { kind: 'write', data: '--' } as const, { kind: 'sync' } as const],
    ...([{ kind: 'write', data: '1' }, { kind: 'write', offset: 1, data: '2' }] as const),
  ]); // prettier-ignore
  expect(left).toEqual(new Set(['a=--', 'a=1-', 'a=-2', 'a=12']));
});

test('after a flush that failed, the next does not bring what was written before it', () => {
  const left = outcomes([
    ...flushed,
    { kind: 'write', data: 'ONE' },
    { kind: 'syncFailed' },
    { kind: 'sync' },
  ]);
  expect(left).toEqual(new Set(['a=one', 'a=ONE']));
});

test('a name reaches the disk with its folder, or when the file is flushed after it', () => {
  const renamed: Call = { kind: 'rename', name: 'a', other: 'b' };
  expect(outcomes([...flushed, renamed])).toEqual(new Set(['a=one', 'b=one']));
  expect(outcomes([...flushed, renamed, { kind: 'syncFolder', name: '' }])).toEqual(new Set(['b=one']));
  expect(outcomes([...flushed, renamed, { kind: 'sync' }])).toEqual(new Set(['b=one']));
  expect(outcomes([...flushed, { kind: 'unlink', name: 'a' }])).toEqual(new Set(['a=one', '']));
});

test('a rename over a file leaves the one or the other, never none', () => {
  const second: readonly Call[] = [
    { kind: 'open', inode: 8, name: 'b' },
    { kind: 'write', inode: 8, data: 'new' },
    { kind: 'sync', inode: 8 },
    { kind: 'rename', name: 'b', other: 'a' },
  ];
  expect(outcomes([...flushed, ...second])).toEqual(new Set(['a=one b=new', 'a=new']));
});

test('what is there at the beginning counts as flushed, but for the window and the log', () => {
  const place = temporaryFolder();
  for (const name of ['logs', 'backups']) mkdirSync(path.join(place, name));
  for (const name of ['tianbao.db', 'tianbao.db-shm', 'logs/tianbao.log', 'backups/x.db'])
    writeFileSync(path.join(place, name), name);
  expect([...diskOf(place).names.keys()].sort()).toEqual(['backups/x.db', 'tianbao.db']);
});
