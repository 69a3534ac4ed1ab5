/** A tag that opens (`close` false) or closes, its name without prefix; or text with its entities resolved. */
export type Token =
  | { kind: 'open'; name: string; attributes: (name: string) => string | undefined; empty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }

export class BadXml extends Error {}

/** Tags and texts of one document. A sheet with every row Excel has, formatted and empty, has a million. */
export const MAX_PIECES = 1_500_000

/** A tag has at most 100 attributes (those of spreadsheets have thirty): without an end the pattern runs out of stack. */
const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>|<(?<end>\/?)(?:[\w.-]+:)?(?<name>[\w.-]+)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')){0,100})\s*(?<empty>\/?)>|(?<text>[^<]+)/gy

/**
 * The tokens of an XML document, one at a time. Document types are refused: no spreadsheet has one, and entities that
 * expand are declared there. Throws `BadXml` where the text is not well-formed, and after `MAX_PIECES`.
 */
export function* xmlTokens(document: string): Generator<Token> {
  const text = document.replace(/^\uFEFF/, '')
  TOKEN.lastIndex = 0
  const pattern = new RegExp(TOKEN)
  let pieces = 0
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pieces += 1
    if (pieces > MAX_PIECES) throw new BadXml(`couldn't read on: more than ${MAX_PIECES} pieces`)
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (!found) throw new BadXml(`couldn't read XML at ${at}`)
    const { cdata, end, name, attributes = '', empty, text: plain } = found.groups ?? {}
    if (plain !== undefined) yield { kind: 'text', text: unescapeXml(plain) }
    else if (cdata !== undefined) yield { kind: 'text', text: cdata }
    else if (name !== undefined && end) yield { kind: 'close', name }
    else if (name !== undefined) {
      const open = { kind: 'open' as const, name, attributes: reader(attributes) }
      yield { ...open, empty: empty === '/' }
      if (empty) yield { kind: 'close', name }
    }
  }
}

/** Text with what XML cannot hold taken out and the rest escaped, for element content and attributes. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, named) => {
    if (named) return ENTITIES[named.toLowerCase()] ?? whole
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

/** The values of attributes by their whole names (`r:id`); read when first asked for. */
function reader(attributes: string): (name: string) => string | undefined {
  let read: Map<string, string> | undefined
  return (name) => {
    if (!read) {
      read = new Map()
      for (const [, key = '', double, single] of attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
        read.set(key, unescapeXml(double ?? single ?? ''))
    }
    return read.get(name)
  }
}
