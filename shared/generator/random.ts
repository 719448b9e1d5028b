/** A stream of pseudo-random numbers that depends on its seed alone (mulberry32, public domain). */
export class Random {
  #state: number;

  constructor(readonly seed: number) {
    this.#state = seed | 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  weighted<T>(items: readonly (readonly [T, number])[]): T {
    let rest = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      rest -= weight;
      if (rest < 0) return item;
    }
    return this.pick(items)[0];
  }

  /** A whole number around a mean: the fraction decides whether it is rounded up. */
  around(mean: number): number {
    return Math.floor(mean) + (this.chance(mean - Math.floor(mean)) ? 1 : 0);
  }

  /** Between the ends on a logarithmic scale, the middle oftener: few are large. */
  skewed(from: number, to: number): number {
    const position = (this.next() + this.next()) / 2;
    return from * (to / from) ** (position ** 1.25);
  }

  /** An independent stream: what is drawn from it does not disturb this one. */
  fork(name: string | number): Random {
    let hash = this.seed ^ 0x9e3779b9;
    for (const char of String(name))
      hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x85ebca6b) ^ (hash >>> 13);
    return new Random(hash ^ (hash >>> 16));
  }
}
