/** Points, millimetres × 2.83: A4 with wide margins. */
const PAGE = { width: 595, height: 842, left: 64, top: 770, leading: 24, size: 12 }
const LINES_A_PAGE = 28
const CHARACTERS_A_LINE = 38

/**
 * A small report as a real PDF, the same bytes for the same words: a title, then the lines, wrapped. The Chinese font
 * every reader has in reserve is named and not embedded; `/ToUnicode` lets programs read the words.
 */
export function reportPdf(title: string, lines: readonly string[]): Uint8Array {
  const wrapped = [title, '', ...lines.flatMap(wrap)]
  const pages: string[][] = []
  for (let at = 0; at < wrapped.length; at += LINES_A_PAGE) pages.push(wrapped.slice(at, at + LINES_A_PAGE))
  const kids = pages.map((_, index) => `${7 + index * 2} 0 R`)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>`,
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    stream(UNICODE),
    ...pages.flatMap((page, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${8 + index * 2} 0 R >>`,
      stream(drawn(page, index === 0)),
    ]),
  ]
  return new TextEncoder().encode(file(objects, title))
}

/** Each text code is its own character: two bytes, big-endian. */
const UNICODE = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
2 beginbfrange
<0020> <007E> <0020>
<0080> <FFFD> <0080>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end`

function drawn(lines: readonly string[], first: boolean): string {
  const shown = lines.map((line, index) => `/F1 ${first && index === 0 ? 16 : PAGE.size} Tf <${hex(line)}> Tj T*`)
  return ['BT', `${PAGE.leading} TL`, `${PAGE.left} ${PAGE.top} Td`, ...shown, 'ET'].join('\n')
}

function wrap(line: string): string[] {
  const letters = [...line]
  const parts: string[] = []
  for (let at = 0; at === 0 || at < letters.length; at += CHARACTERS_A_LINE)
    parts.push(letters.slice(at, at + CHARACTERS_A_LINE).join(''))
  return parts
}

function hex(text: string): string {
  return [...text].map((letter) => (letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('')
}

function stream(text: string): string {
  return `<< /Length ${text.length} >>\nstream\n${text}\nendstream`
}

function file(objects: readonly string[], title: string): string {
  let text = '%PDF-1.4\n'
  const offsets = [...objects, `<< /Title <feff${hex(title)}> >>`].map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = text.length
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = offsets.length + 1
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /Info ${size - 1} 0 R >>\nstartxref\n${start}\n%%EOF\n`
}
