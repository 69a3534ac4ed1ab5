import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { getPlatformProxy, unstable_readConfig } from 'wrangler'
import type { Bucket } from './edge-deploy.ts'
import { readIfThere } from './files.ts'
import { StartRefused } from './refuse.ts'

export type Buckets = {
  /** Published files. */
  site: Bucket
  /** Photos and filed documents, by random key. */
  files: Bucket
  /** What the Worker is told: variables of `wrangler.toml`, on this machine those of `.dev.vars` over them. */
  vars: Record<string, string>
  close(): Promise<void>
}

/**
 * The two buckets of a `wrangler.toml`, by the API that the Worker has: those at Cloudflare (`remote`; wrangler takes
 * its usual credentials), or those of `wrangler dev` on this machine, which lie in `persistTo` as its option says.
 * wrangler reads a configuration of the buckets alone, written to `scratch`: there they are remote or not as asked,
 * while for `wrangler dev` they stay local.
 */
export async function openBuckets(about: {
  config: string
  scratch: string
  remote: boolean
  persistTo?: string
}): Promise<Buckets> {
  // Nothing is told to anybody but what is deployed.
  Object.assign(process.env, { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' })
  const config = unstable_readConfig({ config: about.config })
  const { name, account_id, compatibility_date } = config
  const buckets = config.r2_buckets.map((bucket: object) => ({ ...bucket, remote: about.remote }))
  await mkdir(about.scratch, { recursive: true })
  const configPath = join(about.scratch, 'wrangler.json')
  await writeFile(configPath, JSON.stringify({ name, account_id, compatibility_date, r2_buckets: buckets }))
  const state = about.persistTo ?? join(dirname(about.config), '.wrangler/state')
  const proxy = await getPlatformProxy<Record<string, Bucket>>({
    configPath,
    persist: { path: join(state, 'v3') },
    remoteBindings: about.remote,
  })
  const { SITE, FILES } = proxy.env
  if (!SITE || !FILES) {
    await proxy.dispose()
    throw new StartRefused(
      `${about.config} 没有绑定 SITE 与 FILES 两个存储桶`,
      `${about.config} doesn't bind the buckets SITE and FILES`,
    )
  }
  const dev = about.remote ? null : await readIfThere(join(dirname(about.config), '.dev.vars'))
  const vars = { ...config.vars, ...parseEnv(dev?.toString() ?? '') } as Buckets['vars']
  return { site: SITE, files: FILES, vars, close: () => proxy.dispose() }
}
