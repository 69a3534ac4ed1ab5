import { type Bureau, currentStreets } from '../../bureau.ts'
import { locate } from '../../district.ts'
import { NO_PLACE, SUGGESTION_WORDS } from '../../words/zh/list.ts'

/** A street read out of a row. `certain`: named as a street, not only by a name a road may have as well. */
export type StreetSuggestion = { code: string; name: string; reason: string; certain: boolean }
export type Competent = { body: string; phone: string | null; reason: string }

export type ListPlace = {
  /** What stands for the address: the part of the text that names a place, behind the area. */
  address: string
  street: StreetSuggestion | null
  /** Who is competent when the row is about a place that is not ours. */
  outside: Competent | null
  /** The area column names us and others. */
  several: boolean
  /** The area says ours, the text somewhere else: who would be competent there. */
  differs: string | null
}

/**
 * Whose a row of a list is. What the column 行政区域 names decides; only where it names nothing narrower than the city
 * does the text. `on` is the day whose streets count.
 */
export function placeOfRow(area: string, matter: string, bureau: Bureau, on: string): ListPlace {
  const phrase = placePhrase(matter)
  const whole = phrase.includes(area) ? phrase : `${area}${phrase}`
  const address = (whole === '' ? NO_PLACE : whole.replaceAll('\n', ' ')).slice(0, 200)
  const byArea = area === '' ? null : locate({ address: area }, bureau, on)
  const byText = phrase === '' ? null : locate({ address: phrase }, bureau, on)
  const ours = [bureau.district, ...bureau.functionalZones.map((zone) => zone.name)].some((name) => area.includes(name))
  const several = ours && byArea?.outside != null && /[、，,;；/\n]|和|及|与/.test(area)
  const none = { address, street: null, several, differs: null }

  if (byArea?.outside && !several)
    return { ...none, outside: { ...byArea.outside, reason: SUGGESTION_WORDS.area(area) } }
  if (byArea?.street)
    return { ...none, outside: null, street: named(byArea.street, bureau, on, SUGGESTION_WORDS.area(area)) }
  if (!ours && isElsewhere(area, bureau))
    return { ...none, outside: { body: elsewhere(area), phone: null, reason: SUGGESTION_WORDS.area(area) } }
  if (!ours && byText?.outside)
    return { ...none, outside: { ...byText.outside, reason: SUGGESTION_WORDS.text(phrase) } }
  return { ...none, outside: null, street: streetIn(matter, bureau, on), differs: byText?.outside?.body ?? null }
}

function named(code: string, bureau: Bureau, on: string, reason: string): StreetSuggestion | null {
  const street = currentStreets(bureau, on).find((one) => one.code === code)
  return street ? { code, name: street.name, reason, certain: true } : null
}

/** The street the text names; failing that, one whose name occurs in it, which may be a road or a lake. */
function streetIn(text: string, bureau: Bureau, on: string): StreetSuggestion | null {
  const streets = currentStreets(bureau, on)
  const find = (words: (short: string) => string[]) =>
    streets
      .flatMap((street) =>
        words(street.name.replace(/街道$/, '')).map((word) => ({ street, word, at: text.indexOf(word) })),
      )
      .filter(({ at, word }) => at >= 0 && !isOthers(text, at, word, bureau))
      .sort((a, b) => a.at - b.at)[0]
  const sure = find((short) => [`${short}街道`, `${short}办事处`, `${short}街办`])
  const like = sure ?? find((short) => [short])
  if (!like) return null
  const { street, word } = like
  const reason = sure ? SUGGESTION_WORDS.text(word) : SUGGESTION_WORDS.likeStreet(word)
  return { code: street.code, name: street.name, reason, certain: sure !== undefined }
}

/** 三官庙镇 is another's, though 三官庙 is ours. */
function isOthers(text: string, at: number, word: string, bureau: Bureau): boolean {
  return bureau.neighbours.some((one) =>
    one.words.some((other) => other.length > word.length && other.includes(word) && text.startsWith(other, at)),
  )
}

/** An area that names a district, county or town, which is not us, and nothing wider. */
function isElsewhere(area: string, { city, province }: Bureau): boolean {
  const rest = area
    .replaceAll(province, '')
    .replaceAll(city, '')
    .replace(/[全省市]|市辖区|市本级|\s/g, '')
  return (
    /[区县镇乡]$|[区县镇乡][^区县镇乡]{0,6}(?:街道|办事处)$/.test(rest) ||
    /[^市\s]{2,}市/.test(area.replaceAll(city, ''))
  )
}

const elsewhere = (area: string): string => `${area.replaceAll('\n', '、').slice(0, 60)}生态环境部门`

const PLACE =
  /路|街|大道|巷|胡同|村|庄|社区|小区|家属院|园区|工业园|公园|河|渠|湖|水库|桥|路口|交叉口|市场|广场|厂|公司|工地|学校|医院|镇|办事处/
const LEAD =
  /^(?:(?:群众|来电人|举报人|信访人|市民|投诉人|有人)?(?:来电|来信|再次|多次)?(?:反映|反应|举报|投诉|称)[:：]?)?(?:位于|家住)?/
const PLACE_END =
  /^.{0,70}(?:路口|交叉口|交汇处|路|街|大道|巷|胡同|村|庄|社区|小区|家属院|园区|工业园|公园|河|渠|湖|水库|桥|市场|广场|厂|公司|工地|学校|医院|\d+号(?:院|楼)?|镇|办事处)(?:(?:向|往|以)?[东南西北]{1,2}(?:侧|边|段|头|\d+米)?|附近|旁边?|对面|门口|院内|内)*/

/** The part of a text that names a place; empty when none does. */
function placePhrase(matter: string): string {
  const clause = matter
    .split(/[。；;，,\n]/)
    .map((one) => one.trim().replace(LEAD, ''))
    .find((one) => PLACE.test(one))
  return clause ? (PLACE_END.exec(clause)?.[0] ?? clause.slice(0, 80)) : ''
}
