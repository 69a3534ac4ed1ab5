import { addDays } from '#domain/clock.ts'
import type { SoilSelfMonitoring } from '#domain/disclosure/schema.ts'
import type { PartyKey } from './enterprises.ts'
import {
  type CastFiling,
  type CastTime,
  corrected,
  correctionSigned,
  type FilingStep,
  published,
  publishedAfterReturn,
  signed,
} from './filing.ts'
import { type CastSite, monitoringOf } from './monitoring.ts'
import { BATTERY, COMPOST, MACHINING, PLATING } from './soil-metals.ts'
import { CHEMISTRY, DYEING, PESTICIDE, RECYCLING } from './soil-organics.ts'

const SITES: Readonly<Record<Exclude<PartyKey, 'office'>, CastSite>> = {
  plating: PLATING,
  battery: BATTERY,
  chemistry: CHEMISTRY,
  machining: MACHINING,
  recycling: RECYCLING,
  pesticide: PESTICIDE,
  dyeing: DYEING,
  compost: COMPOST,
}
type Plant = keyof typeof SITES

/**
 * Soil self-monitoring of the eight enterprises: five years each but for one that was off the list for a while, and what
 * is on its way now. One did not file the last year, one took its last year back: both are late today.
 */
export function annualFilings(time: CastTime): CastFiling[] {
  const { last, today } = time
  /** A year's filing; its spring is the spring after. `from` is the last day anything was done before it. */
  const filing = (
    party: Plant,
    year: number,
    path: readonly FilingStep[],
    data = results(party, year),
  ): CastFiling => ({
    key: `${party}-${year}`,
    kind: 'soil_self_monitoring',
    party,
    year,
    data,
    draftedOn: addDays(path[0]?.on ?? addDays(today, -9), -4),
    path,
  })
  const results = (party: Plant, year: number) => monitoringOf(SITES[party], year, last, today)
  const spring = (year: number, day: string) => `${year + 1}-${day}`
  /** Years counted back from the last due one, public each on its day of spring. */
  const years = (party: Plant, days: Readonly<Record<number, string>>) =>
    Object.entries(days).map(([back, day]) =>
      filing(party, last - Number(back), published(spring(last - Number(back), day))),
    )

  const swapped = results('recycling', last - 1)
  const unitsMissing = results('compost', last)
  const thickened = results('dyeing', last)
  const next = last + 1
  return [
    ...years('plating', { 5: '02-24', 4: '03-02', 3: '02-18', 2: '02-25', 1: '02-27' }),
    ...years('battery', { 4: '03-05', 3: '02-26', 2: '03-01', 1: '03-07', 0: '02-20' }),
    filing('battery', next, [
      ...signed(time.ago(9)),
      {
        on: time.ago(6),
        who: 'qian',
        decision: 'return',
        input: {
          reasons: [
            { path: 'rows.0.value', text: '涂板车间南侧的铅比上年少了三成多，请附清挖后的采样记录，并在说明中写清。' },
            { path: 'statement', text: '请说明清挖的土暂存在哪里、何时运走。' },
          ],
        },
      },
    ]),
    ...years('chemistry', { 4: '02-23', 3: '03-03', 2: '02-21', 1: '02-28', 0: '02-19' }),
    filing('chemistry', next, signed(time.ago(3))),
    // Off the list for a year; and late once, in the spring it came back.
    ...years('machining', { 4: '02-26', 3: '03-04', 1: '04-03', 0: '03-01' }),
    filing('machining', next, [{ on: time.ago(2), who: 'editor', decision: 'submission' }]),
    ...years('recycling', { 4: '03-06', 3: '02-24', 2: '02-27' }),
    filing(
      'recycling',
      last - 1,
      [
        ...published(spring(last - 1, '02-25')),
        ...corrected(
          spring(last - 1, '06-18'),
          {
            changed: '飞灰暂存间二噁英类、多氯联苯两项测定值更正：原报与拆解场对调。',
            basis: '检测机构复核原始记录后出具的更正说明 DEMO-更-0618（虚构）',
          },
          swapped,
        ),
      ],
      exchanged(swapped, 'S2 拆解场', 'S3 飞灰暂存间'),
    ),
    ...years('recycling', { 0: '02-22' }),
    filing('recycling', next, []),
    ...years('pesticide', { 4: '03-03', 3: '02-22', 2: '02-28', 1: '03-06' }),
    filing('pesticide', last, [
      ...published(spring(last, '01-16')),
      {
        on: time.ago(33),
        who: 'zheng',
        decision: 'withdrawal',
        input: {
          basis: '经核查，检测机构样品交接记录与所报点位不符，数据不能作为依据，责令重新采样后再行公开（演示）。',
        },
      },
    ]),
    ...years('dyeing', { 4: '02-25', 3: '05-20', 2: '03-02', 1: '02-24' }),
    filing(
      'dyeing',
      last,
      [
        ...published(spring(last, '02-23')),
        ...correctionSigned(
          time.ago(4),
          { changed: '补充污泥棚点位锑的加密复测结果。', basis: '企业自查，复测报告 DEMO-复-0704（虚构）' },
          { ...thickened, statement: '污泥棚点位已加密复测，结果以本次更正为准。（演示文字）' },
        ),
      ],
      thickened,
    ),
    ...years('compost', { 4: '03-01', 3: '02-27', 2: '02-24', 1: '03-05' }),
    filing(
      'compost',
      last,
      publishedAfterReturn(spring(last, '03-04'), [{ path: 'statement', text: '村南菜地没有 pH，请说明原因。' }], {
        ...unitsMissing,
        statement: '村南菜地样品 pH 因容器破损未测出，下一年补测。（演示文字）',
      }),
      unitsMissing,
    ),
  ]
}

/** The same results with those of two points exchanged: the mistake that was corrected later. */
function exchanged(data: SoilSelfMonitoring, one: string, other: string): SoilSelfMonitoring {
  const valueAt = (point: string, pollutant: string) =>
    data.rows.find((row) => row.point === point && row.pollutant === pollutant)?.value
  const mistaken = ['二噁英类（总毒性当量）', '多氯联苯（总量）']
  const rows = data.rows.map((row) => {
    if (!mistaken.includes(row.pollutant)) return row
    const from = row.point === one ? other : row.point === other ? one : row.point
    return { ...row, value: valueAt(from, row.pollutant) ?? row.value }
  })
  return { ...data, rows }
}
