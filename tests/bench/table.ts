/** A line of a table: what was measured, what it took, what stands beside it, and whether a goal was met. */
export type Row = { what: string; took: string; beside: string; goal: string }

/** A table of markdown, aligned by nobody. */
export function markdown(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function rowsTable(rows: Row[]): string {
  return markdown(
    ['what', 'took', 'beside', 'goal'],
    rows.map(({ what, took, beside, goal }) => [what, took, beside, goal]),
  )
}

/** A goal and whether it was met. */
export function goal(isMet: boolean, words: string): string {
  return `${words}: ${isMet ? 'met' : '**missed**'}`
}

/** What a share of the values is at most. */
export function at(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
