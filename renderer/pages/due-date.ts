const day = 86_400_000;

/** Whole days from one date to another, both `2026-09-14`; negative when the second is earlier. */
export function daysUntil(today: string, date: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / day);
}

export function dueSentence(today: string, dueDate: string | null): string {
  if (dueDate === null) return '没有设上报截止日期';
  const days = daysUntil(today, dueDate);
  if (days === 0) return '今天截止';
  return days > 0 ? `还有 ${days} 天` : `已逾期 ${-days} 天`;
}

export function schoolYearText(schoolYear: number): string {
  return `${schoolYear}—${schoolYear + 1}学年`;
}

/** From August on clerks work for the school year that begins that autumn. */
export function schoolYearOn(today: string): number {
  const [year, month] = today.split('-').map(Number);
  return (month ?? 1) >= 8 ? (year ?? 2026) : (year ?? 2026) - 1;
}
