import type { Engine, Statement } from '#db/open.ts'
import { insertPublication } from '#db/publication.ts'
import type { PublicRecord } from '#domain/record.ts'
import { chance, codeOf } from '../fixtures/chance.ts'
import { World } from '../fixtures/world.ts'

const YEARS = [2021, 2022, 2023, 2024, 2025] as const
const LABORATORIES = 20

/**
 * The nth publication of a heap that grows evenly: twenty laboratories, then enterprises, each followed by five years of
 * ten results. Always the same for the same n.
 */
export class Heap {
  readonly world = new World(1)

  /** Publication `n`, from 0. */
  at(n: number): { record: PublicRecord; year: number | null } {
    if (n < LABORATORIES) return this.world.register('institution', '2021-01-04')
    const enterprise = Math.floor((n - LABORATORIES) / 6)
    const nth = (n - LABORATORIES) % 6
    if (nth === 0) return this.enterprise(enterprise)
    return this.disclosure(enterprise, YEARS[nth - 1] ?? 2025, n)
  }

  enterprise(n: number) {
    const id = codeOf('91410102MB', n)
    const title = `河南恒远${'瑞丰盛鑫宏泰永昌'[n % 8]}${'热电化工电镀涂料'[(n * 3) % 8]}有限公司${n}`
    const data = this.world.registerData('enterprise', id, title)
    const record = { ...head('enterprise', id, title, '2021-04-01', null), data } as PublicRecord
    return { record, year: null }
  }

  disclosure(enterprise: number, year: number, n: number) {
    const { record } = this.enterprise(enterprise)
    const party = { code: record.id, name: record.title }
    const id = `d${n.toString().padStart(11, '0')}`
    const title = `${party.name} ${year} 年土壤自行监测`
    const data = { ...this.world.monitoring(year), period: { year } }
    const on = `${year + 1}-02-${String(1 + (n % 28)).padStart(2, '0')}`
    return { record: { ...head('soil_self_monitoring', id, title, on, party), data } as PublicRecord, year }
  }

  /** A correction of the nth publication, which must be a disclosure. */
  correction(n: number, version: number) {
    const { record, year } = this.at(n)
    const change = { changed: '更正一项结果', basis: '检测机构来函' }
    return { record: { ...record, version, publishedOn: '2026-06-01', change } as PublicRecord, year }
  }
}

function head(kind: string, id: string, title: string, publishedOn: string, party: object | null) {
  return { kind, id, version: 1, title, publishedOn, party, change: null, withdrawn: null, returned: 0, files: [] }
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
