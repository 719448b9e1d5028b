import { unzipSync, zipSync } from 'fflate';

/** A source of choices that gives the same ones for the same seed, so that every mutated file can be made again. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to but not including `end`. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * end);
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  chance(share: number): boolean {
    return this.below(1000) < share * 1000;
  }
}

export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Texts of the parts of a package; null for other formats. */
  readonly parts: Readonly<Record<string, Uint8Array>> | null;
}

export function seedOf(name: string, bytes: Uint8Array): Seed {
  return { name, bytes, parts: bytes[0] === 0x50 ? unzipSync(bytes) : null };
}

type ByteMutation = (bytes: Buffer, dice: Dice, other: Uint8Array) => Buffer;

const place = (bytes: Buffer, dice: Dice): number => dice.below(Math.max(bytes.length, 1));

/** What a bad cable, a broken disk or a hex editor does. */
const byteMutations: readonly ByteMutation[] = [
  (bytes, dice) => {
    const copy = Buffer.from(bytes);
    for (let times = 1 + dice.below(20); times > 0; times -= 1) copy[place(copy, dice)] = dice.below(256);
    return copy;
  },
  (bytes, dice) => {
    const copy = Buffer.from(bytes);
    copy[place(copy, dice)]! ^= 1 << dice.below(8);
    return copy;
  },
  (bytes, dice) => bytes.subarray(0, place(bytes, dice)),
  (bytes, dice) => {
    const copy = Buffer.from(bytes);
    const at = place(copy, dice);
    copy.fill(dice.pick([0, 0xff, 0x20]), at, Math.min(at + 1 + dice.below(2000), copy.length));
    return copy;
  },
  (bytes, dice, other) => {
    const from = dice.below(other.length);
    const piece = other.subarray(from, from + 1 + dice.below(5000));
    const at = place(bytes, dice);
    const skip = dice.chance(0.5) ? piece.length : 0;
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + skip)]);
  },
  (bytes, dice) => {
    const at = place(bytes, dice);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + dice.below(500))]);
  },
  (bytes, dice) => {
    const copy = Buffer.from(bytes);
    const at = dice.below(Math.max(copy.length - 4, 1));
    if (copy.length >= 4)
      copy.writeUInt32LE(dice.pick([0, 1, 0x7fffffff, 0xffffffff, 0xfffffffe, 65535]), at);
    return copy;
  },
];

const values = [
  ...['', '0', '-1', '-0', '1', '7', '12.5', '1e999', '1E5', '1e-300', 'NaN', 'Infinity', '9007199254740993'],
  ...[
    '99999999999999999999',
    '0x10',
    '１２',
    '*',
    '—',
    '/',
    ' 3 ',
    '1,234',
    '=1+1',
    '@x',
    '＋１',
    '三',
    '60',
    '45000',
  ],
  ...['A1', 'B7', 'XFD1048576', 'XFE1', 'A0', 'A1:XFD1048576', 'ZZZ99999999', '__proto__', 'constructor'],
  ...[
    's',
    'str',
    'inlineStr',
    'b',
    'e',
    'd',
    'n',
    'hidden',
    'veryHidden',
    'rId1',
    'rId999',
    '../../x',
    '\u{20bb7}',
  ],
  ...['&amp;', '&#x41;', '&#0;', '&x;', '<', '"', '_x000D_', '2026-09-01', '教基3112_小学', '_data', '封面'],
];

/** Replaces the `index`-th of the matches, chosen by the dice. */
function replaceOne(text: string, pattern: RegExp, dice: Dice, by: (match: string) => string): string {
  // Large parts have very many matches; from a place by chance on, the next one is as good as any.
  pattern.lastIndex = dice.below(text.length);
  let match = pattern.exec(text);
  if (match === null) {
    pattern.lastIndex = 0;
    match = pattern.exec(text);
  }
  if (match === null) return text;
  return text.slice(0, match.index) + by(match[0]) + text.slice(match.index + match[0].length);
}

type TextMutation = (text: string, dice: Dice) => string;

/** What a careless program, or a careful enemy, writes. */
const textMutations: readonly TextMutation[] = [
  (text, dice) => replaceOne(text, /="[^"]*"/g, dice, () => `="${dice.pick(values)}"`),
  (text, dice) => replaceOne(text, />[^<]+</g, dice, () => `>${dice.pick(values)}<`),
  (text, dice) => replaceOne(text, />\d+</g, dice, () => `>${dice.below(100_000)}<`),
  (text, dice) =>
    replaceOne(text, /\br="[A-Z]+\d+"/g, dice, () => `r="${'ABCDXZ'[dice.below(6)]}${dice.below(70)}"`),
  (text, dice) =>
    replaceOne(
      text,
      /\bref="[^"]+"/g,
      dice,
      () => `ref="A${dice.below(30)}:${dice.pick(['B', 'Z', 'XFD'])}${dice.below(60)}"`,
    ),
  (text, dice) =>
    replaceOne(text, /<\/?[\w:]+/g, dice, (tag) =>
      tag.replace(/[\w:]+/, dice.pick(['c', 'v', 'f', 'row', 'is', 't', 'x:c', 'sheet', 'si', 'r', 'rPh'])),
    ),
  (text, dice) =>
    replaceOne(
      text,
      /<(c|row|si|sheet|mergeCell|xf|Relationship)\b[^>]*\/>|<(c|row|si|f|v)\b[^>]*>.*?<\/\2>/g,
      dice,
      () => '',
    ),
  (text, dice) =>
    replaceOne(
      text,
      /<(c|row|si|sheet|mergeCell|xf|Relationship)\b[^>]*\/>|<(c|row|si|f|v)\b[^>]*>.*?<\/\2>/g,
      dice,
      (found) => found.repeat(2 + dice.below(3)),
    ),
  (text, dice) =>
    replaceOne(text, /<c\b[^>]*>/g, dice, (tag) =>
      tag.replace(/\st="\w+"|>$/, ` t="${dice.pick(['s', 'str', 'b', 'e', 'd', 'n', 'x'])}">`),
    ),
  (text, dice) =>
    replaceOne(text, /<v>/g, dice, () => `<f>${dice.pick(['A1', 'SUM(A1:B2)', '1/0', '[1]x!A1'])}</f><v>`),
  (text, dice) =>
    replaceOne(text, /<v>[^<]*<\/v>/g, dice, () => dice.pick(['', '<v/>', '<f>A1</f>', '<is><t>7</t></is>'])),
  (text, dice) =>
    replaceOne(text, /<\?xml[^>]*\?>|^/g, dice, (found) => `${found}<!DOCTYPE x [<!ENTITY a "b">]>`),
  (text, dice) => replaceOne(text, /></g, dice, () => `><!-- ${'x'.repeat(dice.below(50))} --><`),
  (text, dice) =>
    replaceOne(
      text,
      /></g,
      dice,
      () => `>${dice.pick(['<![CDATA[7]]>', '<?x y?>', '\u0001', '&nbsp;', '<a>'.repeat(200)])}<`,
    ),
  (text, dice) => text.slice(0, dice.below(text.length)),
  (text, dice) =>
    replaceOne(text, /[\u4e00-\u9fff]+/g, dice, (word) =>
      dice.pick([`${word}${word}`, word.slice(1), '其中', '小学', ' ', '　', 'x'.repeat(40_000)]),
    ),
];

const weight = (name: string): boolean =>
  /sheet\d+\.xml$|sharedStrings|workbook\.xml|styles|\.rels$/.test(name);

/** Changes one place of a part's text. */
export function mutateText(text: string, dice: Dice): string {
  return dice.pick(textMutations)(text, dice);
}

function mutateParts(parts: Readonly<Record<string, Uint8Array>>, dice: Dice): Uint8Array {
  const changed: Record<string, Uint8Array> = { ...parts };
  for (let times = dice.pick([1, 1, 1, 2, 3, 8]); times > 0; times -= 1) {
    const name = dice.pick(Object.keys(changed).filter(weight));
    const other = dice.pick(Object.keys(changed).filter(weight));
    const bytes = changed[name] ?? new Uint8Array();
    const what = dice.below(100);
    if (what === 0) delete changed[name];
    else if (what === 1) changed[name] = changed[other] ?? bytes;
    else if (what === 2) changed[`copy/${name}`] = bytes;
    else if (what === 3) [changed[name], changed[other]] = [changed[other] ?? bytes, bytes];
    else if (what === 4) changed[name] = new Uint8Array();
    else if (what === 5) changed[dice.pick(['../x', 'XL/WORKBOOK.XML', '/abs', 'xl/vbaProject.bin'])] = bytes;
    else changed[name] = Buffer.from(mutateText(Buffer.from(bytes).toString('utf8'), dice));
  }
  return zipSync(changed, { level: dice.chance(0.1) ? 1 : 0 });
}

/** Changes one record of a workbook stream, which most programs store as one piece after the first 512 bytes. */
function mutateRecord(bytes: Buffer, dice: Dice): Buffer {
  const copy = Buffer.from(bytes);
  let at = copy.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00]));
  for (let left = dice.below(4000); left > 0 && at >= 0 && at + 4 < copy.length; left -= 1) {
    const next = at + 4 + copy.readUInt16LE(at + 2);
    if (next + 4 >= copy.length) break;
    at = next;
  }
  if (at < 0) return copy;
  const length = copy.readUInt16LE(at + 2);
  const what = dice.below(4);
  if (what === 0)
    copy.writeUInt16LE(
      dice.pick([0x0a, 0xfd, 0x203, 0x27e, 0x06, 0x207, 0xbd, 0x2f, 0x809, 0xe5, 0xfc, 0x3c]),
      at,
    );
  else if (what === 1) copy.writeUInt16LE(dice.pick([0, 1, 8, (length + 1) & 0xffff, 0xffff, 8224]), at + 2);
  else
    for (let times = 1 + dice.below(4); times > 0; times -= 1) {
      const target = at + 4 + dice.below(Math.max(length, 1));
      if (target < copy.length) copy[target] = dice.below(256);
    }
  return copy;
}

/** The mutated file of a number: the same seeds and number give the same file. */
export function mutated(
  seeds: readonly Seed[],
  number: number,
): { readonly name: string; readonly bytes: Uint8Array } {
  const dice = new Dice(number * 2654435761 + 12345);
  const seed = dice.pick(seeds);
  const bytes = Buffer.from(seed.bytes);
  const other = dice.pick(seeds).bytes;
  const asBytes = dice.chance(seed.parts === null ? 0.4 : 0.15);
  if (!asBytes && seed.parts !== null) return { name: seed.name, bytes: mutateParts(seed.parts, dice) };
  if (!asBytes) return { name: seed.name, bytes: mutateRecord(bytes, dice) };
  return { name: seed.name, bytes: dice.pick(byteMutations)(bytes, dice, other) };
}
