import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '#domain/clock.ts'
import {
  leavesOn,
  log,
  promiseOf,
  promiser,
  proofIn,
  SAID,
  SECRET,
  type SitePages,
  serveSite,
  sitePages,
  TIP,
} from '../fixtures/log-site.ts'
import { runVerify } from '../fixtures/programs.ts'

// The program as a journalist runs it, against a small server of its own.

const folder = mkdtempSync(join(tmpdir(), 'jingtu-verify-'))
const leaves = leavesOn(dayOf(new Date()), 300)
let pages: SitePages
let site: Awaited<ReturnType<typeof serveSite>>

beforeAll(async () => {
  pages = await sitePages(leaves)
  site = await serveSite(pages)
})
afterAll(() => {
  site?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function verify(...args: string[]): Promise<{ code: number | null; printed: string }> {
  const program = runVerify(...args)
  const code = await program.code
  return { code, printed: program.printed() }
}
/** A file of the journalist's own. */
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('a log that holds is said to hold in Chinese and English, and the program ends with 0', async () => {
  const old = await sitePages(leaves.slice(0, 20))
  const since = file('kept', new TextDecoder().decode(old.get('/log/checkpoint')?.body))
  const receipt = file('tip.tlog-proof', await proofIn(leaves, TIP, Uint8Array.of(...SECRET, ...SAID)))
  const keys = ['--vkey', log.verifier.vkey, '--promise-vkey', promiser.verifier.vkey]
  const { code, printed } = await verify(
    '--base',
    `${site.url}/`,
    ...keys,
    '--since',
    since,
    '--proof',
    receipt,
    '--all',
  )
  expect(printed).toContain('✓ 签名属实 / signature holds: report.example/log, 300 leaves\n')
  expect(printed).toContain('✓ 全部条目算出的总指纹与签名的一致 / the entries make the signed root: 300 leaves\n')
  expect(printed).toContain(
    '· 举报总账（含填充条目） / account of tips, covers among them: tips 291, covers 1, closed 1,',
  )
  expect(printed).toContain(
    '✓ 接着保存的检查点往下写 / continues the checkpoint that was kept: kept: 20 → 300 leaves\n',
  )
  expect(printed).toContain('✓ 证明文件 · 今日总指纹 / proof: root: 300 leaves')
  expect(printed.trimEnd().split('\n').at(-1)).toBe('全部属实 / everything holds')
  expect(code).toBe(0)
})

test('a record checked against a page that was saved, and a promise, hold too', async () => {
  const json = file('saved.json', new TextDecoder().decode(pages.get('/disclosures/a1.json')?.body))
  const proof = file('a1.tlog-proof', await proofIn(leaves, 2))
  const promise = file('promise', await promiseOf(SECRET, Math.floor(Date.now() / 1000) + 600))
  const { code, printed } = await verify('--base', site.url, '--proof', proof, '--json', json, '--promise', promise)
  expect(printed).toContain('· 公钥取自网站自己，请与别处公布的核对 / key as the site gives it')
  expect(printed).toContain('✓ 证明文件 · 文件摘要 / proof: digest: sha256:')
  expect(printed).toContain('✓ 承诺 · 承诺 / promise: promise: no leaf yet, due ')
  expect(code).toBe(0)
})

test('one flipped bit ends with 1 and the name of the file', async () => {
  const tile = pages.get('/log/tile/0/000')?.body as Uint8Array
  const altered = await serveSite(
    new Map(pages).set('/log/tile/0/000', { status: 200, body: tile.with(170, (tile[170] ?? 0) ^ 1) }),
  )
  const { code, printed } = await verify('--base', altered.url, '--vkey', log.verifier.vkey)
  altered.close()
  expect(printed).toContain(
    '✗ 文件不符 / a file does not agree: /log/tile/0/000: hash 5 is not that of the entries under it\n',
  )
  expect(printed.trimEnd().split('\n').at(-1)).toBe('有 1 处不符 / 1 of these does not hold')
  expect(code).toBe(1)
})

test.each([
  [['--vkey', 'x'], '请用 --base 给出网站的地址'],
  [['--base', 'file:///etc/passwd'], '请用 --base 给出网站的地址'],
  [['--bass', 'http://127.0.0.1:1'], '能用的参数：--base --vkey'],
  [['--base', 'http://127.0.0.1:1', '--proof', 'no-such-file'], '读不到文件 no-such-file'],
  [['--base', 'http://127.0.0.1:1'], 'http://127.0.0.1:1/log/vkey 没有答复'],
])('asked for what cannot be done (%j) it says so in one line and ends with 1', async (args, said) => {
  const { code, printed } = await verify(...args)
  expect(printed).toContain(`jingtu: ${said}`)
  expect(printed.trimEnd().split('\n')).toHaveLength(1)
  expect(code).toBe(1)
})
