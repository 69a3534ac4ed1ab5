/** `2026-11-05` → `2026年11月5日`; a minute instant also says the time. Text only: no clock, no locale data. */
export function longDay(day: string): string {
  const [date = '', time] = day.split('T')
  const [year, month, monthDay] = date.split('-').map(Number)
  const text = `${year}年${month}月${monthDay}日`
  return time ? `${text} ${time.slice(0, 5)}` : text
}

/**
 * The days written in a text, as people write them: `2026-11-05 撤回` → `2026年11月5日撤回`. A year of filing keeps its
 * word at the end of a line: `2025 年度` never becomes `2025` and, below it, `年度`.
 */
export function longDays(text: string): string {
  // A space that set digits apart from Chinese has nothing to do any more.
  const written = /([\u4e00-\u9fff] )?(\d{4}-\d{2}-\d{2})(?: (?=[\u4e00-\u9fff]))?/g
  return text
    .replaceAll(written, (_, before: string | undefined, day: string) => `${before?.[0] ?? ''}${longDay(day)}`)
    .replaceAll(/(\d{4}) (?=年)/g, '$1\u00a0')
}

/** Calendar days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
