let codes: ReadonlyMap<string, number> | null = null;

/** Two bytes for every character of GBK, asked from the runtime's own decoder: a table of 24,000 rows is in no file. */
function gbkCodes(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(new Uint8Array([lead, trail]));
      // What is no character of its own decodes to U+FFFD, or to two.
      if (trail !== 0x7f && character.length === 1 && character !== '\uFFFD') {
        if (!table.has(character)) table.set(character, lead * 256 + trail);
      }
    }
  }
  return table;
}

/**
 * The text in GBK, as Chinese Excel and WPS save 「CSV（逗号分隔）」: a no-break space becomes a plain one, what GBK does not
 * have a `?`.
 */
export function encodeGbk(text: string): Uint8Array {
  codes ??= gbkCodes();
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = codes.get(character);
    if (point < 0x80) bytes.push(point);
    else if (point === 0xa0) bytes.push(0x20);
    else if (code === undefined) bytes.push(0x3f);
    else bytes.push(code >> 8, code & 0xff);
  }
  return Uint8Array.from(bytes);
}
