import { expect, test } from 'vitest'
import { countHomeFigures } from '#db/figures.ts'
import { type Files, PUBLISHED, publish } from '#db/publish.ts'
import { recomputeDeadlines } from '#db/sweep.ts'
import { aTip, openApp } from '../setup.ts'

function memoryFiles() {
  const kept = new Map<string, Uint8Array>()
  const puts: string[] = []
  const files: Files = {
    read: async (path) => kept.get(path) ?? null,
    async put(path, bytes) {
      puts.push(path)
      kept.set(path, bytes)
    },
  }
  return { files, kept, puts }
}

test('pages are published where they are read, targets before what links to them, and only when they change', async () => {
  const { env, db } = await openApp()
  const { files, kept, puts } = memoryFiles()
  const about = { bureau: env.bureau, demo: true, origin: env.origin, turnstileSiteKey: null }
  const morning = new Date('2026-09-14T08:00:00+08:00')
  expect(await publish(db, env.render, about, files, morning)).toEqual([...PUBLISHED])
  expect([...kept.keys()]).toContain('404.html')
  expect([...kept.keys()]).toContain('report/status/index.html')
  expect(puts.at(-1)).toBe('index.html')
  expect(await publish(db, env.render, about, files, new Date('2026-09-14T20:00:00+08:00'))).toEqual([])
  expect(await publish(db, env.render, about, files, new Date('2026-09-15T00:10:00+08:00'))).toEqual([...PUBLISHED])
})

test('a publication cut short is finished by the next', async () => {
  const { env, db } = await openApp()
  const { files, kept } = memoryFiles()
  const about = { bureau: env.bureau, demo: true, origin: env.origin, turnstileSiteKey: null }
  const put = files.put
  files.put = async (path, bytes) => {
    if (path === 'report/index.html') throw new Error('disk full')
    await put(path, bytes)
  }
  await expect(publish(db, env.render, about, files, env.now())).rejects.toThrow('disk full')
  expect(kept.has('index.html')).toBe(false)
  files.put = put
  expect(await publish(db, env.render, about, files, env.now())).toEqual(['/report/', '/'])
})

test('the figures are those of the week that is over, whatever happens since', async () => {
  const { env, db, ask, as, at } = await openApp({ at: '2026-09-01T10:00:00+08:00' })
  for (let n = 0; n < 6; n += 1) await ask('POST', '/api/tips', aTip({ place: { address: `西流湖街道第${n}号院` } }))
  at('2026-09-22T10:00:00+08:00')
  // Monday 2026-09-14 to Sunday 2026-09-20 is over; the 15 days ended on the 16th.
  const before = await countHomeFigures(db, env.now())
  expect(before).toEqual({ week: '2026-W38', weekEndsOn: '2026-09-20', open: '6', answered: '0', overdue: '6' })
  const clerk = await as('qian')
  const [row] = (await ask('GET', '/api/cases', undefined, clerk)).body.items
  const refused = await ask(
    'POST',
    `/api/cases/${row.id}/rejection`,
    { version: row.version, ground: 'not-remit', tell: '请向城市管理部门反映。' },
    clerk,
  )
  expect(refused.status).toBe(200)
  await ask('POST', '/api/tips', aTip())
  expect(await countHomeFigures(db, env.now())).toEqual(before)
  at('2026-09-28T10:00:00+08:00')
  expect(await countHomeFigures(db, env.now())).toMatchObject({ open: '6', overdue: '5' })
})

test('a provisional deadline is counted anew once the holidays are known, with its event, once', async () => {
  const { env, db, ask } = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  await ask('POST', '/api/tips', aTip())
  expect(await recomputeDeadlines(db, env.now())).toBe(0)
  // As it would stand had it been counted before the State Council announced the year.
  await db.write(["UPDATE cases SET provisional = 1, due_by = '2026-09-28'"])
  expect(await recomputeDeadlines(db, env.now())).toBe(1)
  const [row] = (await db.query('SELECT due_by, provisional, version FROM cases')).rows
  expect({ ...row }).toEqual({ due_by: '2026-09-29', provisional: 0, version: 2 })
  const events = (await db.query("SELECT data FROM events WHERE type = 'case.deadline-recomputed'")).rows
  expect(events.map((event) => JSON.parse(String(event.data)))).toEqual([
    { step: 'accept', by: '2026-09-29', before: '2026-09-28' },
  ])
  expect(await recomputeDeadlines(db, env.now())).toBe(0)
})
