import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { keepLine } from '#db/log/cosign.ts'
import { readLogState } from '#db/log.ts'
import { type House, openHouse, SLOW, wordsOf } from '../house.ts'
import { aTip } from '../setup.ts'

const DAY = 86_400_000

let house: House
beforeAll(async () => {
  house = await openHouse({ at: '2026-09-14T10:00:00+08:00' })
}, SLOW)

const read = async (path: string) => wordsOf((await house.read(path)).html)

test('the page of the log names its size, its root, its keys, its newest day, and that nobody bears witness yet', async () => {
  const [origin, size, root] = String((await house.ask('GET', '/log/checkpoint')).body).split('\n')
  const words = await read('/log/')
  expect(origin).toBe('localhost:8787/log')
  expect(words).toContain(`登记 ${size} 条 ，最后一条写着的日期是 2026年9月14日`)
  expect(words).toContain(root)
  for (const path of ['/log/vkey', '/log/promise-vkey'])
    expect(words).toContain(String((await house.ask('GET', path)).body).trimEnd())
  expect(words).toContain('还没有。目前只有本局一家签名。')
  expect((await house.ask('GET', '/log/')).headers.get('cache-control')).toBe('no-cache')
  expect((await house.ask('GET', '/log')).headers.get('location')).toBe('/log/')
})

test('whoever signs beside the log is named', async () => {
  const { size } = (await readLogState(house.db)) ?? { size: 0 }
  await keepLine(house.db, size, `\u2014 archive.example.cn/witness ${Buffer.alloc(76, 7).toString('base64')}`)
  const words = await read('/log/')
  expect(words).toContain('目前的见证单位：archive.example.cn/witness')
  expect(words).not.toContain('目前只有本局一家签名')
})

test('the newest nightly comparison stands on it: green when all agreed, red with every place when not', async () => {
  expect(await read('/log/')).toContain('今晚第一次对账')
  const sql = 'INSERT INTO log_checks("on", ok, findings) VALUES (?, ?, ?)'
  await house.db.write([{ sql, args: ['2026-09-13', 1, '[]'] }])
  expect(await read('/log/')).toContain('2026年9月13日 对账：全部一致')
  const findings = [
    { code: 'leaf.no-tip', at: { leaf: 12 } },
    { code: 'served.differs', at: { path: 'site/disclosures/x.json' } },
  ]
  await house.db.write([{ sql, args: ['2026-09-14', 0, JSON.stringify(findings)] }])
  const { html } = await house.read('/log/')
  expect(html).toContain('notice--problem')
  expect(wordsOf(html)).toContain('2026年9月14日对账：有 2 处对不上')
  expect(wordsOf(html)).toContain('第 12 条')
  expect(wordsOf(html)).toContain('site/disclosures/x.json')
  await house.db.write([{ sql: 'DELETE FROM log_checks', args: [] }])
})

test('a log that stands still says so, and why', async () => {
  const { logStanding } = house.env
  house.env.logStanding = async () => ({ ok: false, why: 'database-older' })
  const { html } = await house.read('/log/')
  house.env.logStanding = logStanding
  expect(html).toContain('notice--problem')
  expect(wordsOf(html)).toContain('日志停住了')
  expect(wordsOf(html)).toContain('像是从较早的备份恢复的')
  expect(await read('/log/')).not.toContain('日志停住了')
})

test('the account of tips counts what comes, and finds what stays without an end', async () => {
  const tally = async () => {
    const { html } = await house.read('/log/tips/')
    return JSON.parse(/data-tally="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"').replaceAll('&#34;', '"') ?? '')
  }
  const before = await tally()
  expect(before.tips).toBeGreaterThan(0)
  expect(before.overdue).toEqual([])
  await house.ask('POST', '/api/tips', aTip())
  house.at('2026-09-14T10:05:00+08:00')
  await house.batch()
  // One tip, topped up to eight.
  expect((await tally()).tips).toBe(before.tips + 8)
  // Nobody did anything for months, nor were covers opened: by the log alone that looks as it is.
  house.at(new Date(Date.parse('2026-09-14T10:00:00+08:00') + 106 * DAY).toISOString())
  const late = await tally()
  expect(late.overdue.length).toBeGreaterThan(0)
  expect(await read('/log/tips/')).toMatch(/▲ 有 \d+ 件超过期限还没有结果/)
  house.at('2026-09-14T10:06:00+08:00')
})

test('a log that cannot be read to its end is not counted, and the page says where', async () => {
  const size = String((await house.ask('GET', '/log/checkpoint')).body).split('\n')[1]
  const file = join(house.folder, `log/tile/entries/000.p/${size}`)
  const whole = await readFile(file)
  const altered = Buffer.from(whole)
  altered[40] = (altered[40] ?? 0) ^ 1
  await writeFile(file, altered)
  house.at('2026-09-15T10:00:00+08:00')
  const words = await read('/log/tips/')
  await writeFile(file, whole)
  expect(words).toContain('日志没有读完，数不出来')
  expect(words).toContain(`tile/entries/000.p/${size}：第 0 条被改过`)
  expect(await read('/log/tips/')).toContain('您自己数一遍')
})
