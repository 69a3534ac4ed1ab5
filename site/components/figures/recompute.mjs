#!/usr/bin/env node
/**
 * Computes the published figures of the hotline anew from open data, and compares. Needs nothing but Node:
 *
 *   node recompute.mjs https://report.example.gov.cn
 *
 * Reads the list of periods, each period's `.csv` (the cells) and `.json` (what its page shows), and, where there is one, the
 * table of handled cases. Of every period: shares, totals that rows add up to, what must not be smaller than its part, and
 * for a year the sum of its months; nothing that hangs on a hidden count. Ends with 1 and the name of every cell that differs.
 */
import { csvOf, daysOfWeek, differ, isNumber, readFrom, sum } from './recompute-reading.mjs'

const { argv, exit, stdout } = globalThis.process

const ADDING_UP = ['street', 'channel', 'industry', 'office', 'ground', 'outcome', 'remedied']
/** Tables of two things, `street:outcome` say, and what they count. Like offices, what is not in them is zero. */
const CROSSED = [
  ['street', 'ground', 'refused'],
  ...['street', 'kind'].flatMap((one) => ['outcome', 'remedied'].map((other) => [one, other, 'closed'])),
]
/** Columns of the table by their headings, and the names they have in the JSON. */
const named = (pairs) => Object.fromEntries(pairs.split(' | ').map((pair) => pair.split(' ')))
const MEASURES = named(
  '收到 received | 受理 accepted | 不予受理 refused | 移送 transferred | 办结 closed | 按期办结 on_time | 逾期办结 late | ' +
    '重新办理 reopened | 催办 urged | 督办 supervised | 拆封身份 unsealed',
)
const RATES = named(
  '按期办结率 onTimeRate | 重新办理率 reopeningRate | 办理天数中位数 medianDays | 九成在几天内办结 p90Days',
)
const SMALLEST_SHOWN = 5

/** Compares everything at an address. @returns {Promise<{ lines: string[], problems: string[] }>} */
export async function recompute(base, read = readFrom(base)) {
  const lines = []
  const problems = []
  const list = await listPeriods(read)
  const periods = new Map()
  for (const period of list) {
    const found = []
    const json = JSON.parse(await read(`/figures/${period}.json`))
    const rows = rowsOf(await read(`/figures/${period}.csv`))
    periods.set(period, { rows, omitted: new Set(json.data.omitted) })
    compareForms(period, rows, json.data, found)
    compareWithin(period, rows, found)
    compareCrossed(period, rows, json.data.omitted, found)
    problems.push(...found)
    lines.push(`${period}: ${rows.size} rows, ${found.length === 0 ? 'as published' : `${found.length} differ`}`)
  }
  for (const [year] of periods) if (year.length === 4) problems.push(...compareYear(year, periods))
  const cases = await casesOf(read)
  if (cases === null) lines.push('no table of handled cases here: days were not recomputed')
  else problems.push(...compareCases(cases, periods, lines))
  return { lines, problems }
}

/** Every period there is, oldest first, through the fixed pages of the list. */
async function listPeriods(read) {
  const found = []
  for (let page = 1; ; page++) {
    const text = await read(`/figures/p/${page}.json`, page === 1)
    if (text === null) return found
    const { items, next } = JSON.parse(text)
    for (const { url } of items) found.push(/([^/]+)\/$/.exec(url)[1])
    if (!next) return found
  }
}

/** The lines of a table by `dimension/code`: numbers, `<5` and what is not published as null. */
function rowsOf(text) {
  const [header, ...lines] = csvOf(text)
  const rows = new Map()
  for (const line of lines) {
    const cell = (name) => line[header.indexOf(name)] ?? ''
    const counts = {}
    for (const [word, measure] of Object.entries(MEASURES)) if (cell(word) !== '') counts[measure] = shownOf(cell(word))
    const rates = {}
    for (const [word, rate] of Object.entries(RATES)) rates[rate] = cell(word) === '' ? null : Number(cell(word))
    rows.set(`${cell('分类')}/${cell('代码')}`, { counts, rates })
  }
  return rows
}

const shownOf = (text) => (/^\d+$/.test(text) ? Number(text) : text.endsWith('<5') ? '<5' : null)

/** The page, from its JSON, says what the table says. */
function compareForms(period, rows, data, problems) {
  if (data.rows.length !== rows.size)
    problems.push(`${period}: the table has ${rows.size} rows, the page ${data.rows.length}`)
  for (const { by, of, counts, ...rates } of data.rows) {
    const row = rows.get(`${by}/${of}`)
    if (!row) problems.push(`${period} ${by}/${of}: not in the table`)
    for (const [measure, shown] of Object.entries(row ? counts : {}))
      differ(problems, `${period} ${by}/${of} ${measure}`, row.counts[measure], shown)
    for (const rate of Object.values(row ? RATES : {}))
      differ(problems, `${period} ${by}/${of} ${rate}`, row.rates[rate], rates[rate])
  }
}

/** Shares, sums and limits inside one period. */
function compareWithin(period, rows, problems) {
  const whole = rows.get('all/all')?.counts ?? {}
  for (const [name, { counts, rates }] of rows) {
    const { closed, on_time: onTime, late, reopened } = counts
    const share = (part) => (isBase(closed) && isNumber(part) ? Math.round((part / closed) * 1000) / 10 : null)
    differ(problems, `${period} ${name} onTimeRate`, share(onTime), rates.onTimeRate)
    differ(problems, `${period} ${name} reopeningRate`, share(reopened), rates.reopeningRate)
    if (!isBase(closed) && rates.medianDays !== null)
      problems.push(`${period} ${name} medianDays: of fewer than 5, or of what is hidden`)
    if (rates.medianDays !== null && !(rates.medianDays <= rates.p90Days))
      problems.push(`${period} ${name} p90Days: below the median`)
    if ([closed, onTime, late].every(isNumber)) differ(problems, `${period} ${name} closed`, onTime + late, closed)
    if (isNumber(closed) && isNumber(reopened) && reopened > closed)
      problems.push(`${period} ${name} reopened: more than were closed`)
    for (const [measure, shown] of Object.entries(counts))
      if (isNumber(shown) && shown > 0 && shown < SMALLEST_SHOWN)
        problems.push(`${period} ${name} ${measure}: ${shown} is shown`)
  }
  for (const measure of Object.values(MEASURES)) {
    for (const by of ADDING_UP) {
      const parts = cellsBy(rows, by, measure)
      if (parts.length > 0 && parts.every(isNumber))
        differ(problems, `${period} all/all ${measure} by ${by}`, sum(parts), whole[measure])
    }
    for (const part of cellsBy(rows, 'kind', measure))
      if (isNumber(part) && isNumber(whole[measure]) && part > whole[measure])
        problems.push(`${period} all/all ${measure}: less than one of its kinds`)
  }
}

/** Rows of two things add up to the rows of each; of kinds a case may have several. Early periods have none. */
function compareCrossed(period, rows, omitted, problems) {
  for (const [one, other, measure] of cellsBy(rows, 'remedied', 'closed').length > 0 ? CROSSED : []) {
    if (omitted.includes(`${one}_${other}/${measure}`)) continue
    const cells = [...rows].filter(([name]) => name.startsWith(`${one}_${other}/`))
    for (const [name, { counts }] of rows) {
      const [by, of] = name.split('/')
      const nth = [one, other].indexOf(by)
      const parts = cells.filter(([cell]) => cell.split(/[/:]/)[nth + 1] === of).map(([, row]) => row.counts[measure])
      if (nth < 0 || !isNumber(counts[measure]) || !parts.every(isNumber)) continue
      if (nth === 0 || one === 'street')
        differ(problems, `${period} ${name} ${measure} by ${one} and ${other}`, sum(parts), counts[measure])
      else if (sum(parts) < counts[measure]) problems.push(`${period} ${name} ${measure}: more than by ${one}`)
    }
  }
}

/** A year is the sum of its months, wherever all of them are shown. */
function compareYear(year, periods) {
  const problems = []
  const months = [...periods].filter(([period]) => period.startsWith(`${year}-`)).map(([, period]) => period)
  for (const [name, { counts }] of periods.get(year).rows)
    for (const [measure, shown] of Object.entries(counts)) {
      const parts = months.map(({ rows, omitted }) => {
        if (omitted.has(`${name.split('/')[0]}/${measure}`)) return null
        return rows.has(name) ? rows.get(name).counts[measure] : 0
      })
      if (parts.every(isNumber)) differ(problems, `${year} ${name} ${measure} from its months`, sum(parts), shown)
    }
  return problems
}

/** The table of handled cases, whole; null where there is none, or none that tells weeks. */
async function casesOf(read) {
  for (const path of ['/data/cases.csv', '/cases.csv']) {
    const text = await read(path, true)
    const [header = [], ...lines] = text === null ? [] : csvOf(text)
    if (!header.includes('week') || !header.includes('days')) continue
    return lines.map((line) => {
      const cell = (name) => line[header.indexOf(name)] ?? ''
      const [monday, sunday] = daysOfWeek(cell('week'))
      const [street, outcome, remedied] = ['street', 'outcome', 'remedied'].map(cell)
      const pairs = [
        ['street', street],
        ...cell('kinds')
          .split(' ')
          .map((kind) => ['kind', kind]),
      ]
      const alone = [...pairs, ['outcome', outcome], ['remedied', remedied]].map(([by, of]) => `${by}/${of}`)
      const crossed = pairs.flatMap(([by, of]) => [
        `${by}_outcome/${of}:${outcome}`,
        `${by}_remedied/${of}:${remedied}`,
      ])
      return { monday, sunday, days: Number(cell('days')), names: new Set(['all/all', ...alone, ...crossed]) }
    })
  }
  return null
}

/**
 * The table has a line for each closed case that may be told of, with the week it was closed in. No period may have
 * closed fewer, in all or in a row, than have their whole week in it; where these are all there were, the median and the
 * ninth in ten are computed from them.
 */
function compareCases(cases, periods, lines) {
  const problems = []
  let whole = 0
  for (const [period, { rows }] of periods) {
    const inside = cases.filter((one) => one.monday.startsWith(`${period}-`) && one.sunday.startsWith(`${period}-`))
    const touching = cases.filter((one) => one.monday.startsWith(`${period}-`) || one.sunday.startsWith(`${period}-`))
    for (const [name, { counts }] of rows) {
      const least = inside.filter((one) => one.names.has(name)).length
      const most = counts.closed === '<5' ? SMALLEST_SHOWN - 1 : counts.closed
      if (isNumber(most) && least > most)
        problems.push(`${period} ${name} closed: published ${counts.closed}, but the table of cases has ${least}`)
    }
    const { counts, rates } = rows.get('all/all') ?? { counts: {}, rates: {} }
    if (!isBase(counts.closed) || counts.closed !== inside.length || touching.length !== inside.length) continue
    whole += 1
    const days = inside.map((one) => one.days).sort((a, b) => a - b)
    const median = (days[Math.floor((days.length - 1) / 2)] + days[Math.floor(days.length / 2)]) / 2
    differ(problems, `${period} all/all medianDays from the cases`, median, rates.medianDays)
    differ(problems, `${period} all/all p90Days from the cases`, days[Math.ceil(days.length * 0.9) - 1], rates.p90Days)
  }
  lines.push(`table of cases: ${cases.length} lines; days recomputed for ${whole} periods of which every case is in it`)
  return problems
}

const isBase = (shown) => isNumber(shown) && shown >= SMALLEST_SHOWN
const cellsBy = (rows, by, measure) =>
  [...rows]
    .filter(([name, row]) => name.startsWith(`${by}/`) && measure in row.counts)
    .map(([, row]) => row.counts[measure])

const nameOf = (path = '') => path.split(/[\\/]/).at(-1)
if (nameOf(argv[1]) === nameOf(new URL(import.meta.url).pathname)) {
  if (!argv[2]) {
    stdout.write('usage: node recompute.mjs <address of the site>\n')
    exit(2)
  }
  const { lines, problems } = await recompute(argv[2])
  for (const line of [...lines, ...problems]) stdout.write(`${line}\n`)
  stdout.write(problems.length === 0 ? 'every figure is as published\n' : `${problems.length} figures differ\n`)
  exit(problems.length === 0 ? 0 : 1)
}
