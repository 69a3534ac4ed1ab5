import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Engine } from '#db/engine.ts'
import { openEngine } from '#db/open.ts'
import { correctedRow } from '../fixtures/corrected-row.ts'
import { CANARY, daysIn, leaksIn, type Secrets, secretsIn } from '../fixtures/leaks.ts'
import { runVerify } from '../fixtures/programs.ts'
import { freshDataDir, type Running, startServer } from '../server.ts'

// What a demo has published, as a whole: what is on it, what leads where, and who notices when it is altered.

const ROOT = join(import.meta.dirname, '../..')
const dataDir = freshDataDir()
const at = (path: string) => join(dataDir, path)
const read = (path: string) => readFileSync(at(path), 'utf8')
let server: Running
let db: Engine | null = null

beforeAll(async () => {
  server = await startServer({ dataDir })
  await vi.waitFor(
    async () => {
      if ((await fetch(`${server.url}/figures/2025/`)).status !== 200) throw new Error('no figures yet')
    },
    { timeout: 120_000, interval: 1_000 },
  )
  const { description, address, name, plate, email } = CANARY
  const tip = {
    kinds: ['water'],
    description,
    place: { address, street: '410102011' },
    accused: { kind: 'vehicle', name, plate },
    reporter: { mode: 'anonymous', notify: { email } },
  }
  const told = await fetch(`${server.url}/api/tips`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(tip),
  })
  expect(told.status, await told.clone().text()).toBe(201)
  await correctedRow(server)
}, 240_000)
afterAll(async () => {
  db?.close()
  await server.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

function run(program: string, ...args: string[]) {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: new URL(server.url).port }
  const said = spawnSync(process.execPath, [program, ...args], { cwd: ROOT, env, encoding: 'utf8', timeout: 120_000 })
  return { status: said.status, lines: said.stdout.trim().split('\n') }
}
const check = () => run(join(ROOT, 'api/node.ts'), 'log:check')

test('anybody computes every figure again from what is served, with the program that is served', async () => {
  const program = at('recompute.mjs')
  writeFileSync(program, await (await fetch(`${server.url}/figures/recompute.mjs`)).text())
  const { status, lines } = run(program, server.url)
  expect(lines.at(-1)).toBe('every figure is as published')
  expect(lines.some((line) => /^2025: \d+ rows, as published$/.test(line))).toBe(true)
  expect(status).toBe(0)
})

describe('from a row of the handling table', () => {
  type Row = Record<'number' | 'url', string> & Record<'enterprise' | 'plot' | 'project', { id: string } | null>
  const rows = () => (JSON.parse(read('site/cases.json')).items as Row[]).filter((row) => row.number && row.url)
  const of = { enterprise: 'enterprises', plot: 'plots', project: 'remediations' } as const
  const page = async (address: string) => {
    const answer = await fetch(`${server.url}${address}`)
    expect(answer.status, address).toBe(200)
    return answer.text()
  }

  test.each(Object.entries(of))('one click leads to its %s, and one back', async (about, list) => {
    const named = rows().filter((row) => row[about as keyof typeof of])
    expect(named.length).toBeGreaterThan(0)
    for (const row of named) {
      const address = `/${list}/${row[about as keyof typeof of]?.id}/`
      const own = new URL(row.url).pathname
      expect(await page(own), own).toContain(`href="${address}"`)
      expect(await page(address), address).toContain(`href="${own}"`)
    }
  })

  test('and to what the enterprise disclosed of its soil, and what was assessed of the project', async () => {
    const anchors = [
      ['enterprise', 'enterprises', 'years', '/disclosures/'],
      ['project', 'remediations', 'assessments', '/assessments/'],
    ] as const
    for (const [about, list, anchor, leadsTo] of anchors) {
      const found = rows().filter((row) => row[about])
      const shown = await Promise.all(
        found.map(async (row) => {
          const address = `/${list}/${row[about]?.id}/`
          expect(await page(new URL(row.url).pathname)).toContain(`href="${address}#${anchor}"`)
          const there = await page(address)
          expect(there, address).toContain(`id="${anchor}"`)
          return there.includes(`href="${leadsTo}`)
        }),
      )
      expect(shown, about).toContain(true)
    }
  })
})

describe('an altered row or figure', () => {
  const newestOf = (kind: 'case' | 'figures') =>
    kind === 'figures' ? 'figures/2025' : `cases/${JSON.parse(read('site/cases.json')).items[0].number}`
  const restored = new Map<string, string>()
  const alter = (path: string, from: RegExp, to: string) => {
    const whole = read(path)
    expect(whole).toMatch(from)
    restored.set(path, whole)
    writeFileSync(at(path), whole.replace(from, to))
  }
  const restore = () => {
    for (const [path, whole] of restored) writeFileSync(at(path), whole)
    restored.clear()
  }
  const verify = async () => {
    const program = runVerify('--base', server.url, '--all')
    return { code: await program.code, printed: program.printed() }
  }

  test('nothing is altered: both programs say so', async () => {
    await expect.poll(() => check().status, { timeout: 100_000, interval: 3_000 }).toBe(0)
    expect((await verify()).code).toBe(0)
  }, 120_000)

  test.each(['case', 'figures'] as const)(
    'of kind %s is named on the site by `npm run verify` and by the check of the night',
    async (kind) => {
      const base = newestOf(kind)
      const path = `site/${base}.json`
      alter(path, kind === 'case' ? /"findings":"/ : /"received":/, kind === 'case' ? '"findings":"不' : '"received":1')
      const { code, printed } = await verify()
      const { status, lines } = check()
      restore()
      expect({ code, status }).toEqual({ code: 1, status: 1 })
      expect(printed).toContain(`/${base}/ doc is`)
      expect(lines[0]).toContain(path)
    },
    120_000,
  )

  test.each(['case', 'figures'] as const)(
    'of kind %s is named in the record folder by the check of the night',
    (kind) => {
      const id = newestOf(kind).split('/')[1]
      const path = `record/${kind}/${id}/v1.json`
      alter(path, /"publishedOn":"20/, '"publishedOn":"19')
      const { status, lines } = check()
      restore()
      expect(status).toBe(1)
      expect(lines.join('\n')).toContain(path)
    },
  )
})

describe('once the server is gone', () => {
  beforeAll(async () => {
    expect(run(join(ROOT, 'api/node.ts'), 'publish', '--full').status).toBe(0)
    await server.stop()
    db = await openEngine(`file:${at('jingtu.db')}`)
  }, 240_000)

  test.each(['case', 'figures'] as const)(
    'an edited row of kind %s in the database is named, and the same row restored is not',
    async (kind) => {
      const engine = db as Engine
      const { rows } = await engine.query('SELECT position, record FROM publications WHERE kind = ? LIMIT 1', [kind])
      const [row] = rows
      const write = (record: unknown) =>
        engine.write([
          {
            sql: 'UPDATE publications SET record = ? WHERE position = ?',
            args: [String(record), Number(row?.position)],
          },
        ])
      await write(String(row?.record).replace('"publishedOn":"20', '"publishedOn":"19'))
      const altered = check()
      await write(row?.record)
      expect(altered.status).toBe(1)
      expect(altered.lines.join('\n')).toContain(JSON.parse(String(row?.record)).id)
      expect(check().status).toBe(0)
    },
    120_000,
  )

  describe('no public file', () => {
    const folders = () => [at('site'), at('record')]
    /** The texts of the house, of which a tip may use the words. */
    const known = () =>
      ['index.html', 'report/index.html', 'how-we-work/index.html', 'desk/index.html'].map((path) =>
        read(`site/${path}`),
      )
    /** Scripts and styles are made before there is anything to tell. */
    const isBuilt = (path: string) => path.startsWith('_astro/')
    let secrets: Secrets
    beforeAll(async () => {
      const found = await secretsIn(db as Engine)
      secrets = { ...found, literals: [...found.literals, CANARY.email, CANARY.plate, CANARY.plate.replace('·', '')] }
    })

    test('has a run of eight letters of what was told or written of a case, a plate, a mail address, a reference or a receipt', () => {
      expect(secrets.texts.length).toBeGreaterThan(200)
      expect(secrets.texts).toContain(CANARY.description)
      expect(leaksIn(folders(), secrets, known(), isBuilt)).toEqual([])
    })

    test('of a row tells another day than that of a publication', () => {
      const order = read('record/order.jsonl').trimEnd().split('\n')
      const published = new Set(order.map((line) => JSON.parse(line).on as string))
      expect(published.size).toBeGreaterThan(0)
      const others = () => daysIn(at('site'), ['cases/']).filter(({ day }) => !published.has(day))
      expect(others()).toEqual([])
      const planted = 'cases/planted.json'
      writeFileSync(at(`site/${planted}`), '{"heard":"2024 年 2 月 29 日"}')
      const found = others()
      rmSync(at(`site/${planted}`))
      expect(found).toEqual([{ path: planted, day: '2024-02-29' }])
    })

    test.each<[string, string]>([
      ['eight letters of a tip', '…红色罐车往暗渠排…'],
      ['a telephone number', '电话 199 1234 5678'],
      ['an identity number', '410102199001011234'],
      ['a place', '金丝雀路七号院东墙'],
      ['a plate', CANARY.plate],
      ['a mail address', CANARY.email],
      ['the reference of a tip', 'T-2026-ABCDEF'],
      ['a receipt', '7K3M-9Q2X-5T1V-0000-ABCD-EFGH'],
    ])('a page with %s is found', (_, text) => {
      const path = 'cases/planted/index.html'
      mkdirSync(dirname(at(`site/${path}`)), { recursive: true })
      writeFileSync(at(`site/${path}`), `<p>${text.slice(0, 6)}<b>${text.slice(6)}</b></p><p title="${text}"></p>`)
      const leaks = leaksIn([at('site/cases/planted')], secrets, known())
      expect(leaks.length).toBeGreaterThan(0)
      rmSync(dirname(at(`site/${path}`)), { recursive: true })
      expect(existsSync(at(`site/${path}`))).toBe(false)
    })
  })
})
