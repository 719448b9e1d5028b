/** Wrong passwords that cost nothing: everybody mistypes. */
const free = 2;
/** After that each costs twice the wait of the one before, up to this many seconds. */
const longest = 300;

export interface Tries {
  /** Seconds until the next try is looked at; 0 where it may be made now, and then none other until `end`. */
  readonly begin: () => number;
  readonly end: () => void;
  /** It was wrong: how many seconds the next one waits. */
  readonly wrong: () => number;
  readonly right: () => void;
}

/** Makes guessing slow. It lives as long as the program: a new start costs a guesser more than most of its waits. */
export function createTries(now: () => number): Tries {
  let count = 0;
  let until = 0;
  let busy = false;
  return {
    begin() {
      const left = Math.ceil((until - now()) / 1000);
      if (left > 0) return left;
      if (busy) return 1;
      busy = true;
      return 0;
    },
    end() {
      busy = false;
    },
    wrong() {
      count += 1;
      const seconds = count <= free ? 0 : Math.min(2 ** (count - free), longest);
      until = now() + seconds * 1000;
      return seconds;
    },
    right() {
      count = 0;
      until = 0;
    },
  };
}
