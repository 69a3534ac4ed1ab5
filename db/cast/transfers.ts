import { addDays } from '#domain/clock.ts'
import type { SoilTransfer } from '#domain/remediation/transfer.ts'
import { type CastFiling, type CastTime, corrected, published, signed } from './filing.ts'
import { plotIds } from './plots.ts'
import { PROJECTS } from './projects.ts'

type Weighed = readonly [out: number, arrived: number | null]

/** Soil that left one plot: two journeys that are over, on one of which a part got lost, and one waiting for review. */
export function transfers(time: CastTime): CastFiling[] {
  const { ago } = time
  const plan = (reported: number, from: number, to: number, quantity: number): SoilTransfer => ({
    project: { id: time.id('notice-brickworks'), name: PROJECTS.brickworks },
    plot: { id: plotIds(time).brickworks, name: '须水演示砖瓦厂填坑地块（虚构）' },
    time: { from: ago(from), to: ago(to) },
    mode: '密闭自卸货车，每车约 25 吨，防渗衬里，北斗定位',
    route: '癸酉村北出口—演示大道—演示环路—虚构水泥厂专用道，避开学校和水源保护区（虚构路线）',
    quantity,
    destination: { name: '虚构水泥有限公司（虚构）', address: '演示市虚构县甲戌镇（虚构）' },
    disposal: '水泥窑协同处置，入窑前检验，灰渣进熟料',
    hazardous: false,
    originBureau: '郑州市生态环境局（演示）',
    destinationBureau: '演示市生态环境局（虚构）',
    reportedOn: ago(reported),
    loads: [],
  })
  const first = plan(394, 380, 366, 500)
  const second = plan(352, 338, 320, 400)
  const third = plan(8, -9, -16, 160)
  const driven = (data: SoilTransfer, prefix: string, weighed: readonly Weighed[]): SoilTransfer => ({
    ...data,
    loads: weighed.map(([out, arrived], index) => ({
      no: `${prefix}-${String(index + 1).padStart(3, '0')}`,
      on: addDays(data.time.from, Math.floor(index / 3)),
      out,
      in: arrived,
    })),
  })
  const filing = (key: string, data: SoilTransfer, path: CastFiling['path']): CastFiling => ({
    key,
    kind: 'soil_transfer',
    party: 'office',
    year: null,
    data,
    draftedOn: addDays(path[0]?.on ?? time.today, -1),
    path,
  })
  return [
    filing('transfer-1', first, [
      ...published(ago(386)),
      ...corrected(ago(352), WEIGHED, driven(first, 'A', FIRST_LOADS)),
    ]),
    filing('transfer-2', second, [
      ...published(ago(344)),
      ...corrected(ago(306), WEIGHED, driven(second, 'B', SECOND_LOADS)),
    ]),
    // The failed part is dug out again.
    filing('transfer-3', third, signed(ago(2))),
  ]
}

const WEIGHED = { changed: '补入每车出场、进场称重记录。', basis: '转运结束，电子联单和两端磅单（演示）' }

const FIRST_LOADS: readonly Weighed[] = [
  [25.4, 25.4],
  [25.1, 25.0],
  [24.8, 24.8],
  [25.6, 25.5],
  [25.2, 25.2],
  [24.9, 24.8],
  [25.3, 25.3],
  [25.0, 25.0],
  [25.5, 25.4],
  [24.7, 24.7],
  [25.2, 25.1],
  [25.1, 25.1],
  [25.4, 25.3],
  [24.9, 24.9],
  [25.3, 25.2],
  [25.0, 25.0],
  [25.2, 25.2],
  [24.8, 24.7],
  [25.1, 25.1],
  [25.4, 25.3],
]

/** Two lorries arrived lighter than they left: more than two in a hundred is missing. */
const SECOND_LOADS: readonly Weighed[] = [
  [25.2, 25.1],
  [25.0, 25.0],
  [25.3, 21.4],
  [24.9, 24.8],
  [25.4, 25.3],
  [25.1, 25.1],
  [25.0, 17.6],
  [25.2, 25.2],
  [24.8, 24.7],
  [25.3, 25.3],
  [25.1, 25.0],
  [24.9, 24.9],
  [25.2, 25.1],
  [25.0, 25.0],
  [25.4, 25.3],
  [25.1, 25.1],
]
