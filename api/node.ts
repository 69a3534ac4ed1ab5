import { NewerSchema } from '#db/migrate.ts'
import type { Config } from './senders/config.ts'
import { StartRefused } from './senders/refuse.ts'

// What fails may carry what people wrote (a database error quotes its parameters): only names and places are printed.
const die = (thrown: unknown): never => {
  const error =
    thrown instanceof NewerSchema
      ? new StartRefused(
          '数据库属于更新的版本，请用新版本启动',
          'the database belongs to a later version; start that one',
        )
      : thrown
  if (error instanceof StartRefused) console.error(`jingtu: ${error.message}`)
  else console.error(`jingtu: ${nameOf(error)}\n${framesOf(error)}`)
  process.exit(1)
}
process.on('uncaughtException', die)
process.on('unhandledRejection', die)

type Program = (config: Config) => Promise<void>
/** Each loads only what it needs: most of the server's modules have no part in publishing a page. */
const PROGRAMS: Record<string, () => Promise<Program>> = {
  serve: async () => (await import('./senders/serve.ts')).serve,
  build: async () => (await import('./senders/programs.ts')).build,
  migrate: async () => (await import('./senders/programs.ts')).migrate,
  seed: async () => (await import('./senders/programs.ts')).seed,
  'log:key': async () => (await import('./senders/log-program.ts')).logKey,
  publish: async () => (await import('./senders/publish-program.ts')).publish,
  'log:check': async () => (await import('./senders/log-check-program.ts')).checkNow,
}
/** Have no instance of their own here: one is told by `wrangler.toml` as well, one by its arguments alone. */
const ELSEWHERE: Record<string, () => Promise<() => Promise<void>>> = {
  'publish:edge': async () => (await import('./senders/edge-publish.ts')).publishEdge,
  verify: async () => (await import('./senders/verify-program.ts')).verify,
}
const name = process.argv[2] ?? 'serve'
const program = PROGRAMS[name]
const elsewhere = ELSEWHERE[name]
if (elsewhere)
  await elsewhere()
    .then((run) => run())
    .catch(die)
else if (!program) die(new StartRefused(`没有这个命令：${name}`, `no such program: ${name}`))
else
  await Promise.all([program(), import('./senders/config.ts')])
    .then(([run, { readConfig }]) => run(readConfig(process.env)))
    .catch(die)

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'error'
}

function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}
