import { deflateSync } from 'node:zlib';

/** CRC of a PNG chunk, by the polynomial of ISO 3309. */
function crc(data: Buffer): number {
  let rest = 0xffffffff;
  for (const byte of data) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc(body), body.length + 4);
  return framed;
}

/**
 * A picture of at most 256 colours, a third of the size: the commonest stay as they are, the others, shades at the edge
 * of letters, become the nearest of them. `bitmap` has blue, green, red and alpha of each pixel.
 */
export function palettePng(width: number, height: number, bitmap: Buffer): Buffer {
  const colourAt = (at: number): number =>
    ((bitmap[at + 2] ?? 0) << 16) | ((bitmap[at + 1] ?? 0) << 8) | (bitmap[at] ?? 0);
  const counts = new Map<number, number>();
  for (let at = 0; at < bitmap.length; at += 4) counts.set(colourAt(at), (counts.get(colourAt(at)) ?? 0) + 1);
  // Of colours that nobody can tell apart the commonest: otherwise greys would leave no room for a rare red.
  const alike = new Map<number, number>();
  const common = [...counts].sort(([, a], [, b]) => b - a);
  for (const [colour] of common) if (!alike.has(colour & 0xf8f8f8)) alike.set(colour & 0xf8f8f8, colour);
  const palette = [...alike.values()].slice(0, 256);
  const places = new Map(palette.map((colour, place) => [colour, place]));
  const placeOf = (colour: number): number => {
    const known = places.get(colour);
    if (known !== undefined) return known;
    let best = 0;
    let least = Infinity;
    for (const [place, other] of palette.entries()) {
      const distance = [16, 8, 0].reduce((sum, shift) => {
        const gap = ((colour >> shift) & 255) - ((other >> shift) & 255);
        return sum + gap * gap;
      }, 0);
      if (distance < least) [best, least] = [place, distance];
    }
    places.set(colour, best);
    return best;
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + x + 1] = placeOf(colourAt((y * width + x) * 4));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
