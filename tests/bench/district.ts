import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { recordStore } from '#api/senders/record-store.ts'
import { builtSite } from '#api/senders/site.ts'
import { placesIn } from '#api/senders/site-folder.ts'
import type { Db } from '#db/engine.ts'
import type { RecordStore } from '#db/files.ts'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { insertPublication } from '#db/publication.ts'
import { keepRecord } from '#db/record.ts'
import { measure, type Taken } from './measure.ts'
import type { Pressed } from './press.ts'
import { fillTo, Heap } from './records.ts'

const ROOT = join(import.meta.dirname, '../..')
const PROGRAM = join(ROOT, 'api/node.ts')

/** A real instance in a folder of its own that grows: the records of the heap, published by the product's programs. */
export class District {
  readonly base = mkdtempSync(join(tmpdir(), 'jingtu-bench-'))
  readonly dataDir = join(this.base, 'data')
  readonly env = { DATA_DIR: this.dataDir, ORIGIN: 'http://localhost:8787', DEMO: '0', NODE_COMPILE_CACHE: '' }
  size = 0
  private readonly heap = new Heap()

  /** Decides up to `size` records and keeps them in the record folder; no page is made. */
  async grow(size: number): Promise<void> {
    if (this.size === 0) {
      await measure(process.execPath, [PROGRAM, 'migrate'], this.env)
      await builtSite(this.dataDir)
    }
    if (size <= this.size) return
    await this.withDb(async (db) => {
      await migrateDb(db)
      await fillTo(db, this.heap, this.size, size)
      await keepRecord(db, quickStore(placesIn(this.dataDir).record), async () => null)
    })
    this.size = size
  }

  /** The whole program: when more is behind than is worth doing one by one, that is a full build. */
  publish(): Promise<Taken> {
    return measure(process.execPath, [PROGRAM, 'publish'], this.env)
  }

  /** A process that publishes one after another, with leaves in the log or without; what it told and the memory it took. */
  async press(count: number, renames: number, logs = false): Promise<Pressed & { peak: number }> {
    const press = join(import.meta.dirname, 'press.ts')
    const { printed, peak } = await measure(
      process.execPath,
      [press, `${this.size}`, `${count}`, `${renames}`, logs ? 'log' : ''],
      this.env,
    )
    return { ...(JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Pressed), peak }
  }

  /** Seconds the program takes from its start to its end, for one new filing each time. */
  async cold(times: number): Promise<number[]> {
    const taken: number[] = []
    for (let n = 0; n < times; n++) {
      // A year nobody else files for.
      const { record, year } = this.heap.disclosure(this.heap.enterprises(this.size) - 1 - n, 2027)
      await this.withDb((db) => db.write(insertPublication(record, year)))
      taken.push((await this.publish()).wall)
    }
    return taken
  }

  /** Codes of the enterprises that are not called what the heap calls them any more. */
  async renamed(): Promise<Set<string>> {
    const sql = "SELECT id FROM publications WHERE kind = 'enterprise' AND version > 1"
    const { rows } = await this.withDb((db) => db.query(sql))
    return new Set(rows.map((row) => String(row.id)))
  }

  async withDb<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const db = await openDb(`file:${join(this.dataDir, 'jingtu.db')}`)
    try {
      return await work(db)
    } finally {
      db.close()
    }
  }

  drop(): void {
    rmSync(this.base, { recursive: true, force: true })
  }
}

/** The record folder without waiting for the disk: what is measured begins when everything is there. */
function quickStore(root: string): RecordStore {
  return {
    ...recordStore(root, `${root}.staging`),
    async swap(changes) {
      for (const change of changes) {
        const path = join(root, change.path)
        mkdirSync(dirname(path), { recursive: true })
        if ('bytes' in change && change.bytes) writeFileSync(path, change.bytes)
      }
      return changes.map((change) => change.path)
    },
  }
}
