/**
 * What `recompute.mjs` reads with and compares by. Served at its end, as one file: functions alone, for they are called
 * before the end is reached.
 */
export function isNumber(shown) {
  return typeof shown === 'number'
}

export function sum(parts) {
  return parts.reduce((total, part) => total + part, 0)
}

export function differ(problems, cell, computed, published) {
  if ((computed ?? null) !== (published ?? null))
    problems.push(`${cell}: computed ${computed ?? 'nothing'}, published ${published ?? 'nothing'}`)
}

/** Monday and Sunday of an ISO week, `2026-W46`. */
export function daysOfWeek(week) {
  const [year, number] = String(week).split('-W').map(Number)
  if (!year || !number) return ['', '']
  const fourth = Date.UTC(year, 0, 4)
  const monday = fourth + ((number - 1) * 7 - ((new Date(fourth).getUTCDay() || 7) - 1)) * 86_400_000
  return [0, 6].map((days) => new Date(monday + days * 86_400_000).toISOString().slice(0, 10))
}

/** RFC 4180: cells of lines, each line with its end. */
export function csvOf(text) {
  const lines = []
  let line = []
  for (const [, quoted, plain, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (!end.endsWith('\n')) continue
    lines.push(line)
    line = []
  }
  return lines
}

/** Reads a file of the site as text. @throws unless it is there, or may be missing */
export function readFrom(base) {
  return async (path, mayBeMissing = false) => {
    const answer = await fetch(new URL(path, base), { headers: { accept: 'application/json, text/csv' } })
    if (answer.ok) return answer.text()
    if (mayBeMissing && answer.status === 404) return null
    throw new Error(`couldn't read ${path}: ${answer.status}`)
  }
}
