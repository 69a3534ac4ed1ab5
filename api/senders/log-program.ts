import { readLogState } from '#db/log.ts'
import type { Config } from './config.ts'
import { openDataDir } from './data-dir.ts'
import { openDatabase } from './database.ts'
import { logOrigin } from './log.ts'
import { logSigner, openLogKeys, rotateLogKey } from './log-signer.ts'
import { end } from './programs.ts'
import { StartRefused } from './refuse.ts'

/**
 * `npm run log:key`: the verifier keys of the log of a stopped instance. With `-- --rotate` there is a new one, which the
 * next start announces by a leaf; the one before signs along for thirty days.
 */
export async function logKey(config: Config): Promise<void> {
  const data = await openDataDir(config.dataDir, config.demo)
  const db = await openDatabase(config)
  const folder = `${data.path}/keys`
  const state = await readLogState(db).catch(() => null)
  const origin = state?.origin ?? logOrigin(config.origin ?? `http://localhost:${config.port}`)
  const vkeys = async () => {
    const keys = await openLogKeys(folder, false)
    return logSigner(keys, { origin, published: async () => [] }).vkeys(origin)
  }
  const found = await vkeys()
  if (!found || !state)
    throw new StartRefused('日志还没有密钥，首次启动时生成', 'the log has no key yet: it is made by the first start')
  if (!process.argv.includes('--rotate')) return end(db, data, said(found))
  if (state.vkey !== found.now)
    throw new StartRefused(
      '上一次更换的密钥尚未写入日志，请先启动一次',
      'the log has not announced its last new key yet: start it once before',
    )
  await rotateLogKey(folder)
  end(db, data, said((await vkeys()) ?? found))
}

function said({ now, before }: { now: string; before: string | null }): string {
  return before ? `${now}\n${before}` : now
}
