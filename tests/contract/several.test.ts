import { cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { client } from '../client.ts'
import { aYear } from '../filing.ts'
import { logFilesIn } from '../fixtures/log-folder.ts'
import { phonePhoto } from '../fixtures/photos.ts'
import { type Hrana, startHrana } from '../hrana/server.ts'
import { freshDataDir, type Running, startServer } from '../server.ts'
import { aTip } from '../setup.ts'
import { does, file, status, tries, upload } from '../stories/desk.ts'
import { over, seedOver } from './over.ts'

let database: Hrana
let servers: [Running, Running]
const folders = [freshDataDir(), freshDataDir()] as const

beforeAll(async () => {
  database = await startHrana()
  await seedOver(database, folders[0])
  // The second process: a data folder of its own, with the keys and the photos of the first.
  cpSync(join(folders[0], 'keys'), join(folders[1], 'keys'), { recursive: true })
  symlinkSync(join(folders[0], 'photos'), join(folders[1], 'photos'))
  const start = (dataDir: string) => startServer({ dataDir, env: { ...over(database), INTAKE_LIMIT: '1000' } })
  servers = await Promise.all([start(folders[0]), start(folders[1])])
}, 180_000)
afterAll(async () => {
  await Promise.all(servers?.map((server) => server.stop()) ?? [])
  await database?.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('two processes over one database', () => {
  test('what one took, the other knows: repeats, receipts, photos, sessions, decisions', async () => {
    const [one, two] = servers.map((server) => client(server.url)) as [
      ReturnType<typeof client>,
      ReturnType<typeof client>,
    ]
    const photo = await upload(one, await phonePhoto())
    const mine = { 'idempotency-key': crypto.randomUUID() }
    const tip = aTip({ attachments: [photo] })
    const [here, there] = await Promise.all([one, two].map((each) => each.ask('POST', '/api/tips', tip, mine)))
    expect([here?.status, there?.status]).toEqual([201, 201])
    expect(there?.body).toEqual(here?.body)
    expect((await status(two, here?.body.receipt)).reference).toBe(here?.body.reference)

    // A cookie of one opens the other; each believes only its own origin.
    const { cookie = '' } = await one.as('qian')
    const clerk = { cookie, origin: servers[1].url }
    expect((await two.ask('GET', `/api/attachments/${photo}`, undefined, clerk)).status).toBe(200)
    const { id } = await file(one)
    await does(two, 'qian', id, 'registration')
    expect((await tries(one, 'qian', id, 'registration')).body.code).toBe('case.not-from-here')
    expect((await two.ask('POST', '/api/auth/sign-out', {}, clerk)).status).toBe(200)
    expect((await one.ask('GET', '/api/cases/count', undefined, { cookie })).status).toBe(401)
  })

  test('of two that decide at one moment in two processes one is told that the other was first', async () => {
    const [one, two] = servers.map((server) => client(server.url)) as [
      ReturnType<typeof client>,
      ReturnType<typeof client>,
    ]
    for (let round = 0; round < 5; round++) {
      const { id } = await file(one)
      const both = await Promise.all([tries(one, 'qian', id, 'registration'), tries(two, 'sun', id, 'registration')])
      expect(both.map((each) => each.status).sort()).toEqual([200, 409])
    }
  })

  test('what is approved in one stands on the pages of both', async () => {
    const [one, two] = servers.map((server) => client(server.url)) as [
      ReturnType<typeof client>,
      ReturnType<typeof client>,
    ]
    const draft = { kind: 'soil_self_monitoring', ...aYear(2018) }
    const { id } = (await one.ask('POST', '/api/disclosures', draft, await one.as('jin'))).body
    let version = 1
    for (const [who, decision] of [
      ['jin', 'submission'],
      ['wei', 'signature'],
      ['zhao', 'approval'],
    ] as const) {
      const { body } = await one.ask('POST', `/api/disclosures/${id}/${decision}`, { version }, await one.as(who))
      version = body.version
    }
    const page = `/disclosures/${id}.json`
    const first = await one.ask('GET', page)
    expect(first.status).toBe(200)
    // Each names its own address; behind one ORIGIN they would be the same bytes.
    const read = async () =>
      JSON.stringify((await two.ask('GET', page)).body).replaceAll(servers[1].url, servers[0].url)
    await expect.poll(read, { timeout: 60_000, interval: 250 }).toBe(JSON.stringify(first.body))
  }, 90_000)

  test('both serve one log, and either may write the next leaf', async () => {
    const read = (path: string) => folders.map((folder) => readFileSync(join(folder, 'log', path), 'utf8'))
    const both = () => new Set(read('checkpoint')).size
    await expect.poll(both, { timeout: 60_000, interval: 250 }).toBe(1)
    for (const path of ['vkey', 'checkpoint']) expect(read(path)[0]).toBe(read(path)[1])
    expect(logFilesIn(join(folders[0], 'log'))).toEqual(logFilesIn(join(folders[1], 'log')))
    const faults = servers.flatMap((server) => server.output().match(/.*"route":"job:log".*/g) ?? [])
    expect(faults).toEqual([])
  }, 90_000)
})
