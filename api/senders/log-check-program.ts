import { join } from 'node:path'
import type { Finding } from '#domain/log/finding.ts'
import { findingText } from '#domain/words/zh/log-check.ts'
import { readBureau } from './bureau.ts'
import type { Config } from './config.ts'
import { openDataDir } from './data-dir.ts'
import { checkInstance } from './log-check.ts'
import { askServer } from './publish-door.ts'
import { openBuilt, openMigrated } from './publish-program.ts'
import { StartRefused } from './refuse.ts'
import { folderStore } from './store-node.ts'

/**
 * `npm run log:check`: holds the log against the database, the record and the pages, now; by the running server, else by
 * itself under the lock. Prints what is not as it should be, a line each, and ends with 1 when there is any.
 */
export async function checkNow(config: Config): Promise<void> {
  const told = await askServer(config.dataDir, { check: true })
  if (told && !told.ok)
    throw new StartRefused(`运行中的服务未能核对：${told.why}`, `the server couldn't check: ${told.why}`)
  const findings = told && 'findings' in told ? told.findings : await checkAlone(config)
  for (const finding of findings) console.log(findingText(finding))
  console.log(
    findings.length === 0
      ? '日志与数据库、档案、网页一致 / nothing found'
      : `发现 ${findings.length} 处不一致 / ${findings.length} found`,
  )
  // The renderer holds a message channel open.
  process.exit(findings.length === 0 ? 0 : 1)
}

async function checkAlone(config: Config): Promise<Finding[]> {
  const data = await openDataDir(config.dataDir, config.demo)
  const [db, built] = await Promise.all([
    openMigrated(config, data, folderStore(join(data.path, 'photos'))),
    openBuilt(data.path),
  ])
  const about = {
    bureau: await readBureau(db),
    demo: data.demo,
    origin: config.origin ?? `http://localhost:${config.port}`,
    turnstileSiteKey: config.turnstile?.siteKey ?? null,
  }
  const findings = await checkInstance({ db, dataDir: data.path, about, now: () => new Date(), built })
  db.close()
  data.lock.release()
  return findings
}
