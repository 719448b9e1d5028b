const dayLength = 86_400_000;

/** Counts days of the clock on the wall, whatever its time zone does. */
function dayNumber(at: Date): number {
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / dayLength;
}

/**
 * Today as the program knew it at its start, `2026-09-06`, and the midnights since: a program that stays open overnight
 * must not think that it is still yesterday.
 */
export function dayFrom(start: string, clock: () => Date = () => new Date()): () => string {
  const begun = dayNumber(clock());
  return () => {
    const passed = dayNumber(clock()) - begun;
    return passed === 0 ? start : new Date(Date.parse(start) + passed * dayLength).toISOString().slice(0, 10);
  };
}

/** Today without anybody who says otherwise. */
export function todayByClock(): string {
  return new Date(dayNumber(new Date()) * dayLength).toISOString().slice(0, 10);
}
