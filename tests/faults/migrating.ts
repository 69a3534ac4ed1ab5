import Database from 'libsql'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'

/**
 * Migrates the database of a file and dies the way a power cut does right before the n-th statement that changes it
 * (0: never; it prints how many there were). `apart` is the control: every statement is a commit of its own.
 */
const [path = '', at = '0', mode = 'together'] = process.argv.slice(2)
const db = await openDb(`file:${path}`)

type Prepare = (sql: string) => { run(): void }
const engine = (Database as unknown as { prototype: { prepare: Prepare } }).prototype
const { prepare } = engine
let passed = 0
engine.prepare = function (sql) {
  const isChange = /^(CREATE|ALTER|DROP|INSERT|UPDATE|DELETE|COMMIT)/i.test(sql.trimStart())
  if (isChange) passed += 1
  if (isChange && passed === Number(at)) process.kill(process.pid, 'SIGKILL')
  if (isChange && mode === 'apart' && passed > 2 && !/^COMMIT/.test(sql))
    for (const each of ['COMMIT', 'BEGIN']) prepare.call(this, each).run()
  return prepare.call(this, sql)
}
await migrateDb(db)
console.log(passed)
db.close()
