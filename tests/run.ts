import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { templateHash } from '#api/senders/site.ts'
import { findChromium } from './browser/chromium.ts'
import { bringTools } from './tools.ts'

/**
 * `node tests/run.ts [check|gate]`. Nothing: everything. `check`: types, style and the fast tests (`house` in vitest.config.ts).
 * `gate`: everything, with the long fault runs. The last line is the count, alone: `N passed, N failed`.
 */
const ROOT = join(import.meta.dirname, '..')
const RESULTS = join(ROOT, 'tests/.artifacts/results.json')
const mode = process.argv[2] ?? 'all'

/** What the gate adds: the faults at full length, every step, and what takes minutes. */
const GATE = { FAULTS: '1', PUBLISH_STEPS: 'every', EDITS: '1000', LIGHTHOUSE: '1', SHOTS: '1' }

const QUIET = { ASTRO_TELEMETRY_DISABLED: '1', BETTER_AUTH_TELEMETRY: '0' }

type Count = { passed: number; failed: number; skipped: number }

process.chdir(ROOT)
const missing = bringTools(mode !== 'check', mode === 'gate')
if (missing.length > 0) {
  for (const line of missing) process.stdout.write(`${line}\n`)
  end({ passed: 0, failed: missing.length, skipped: 0 })
}
if ((await isSiteStale()) && !run('the site builds', 'npm', ['run', '-s', 'build']))
  end({ passed: 0, failed: 1, skipped: 0 })
end([...(await staticChecks()), vitest()].reduce(add))

/** Types, types of the pages and style at once: each is one process that fills one core. */
function staticChecks(): Promise<Count[]> {
  const bin = (path: string, ...args: string[]) => [join('node_modules', path), ...args]
  const checks: [string, string[]][] = [
    ['types of the pages', bin('astro/bin/astro.mjs', 'check', '--minimumSeverity', 'warning')],
    ['types', bin('typescript/bin/tsc', '--noEmit')],
    ['style', bin('@biomejs/biome/bin/biome', 'check', '.')],
  ]
  return Promise.all(
    checks.map(async ([name, args]) =>
      (await runAside(name, process.execPath, args))
        ? { passed: 1, failed: 0, skipped: 0 }
        : { passed: 0, failed: 1, skipped: 0 },
    ),
  )
}

/** All tests in one run of vitest, counted from its JSON report; a file that does not load is a failure. */
function vitest(): Count {
  mkdirSync(join(ROOT, 'tests/.artifacts'), { recursive: true })
  rmSync(RESULTS, { force: true })
  const lanes = mode === 'check' ? ['--project', 'house'] : []
  const browser = findChromium()
  const ok = run(
    'tests',
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...lanes,
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${RESULTS}`,
    ],
    {
      ...(mode === 'gate' && GATE),
      NODE_COMPILE_CACHE: join(ROOT, 'tests/.artifacts/compiled'),
      ...(browser && { CHROMIUM_PATH: browser }),
    },
  )
  if (!existsSync(RESULTS)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(RESULTS, 'utf8'))
  const files: { status: string; assertionResults: unknown[] }[] = report.testResults
  const unloaded = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  const failed = report.numFailedTests + unloaded
  // An error outside any test fails the run too.
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !ok ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Whether `dist` was built of other templates than those that are there, by the stamp the build leaves in it. */
async function isSiteStale(): Promise<boolean> {
  const stamp = join(ROOT, 'dist/build.json')
  return !existsSync(stamp) || JSON.parse(readFileSync(stamp, 'utf8')).hash !== (await templateHash())
}

function run(name: string, program: string, args: string[], env: Record<string, string> = {}): boolean {
  process.stdout.write(`\n── ${name}\n`)
  const { status } = spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, ...QUIET, ...env } })
  if (status !== 0) process.stdout.write(`── ${name}: failed\n`)
  return status === 0
}

/** As `run`, beside others: what it prints is shown in one piece when it has ended. */
function runAside(name: string, program: string, args: string[]): Promise<boolean> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...QUIET } })
  const printed: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(chunk))
  return new Promise((resolve) => {
    child.once('error', (error) => printed.push(Buffer.from(`${error.message}\n`)))
    child.once('close', (code) => {
      process.stdout.write(`\n── ${name}\n${Buffer.concat(printed)}`)
      if (code !== 0) process.stdout.write(`── ${name}: failed\n`)
      resolve(code === 0)
    })
  })
}

function add(one: Count, other: Count): Count {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  }
}

function end({ passed, failed, skipped }: Count): never {
  const tail = skipped > 0 ? `, ${skipped} skipped` : ''
  process.stdout.write(`\n${passed} passed, ${failed} failed${tail}\n`)
  process.exit(failed === 0 ? 0 : 1)
}
