/**
 * `名册 212 / 填报 214，差 2` where another number stands than the rosters counted; null where they agree, and where
 * nothing stands yet.
 */
export function rosterDifference(counted: string, text: string): string | null {
  if (text === '' || text === counted) return null;
  const [roster, typed] = [Number(counted), Number(text)];
  const words = `名册 ${counted} / 填报 ${text}`;
  if (!Number.isFinite(typed) || !Number.isFinite(roster)) return words;
  return typed === roster ? null : `${words}，差 ${Math.abs(typed - roster)}`;
}

/** The tip of a cell that the rosters counted. */
export function countedWords(counted: string, text: string): string {
  return rosterDifference(counted, text) ?? `名册数出 ${counted}`;
}
