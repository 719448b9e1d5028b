/** A set of places of a table, 32 to a number: conjunctions over 20,000 people are a few hundred operations. */
export class Bits {
  readonly words: Uint32Array;

  constructor(readonly size: number) {
    this.words = new Uint32Array(Math.ceil(size / 32));
  }

  static all(size: number): Bits {
    const bits = new Bits(size);
    bits.words.fill(0xffffffff);
    const rest = size % 32;
    if (rest > 0) bits.words[bits.words.length - 1] = 2 ** rest - 1;
    return bits;
  }

  add(index: number): void {
    const place = index >>> 5;
    this.words[place] = (this.words[place] ?? 0) | (1 << (index & 31));
  }

  remove(index: number): void {
    this.words[index >>> 5] = (this.words[index >>> 5] ?? 0) & ~(1 << (index & 31));
  }

  has(index: number): boolean {
    return ((this.words[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
  }

  and(other: Bits): Bits {
    return this.#with(other, (one, two) => one & two);
  }

  or(other: Bits): Bits {
    return this.#with(other, (one, two) => one | two);
  }

  /** Those that are not in the other. */
  without(other: Bits): Bits {
    return this.#with(other, (one, two) => one & ~two);
  }

  #with(other: Bits, word: (one: number, two: number) => number): Bits {
    const result = new Bits(this.size);
    for (let place = 0; place < this.words.length; place += 1)
      result.words[place] = word(this.words[place] ?? 0, other.words[place] ?? 0);
    return result;
  }

  /** How many are in both, without making the set. */
  countWith(other: Bits): number {
    let sum = 0;
    for (let place = 0; place < this.words.length; place += 1)
      sum += ones((this.words[place] ?? 0) & (other.words[place] ?? 0));
    return sum;
  }

  meets(other: Bits): boolean {
    return this.words.some((word, place) => (word & (other.words[place] ?? 0)) !== 0);
  }

  isEmpty(): boolean {
    return this.words.every((word) => word === 0);
  }

  places(): number[] {
    const places: number[] = [];
    this.words.forEach((word, place) => {
      for (let rest = word; rest !== 0; rest &= rest - 1)
        places.push(place * 32 + 31 - Math.clz32(rest & -rest));
    });
    return places;
  }
}

/** Ones in 32 bits, counted in pairs, fours and bytes at once. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
