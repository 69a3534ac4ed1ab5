/** A result as reported: a number, or below a detection limit that may not be told. */
export type Measured = { kind: 'value'; value: number } | { kind: 'below'; limit: number | null }

/** Says that nothing was measured. 未检测 (not tested) is not 未检出 (tested, not detected). */
const NOT_MEASURED = /^(?:[/\\—–-]+|未检测|未监测|未测定?|未采样|无数据|缺测|n\.?\/?a\.?)$/i
/** Says that it was looked for and not found. */
const NOT_DETECTED = /^(?:未检出|未检测出|未测出|n\.?d\.?|低于(?:方法)?检出限|(?:方法)?检出限以下|小于(?:方法)?检出限)/i
const BELOW_WHAT = /^<(?:dl|lod|mdl|rl|检出限|方法检出限)$/i

/** Whether a cell says that the pollutant was not measured at all. */
export function isNotMeasured(text: string): boolean {
  return NOT_MEASURED.test(folded(text))
}

/**
 * The text of a result as a number or as censored; null when it is neither. `<0.01`, `0.01L`, `ND(0.01)` carry their
 * limit; 未检出 and `ND` take the row's `detectionLimit`. A censored result never becomes a number. Exponents are read
 * (`1.2E-5`, `1.2×10⁻⁵`), thousands commas too; a decimal comma, a unit or a `>` are not.
 */
export function readMeasured(text: string, detectionLimit?: string | undefined): Measured | null {
  const said = folded(text)
  const notDetected = NOT_DETECTED.exec(said)?.[0]
  if (notDetected !== undefined) {
    const rest = said
      .slice(notDetected.length)
      .replace(/^\((.*)\)$/, '$1')
      .replace(/^</, '')
    if (rest === '') return { kind: 'below', limit: readLimit(detectionLimit) }
    return below(rest)
  }
  if (BELOW_WHAT.test(said)) return { kind: 'below', limit: readLimit(detectionLimit) }
  if (said.startsWith('<')) return below(said.slice(1))
  if (/^\d.*L$/i.test(said)) return below(said.slice(0, -1))
  const value = readNumber(said)
  return value === null ? null : { kind: 'value', value }
}

/** A detection limit's number; null when there is none or it cannot be read. */
export function readLimit(text: string | undefined): number | null {
  const value = text === undefined ? null : readNumber(folded(text).replace(/^<|L$/gi, ''))
  return value !== null && value > 0 ? value : null
}

/** A number as people write it; null when it is not exactly one. */
export function readNumber(text: string): number | null {
  const said = folded(text)
  const plain = THOUSANDS.test(said) ? said.replaceAll(',', '') : said
  const { mantissa, power, lost } = NUMBER.exec(plain)?.groups ?? {}
  if (mantissa === undefined) return null
  const value = Number(`${mantissa}e${power ?? lost ?? 0}`)
  return Number.isFinite(value) ? value : null
}

const THOUSANDS = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/
/** `×10-5` has lost its raised exponent and is still clear; `×105` is not. */
const NUMBER =
  /^(?<mantissa>[+-]?(?:\d+(?:\.\d+)?|\.\d+))(?:(?:e|[x×*]10\^)(?<power>[+-]?\d{1,3})|[x×*]10(?<lost>-\d{1,3}))?$/i

function below(text: string): Measured | null {
  const limit = readNumber(text)
  return limit !== null && limit > 0 ? { kind: 'below', limit } : null
}

const SUPERSCRIPT = /[⁰¹²³⁴-⁹⁻⁺]+/g

/**
 * Text with width folded. Numbers that are marks (`①`, `₂`, `½`) become `#`: folded like the rest, the mark of a footnote
 * would be one more digit of the number before it.
 */
export function foldWidth(text: string): string {
  return text.replace(/\p{No}/gu, '#').normalize('NFKC')
}

/** Width, spaces and the many dashes folded; a raised exponent becomes `^-5`. Longer than any number: cut. */
function folded(text: string): string {
  if (/^[\d.<]{1,30}$/.test(text)) return text
  return foldWidth(text.slice(0, 60).replace(SUPERSCRIPT, (raised) => `^${raised.normalize('NFKC')}`))
    .replace(/[‐-―−]/g, '-')
    .replace(/[\s']/g, '')
    .replace(/[〈≺]/g, '<')
}
