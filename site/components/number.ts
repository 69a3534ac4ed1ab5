/** `14300.5` → `14,300.5`. Text only: no locale data. */
export function grouped(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  const text = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return fraction ? `${text}.${fraction}` : text
}

/** A share as a percentage with one decimal: `0.061` → `6.1%`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}

/** Bytes in the unit people know: `6291456` → `6.0 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** The first telephone number in a text, what stands around it, and what dials it; null when there is none. */
export function phoneIn(text: string): { before: string; number: string; after: string; tel: string } | null {
  const found = /\+?\d[\d\s-]{1,18}\d/.exec(text)
  if (!found) return null
  const [number] = found
  const before = text.slice(0, found.index)
  const after = text.slice(found.index + number.length)
  return { before, number, after, tel: `tel:${number.replaceAll(/[\s-]/g, '')}` }
}
