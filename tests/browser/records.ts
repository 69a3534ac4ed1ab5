type Line = { title: string; url: string; withdrawn?: unknown }

/** What a list of the public site leads to, from its JSON (`/disclosures` the newest, `/disclosures/p/1` the first hundred). */
export async function recordsOf(url: string, list: string): Promise<Line[]> {
  const answer = await fetch(`${url}${list}.json`)
  if (!answer.ok) throw new Error(`couldn't read ${list}.json: ${answer.status}`)
  return ((await answer.json()) as { items: Line[] }).items
}

/** Path of the first record whose title matches. @throws when the demo has none */
export function addressOf(lines: readonly Line[], title: RegExp): string {
  const found = lines.find((line) => title.test(line.title))
  if (!found) throw new Error(`couldn't find a record called ${title}`)
  return new URL(found.url).pathname
}
