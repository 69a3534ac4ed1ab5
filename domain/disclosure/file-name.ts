/**
 * The name a report has in its public address: what its sender called it, in letters every address can carry; else
 * `report.pdf`, counted up where another file has that name. The same bytes keep the name they have.
 */
export function fileName(sent: string, sha256: string, there: readonly { name: string; sha256: string }[]): string {
  const same = there.find((one) => one.sha256 === sha256)
  if (same) return same.name
  const own = ownName(sent)
  if (own) return `${own}.pdf`
  for (let count = 1; ; count++) {
    const name = count === 1 ? 'report.pdf' : `report-${count}.pdf`
    if (!there.some((one) => one.name === name)) return name
  }
}

/** Letters, digits, `-` and `_` of a name without its ending; null when others were needed to tell it apart. */
function ownName(sent: string): string | null {
  const base = sent
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/\.pdf$/i, '')
    .replace(/[ .]+/g, '-')
  return base && /^[A-Za-z0-9][\w-]{0,59}$/.test(base) ? base.toLowerCase() : null
}
