import type { Engine, Statement } from '#db/engine.ts'
import { insertPublication } from '#db/publication.ts'
import type { PublicRecord } from '#domain/record.ts'
import { chance, codeOf } from '../fixtures/chance.ts'
import { type Published, World } from '../fixtures/world.ts'

const YEARS = [2021, 2022, 2023, 2024, 2025] as const
const LABORATORIES = 20
const OF_ONE = 1 + YEARS.length

/**
 * A heap of publications that grows evenly: twenty laboratories, then enterprises, each followed by five years of ten
 * results. The nth is always the same.
 */
export class Heap {
  private readonly laboratories = new World(1)
  private readonly first: Published[]

  constructor() {
    this.first = Array.from({ length: LABORATORIES }, () => this.laboratories.register('institution', '2021-01-04'))
  }

  /** Publication `n`, from 0. */
  at(n: number): Published {
    const laboratory = this.first[n]
    if (laboratory) return laboratory
    const nth = (n - LABORATORIES) % OF_ONE
    const enterprise = Math.floor((n - LABORATORIES) / OF_ONE)
    return nth === 0 ? this.enterprise(enterprise) : this.disclosure(enterprise, YEARS[nth - 1] as number)
  }

  /** How many enterprises there are among the first `count` publications, each with all its years. */
  enterprises(count: number): number {
    return Math.floor((count - LABORATORIES) / OF_ONE)
  }

  enterprise(n: number): Published {
    const id = codeOf('91410102MB', n)
    const title = `河南恒远${'瑞丰盛鑫宏泰永昌'[n % 8]}${'热电化工电镀涂料'[(n * 3) % 8]}有限公司${n}`
    const data = this.luck(n).registerData('enterprise', id, title)
    return { record: { ...head('enterprise', id, title, '2021-04-01', null), data } as PublicRecord, year: null }
  }

  /** What an enterprise files for a year; every version has results of its own. */
  disclosure(enterprise: number, year: number, version = 1): Published {
    const { record } = this.enterprise(enterprise)
    const party = { code: record.id, name: record.title }
    const id = `d${enterprise.toString().padStart(7, '0')}y${year}`
    const title = `${party.name}${year} 年土壤自行监测`
    const on = version === 1 ? `${year + 1}-02-${String(1 + (enterprise % 28)).padStart(2, '0')}` : '2026-06-01'
    const data = { ...this.luck(enterprise * 10_000 + year + version * 7).monitoring(year), landClass: 'class2' }
    const change = version === 1 ? null : { changed: '更正检测结果', basis: '检测机构来函' }
    const about = { ...head('soil_self_monitoring', id, title, on, party), version, change }
    return { record: { ...about, data } as unknown as PublicRecord, year }
  }

  /** The same laboratories with chance of its own: what is drawn for one record leaves all others as they are. */
  private luck(seed: number): World {
    return Object.create(this.laboratories, { random: { value: chance(seed) } })
  }
}

function head(kind: string, id: string, title: string, publishedOn: string, party: object | null) {
  return {
    kind,
    id,
    version: 1,
    title,
    publishedOn,
    filedOn: party && publishedOn,
    party,
    change: null,
    withdrawn: null,
    returned: 0,
    files: [],
  }
}

/** Publishes records `from` up to `to`, as decisions do, many to a commit. */
export async function fillTo(db: Engine, heap: Heap, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 200) {
    const statements: Statement[] = []
    for (let at = n; at < Math.min(n + 200, to); at++) {
      const { record, year } = heap.at(at)
      statements.push(...insertPublication(record, year))
    }
    await db.write(statements)
  }
}
